import Netlist

/// `check`, `assume` and `cover` as immediate assertions at a clock edge outside of reset.
extension Legaliser {
    func lowerProperties(_ key: Targets.PropertyKey, _ block: Block) {
        let event = event(key.clocking, target: .text("check"))
        var place = Place.none
        var body = named(.text("check")) {
            statements(block) { _, statement, result in
                guard case .property(let id) = statement else { return }
                let property = circuit.properties[id.index]
                if place == .none { place = property.place }
                let condition = value(property.condition)
                let name = property.name.split(whereSeparator: \.isNewline).joined(separator: " ")
                if let message = property.message {
                    syntax.append(display(message, of: property, name, condition), to: &result)
                }
                guard property.kind != .log else { return }
                syntax.append(
                    .assertion(property.kind, name: syntax.note(name), id, condition, place: property.place),
                    to: &result)
            }
        }
        guard !body.isEmpty else { return }
        if let signal = key.signal {
            let reset = named(.text("check"), "reset") { value(signal) }
            body = conditional(key.polarity == .activeLow ? reset : syntax.negated(reset), body, Body(), place)
        }
        emit(.properties, .always(AlwaysSyntax(events: [event], body: body, place: place)))
    }

    /// The message, where the property does not hold; of a `cover`, where it does; of a `log`, always.
    private func display(
        _ message: Property.Message, of property: Property, _ name: String, _ condition: Expression
    ) -> Body {
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
                values.append(format == .signedDecimal ? make(.signed(operand)) : operand)
            }
        }
        let print = syntax.body(.display(syntax.note(text), syntax.list(values), place: property.place))
        return property.kind == .log
            ? print
            : conditional(
                property.kind == .cover ? condition : syntax.negated(condition), print, Body(), property.place)
    }

    private func escaped(_ text: String) -> String {
        String(text.flatMap { $0 == "%" ? "%%" : String($0) })
    }
}
