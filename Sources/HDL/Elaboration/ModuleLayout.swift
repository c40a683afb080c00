import Netlist
@_spi(Reflection) import Swift

/// Where the stored properties of a type of module are, asked of the runtime when the first module of the type is made.
///
/// Reflection of values costs more than all the rest of a small module. So where the properties of a type are nothing but hardware, numbers, flags and texts,
/// they are read from their places in the object.
final class ModuleLayout {
    private enum Kind {
        case hardware(any SelfHandle.Type)
        case number
        case flag
        case text
    }

    private struct Property {
        var name: String
        var kind: Kind
        /// Its place in the object.
        var byte: Int
    }

    /// Nil: the properties must be looked at each time.
    private let properties: [Property]?
    /// Whether one of them is a clock or a reset, or a vector of those: its edge or polarity is nowhere in the circuit.
    private let hasClocks: Bool

    init(of module: Module) {
        let properties = Self.properties(of: Swift.type(of: module))
        let start = Self.start(of: module)
        hasClocks =
            properties?.contains { property in
                guard case .hardware(let type) = property.kind else { return false }
                return Self.leaves(type, at: start + property.byte).contains { $0.isClock || $0.isReset }
            } ?? false
        withExtendedLifetime(module) {}
        self.properties = properties
    }

    func adoptProperties(of module: Module, _ builder: CircuitBuilder) {
        guard let properties else {
            for child in Self.children(of: module) { builder.adopt(property: child.value, name: child.name) }
            return
        }
        let start = Self.start(of: module)
        for property in properties {
            let place = start + property.byte
            switch property.kind {
            case .hardware(let type):
                if let bound = Self.bound(type, at: place) { builder.claim(bound.scope, name: property.name) }
            case .number: builder.adopt(parameter: place.load(as: Int.self), name: property.name)
            case .flag: builder.adopt(parameter: place.load(as: Bool.self), name: property.name)
            case .text: break
            }
        }
        withExtendedLifetime(module) {}
    }

    /// What `circuit()` of the module can depend on; nil where that is more than can be told.
    func description(of module: Module, _ builder: CircuitBuilder) -> ModuleDescription? {
        guard let properties, !hasClocks else { return nil }
        let start = Self.start(of: module)
        var hash = builder.circuit.contentHash { _ in StableHash() }
        hash.combine(builder.style.edge == .rising ? 0 : 1)
        hash.combine(builder.style.reset.kind == .synchronous ? 0 : 1)
        hash.combine(builder.style.reset.polarity == .activeHigh ? 0 : 1)
        for property in properties {
            let place = start + property.byte
            switch property.kind {
            case .hardware(let type):
                if let bound = Self.bound(type, at: place) {
                    guard bound.scope.builder === builder else { return nil }
                    hash.combine(Int(bound.scope.base + bound.node))
                } else {
                    for leaf in Self.leaves(type, at: place) {
                        hash.combine(leaf.name)
                        hash.combine(leaf.width)
                    }
                }
            case .number: hash.combine(place.load(as: Int.self))
            case .flag: hash.combine(place.load(as: Bool.self) ? 1 : 0)
            case .text: hash.combine(place.load(as: String.self))
            }
        }
        withExtendedLifetime(module) {}
        return ModuleDescription(type: ObjectIdentifier(Swift.type(of: module)), hash: hash)
    }

    /// The values of the stored properties, those of the superclass first.
    private static func children(of module: Module) -> [(name: String, value: Any)] {
        var levels: [Mirror] = []
        var mirror: Mirror? = Mirror(reflecting: module)
        while let level = mirror {
            levels.append(level)
            mirror = level.superclassMirror
        }
        return levels.reversed().flatMap { level in
            level.children.compactMap { child in child.label.map { ($0, child.value) } }
        }
    }

    /// Those of the superclass first.
    private static func properties(of type: Module.Type) -> [Property]? {
        var result: [Property] = []
        // 1: of a class.
        let isAll = _forEachField(of: type, options: _EachFieldOptions(rawValue: 1)) { name, byte, type, _ in
            if type == CircuitBuilder?.self { return true }
            guard let kind = kind(of: type) else { return false }
            result.append(Property(name: String(cString: name), kind: kind, byte: byte))
            return true
        }
        return isAll ? result : nil
    }

    /// Nil for what needs a closer look.
    private static func kind(of type: Any.Type) -> Kind? {
        if type == Int.self { return .number }
        if type == Bool.self { return .flag }
        if type == String.self { return .text }
        return (type as? any SelfHandle.Type).map { .hardware($0) }
    }

    private static func start(of module: Module) -> UnsafeRawPointer {
        UnsafeRawPointer(Unmanaged.passUnretained(module).toOpaque())
    }

    private static func bound<Handle: SelfHandle>(_ type: Handle.Type, at place: UnsafeRawPointer) -> Bound? {
        place.load(as: Handle.self)._bound
    }

    private static func leaves<Handle: SelfHandle>(_ type: Handle.Type, at place: UnsafeRawPointer) -> [Leaf] {
        place.load(as: Handle.self).leaves
    }
}

/// What the circuit of a module without parts is made from: its type, and what its stored properties hold.
struct ModuleDescription: Hashable {
    var type: ObjectIdentifier
    var hash: StableHash
}
