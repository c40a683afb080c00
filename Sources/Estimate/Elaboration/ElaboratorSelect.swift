import Netlist

extension Elaborator {
    /// One bit of a selection.
    mutating func select(_ scope: Int, _ selection: Selection, _ bit: Int) -> Literal? {
        let subject = need(scope, selection.subject)
        let data = selection.choices.map { need(scope, $0.value, bit) }
        guard isReady else { return nil }
        let values = selection.choices.map { Int($0.constant.low64) }
        return flat.choose(subject, values, data, isFreeElsewhere: selection.isFreeElsewhere)
    }
}
