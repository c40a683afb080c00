/// Instructions in an order in which each stands after those whose results it uses, grouped by kind as far as that allows.
final class Program {
    let instructions: UnsafeMutablePointer<Instruction>
    let runs: UnsafeMutablePointer<Run>
    let runCount: Int
    /// Word and width of each piece of the wide concatenations, lowest first, two numbers each.
    let pieces: UnsafeMutablePointer<Int>
    let pieceCount: Int
    let memories: UnsafeMutablePointer<MemoryShape>
    let instructionCount: Int

    init(_ ordered: [(Opcode, Instruction)], pieces list: [Int], memories shapes: [MemoryShape]) {
        instructionCount = ordered.count
        instructions = .allocate(capacity: max(1, ordered.count))
        pieceCount = list.count
        pieces = .allocate(capacity: max(1, list.count))
        pieces.initialize(from: list, count: list.count)
        memories = .allocate(capacity: max(1, shapes.count))
        memories.initialize(from: shapes, count: shapes.count)
        var found: [Run] = []
        for (index, (opcode, instruction)) in ordered.enumerated() {
            (instructions + index).initialize(to: instruction)
            if found.last?.opcode == opcode {
                found[found.count - 1].end = index + 1
            } else {
                found.append(Run(opcode: opcode, end: index + 1))
            }
        }
        runCount = found.count
        runs = .allocate(capacity: max(1, found.count))
        runs.initialize(from: found, count: found.count)
    }

    deinit {
        instructions.deallocate()
        runs.deallocate()
        pieces.deallocate()
        memories.deallocate()
    }
}
