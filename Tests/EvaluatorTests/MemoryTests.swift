import Netlist
import Simulation
import SimulatorSupport
import Testing

/// The memory behind a port, of either simulator.
@Suite struct MemoryTests {
    @Test(arguments: [1, 2, 3, 10], SimulatorKind.allCases) func latencyIsExact(latency: Int, kind: SimulatorKind)
        throws
    {
        let probe = try MemoryProbe(kind, settings: .init(latency: latency))
        probe.memory[0x100] = 0xABCD
        for _ in 0..<3 {
            let answer = try probe.perform(.load, 0x100)
            #expect(answer.cycles == latency)
            #expect(answer.data.low64 == 0xABCD)
            #expect(!answer.error)
        }
    }

    @Test(arguments: SimulatorKind.allCases) func aRequestPerCycleIsAnsweredInOrder(kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind, settings: .init(latency: 5))
        for word in 0..<20 { probe.memory[UInt64(word) * 8] = UInt64(word) + 1 }
        var answers: [UInt64] = []
        for cycle in 0..<30 {
            if cycle < 20 { try probe.request(.load, UInt64(cycle) * 8) } else { try probe.request(nil) }
            if let answer = try probe.response() {
                #expect(cycle == answers.count + 5)
                answers.append(answer.data.low64)
            }
            try probe.model.step()
        }
        #expect(answers == Array(1...20))
        #expect(probe.link.requests == 20)
        #expect(probe.link.stalls == 0)
        #expect(probe.link.pending == 0)
    }

    @Test(arguments: SimulatorKind.allCases) func storesWriteMaskedBytes(kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind)
        probe.memory[0x1000] = 0x1111_2222_3333_4444
        let data = BitVector(0xAAAA_BBBB_CCCC_DDDD, width: 64)
        let answer = try probe.perform(.store, 0x1000, data: data, mask: 0b0100_0001)
        #expect(!answer.error)
        #expect(answer.data.low64 == 0xA5A5_A5A5_A5A5_A5A5)
        #expect(probe.memory[0x1000] == 0x11AA_2222_3333_44DD)
        #expect(
            probe.memory.journal == [
                .init(address: 0x1000, before: 0x1111_2222_3333_4444, after: 0x11AA_2222_3333_44DD)
            ])
        probe.memory.clearJournal()
        #expect(probe.memory.journal.isEmpty)
        probe.memory[0x2000] = 7
        #expect(probe.memory.journal.isEmpty)
    }

    @Test(arguments: SimulatorKind.allCases) func exchangeAnswersWithTheOldBytes(kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind)
        probe.memory[0x40] = 0xFFFF_0000_FFFF_0000
        let answer = try probe.perform(.exchange, 0x40, data: .zero(width: 64), mask: 0xF0)
        #expect(answer.data.low64 == 0xFFFF_0000_A5A5_A5A5)
        #expect(probe.memory[0x40] == 0xFFFF_0000)
        #expect(try probe.perform(.load, 0x40).data.low64 == 0xFFFF_0000)
    }

    @Test(arguments: [64, 128, 256, 512], SimulatorKind.allCases)
    func linesOfEveryWidth(width: Int, kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind, width: width, addressWidth: 56)
        let words = width / 64
        let base: UInt64 = 0xAB_CDEF_0123_4000
        probe.memory.load((0..<UInt64(words)).map { $0 + 100 }, at: base)
        // The address need not be aligned: the line that it falls into is meant.
        let loaded = try probe.perform(.load, base + UInt64(width / 8) - 1)
        #expect(loaded.data.words == (0..<UInt64(words)).map { $0 + 100 })
        let data = BitVector(words: (0..<words).map { UInt64($0) | 0xFF00 }, width: width)
        let last = UInt64(0xFF) << UInt64(width / 8 - 8)
        _ = try probe.perform(.store, base, data: data, mask: last)
        let expected = (0..<UInt64(words)).map { $0 == UInt64(words - 1) ? $0 | 0xFF00 : $0 + 100 }
        #expect(probe.memory.words(at: base, count: words) == expected)
        #expect(probe.memory.journalCount == 1)
    }

    @Test(arguments: SimulatorKind.allCases) func addressRangesFail(kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind, settings: .init(latency: 1))
        probe.memory[0x800] = 5
        probe.link.fail(0x800...0xFFF, operations: [.store, .exchange])
        #expect(try probe.perform(.load, 0x800).error == false)
        let store = try probe.perform(.store, 0xFF8, data: BitVector(9, width: 64))
        #expect(store.error)
        #expect(try probe.perform(.store, 0x1000).error == false)
        #expect(try probe.perform(.exchange, 0x800).error)
        #expect(probe.memory[0xFF8] == 0 && probe.memory[0x800] == 5)
        #expect(probe.link.errors == 2)
        probe.link.clearFailures()
        #expect(try probe.perform(.exchange, 0x800).error == false)
    }

    @Test(arguments: SimulatorKind.allCases) func theRequestOfAGivenNumberFails(kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind)
        probe.link.failingRequest = 2
        #expect(try [1, 2, 3].map { _ in try probe.perform(.load, 0).error } == [false, true, false])
        probe.link.failingRequest = nil
        probe.link.restart(seed: 1)
        #expect(try [1, 2, 3].map { _ in try probe.perform(.load, 0).error } == [false, false, false])
    }

    /// The cycles in which a request was taken and a response was given.
    private func pattern(
        _ kind: SimulatorKind, _ settings: MemoryLink.Settings, seed: UInt64
    ) throws -> (fired: [Int], answered: [Int]) {
        let probe = try MemoryProbe(kind, settings: settings, seed: seed)
        probe.link.isLogging = true
        try probe.request(.load, 8)
        var answered: [Int] = []
        for cycle in 0..<400 {
            if try probe.response() != nil { answered.append(cycle) }
            try probe.model.step()
        }
        let fired = probe.link.log.map(\.cycle)
        #expect(try probe.model.peek("fired") == UInt64(fired.count))
        return (fired, answered)
    }

    @Test(arguments: SimulatorKind.allCases) func backPressureDependsOnTheSeedAlone(kind: SimulatorKind) throws {
        let settings = MemoryLink.Settings(latency: 3, backPressure: 40, responseDelay: 20)
        let (first, again) = (try pattern(kind, settings, seed: 5), try pattern(kind, settings, seed: 5))
        let other = try pattern(kind, settings, seed: 6)
        #expect(first == again)
        #expect(first.fired != other.fired)
        #expect((180...300).contains(first.fired.count))
        #expect(zip(first.fired, first.answered).allSatisfy { $0 + 3 <= $1 })
        #expect(zip(first.fired, first.answered).contains { $0 + 3 < $1 })
    }

    @Test(arguments: SimulatorKind.allCases) func responsesMayBeLimited(kind: SimulatorKind) throws {
        let pattern = try pattern(kind, .init(latency: 4, outstanding: 2), seed: 1)
        #expect(Array(pattern.fired.prefix(4)) == [0, 1, 4, 5])
    }

    @Test(arguments: SimulatorKind.allCases) func grantsDecideWhoIsNext(kind: SimulatorKind) throws {
        let memory = SparseMemory()
        let (first, second) = (try MemoryProbe(kind, memory: memory), try MemoryProbe(kind, memory: memory))
        memory[0x10] = 1
        first.link.grants = 0
        second.link.grants = 1
        try first.request(.exchange, 0x10, data: BitVector(100, width: 64))
        try second.request(.exchange, 0x10, data: BitVector(200, width: 64))
        for _ in 0..<5 {
            try first.model.step()
            try second.model.step()
        }
        #expect(first.link.requests == 0 && first.link.stalls == 5)
        #expect(second.link.requests == 1 && second.link.grants == 0)
        #expect(memory[0x10] == 200)
        first.link.grants = nil
        try first.model.step()
        #expect(memory[0x10] == 100)
        #expect(memory.journal.map(\.after) == [200, 100])
    }

    @Test(arguments: SimulatorKind.allCases) func interleavingIsDecidedByTheSeed(kind: SimulatorKind) throws {
        func order(seed: UInt64) throws -> [UInt64] {
            let memory = SparseMemory()
            let (first, second) = (try MemoryProbe(kind, memory: memory), try MemoryProbe(kind, memory: memory))
            try first.request(.store, 0, data: BitVector(1, width: 64))
            try second.request(.store, 0, data: BitVector(2, width: 64))
            var interleaving = Interleaving(seed: seed)
            for _ in 0..<20 { try interleaving.step([first.model, second.model]) }
            return memory.journal.map(\.after)
        }
        let orders = try (1...4).map { try order(seed: UInt64($0)) }
        #expect(try order(seed: 1) == orders[0])
        #expect(Set(orders).count == 4)
        for order in orders {
            #expect(order.filter { $0 == 1 }.count == 20 && order.filter { $0 == 2 }.count == 20)
        }
    }

    @Test(arguments: SimulatorKind.allCases) func logKeepsWhatWasAsked(kind: SimulatorKind) throws {
        let probe = try MemoryProbe(kind, settings: .init(latency: 1))
        probe.memory[8] = 3
        _ = try probe.perform(.load, 8)
        probe.link.isLogging = true
        _ = try probe.perform(.exchange, 8, data: BitVector(0xFF12, width: 64), mask: 1)
        let request = try #require(probe.link.log.first)
        #expect(probe.link.log.count == 1)
        #expect(request.operation == .exchange && request.address == 8 && request.mask == 1 && !request.failed)
        #expect(request.data.low64 == 0xFF12 && request.response.low64 == 0x5A5A_5A5A_5A5A_5A03)
        probe.link.clearLog()
        #expect(probe.link.log.isEmpty)
    }

    @Test func contentsInOrder() throws {
        let memory = SparseMemory()
        memory.load([1, 0, 3], at: 0xFFF8)
        memory[0x8000_0000_0000] = 9
        memory[0x10] = 4
        memory[0x10] = 0
        #expect(
            memory.contents == [
                .init(address: 0xFFF8, value: 1), .init(address: 0x1_0008, value: 3),
                .init(address: 0x8000_0000_0000, value: 9),
            ])
        memory.removeAll()
        #expect(memory.contents.isEmpty && memory[0xFFF8] == 0)
    }

    @Test(arguments: SimulatorKind.allCases) func mistakesAreNamed(kind: SimulatorKind) throws {
        let model = try kind.make(memoryPort(width: 64), visible: false)
        let memory = SparseMemory()
        #expect(throws: SimulationError.self) { try model.connect(memory, to: MemorySignals(prefix: "n")) }
        var signals = MemorySignals(prefix: "m")
        signals.requestReady = "fired"
        let error = try #require(
            throws: SimulationError.self
        ) { try model.connect(memory, to: signals) }
        #expect(
            error.description == """
                error[SIM014]: “fired” of the memory port has 32 bits out, and should have 1 bits in
                  help: MemorySignals says which ports a memory needs
                """)
        #expect(throws: SimulationError.self) {
            try model.connect(memory, to: MemorySignals(prefix: "m"), settings: .init(latency: 0))
        }
    }
}
