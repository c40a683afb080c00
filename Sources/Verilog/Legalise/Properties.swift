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
                result.append(.assertion(property.kind, name: name, condition, place: property.place))
            }
        }
        guard !body.isEmpty else { return }
        if let signal = key.signal {
            let reset = named(.text("check"), "reset") { value(signal) }
            body = conditional(key.polarity == .activeLow ? reset : reset.negated, body, [], place)
        }
        emit(.properties, .always(AlwaysSyntax(events: [event], body: body, place: place)))
    }
}
