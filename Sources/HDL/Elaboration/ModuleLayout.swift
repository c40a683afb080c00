/// The stored properties of a type of module, found by reflection when the first module of the type is made.
///
/// Reflection costs more than all the rest of a small module. So where the properties of a type are nothing but scalars, numbers and flags, those of its later
/// modules are read from where the first one's turned out to be.
final class ModuleLayout {
    private enum Kind {
        case scalar(any Structured.Type)
        case number
        case flag
    }

    private struct Property {
        var name: String
        var kind: Kind
        /// Its place in the object.
        var byte: Int
    }

    /// Nil: the properties must be looked at each time.
    private var properties: [Property]?

    init(of module: Module) {
        properties = Self.properties(of: module)
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
            case .scalar(let type):
                if let bound = Self.bound(type, at: place) { builder.claim(bound.scope, name: property.name) }
            case .number: builder.adopt(parameter: place.load(as: Int.self), name: property.name)
            case .flag: builder.adopt(parameter: place.load(as: Bool.self), name: property.name)
            }
        }
        withExtendedLifetime(module) {}
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

    private static func properties(of module: Module) -> [Property]? {
        let start = start(of: module)
        // Behind the two words of every object, one property after the other, each at the next place that suits it.
        var byte = 2 * MemoryLayout<Int>.size
        var result: [Property] = []
        for child in children(of: module) {
            guard let field = field(child.value) else { return nil }
            byte = (byte + field.alignment - 1) / field.alignment * field.alignment
            if let kind = field.kind {
                guard isThere(child.value, kind, start + byte) else { return nil }
                result.append(Property(name: child.name, kind: kind, byte: byte))
            }
            byte += field.size
        }
        return result
    }

    /// Whether the value is read at that place.
    private static func isThere(_ value: Any, _ kind: Kind, _ place: UnsafeRawPointer) -> Bool {
        switch kind {
        case .scalar(let type):
            guard let bound = (value as? any Structured)?._bound else { return false }
            let word = UnsafeRawPointer(Unmanaged.passUnretained(bound.scope).toOpaque())
            guard place.load(as: UnsafeRawPointer?.self) == word else { return false }
            return Self.bound(type, at: place)?.node == bound.node
        case .number: return place.load(as: Int.self) == value as? Int
        case .flag: return place.load(as: UInt8.self) == (value as? Bool == true ? 1 : 0)
        }
    }

    private static func start(of module: Module) -> UnsafeRawPointer {
        UnsafeRawPointer(Unmanaged.passUnretained(module).toOpaque())
    }

    private static func bound<Shape: Structured>(_ type: Shape.Type, at place: UnsafeRawPointer) -> Bound? {
        place.load(as: Shape.self)._bound
    }

    /// What a property is, with its size and alignment; no kind for what is of no interest, nil for what needs a closer look.
    private static func field(_ value: Any) -> (kind: Kind?, size: Int, alignment: Int)? {
        func sized<Value>(_ kind: Kind?, _ value: Value) -> (Kind?, Int, Int) {
            (kind, MemoryLayout<Value>.size, MemoryLayout<Value>.alignment)
        }
        // A cast looks through an optional, which is of another type.
        let type = type(of: value)
        if type == CircuitBuilder?.self { return sized(nil, value as? CircuitBuilder) }
        if type == String.self { return sized(nil, "") }
        if type == Int.self { return sized(.number, 0) }
        if type == Bool.self { return sized(.flag, false) }
        guard let scalar = value as? any SelfHandle, Swift.type(of: scalar) == type else { return nil }
        return sized(.scalar(Swift.type(of: scalar)), scalar)
    }
}
