import Netlist

/// Gives values places in the state and makes programs of them.
struct Compiler {
    let graph: ValueGraph
    let memories: [MemoryShape]
    /// By value: its first word; -1 has none.
    private(set) var places: [Int]
    /// Words that are taken.
    private(set) var size: Int
    private var constants: [ValueID] = []
    private var visits: [Int32]
    private var visit: Int32 = 0

    /// - Parameter start: where places begin, after the memories.
    init(_ graph: ValueGraph, memories: [MemoryShape], start: Int) {
        self.graph = graph
        self.memories = memories
        size = start
        places = Array(repeating: -1, count: graph.values.count)
        visits = Array(repeating: 0, count: graph.values.count)
    }

    func place(_ id: ValueID) -> Int { places[Int(id)] }

    /// Words for something that is no value.
    mutating func reserve(_ words: Int) -> Int {
        defer { size += words }
        return size
    }

    private mutating func give(_ id: ValueID) {
        places[Int(id)] = reserve(graph[id].words)
        if graph[id].kind == .constant { constants.append(id) }
    }

    /// Everything without a place that is computed or held for `roots`, operands before users but for feedbacks.
    private mutating func needed(for roots: [ValueID]) -> [(id: ValueID, plan: Plan?)] {
        visit += 1
        var found: [(id: ValueID, plan: Plan?)] = []
        // Depth first, since a feedback's driver may come after its users.
        var stack: [ValueID] = roots
        while let id = stack.popLast() {
            guard visits[Int(id)] != visit else { continue }
            visits[Int(id)] = visit
            if places[Int(id)] >= 0 { continue }
            let plan = graph.plan(id, memories: memories)
            found.append((id, plan))
            plan?.forEachOperand { stack.append($0) }
        }
        found.sort { $0.id < $1.id }
        return found
    }

    /// Two programs that together compute `roots`: the first what follows from the state alone, the second the rest.
    ///
    /// - Parameter isInput: whether a source may change without a clock edge.
    mutating func programs(_ roots: [ValueID], isInput: (ValueID) -> Bool) -> (state: Program, inputs: Program) {
        let all = needed(for: roots)
        var follows = [Bool](repeating: false, count: graph.values.count)
        var ofState: [(id: ValueID, plan: Plan?)] = []
        var ofInputs: [(id: ValueID, plan: Plan?)] = []
        for entry in all {
            let value = graph[entry.id]
            var depends = value.kind == .feedback || value.kind == .source && isInput(entry.id)
            entry.plan?.forEachOperand { if follows[Int($0)] { depends = true } }
            follows[Int(entry.id)] = depends
            if depends { ofInputs.append(entry) } else { ofState.append(entry) }
        }
        let first = program(ofState)
        return (first, program(ofInputs))
    }

    /// What computes `roots`, without what an earlier program computes.
    mutating func program(_ roots: [ValueID]) -> Program { program(needed(for: roots)) }

    private mutating func program(_ needed: [(id: ValueID, plan: Plan?)]) -> Program {
        var order: [(id: ValueID, plan: Plan)] = []
        var positions = [Int32](repeating: -1, count: graph.values.count)
        for entry in needed {
            give(entry.id)
            guard let plan = entry.plan else { continue }
            positions[Int(entry.id)] = Int32(order.count)
            order.append((entry.id, plan))
        }
        var scheduler = Scheduler(count: order.count)
        var opcodes: [Opcode] = []
        for (user, entry) in order.enumerated() {
            opcodes.append(entry.plan.opcode)
            entry.plan.forEachOperand { operand in
                let used = positions[Int(operand)]
                if used >= 0 { scheduler.order(user, after: Int(used)) }
            }
        }
        var pieces: [Int] = []
        var instructions: [(Opcode, Instruction)] = []
        instructions.reserveCapacity(order.count)
        for position in scheduler.run(opcodes) {
            let (id, plan) = order[position]
            instructions.append((plan.opcode, instruction(plan, at: place(id), &pieces)))
        }
        return Program(instructions, pieces: pieces, memories: memories)
    }

    private func instruction(_ plan: Plan, at d: Int, _ pieces: inout [Int]) -> Instruction {
        var result = Instruction(
            d: d, a: plan.numberA, b: plan.numberB, c: plan.numberC, immediate: plan.immediate)
        if plan.a >= 0 { result.a += place(plan.a) }
        if plan.b >= 0 { result.b += place(plan.b) }
        if plan.c >= 0 { result.c += place(plan.c) }
        if !plan.pieces.isEmpty {
            result.a = pieces.count
            for piece in plan.pieces { pieces += [place(piece.value), piece.width] }
        }
        return result
    }

    /// Stores the constants that have places.
    func storeConstants(_ s: UnsafeMutablePointer<UInt64>) {
        for id in constants {
            if let number = graph.number(id) { s[place(id)] = number }
            guard let number = graph.wideNumber(id) else { continue }
            for (index, word) in number.words.enumerated() { s[place(id) + index] = word }
        }
    }
}
