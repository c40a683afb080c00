import Netlist

extension Elaborator {
    /// One bit of a selection: a tree of multiplexers when at least half of the subject's values in use are chosen, else the
    /// and-or form.
    mutating func select(_ scope: Int, _ selection: Selection, _ bit: Int) -> Literal? {
        let subject = need(scope, selection.subject)
        let data = selection.choices.map { need(scope, $0.value, bit) }
        guard isReady else { return nil }
        let values = selection.choices.map { Int($0.constant.low64) }
        let varying = values.dropFirst().reduce(0) { $0 | $1 ^ values[0] }
        let positions = subject.indices.filter { varying >> $0 & 1 == 1 }
        let stages = positions.count
        func hit(_ value: Int) -> Literal {
            flat.graph.andAll(subject.enumerated().map { $1.inverted(if: value >> $0 & 1 == 0) })
        }
        let isDense = stages <= 12 && values.count * 2 >= 1 << stages
        guard isDense else {
            var terms: [Literal] = []
            for (index, value) in values.enumerated() {
                terms.append(flat.graph.and(hit(value), data[index]))
            }
            return flat.graph.orAll(terms)
        }
        var leaves = [Literal?](repeating: nil, count: 1 << stages)
        for (index, value) in values.enumerated() {
            let place = positions.enumerated().reduce(0) { $0 | (value >> $1.element & 1) << $1.offset }
            leaves[place] = data[index]
        }
        flat.graph.makesLateNodes = true
        defer { flat.graph.makesLateNodes = false }
        for stage in 0..<stages {
            var next: [Literal?] = []
            for pair in stride(from: 0, to: leaves.count, by: 2) {
                switch (leaves[pair], leaves[pair + 1]) {
                case (let low?, let high?): next.append(flat.graph.mux(subject[positions[stage]], high, low))
                case (let one?, nil), (nil, let one?): next.append(one)
                case (nil, nil): next.append(nil)
                }
            }
            leaves = next
        }
        let chosen = leaves[0] ?? .zero
        if selection.isFreeElsewhere || values.count == 1 << subject.count { return chosen }
        return flat.graph.and(flat.graph.orAll(values.map(hit)), chosen)
    }
}
