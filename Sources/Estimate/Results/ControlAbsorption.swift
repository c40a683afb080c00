/// Enables and resets that are computed by a LUT of their own can go into the LUT before the register instead, when all their
/// inputs fit: the reference flow does so after mapping, which saves the LUT of the control signal.
struct ControlAbsorption {
    /// By LUT of the cover: true when nothing reads it any more.
    private(set) var isAbsorbed: [Bool]
    /// By LUT: its number of inputs, where it took in a control signal.
    private(set) var sizes: [Int?]

    /// By node: how often it is read by what remains.
    private(set) var uses: [Int32]
    /// By register: false when its reset went into the LUT before it.
    private(set) var hasReset: [Bool]

    private let network: LogicNetwork
    private var lutOfRoot: [Int32]
    private var inputs: [[UInt32]]

    init(
        _ flat: FlatDesign, _ network: LogicNetwork, _ cover: LUTCover, _ functions: [TruthTable], duplicated: Set<Int>
    ) {
        self.network = network
        isAbsorbed = Array(repeating: false, count: cover.count)
        sizes = Array(repeating: nil, count: cover.count)
        lutOfRoot = Array(repeating: -1, count: network.graph.nodeCount)
        uses = Array(repeating: 0, count: network.graph.nodeCount)
        hasReset = Array(repeating: true, count: flat.flipFlops.count)
        inputs = []
        inputs.reserveCapacity(cover.count)
        for index in 0..<cover.count {
            lutOfRoot[Int(cover.roots[index])] = Int32(truncatingIfNeeded: index)
            let leaves = Array(cover.leaves(of: index))
            inputs.append(functions[index].support.map { leaves[$0] })
            for leaf in leaves { uses[Int(leaf)] += 1 }
        }
        network.live.forEachCellInput(flat) { uses[network[$0].node] += 1 }
        for root in duplicated { uses[root] += 1_000_000 }
        guard flat.device.registers.absorbsControls else { return }
        for (index, cell) in flat.flipFlops.enumerated() where network.live.flipFlops[index] && !cell.isInside {
            hasReset[index] = !visit(cell)
        }
        for index in 0..<cover.count { isAbsorbed[index] = uses[Int(cover.roots[index])] <= 0 }
    }

    /// The LUT that computes a literal, if it is one LUT.
    private func lut(of literal: Literal) -> Int? {
        let number = Int(lutOfRoot[network[literal].node])
        return number >= 0 && (2...6).contains(inputs[number].count) ? number : nil
    }

    /// True when the reset went into the LUT before the register.
    private mutating func visit(_ cell: FlatDesign.FlipFlop) -> Bool {
        guard !cell.isAsynchronous, let data = lut(of: cell.next), uses[network[cell.next].node] == 1 else {
            return false
        }
        let (enable, reset) = (lut(of: cell.enable), lut(of: cell.reset))
        var withEnable = Set(inputs[data])
        if cell.enable != .one {
            withEnable.formUnion(leaves(of: cell.enable, enable))
            withEnable.insert(UInt32(truncatingIfNeeded: network[cell.output].node))
        }
        if cell.reset != .zero, enable != nil || reset != nil {
            let all = withEnable.union(leaves(of: cell.reset, reset))
            if all.count <= 6 {
                absorb(cell.enable, into: data, all)
                absorb(cell.reset, into: data, all)
                return true
            }
        }
        if enable != nil, withEnable.count <= 6 { absorb(cell.enable, into: data, withEnable) }
        return false
    }

    private func leaves(of literal: Literal, _ lut: Int?) -> [UInt32] {
        lut.map { inputs[$0] } ?? [UInt32(truncatingIfNeeded: network[literal].node)]
    }

    private mutating func absorb(_ control: Literal, into data: Int, _ all: Set<UInt32>) {
        for leaf in all where !inputs[data].contains(leaf) { uses[Int(leaf)] += 1 }
        inputs[data] = Array(all)
        sizes[data] = max(2, all.count)
        let node = network[control].node
        uses[node] -= 1
        guard uses[node] == 0, lutOfRoot[node] >= 0 else { return }
        for leaf in inputs[Int(lutOfRoot[node])] { uses[Int(leaf)] -= 1 }
    }
}
