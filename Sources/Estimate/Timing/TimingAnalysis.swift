/// Walks all paths of a mapped design with the delays of its device.
struct TimingAnalysis {
    /// When a node of the graph has its value, at the latest, and from which node that came.
    struct Arrivals {
        var time: [Double]
        var previous: [Int32]
        var cells: [Cell]
    }

    /// What a path goes through before a node.
    enum Cell: Sendable {
        case start, lut
        case carry(positions: Int)
        case memory, multiplier, shiftRegister
    }

    /// Where a path ends.
    struct End {
        var node: Int
        /// What comes behind the node's output: the net, and what the cell needs.
        var net: Double
        var setup: Double
        var cell: String
        /// The node that the cell drives, if it is a register; for its name.
        var register: Int?
    }

    let flat: FlatDesign
    let network: LogicNetwork
    let cover: LUTCover
    let delays: DelayTable
    private(set) var readers: [Int32]
    private var isLUT: [Bool]
    private let cells: Int

    init(_ flat: FlatDesign, _ network: LogicNetwork, _ cover: LUTCover) {
        self.flat = flat
        self.network = network
        self.cover = cover
        delays = flat.device.delays
        readers = Array(repeating: 0, count: network.graph.nodeCount)
        isLUT = Array(repeating: false, count: network.graph.nodeCount)
        cells = cover.count + network.live.chains.reduce(0) { $0 + max(0, $1) }
        for index in 0..<cover.count {
            isLUT[Int(cover.roots[index])] = true
            for leaf in cover.leaves(of: index) { readers[Int(leaf)] += 1 }
        }
        network.live.forEachCellInput(flat) { readers[network[$0].node] += 1 }
    }

    /// The net behind a node.
    func net(_ node: Int) -> Double { delays.net(readers: readers[node], cells: cells) }

    /// Paths that start at registers and memories, or at inputs.
    func arrivals(fromRegisters: Bool) -> Arrivals {
        let count = network.graph.nodeCount
        var result = Arrivals(
            time: Array(repeating: -.infinity, count: count), previous: Array(repeating: -1, count: count),
            cells: Array(repeating: .start, count: count))
        for (index, node) in flat.graph.nodes.enumerated() where node.kind == .source && network.live.nodes[index] {
            let place = network[Literal(node: index)].node
            switch flat.owners[Int(node.a)] {
            case .input: if !fromRegisters { result.time[place] = 0 }
            case .flipFlop, .shiftRegister: if fromRegisters { result.time[place] = delays.clockToOutput }
            case .memory(let number):
                if fromRegisters, flat.memories[number].delay == 0 { result.time[place] = delays.block }
            case .chain, .multiplier: break
            }
        }
        // Cells may stand before logic that was made earlier: repeat until nothing changes; a loop never ends by itself.
        for _ in 0..<256 {
            for index in 0..<cover.count { passLUT(index, &result) }
            if !passCells(&result) { break }
        }
        return result
    }

    private func passLUT(_ index: Int, _ arrivals: inout Arrivals) {
        let leaves = cover.leaves(of: index)
        let own = delays.lut + delays.mux * Double(max(0, leaves.count - flat.device.lutInputs))
        let root = Int(cover.roots[index])
        for leaf in leaves {
            _ = set(root, Int(leaf), arrivals.time[Int(leaf)] + net(Int(leaf)) + own, .lut, &arrivals)
        }
    }

    private func set(
        _ node: Int, _ previous: Int, _ time: Double, _ cell: Cell, _ arrivals: inout Arrivals
    ) -> Bool {
        guard time > arrivals.time[node] else { return false }
        arrivals.time[node] = time
        arrivals.previous[node] = Int32(truncatingIfNeeded: previous)
        arrivals.cells[node] = cell
        return true
    }

    private func passCells(_ arrivals: inout Arrivals) -> Bool {
        var changed = false
        for (number, chain) in flat.chains.enumerated() where network.live.chains[number] >= 0 {
            if passChain(chain, top: network.live.chains[number], &arrivals) { changed = true }
        }
        for (number, memory) in flat.memories.enumerated() where network.live.memories[number] && memory.delay > 0 {
            let bits = memory.plan.addressBits
            for (port, data) in memory.data.enumerated() {
                let address = memory.inputs.dropFirst(port * bits).prefix(bits)
                if pass(Array(address), data.map { $0 }, delays.memory, .memory, &arrivals) { changed = true }
            }
        }
        for case let reading? in flat.shiftRegisters.map(\.reading) {
            if pass(reading.address, [reading.value], delays.memory, .shiftRegister, &arrivals) { changed = true }
        }
        for (number, cell) in flat.multipliers.enumerated() where network.live.multipliers[number] {
            if pass(cell.a + cell.b, cell.product, delays.multiplier, .multiplier, &arrivals) { changed = true }
        }
        return changed
    }

