/// Maps the logic of a flattened design and counts its cells by instance.
struct CellCounter {
    private let flat: FlatDesign
    private let network: LogicNetwork
    private let cover: LUTCover
    private var counts: [ResourceCounts]

    static func count(_ flat: FlatDesign, _ options: EstimateOptions) -> EstimateReport {
        var counter = CellCounter(flat, options)
        counter.countLUTs()
        counter.countCells()
        counter.countLevels()
        return EstimateReport(flat.device, instances: flat.instances, local: counter.counts)
    }

    private init(_ flat: FlatDesign, _ options: EstimateOptions) {
        self.flat = flat
        var mapper = options.mapper
        if flat.device != .series7 { mapper.costs = flat.device.luts }
        (network, cover) = LogicNetwork(flat, order: options.order).mapped(mapper, effort: options.effort)
        counts = flat.instances.map { _ in ResourceCounts(flat.device) }
    }

    // LUTs.

    private mutating func countLUTs() {
        let copies = duplicatedRoots()
        let functions = cover.functions(in: network.graph)
        let absorption = ControlAbsorption(flat, network, cover, functions, duplicated: copies)
        for index in 0..<cover.count where !absorption.isAbsorbed[index] {
            let root = Int(cover.roots[index])
            let instance = Int(network.graph.origins[root])
            if let size = absorption.sizes[index] {
                counts[instance].lutsBySize[size - 1] += 1
                continue
            }
            for _ in 0..<(copies.contains(root) ? 2 : 1) {
                Self.add(functions[index], to: &counts[instance])
            }
        }
    }

    /// Roots that cells read in both polarities, or complemented while LUTs read them: each polarity is a LUT.
    private func duplicatedRoots() -> Set<Int> {
        var plain: Set<Int> = []
        for index in 0..<cover.count { plain.formUnion(cover.leaves(of: index).lazy.map { Int($0) }) }
        for output in network.graph.outputs where !output.isInverted { plain.insert(output.node) }
        return Set(
            network.graph.outputs.lazy.filter {
                $0.isInverted && plain.contains($0.node) && network.graph.isAnd($0.node)
            }
            .map(\.node))
    }

    /// Adds the cells of one function: a LUT, or LUTs joined by MUXF7 and MUXF8.
    private static func add(_ function: TruthTable, to counts: inout ResourceCounts) {
        let support = function.support
        switch support.count {
        case 0, 1: break
        case 2...6: counts.lutsBySize[support.count - 1] += 1
        default:
            counts.mux += 1
            let split = support[support.count - 1]
            add(half: function.cofactor(split, false), to: &counts)
            add(half: function.cofactor(split, true), to: &counts)
        }
    }

    /// Adds what feeds one input of a MUXF7 or MUXF8: a signal must pass through a LUT.
    private static func add(half: TruthTable, to counts: inout ResourceCounts) {
        if half.support.count == 1 {
            counts.lutsBySize[0] += 1
        } else {
            add(half, to: &counts)
        }
    }

    // Other cells.

    private mutating func countCells() {
        for (index, cell) in flat.flipFlops.enumerated() where network.live.flipFlops[index] && !cell.isInside {
            // A register that loads asynchronously is two with set and reset, and a latch that says which holds.
            counts[Int(cell.origin)].ff += cell.asynchronousData == nil ? 1 : 3
        }
        for cell in flat.primitives { counts[Int(cell.origin)].add(cell: Substring(cell.type), count: 1) }
        for (index, chain) in flat.chains.enumerated() where network.live.chains[index] >= 0 && !chain.isInside {
            counts[Int(chain.origin)].carry += network.live.chains[index] / flat.device.carry.bits + 1
        }
        for (index, memory) in flat.memories.enumerated() where network.live.memories[index] {
            switch memory.plan {
            case .logic: break
            case .distributed(let form, _, let cells):
                counts[Int(memory.origin)].lutram += cells * form.lutsPerCell
            case .block(let resource, let count): counts[Int(memory.origin)].add(count, of: resource)
            }
        }
        for (index, multiplier) in flat.multipliers.enumerated() where network.live.multipliers[index] {
            let (a, b) = (multiplier.a.count, multiplier.b.count)
            let (long, short) = (max(a, b), min(a, b))
            guard let form = flat.device.multiplier else { continue }
            counts[Int(multiplier.origin)].dsp +=
                ((long + form.longer - 1) / form.longer) * ((short + form.shorter - 1) / form.shorter)
        }
    }

    // Levels.

    /// Walks all paths between registers, ports and block RAMs, through LUTs, carry chains and combinational reads.
    private mutating func countLevels() {
        let graph = network.graph
        var arrivals = [Int32](repeating: 0, count: graph.nodeCount)
        // Cells may stand before logic that was made earlier: repeat until nothing changes.
        for _ in 0..<64 {
            for index in 0..<cover.count {
                var latest: Int32 = 0
                for leaf in cover.leaves(of: index) { latest = max(latest, arrivals[Int(leaf)]) }
                arrivals[Int(cover.roots[index])] = latest + 1
            }
            if !passCells(&arrivals) { break }
        }
        for index in 0..<cover.count {
            let root = Int(cover.roots[index])
            let instance = Int(graph.origins[root])
            counts[instance].levels = max(counts[instance].levels, Int(arrivals[root]))
        }
        for (index, chain) in flat.chains.enumerated() where network.live.chains[index] >= 0 {
            let deepest = (chain.sums + chain.carries).compactMap { $0 }.map { arrivals[network[$0].node] }.max()
            let instance = Int(chain.origin)
            counts[instance].levels = max(counts[instance].levels, Int(deepest ?? 0))
        }
    }

    /// Sets when the outputs of combinational cells arrive; true when one changed.
    private func passCells(_ arrivals: inout [Int32]) -> Bool {
        var changed = false
        func set(_ literal: Literal, _ value: Int32) {
            let node = network[literal].node
            if network.live.nodes[literal.node], arrivals[node] < value {
                arrivals[node] = value
                changed = true
            }
        }
        for (index, chain) in flat.chains.enumerated() where network.live.chains[index] >= 0 {
            var latest: Int32 = 0
            for position in 0...network.live.chains[index] {
                latest = max(latest, arrivals[network[chain.propagate[position]].node])
                latest = max(latest, arrivals[network[chain.generate[position]].node])
                if let sum = chain.sums[position] { set(sum, latest + 1) }
                if let carry = chain.carries[position] { set(carry, latest + 1) }
            }
        }
        for (index, memory) in flat.memories.enumerated() where network.live.memories[index] && memory.delay > 0 {
            let latest = memory.inputs.map { arrivals[network[$0].node] }.max() ?? 0
            for port in memory.data { for bit in port { set(bit, latest + Int32(memory.delay)) } }
        }
        for (index, multiplier) in flat.multipliers.enumerated() where network.live.multipliers[index] {
            let latest = (multiplier.a + multiplier.b).map { arrivals[network[$0].node] }.max() ?? 0
            for bit in multiplier.product { set(bit, latest + 1) }
        }
        return changed
    }
}
