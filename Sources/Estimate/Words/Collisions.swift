/// Whether two ports of a memory can be at the same word, as the reference flow asks its solver.
extension CellElaborator {
    private static let mostNets = 10
    private static let mostCells = 200

    /// True when some bits of two addresses can be seen to differ always: all values of the few nets that they follow from are tried.
    func neverMeet(_ first: [Int32], _ second: [Int32]) -> Bool {
        let pairs = zip(first, second).compactMap { pair in
            support([pair.0, pair.1]).map { (bits: pair, nets: $0) }
        }
        var nets: Set<Int32> = []
        var tried: [(Int32, Int32)] = []
        for pair in pairs.sorted(by: { $0.nets.count < $1.nets.count }) {
            let both = nets.union(pair.nets)
            guard both.count <= Self.mostNets else { break }
            nets = both
            tried.append(pair.bits)
        }
        let order = nets.sorted()
        return !(0..<1 << order.count).contains { pattern in
            var values = StateValues()
            for (bit, net) in order.enumerated() { values.fixed[net] = pattern >> bit & 1 == 1 }
            return tried.allSatisfy { one, other in
                guard let a = value(one, &values, []), let b = value(other, &values, []) else { return true }
                return a == b
            }
        }
    }

    /// The nets that no logic drives on which others depend; nil if those are many.
    private func support(_ nets: [Int32]) -> Set<Int32>? {
        var result: Set<Int32> = []
        var seen: Set<Int32> = []
        var work = nets
        while let net = work.popLast() {
            guard net >= 0, seen.insert(net).inserted else { continue }
            guard let (number, _) = driver(ofRoot: net), case .logic = cellAt(number).kind else {
                result.insert(net)
                if result.count > Self.mostNets { return nil }
                continue
            }
            if seen.count > Self.mostCells { return nil }
            work += roots(scope(of: number), reads(number))
        }
        return result
    }
}