    /// A cell that takes the same time from all inputs to all outputs.
    private func pass(
        _ inputs: [Literal], _ outputs: [Literal], _ delay: Double, _ cell: Cell, _ arrivals: inout Arrivals
    ) -> Bool {
        let nodes = inputs.map { network[$0].node }
        guard let last = nodes.max(by: { arrivals.time[$0] + net($0) < arrivals.time[$1] + net($1) }) else {
            return false
        }
        let time = arrivals.time[last] + net(last) + delay
        var changed = false
        for output in outputs where network.live.nodes[output.node] {
            if set(network[output].node, last, time, cell, &arrivals) { changed = true }
        }
        return changed
    }

    private func passChain(_ chain: FlatDesign.CarryChain, top: Int, _ arrivals: inout Arrivals) -> Bool {
        let (first, second) = chain.operands(flat.device.carry)
        var changed = false
        // When the carry is there, where it comes from, and how many positions ago.
        var carry = (time: -Double.infinity, from: -1, positions: 0)
        func offer(_ node: Int, _ delay: Double) {
            let time = arrivals.time[node] + operandNet(node) + delay
            if time > carry.time { carry = (time, node, 0) }
        }
        if !chain.carryIn.isConstant { offer(network[chain.carryIn].node, delays.carryIn) }
        // A sum is also made of its own position's operands, by a LUT.
        let own = flat.device.carry.operands == .propagate ? delays.carryOut : delays.lut
        for position in 0...top {
            let operands = [first[position], second[position]].filter { !$0.isConstant }.map { network[$0].node }
            if let sum = chain.sums[position], network.live.nodes[sum.node] {
                let node = network[sum].node
                for operand in operands {
                    let time = arrivals.time[operand] + operandNet(operand) + own
                    if set(node, operand, time, .carry(positions: 0), &arrivals) { changed = true }
                }
                if carry.from >= 0 {
                    let cell = Cell.carry(positions: carry.positions)
                    if set(node, carry.from, carry.time + delays.carryOut, cell, &arrivals) { changed = true }
                }
            }
            carry.time += delays.carry
            carry.positions += 1
            for operand in operands {
                let time = arrivals.time[operand] + operandNet(operand) + delays.carryIn
                if time > carry.time { carry = (time, operand, 1) }
            }
            if let out = chain.carries[position], network.live.nodes[out.node], carry.from >= 0 {
                let cell = Cell.carry(positions: carry.positions)
                if set(network[out].node, carry.from, carry.time + delays.carryOut, cell, &arrivals) { changed = true }
            }
        }
        return changed
    }

    /// The LUT that makes a position's propagation stands beside its carry cell.
    func operandNet(_ node: Int) -> Double {
        flat.device.carry.operands == .propagate && isLUT[node] && readers[node] == 1 ? 0 : net(node)
    }

    /// Where paths end, at registers and memories, or at outputs.
    func ends(atRegisters: Bool) -> [End] {
        guard atRegisters else {
            return flat.outputs.filter { !$0.isConstant }.map {
                End(node: network[$0].node, net: 0, setup: 0, cell: "output")
            }
        }
        var result: [End] = []
        func add(_ literal: Literal, _ setup: Double, _ cell: String, _ register: Int?) {
            guard !literal.isConstant else { return }
            let node = network[literal].node
            result.append(End(node: node, net: net(node), setup: setup, cell: cell, register: register))
        }
        for (number, cell) in flat.flipFlops.enumerated() where network.live.flipFlops[number] {
            let (data, output) = (network[cell.next].node, cell.output.node)
            if !cell.next.isConstant {
                // The LUT before a register shares its place.
                let isNear = isCombinational(data) && readers[data] == 1
                result.append(
                    End(
                        node: data, net: isNear ? 0 : net(data), setup: delays.setup + (isNear ? 0 : delays.direct),
                        cell: "FF", register: output))
            }
            add(cell.enable, delays.control, "FF enable", output)
            add(cell.reset, delays.control, "FF reset", output)
        }
        for (number, register) in flat.shiftRegisters.enumerated() where network.live.shiftRegisters[number] {
            for literal in register.reading.map({ [$0.data, $0.enable] }) ?? [] {
                add(literal, delays.setup, "SRL", register.reading?.value.node)
            }
        }
        for (number, memory) in flat.memories.enumerated() where network.live.memories[number] {
            let isBlock = memory.delay == 0
            let data = memory.data.first?.first.map(\.node)
            for literal in memory.inputs.dropFirst(isBlock ? 0 : memory.data.count * memory.plan.addressBits) {
                add(literal, isBlock ? delays.blockSetup : delays.setup, isBlock ? "block RAM" : "LUT RAM", data)
            }
        }
        return result
    }

    /// True for outputs of LUTs and carry chains.
    private func isCombinational(_ node: Int) -> Bool {
        if isLUT[node] { return true }
        guard let source = network.source(of: node), case .chain = flat.owners[Int(flat.graph.nodes[source].a)] else {
            return false
        }
        return true
    }
}
