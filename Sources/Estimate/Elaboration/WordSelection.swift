/// Multiplexers over words of bits.
extension FlatDesign {
    /// A logarithmic shifter, lowest bit of the amount first.
    mutating func shift(_ value: [Literal], by amount: [Literal], isLeft: Bool, fill: Literal) -> [Literal] {
        let width = value.count
        var stages = 0
        while stages < amount.count, 1 << stages < width { stages += 1 }
        graph.makesLateNodes = true
        defer { graph.makesLateNodes = false }
        let overflow = graph.orAll(Array(amount[stages...]))
        var buffer = value
        for stage in 0..<stages {
            let distance = 1 << stage
            let before = buffer
            for bit in 0..<width {
                let source = isLeft ? bit - distance : bit + distance
                let moved = source >= 0 && source < width ? before[source] : fill
                buffer[bit] = graph.mux(amount[stage], moved, before[bit])
            }
        }
        if overflow == .zero { return buffer }
        return buffer.map { graph.mux(overflow, fill, $0) }
    }

    /// A tree of multiplexers, lowest bit of the index first; zero past the end.
    mutating func element(of value: [Literal], index: [Literal], width: Int) -> [Literal] {
        let count = value.count / width
        var stages = 0
        while 1 << stages < count { stages += 1 }
        graph.makesLateNodes = true
        defer { graph.makesLateNodes = false }
        var words = (0..<count).map { Array(value[$0 * width..<($0 + 1) * width]) }
        for stage in 0..<min(stages, index.count) {
            var next: [[Literal]] = []
            for pair in stride(from: 0, to: words.count, by: 2) {
                let low = words[pair]
                let high = pair + 1 < words.count ? words[pair + 1] : Array(repeating: .zero, count: width)
                next.append((0..<width).map { graph.mux(index[stage], high[$0], low[$0]) })
            }
            words = next
        }
        guard index.count > stages else { return words[0] }
        let outside = graph.orAll(Array(index[stages...]))
        return words[0].map { graph.and($0, !outside) }
    }

    /// One bit of a selection, `data[i]` where `subject` is `values[i]`: a tree of multiplexers when at least half of the subject's values
    /// in use are chosen, else the and-or form.
    mutating func choose(
        _ subject: [Literal], _ values: [Int], _ data: [Literal], isFreeElsewhere: Bool
    ) -> Literal {
        let varying = values.dropFirst().reduce(0) { $0 | ($1 ^ values[0]) }
        let positions = subject.indices.filter { varying >> $0 & 1 == 1 }
        let stages = positions.count
        func hit(_ value: Int) -> Literal {
            graph.andAll(subject.enumerated().map { $1.inverted(if: value >> $0 & 1 == 0) })
        }
        let isDense = stages <= 12 && values.count * 2 >= 1 << stages
        guard isDense else {
            var terms: [Literal] = []
            for (index, value) in values.enumerated() {
                terms.append(graph.choice(hit(value), data[index]))
            }
            return graph.orAll(terms)
        }
        var leaves = [Literal?](repeating: nil, count: 1 << stages)
        for (index, value) in values.enumerated() {
            let place = positions.enumerated().reduce(0) { $0 | (value >> $1.element & 1) << $1.offset }
            leaves[place] = data[index]
        }
        graph.makesLateNodes = true
        defer { graph.makesLateNodes = false }
        for stage in 0..<stages {
            var next: [Literal?] = []
            for pair in stride(from: 0, to: leaves.count, by: 2) {
                switch (leaves[pair], leaves[pair + 1]) {
                case (let low?, let high?): next.append(graph.mux(subject[positions[stage]], high, low))
                case (let one?, nil), (nil, let one?): next.append(one)
                case (nil, nil): next.append(nil)
                }
            }
            leaves = next
        }
        let chosen = leaves[0] ?? .zero
        if isFreeElsewhere || values.count == 1 << subject.count { return chosen }
        return graph.and(graph.orAll(values.map(hit)), chosen)
    }
}
