import Simulation
import XPCEngine
import XPCModel

/// Two engines on one memory that swap the same list entry, in every order in which their accesses can come (P14).
struct TwoHarts {
    private let harts: [EngineDriver]
    private let memory: SparseMemory
    private let list: UInt64 = 0x8004_0000
    private let entry: UInt64 = 0x8004_0000
    /// The segments at the start, as words: the first hart's register, the second's, the entry.
    private let segments: [[UInt64]]
    private let accesses: Int

    /// What one order led to.
    struct Outcome: Equatable {
        /// Whether the instruction of each hart completed.
        var completed: [Bool]
        /// Register of each hart, then the entry.
        var segments: [[UInt64]]
    }

    /// - Throws: what building the model throws.
    init(_ pair: Scenario.TwoEngines, sources: EngineSources) throws {
        segments = (pair.registers + [pair.entry]).map { [$0.va ?? 0, ($0.pa ?? 0) | $0.permission, $0.length] }
        accesses = pair.accesses
        let memory = SparseMemory()
        self.memory = memory
        harts = try (0..<2).map { _ in
            try EngineDriver(sources, memorySettings: MemoryLink.Settings(latency: 1), seed: 1, shared: memory)
        }
    }

    /// Runs every order of the harts' accesses.
    ///
    /// - Returns: how many orders were run, and those of them, as texts, in which a segment was lost, doubled or mixed, or an
    ///   outcome is not that of one swap after the other.
    func run() throws -> (orders: Int, bad: [String]) {
        var orders = 0
        var bad: [String] = []
        for pattern in 0..<(1 << (2 * accesses)) where pattern.nonzeroBitCount == accesses {
            let order = (0..<2 * accesses).map { pattern >> $0 & 1 }
            orders += 1
            let outcome = try run(order)
            guard !isSerial(outcome) else { continue }
            let turns = order.map { $0 == 0 ? "first" : "second" }.joined(separator: ", ")
            bad.append("accesses in the order \(turns): \(outcome)")
        }
        return (orders, bad)
    }

    /// One swap after the other, or one swap and one refusal: nothing else is right.
    private func isSerial(_ outcome: Outcome) -> Bool {
        let (a, b, c) = (segments[0], segments[1], segments[2])
        switch outcome.completed {
        case [true, true]: return outcome.segments == [c, a, b] || outcome.segments == [b, c, a]
        case [true, false]: return outcome.segments == [c, b, a]
        case [false, true]: return outcome.segments == [a, c, b]
        default: return false
        }
    }

    private func run(_ order: [Int]) throws -> Outcome {
        for (index, hart) in harts.enumerated() {
            hart.link.grants = nil
            try hart.restart(seed: 1)
            try load(hart, segments[index])
            hart.link.grants = 0
        }
        memory.load(segments[2], at: entry)
        var responses: [EngineResponse?] = [nil, nil]
        for hart in harts { try hart.begin(.swapseg(index: 0), pc: 0x1000) }
        func step() throws {
            for index in 0..<2 where responses[index] == nil {
                responses[index] = try harts[index].advance(.swapseg(index: 0), pc: 0x1000)
            }
        }
        for turn in order where responses[turn] == nil {
            let before = harts[turn].link.requests
            harts[turn].link.grants = 1
            var waited = 0
            while harts[turn].link.requests == before, responses[turn] == nil, waited < 50 {
                try step()
                waited += 1
            }
            harts[turn].link.grants = 0
        }
        for hart in harts { hart.link.grants = nil }
        var waited = 0
        while responses.contains(where: { $0 == nil }), waited < 200 {
            try step()
            waited += 1
        }
        return Outcome(
            completed: responses.map { $0?.outcome == .completed },
            segments: try harts.map { hart in
                try [XPCCSR.xsegva, .xsegpa, .xseglen].map { try hart.readRegister($0.rawValue) }
            } + [memory.words(at: entry, count: 3)])
    }

    private func load(_ hart: EngineDriver, _ segment: [UInt64]) throws {
        var core = StubCore()
        core.privilege = .supervisor
        hart.setCore(core)
        let values: [(XPCCSR, UInt64)] = [
            (.xetsize, 1), (.xseglist, list), (.xseglen, segment[2]), (.xsegva, segment[0]), (.xsegpa, segment[1]),
        ]
        for (csr, value) in values {
            _ = try hart.access(csr.address, .write, operand: value, writes: true)
        }
        core.privilege = .user
        hart.setCore(core)
    }
}
