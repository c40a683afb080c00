import CallSite
import Netlist

/// A piece of hardware with ports. Subclass it: ports and parts are stored properties, behaviour is in `circuit()`.
///
///     final class Counter: Module {
///         let enable = input(bit)
///         let count = output(unsigned(8))
///         override func circuit() {
///             let value = register(unsigned(8))
///             when(enable) { value <== value + 1 }
///             count <== value
///         }
///     }
///
/// Parameters are ordinary arguments of `init`. The Verilog module is called after the type and the parameters that are
/// stored as integers or `Bool` (`Queue_depth4`); two different circuits that would get one name also get a content hash.
open class Module {
    var builder: CircuitBuilder?

    /// Takes the stored properties of all subclasses; called, as always, when they have been initialised.
    @inline(never)
    public init() {
        guard let elaboration = Elaboration.current else { return }
        let builder = CircuitBuilder(elaboration, name: "", place: Place(returnAddress: call_site()))
        self.builder = builder
        builder.module = self
        elaboration.modules.append(self)
        elaboration.layout(of: self).adoptProperties(of: self, builder)
        builder.adoptDeferred()
        // The initialiser that the compiler writes has no line; the first port has.
        builder.circuit.place = builder.circuit.places.first ?? builder.circuit.place
        builder.circuit.name = builder.moduleName(of: self)
    }

    /// Describes the hardware, after the whole parent has been described.
    ///
    /// It depends on nothing but the module's type and stored properties: of instances that are alike in them, and whose properties are all
    /// ports, registers, numbers and flags, it may run for the first one only.
    open func circuit() {}

    /// How the implicit `reset` works; nil (as it is unless overridden): as that of the region in which the module stands, and at the
    /// top synchronously and active high. An active-low one is called `reset_n`.
    open var implicitReset: ResetStyle? { nil }
}

extension CircuitBuilder {
    /// Takes what a stored property holds: declarations, instances, and arrays and optionals of them; notes scalar parameters.
    func adopt(property value: Any, name: String) {
        switch value {
        case let child as Module:
            adopt(instance: child, name: name, place: circuit.places.last ?? circuit.place)
        case let value as any Structured:
            if let bound = value._bound { claim(bound.scope, name: name) }
        case let memory as any AnyMemory:
            claim(memory.scope, name: name)
        case let flag as Bool: adopt(parameter: flag, name: name)
        case let number as any BinaryInteger: adopt(parameter: number, name: name)
        default:
            let mirror = Mirror(reflecting: value)
            switch mirror.displayStyle {
            case .optional:
                if let some = mirror.children.first { adopt(property: some.value, name: name) }
            case .collection where !(value is String):
                for (index, element) in mirror.children.enumerated()
                where !(element.value is any BinaryInteger) && !(element.value is Bool) {
                    adopt(property: element.value, name: "\(name)_\(index)")
                }
            default: break
            }
        }
    }

    func adopt(parameter flag: Bool, name: String) {
        if flag { parameters.append(name) }
    }

    func adopt(parameter number: some BinaryInteger, name: String) {
        let digits = "\(number)"
        parameters.append(name + (digits.hasPrefix("-") ? "m" + digits.dropFirst() : digits))
    }

    /// Takes the declaration of a stored property.
    func claim(_ scope: Scope, name: String) {
        guard scope.builder == nil, let index = elaboration.pending.firstIndex(where: { $0.scope === scope }) else {
            return
        }
        let declaration = elaboration.pending.remove(at: index)
        if declaration.clocking?.named == nil {
            adopt(declaration, name: name)
        } else {
            declaration.scope.builder = self
            deferred.append((declaration, name))
        }
    }

    func adoptDeferred() {
        for (declaration, name) in deferred { adopt(declaration, name: name) }
        deferred = []
    }

    func moduleName(of module: Module) -> String {
        ([elaboration.typeName(of: module)] + parameters).joined(separator: "_")
    }
}

extension Elaboration {
    /// Where the stored properties of a module's type are.
    func layout(of module: Module) -> ModuleLayout {
        let type = ObjectIdentifier(Swift.type(of: module))
        if let known = layouts[type] { return known }
        let made = ModuleLayout(of: module)
        layouts[type] = made
        return made
    }

    /// The name of a module's type as an identifier, without what it is generic over; made once for each type.
    fileprivate func typeName(of module: Module) -> String {
        let type = ObjectIdentifier(Swift.type(of: module))
        if let known = typeNames[type] { return known }
        var (base, level) = ("", 0)
        for character in "\(Swift.type(of: module))" {
            switch character {
            case "<": level += 1
            case ">": level -= 1
            case ".": if level == 0 { base = "" }
            case _ where level > 0: break
            default: base.append(character.isASCII && (character.isLetter || character.isNumber) ? character : "_")
            }
        }
        typeNames[type] = base
        return base
    }
}
