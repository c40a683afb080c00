/// Where a LUT beside each carry cell makes the sum, its fourth input is free: a LUT that only reads the sum, and one signal more, goes
/// into it.
struct SumAbsorption {
    /// By LUT of the cover: true when it is part of a sum's LUT.
    private(set) var isAbsorbed: [Bool]

    init(_ flat: FlatDesign, _ network: LogicNetwork, _ cover: LUTCover, _ functions: [TruthTable]) {
        isAbsorbed = Array(repeating: false, count: cover.count)
        guard flat.device.carry.operands == .besideLUT else { return }
        var uses = [Int32](repeating: 0, count: network.graph.nodeCount)
        var reader = [Int32](repeating: -1, count: network.graph.nodeCount)
        for index in 0..<cover.count {
            for leaf in cover.leaves(of: index) {
                uses[Int(leaf)] += 1
                reader[Int(leaf)] = Int32(truncatingIfNeeded: index)
            }
        }
        network.live.forEachCellInput(flat) { uses[network[$0].node] += 1 }
        for (number, chain) in flat.chains.enumerated() where network.live.chains[number] >= 0 {
            for position in 0...network.live.chains[number] {
                guard let sum = chain.sums[position].map({ network[$0].node }), uses[sum] == 1, reader[sum] >= 0 else {
                    continue
                }
                let index = Int(reader[sum])
                let own = [sum, network[chain.generate[position]].node, network[chain.addend[position]].node]
                let leaves = cover.leaves(of: index)
                let others = functions[index].support.count { !own.contains(Int(leaves[leaves.startIndex + $0])) }
                if others <= 1, !isAbsorbed[index] { isAbsorbed[index] = true }
            }
        }
    }
}
