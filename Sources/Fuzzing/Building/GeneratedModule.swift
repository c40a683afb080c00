import HDL
import Netlist

/// A part of a random design as a module of the language. Its stored properties are only known when it runs; the language finds them by
/// reflection, so it is told here what reflection shall see.
final class GeneratedModule: Module, CustomReflectable {
    let part: Part
    let recipe: Recipe
    /// Makes the module's name different from those of other designs.
    let number: Int
    let ports: [(name: String, handle: Handle)]
    let clock2: ClockSignal?
    let reset2: ResetSignal?

    init(_ part: Part, of recipe: Recipe, number: Int) {
        self.part = part
        self.recipe = recipe
        self.number = number
        ports =
            part.inputs.map { ($0.name, Declaring.input($0.form)) }
            + part.outputs.map { ($0.name, Declaring.output($0.form)) }
            + part.links.map { link in
                let shape = Link(there: link.there, back: link.back)
                return (link.name, .link(link.isOutput ? output(shape) : input(shape)))
            }
        clock2 = part.second.map { _ in inputClock() }
        reset2 = part.second.map {
            inputReset(
                $0.reset.isAsynchronous ? .asynchronous : .synchronous,
                $0.reset.isActiveLow ? .activeLow : .activeHigh)
        }
        super.init()
    }

    var customMirror: Mirror {
        var children: [(label: String?, value: Any)] = [("n", number)]
        if part.name != recipe.modules.last?.name { children.append(("k", Int(part.name.dropFirst(4)) ?? 0)) }
        if let clock2 { children.append(("clock2", clock2)) }
        if let reset2, let second = part.second { children.append((second.resetName, reset2)) }
        for (name, handle) in ports { children.append((name, handle.hardware)) }
        return Mirror(self, children: children, ancestorRepresentation: .suppressed)
    }

    override var implicitReset: ResetStyle? {
        part.reset.map {
            ResetStyle(
                $0.isAsynchronous ? .asynchronous : .synchronous, $0.isActiveLow ? .activeLow : .activeHigh)
        }
    }

    override func circuit() {
        let builder = CircuitRun(self)
        builder.build(part.items)
    }
}

extension Recipe {
    /// The design, or what the language has to say against it.
    ///
    /// - Parameter number: becomes part of the modules' names, so that several designs can stand side by side.
    public func design(number: Int = 0) throws -> Design {
        guard let top = modules.last else { return try elaborate { Module() } }
        return try elaborate { GeneratedModule(top, of: self, number: number) }
    }
}
