/// Moves registers and adders beside multipliers into their cells, as the reference flow does: registers of an operand, the adder
/// before the longer one, the adder that alone reads the product, and the register that alone reads the result. They stay in the design, marked as inside.
struct MultiplierPacking {
    private var flat: FlatDesign
    private let live: Liveness
    /// By node: how often cells and gates read it.
    private var uses: [Int32]
    /// By node of a product: the chain that adds it, or -2 when something else reads it too.
    private var adders: [Int32]
    /// By node: a register that takes it.
    private var readers: [Int: Int] = [:]
    /// By register bit: how many of its readers are operands whose register is in the cell.
    private var packed: [Int32]

    /// The design with what the cells of multipliers take in marked.
    static func run(_ flat: FlatDesign) -> FlatDesign {
        guard flat.device.multiplier?.hasRegisters == true, !flat.multipliers.isEmpty else { return flat }
        var packing = MultiplierPacking(flat)
        for index in flat.multipliers.indices where packing.live.multipliers[index] { packing.visit(index) }
        for index in flat.flipFlops.indices
        where packing.packed[index] > 0 && packing.packed[index] == packing.uses[flat.flipFlops[index].output.node] {
            packing.flat.flipFlops[index].isInside = true
        }
        return packing.flat
    }

    private init(_ flat: FlatDesign) {
        self.flat = flat
        live = Liveness(flat)
        uses = Array(repeating: 0, count: flat.graph.count)
        adders = Array(repeating: -1, count: flat.graph.count)
        packed = Array(repeating: 0, count: flat.flipFlops.count)
        // Exclusive ors that only say whether a carry propagates are part of their chain.
        var chainOfNode: [Int: Int32] = [:]
        for (index, chain) in flat.chains.enumerated() where live.chains[index] >= 0 && !chain.addend.isEmpty {
            for literal in chain.propagate { chainOfNode[literal.node] = Int32(truncatingIfNeeded: index) }
        }
        for (index, node) in flat.graph.nodes.enumerated() where live.nodes[index] {
            let chain = chainOfNode[index] ?? -2
            switch node.kind {
            case .constant, .source: break
            case .and, .xor: for raw in [node.a, node.b] { read(raw, by: chain) }
            case .mux: for raw in [node.a, node.b, node.c] { read(raw, by: chain) }
            }
        }
        for (index, chain) in flat.chains.enumerated() where live.chains[index] >= 0 {
            let range = 0...live.chains[index]
            let number: Int32 = chain.addend.isEmpty ? -2 : Int32(truncatingIfNeeded: index)
            for place in range {
                // A bit that is not added to anything propagates as it is.
                read(chain.propagate[place].raw, by: number, counts: false)
                read(chain.generate[place].raw, by: number, counts: false)
            }
            read(chain.carryIn.raw, by: -2)
        }
        for output in flat.outputs { read(output.raw, by: -2) }
        for (index, cell) in flat.flipFlops.enumerated() where live.flipFlops[index] {
            for literal in [cell.next, cell.enable, cell.reset] { read(literal.raw, by: -2) }
            readers[cell.next.node] = index
            if let data = cell.asynchronousData { read(data.raw, by: -2) }
        }
        for (index, memory) in flat.memories.enumerated() where live.memories[index] {
            for literal in memory.inputs { read(literal.raw, by: -2) }
        }
        for (index, cell) in flat.multipliers.enumerated() where live.multipliers[index] {
            for literal in cell.a + cell.b { read(literal.raw, by: -2) }
        }
    }

    private mutating func read(_ raw: UInt32, by chain: Int32, counts: Bool = true) {
        let node = Int(raw >> 1)
        if counts { uses[node] += 1 }
        adders[node] = adders[node] == -1 || adders[node] == chain ? chain : -2
    }

    private mutating func visit(_ index: Int) {
        let cell = flat.multipliers[index]
        if !packPreAdder(cell.a) { pack(operand: cell.a) }
        pack(operand: cell.b)
        var result = cell.product.filter { live.nodes[$0.node] }
        if let registers = packResult(result) { result = registers }
        if let chain = postAdder(result) {
            let other = flat.chains[chain].generate.first == result.first ? \FlatDesign.CarryChain.addend : \.generate
            let operand = flat.chains[chain][keyPath: other]
            pack(operand: operand)
            flat.chains[chain].isInside = true
            // The cell reads both operands as they are.
            flat.chains[chain].propagate = operand
            flat.chains[chain].generate = other == \.addend ? flat.chains[chain].generate : flat.chains[chain].addend
            result = flat.chains[chain].sums.prefix(live.chains[chain] + 1).compactMap { $0 }
                .filter { live.nodes[$0.node] }
        }
        _ = packResult(result)
    }

