/// What of a flattened design its outputs depend on, through registers and other cells.
struct Liveness {
    /// By node of the graph.
    private(set) var nodes: [Bool]
    private(set) var flipFlops: [Bool]
    /// By chain: the highest position in use, or -1.
    private(set) var chains: [Int]
    private(set) var memories: [Bool]
    private(set) var multipliers: [Bool]
    /// Those that are read at an address.
    private(set) var shiftRegisters: [Bool]
    private var work: [UInt32] = []

    init(_ flat: FlatDesign) {
        nodes = Array(repeating: false, count: flat.graph.count)
        flipFlops = Array(repeating: false, count: flat.flipFlops.count)
        chains = Array(repeating: -1, count: flat.chains.count)
        memories = Array(repeating: false, count: flat.memories.count)
        multipliers = Array(repeating: false, count: flat.multipliers.count)
        shiftRegisters = Array(repeating: false, count: flat.shiftRegisters.count)
        for output in flat.outputs { mark(output) }
        while let next = work.popLast() {
            let node = flat.graph.nodes[Int(next)]
            switch node.kind {
            case .constant: break
            case .source: visit(flat.owners[Int(node.a)], flat)
            case .and, .xor:
                mark(Literal(raw: node.a))
                mark(Literal(raw: node.b))
            case .mux:
                mark(Literal(raw: node.a))
                mark(Literal(raw: node.b))
                mark(Literal(raw: node.c))
            }
        }
    }

    private mutating func mark(_ literal: Literal) {
        guard !nodes[literal.node] else { return }
        nodes[literal.node] = true
        work.append(UInt32(truncatingIfNeeded: literal.node))
    }

    private mutating func mark(_ literals: [Literal]) { for literal in literals { mark(literal) } }

    private mutating func visit(_ owner: FlatDesign.Owner, _ flat: FlatDesign) {
        switch owner {
        case .input: break
        case .flipFlop(let index):
            flipFlops[index] = true
            let cell = flat.flipFlops[index]
            mark([cell.next, cell.enable, cell.reset])
            if let data = cell.asynchronousData { mark(data) }
        case .chain(let index, let position):
            guard position > chains[index] else { return }
            let cell = flat.chains[index]
            let (first, second) = cell.operands(flat.device.carry)
            mark(Array(first[(chains[index] + 1)...position]))
            mark(Array(second[(chains[index] + 1)...position]))
            mark(cell.carryIn)
            chains[index] = position
        case .memory(let index):
            guard !memories[index] else { return }
            memories[index] = true
            mark(flat.memories[index].inputs)
        case .multiplier(let index):
            guard !multipliers[index] else { return }
            multipliers[index] = true
            mark(flat.multipliers[index].a)
            mark(flat.multipliers[index].b)
        case .shiftRegister(let index):
            guard !shiftRegisters[index] else { return }
            shiftRegisters[index] = true
            mark(flat.shiftRegisters[index].inputs)
        }
    }

    /// Everything that cells and outputs read from logic.
    func forEachCellInput(_ flat: FlatDesign, _ body: (Literal) -> Void) {
        forEachTerminal(flat, body)
        for (index, chain) in flat.chains.enumerated() where chains[index] >= 0 {
            let (first, second) = chain.operands(flat.device.carry)
            let top = chains[index]
            // Without a carry cell the LUT of the last sum takes its operands either way.
            let isFree =
                flat.device.carry.operands == .besideLUT && !(chain.carries[top].map { nodes[$0.node] } ?? false)
            for word in [first, second] {
                word[0..<top].forEach(body)
                body(isFree ? word[top].positive : word[top])
            }
            body(chain.carryIn)
        }
    }

    /// The same without carry chains.
    func forEachTerminal(_ flat: FlatDesign, _ body: (Literal) -> Void) {
        flat.outputs.forEach(body)
        for (index, cell) in flat.flipFlops.enumerated() where flipFlops[index] {
            body(cell.next.inverted(if: cell.output.isInverted))
            body(cell.enable)
            body(cell.reset)
            if let data = cell.asynchronousData { body(data) }
        }
        for (index, memory) in flat.memories.enumerated() where memories[index] { memory.inputs.forEach(body) }
        for (index, multiplier) in flat.multipliers.enumerated() where multipliers[index] {
            multiplier.a.forEach(body)
            multiplier.b.forEach(body)
        }
        for (index, register) in flat.shiftRegisters.enumerated() where shiftRegisters[index] {
            register.inputs.forEach(body)
        }
    }
}
