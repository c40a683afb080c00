import Netlist

/// Gives values places in the state and makes programs of them.
struct Compiler {
    let graph: ValueGraph
    let memories: [MemoryShape]
    /// By value: its first word; -1 has none.
    private(set) var places: [Int]
    /// By value: a program computes it.
    private var isComputed: [Bool]
    /// Words that are taken.
    private(set) var size: Int
    private var constants: [ValueID] = []

    /// - Parameter start: where places begin, after the memories.
    init(_ graph: ValueGraph, memories: [MemoryShape], start: Int) {
        self.graph = graph
        self.memories = memories
        size = start
        places = Array(repeating: -1, count: graph.values.count)
        isComputed = Array(repeating: false, count: graph.values.count)
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

    /// What computes `roots`, without what an earlier program computes.
    mutating func program(_ roots: [ValueID]) -> Program {
        var plans: [Int32: Plan] = [:]
        var needed: [ValueID] = []
        // Depth first, since a feedback's driver may come after its users.
        var stack: [ValueID] = roots
        var seen = [Bool](repeating: false, count: graph.values.count)
        while let id = stack.popLast() {
            guard !seen[Int(id)] else { continue }
            seen[Int(id)] = true
            if places[Int(id)] >= 0 { continue }
            needed.append(id)
            guard let plan = graph.plan(id, memories: memories) else { continue }
            plans[id] = plan
            plan.forEachOperand { stack.append($0) }
        }
        needed.sort()
        var order: [ValueID] = []
        var positions = [Int32](repeating: -1, count: graph.values.count)
        for id in needed {
            give(id)
            guard plans[id] != nil else { continue }
            positions[Int(id)] = Int32(order.count)
            order.append(id)
        }
        var scheduler = Scheduler(count: order.count)
        var opcodes: [Opcode] = []
        for (user, id) in order.enumerated() {
            guard let plan = plans[id] else { continue }
            opcodes.append(plan.opcode)
            plan.forEachOperand { operand in
                let used = positions[Int(operand)]
                if used >= 0 { scheduler.order(user, after: Int(used)) }
            }
        }
        var pieces: [Int] = []
        var instructions: [(Opcode, Instruction)] = []
        for position in scheduler.run(opcodes) {
            let id = order[position]
            guard let plan = plans[id] else { continue }
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