    /// Takes in the adder of two words of at most 25 bits that only the longer operand reads, also behind a register that only it reads.
    private mutating func packPreAdder(_ operand: [Literal]) -> Bool {
        var bits: [Literal] = []
        for literal in operand where literal != .zero && literal != bits.last { bits.append(literal) }
        guard !bits.isEmpty, bits.allSatisfy({ bit in Int(uses[bit.node]) == operand.count { $0 == bit } }) else {
            return false
        }
        var registers: [Int] = []
        if let found = self.registers(bits) {
            registers = found
            bits = found.map { flat.flipFlops[$0].next }
            guard bits.allSatisfy({ uses[$0.node] == 1 }) else { return false }
        }
        guard let first = bits.first, let number = chain(first) else { return false }
        let adder = flat.chains[number]
        guard bits.count <= 25, bits.allSatisfy({ chain($0) == number }), adder.carryIn == .zero, !adder.isInside,
            live.chains[number] + 1 == bits.count, adder.carries.allSatisfy({ $0 == nil })
        else { return false }
        for index in registers { flat.flipFlops[index].isInside = true }
        flat.chains[number].isInside = true
        flat.chains[number].propagate = adder.addend
        for word in [adder.generate, adder.addend] {
            // Copies of the sign are one reader.
            var distinct: [Literal] = []
            for literal in word.prefix(bits.count) where literal != distinct.last { distinct.append(literal) }
            pack(operand: distinct)
        }
        return true
    }

    /// The chain of an adder that a literal is a sum of.
    private func chain(_ literal: Literal) -> Int? {
        let node = flat.graph.nodes[literal.node]
        guard !literal.isInverted, node.kind == .source,
            case .chain(let index, let position) = flat.owners[Int(node.a)], !flat.chains[index].addend.isEmpty,
            flat.chains[index].sums[position] == literal
        else { return nil }
        return index
    }

    /// The adder that alone reads the product, if the cell can do it.
    private func postAdder(_ product: [Literal]) -> Int? {
        guard let first = product.first, adders[first.node] >= 0 else { return nil }
        let chain = Int(adders[first.node])
        let adder = flat.chains[chain]
        guard product.allSatisfy({ Int(adders[$0.node]) == chain }), adder.carryIn == .zero, !adder.isInside,
            live.chains[chain] < 48, adder.carries.allSatisfy({ $0 == nil }),
            adder.generate.first == first || adder.addend.first == first
        else { return nil }
        return chain
    }

    /// Registers that an operand comes from, when the cell can hold them: one clock, one enable, one reset to zero.
    private mutating func pack(operand: [Literal]) {
        guard let registers = registers(operand) else { return }
        for register in registers { packed[register] += 1 }
    }

    private func registers(_ operand: [Literal]) -> [Int]? {
        var found: [Int] = []
        for literal in operand where !literal.isConstant {
            guard let register = register(literal), found.isEmpty || isAlike(register, found[0]) else { return nil }
            found.append(register)
        }
        return found.isEmpty ? nil : found
    }

    /// Takes in the registers that alone read a result, if there are such: their outputs.
    private mutating func packResult(_ result: [Literal]) -> [Literal]? {
        guard !result.isEmpty, result.allSatisfy({ readers[$0.node] != nil && uses[$0.node] == 1 }) else { return nil }
        let found = result.compactMap { readers[$0.node] }
        guard
            found.allSatisfy({
                isPlain($0) && !flat.flipFlops[$0].isInside && !flat.flipFlops[$0].next.isInverted
                    && isAlike($0, found[0])
            })
        else { return nil }
        for index in found { flat.flipFlops[index].isInside = true }
        return found.map { flat.flipFlops[$0].output }
    }

    /// The register that a literal is the output of.
    private func register(_ literal: Literal) -> Int? {
        let node = flat.graph.nodes[literal.node]
        guard !literal.isInverted, node.kind == .source, case .flipFlop(let index) = flat.owners[Int(node.a)],
            isPlain(index)
        else { return nil }
        return index
    }

    private func isPlain(_ index: Int) -> Bool {
        let cell = flat.flipFlops[index]
        return !cell.isAsynchronous && !cell.isLatch && cell.asynchronousData == nil
            && !cell.isResetGated && !(cell.hasInitial && cell.initial) && !(cell.reset != .zero && cell.resetValue)
    }

    private func isAlike(_ first: Int, _ second: Int) -> Bool {
        let (a, b) = (flat.flipFlops[first], flat.flipFlops[second])
        return a.clock == b.clock && a.enable == b.enable && a.reset == b.reset
    }
}
