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
        var report = EstimateReport(flat.device, instances: flat.instances, local: counter.counts)
        if options.timing { report.timing = TimingAnalysis(flat, counter.network, counter.cover).report() }
        return report
    }

    private init(_ flat: FlatDesign, _ options: EstimateOptions) {
        self.flat = flat
        var mapper = options.mapper
        if flat.device != .series7 { mapper.costs = flat.device.luts }
        (network, cover) = LogicNetwork(flat, order: options.order).mapped(
            mapper, effort: options.effort, keepsSavedLevels: flat.device.keepsSavedLevels)
        counts = flat.instances.map { _ in ResourceCounts(flat.device) }
    }

    /// The instance that a node of the mapped graph is part of.
    private func instance(of node: Int) -> Int { Int(flat.graph.origins[Int(network.graph.origins[node])]) }

    // LUTs.

    private mutating func countLUTs() {
        let copies = duplicatedRoots()
        let functions = cover.functions(in: network.graph)
        let absorption = ControlAbsorption(flat, network, cover, functions, duplicated: copies)
        let sums = SumAbsorption(flat, network, cover, functions)
        let ownResets = ownResets(absorption)
        for index in 0..<cover.count where !absorption.isAbsorbed[index] && !sums.isAbsorbed[index] {
            let root = Int(cover.roots[index])
            let instance = instance(of: root)
            if let size = absorption.sizes[index] {
                counts[instance].lutsBySize[size - 1] += 1
                continue
            }
            for _ in 0..<(ownResets[root] ?? 1) { add(functions[index], to: &counts[instance]) }
            if copies.contains(root) { counts[instance].lutsBySize[0] += 1 }
        }
        guard flat.device.countsInverters else { return }
        for output in network.graph.outputs where output.isInverted && !network.graph.isAnd(output.node) {
            counts[instance(of: output.node)].lutsBySize[0] += 1
        }
    }

    /// By root: how many LUTs compute it, where they are more than one.
    ///
    /// Where a reset acts only while enabled, the reference flow gives each bit of the register a gate of its own for it. Its mapper computes them once, and
    /// copies what it finds for each of them, but only where a buffer instead would add a level: where the LUT is one of the last.
    private func ownResets(_ absorption: ControlAbsorption) -> [Int: Int] {
        guard !flat.device.registers.resetNeedsEnable else { return [:] }
        var gates: [Int: Int] = [:]
        for (index, cell) in flat.flipFlops.enumerated()
        where network.live.flipFlops[index] && !cell.isInside && cell.isResetGated && absorption.hasReset[index] {
            gates[network[cell.reset].node, default: 0] += 1
        }
        if gates.isEmpty { return gates }
        let levels = cover.levels(nodeCount: network.graph.nodeCount)
        let last = levels.max() ?? 0
        var result: [Int: Int] = [:]
        for (root, count) in gates where levels[root] == last {
            result[root] = count + (Int(absorption.uses[root]) > count ? 1 : 0)
        }
        return result
    }

    /// Roots that cells read in both polarities: one of them takes an inverter, where inverters count. LUTs read whichever polarity there is.
    private func duplicatedRoots() -> Set<Int> {
        guard flat.device.countsInverters else { return [] }
        var plain: Set<Int> = []
        for output in network.graph.outputs where !output.isInverted { plain.insert(output.node) }
        return Set(
            network.graph.outputs.lazy.filter {
                $0.isInverted && plain.contains($0.node) && network.graph.isAnd($0.node)
            }
            .map(\.node))
    }

    /// Adds the cells of one function: a LUT, or LUTs joined by multiplexers.
    private func add(_ function: TruthTable, to counts: inout ResourceCounts) {
        let support = function.support
        switch support.count {
        case 0: break
        case 1: if flat.device.countsInverters { counts.lutsBySize[0] += 1 }
        case 2...flat.device.lutInputs: counts.lutsBySize[support.count - 1] += 1
        case _ where flat.device.joinsWholeLUTs:
            let luts = 1 << (support.count - flat.device.lutInputs)
            counts.lutsBySize[flat.device.lutInputs - 1] += luts
            counts.mux += luts - 1
        default:
            counts.mux += 1
            let split = support[support.count - 1]
            add(half: function.cofactor(split, false), to: &counts)
            add(half: function.cofactor(split, true), to: &counts)
        }
    }

    /// Adds what feeds one input of a multiplexer: a signal must pass through a LUT.
    private func add(half: TruthTable, to counts: inout ResourceCounts) {
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
        for register in flat.shiftRegisters {
            let (cells, instance) = (register.cells, Int(register.origin))
            counts[instance].srl += cells.luts
            counts[instance].ff += cells.registers
            counts[instance].mux += cells.joins
            for size in cells.choosers { counts[instance].lutsBySize[size - 1] += 1 }
        }
        for cell in flat.primitives { counts[Int(cell.origin)].add(cell: Substring(cell.type), count: 1) }
        for (index, chain) in flat.chains.enumerated() where network.live.chains[index] >= 0 && !chain.isInside {
            countChain(chain, top: network.live.chains[index])
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

    private mutating func countChain(_ chain: FlatDesign.CarryChain, top: Int) {
        let (form, instance) = (flat.device.carry, Int(chain.origin))
        func isRead(_ literal: Literal?) -> Bool { literal.map { network.live.nodes[$0.node] } ?? false }
        guard form.operands == .besideLUT else {
            counts[instance].carry += top / form.bits + 1
            return
        }
        // Behind the last sum there is nothing to carry.
        counts[instance].carry += top + (isRead(chain.carries[top]) ? 1 : 0)
        for position in 0...top where isRead(chain.sums[position]) {
            // The carry itself needs no LUT.
            let isCarry = chain.generate[position] == .zero && chain.addend[position] == .zero
            if !isCarry { counts[instance].lutsBySize[2] += 1 }
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
            let instance = instance(of: root)
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
            let (first, second) = chain.operands(flat.device.carry)
            for position in 0...network.live.chains[index] {
                latest = max(latest, arrivals[network[first[position]].node])
                latest = max(latest, arrivals[network[second[position]].node])
                if let sum = chain.sums[position] { set(sum, latest + 1) }
                if let carry = chain.carries[position] { set(carry, latest + 1) }
            }
        }
        for (index, memory) in flat.memories.enumerated() where network.live.memories[index] && memory.delay > 0 {
            let latest = memory.inputs.map { arrivals[network[$0].node] }.max() ?? 0
            for port in memory.data { for bit in port { set(bit, latest + Int32(memory.delay)) } }
        }
        for case let reading? in flat.shiftRegisters.map(\.reading) {
            set(reading.value, 1 + (reading.address.map { arrivals[network[$0].node] }.max() ?? 0))
        }
        for (index, multiplier) in flat.multipliers.enumerated() where network.live.multipliers[index] {
            let latest = (multiplier.a + multiplier.b).map { arrivals[network[$0].node] }.max() ?? 0
            for bit in multiplier.product { set(bit, latest + 1) }
        }
        return changed
    }
}
