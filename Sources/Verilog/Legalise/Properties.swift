import Netlist

/// `check`, `assume` and `cover` as immediate assertions at a clock edge outside of reset.
extension Legaliser {
    func lowerProperties(_ key: Targets.PropertyKey, _ block: Block) {
        let event = event(key.clocking, target: .text("check"))
        var place = Place.none
        var body = named(.text("check")) {
            statements(block) { statement, result in
                guard case .property(let id) = statement else { return }
                let property = circuit.properties[id.index]
                if place == .none { place = property.place }
                let condition = value(property.condition)
                let name = property.name.split(whereSeparator: \.isNewline).joined(separator: " ")
                if let message = property.message { result += display(message, of: property, name, condition) }
                guard property.kind != .log else { return }
                result.append(.assertion(property.kind, name: name, id, condition, place: property.place))
            }
        }
        guard !body.isEmpty else { return }
        if let signal = key.signal {
            let reset = named(.text("check"), "reset") { value(signal) }
            body = conditional(key.polarity == .activeLow ? reset : reset.negated, body, [], place)
        }
        emit(.properties, .always(AlwaysSyntax(events: [event], body: body, place: place)))
    }

    /// The message, where the property does not hold; of a `cover`, where it does; of a `log`, always.
    private func display(
        _ message: Property.Message, of property: Property, _ name: String, _ condition: Expression
    ) -> [StatementSyntax] {
        var text = property.kind == .log ? "" : escaped("\(property.kind) '\(name)': ")
        var values: [Expression] = []
        for part in message.parts {
            switch part {
            case .text(let words): text += escaped(words)
            case .value(let node, let format):
                switch format {
                case .decimal, .signedDecimal: text += "%0d"
                case .hexadecimal: text += "%h"
                case .binary: text += "%b"
                }
                let operand = value(node, whole: true)
                values.append(format == .signedDecimal ? .signed(operand) : operand)
            }
        }
        let print = StatementSyntax.display(text, values, place: property.place)
        return property.kind == .log
            ? [print]
            : conditional(property.kind == .cover ? condition : condition.negated, [print], [], property.place)
    }

    private func escaped(_ text: String) -> String {
        String(text.flatMap { $0 == "%" ? "%%" : String($0) })
    }
}
