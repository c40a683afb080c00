import Simulation
import SimulatorSupport
import Testing
import XPCEngine

/// An engine and a memory, driven by hand; addresses and expected values come from the text of the specification.
private struct Bench {
    let model: any Simulator
    let memory: SparseMemory
    let link: MemoryLink

    init(_ configuration: XPCConfiguration, _ kind: SimulatorKind) throws {
        model = try kind.make(design(configuration), visible: false)
        memory = SparseMemory()
        link = try model.connect(
            memory, to: MemorySignals(prefix: "memory"), settings: MemoryLink.Settings(), seed: 1)
        try model.poke("reset", 1)
        try model.step(2)
        try model.poke("reset", 0)
        try model.poke("privilege", 1)
        model.settle()
    }

    func poke(_ name: String, _ value: UInt64) throws { try model.poke(name, value) }
    func peek(_ name: String) throws -> UInt64 {
        model.settle()
        return try model.peek(name)
    }

    /// A CSR write; whether it raised invalid seg-mask.
    @discardableResult
    func write(_ address: UInt64, _ value: UInt64) throws -> Bool {
        try poke("csr_address", address)
        try poke("csr_value", value)
        try poke("csr_write", 1)
        try poke("csr_valid", 1)
        for _ in 0..<10 where try peek("csr_ready") == 0 { try model.step(1) }
        #expect(try peek("csr_ready") == 1)
        #expect(try peek("csr_illegal") == 0)
        let raised = try peek("csr_exception") == 1
        try model.step(1)
        try poke("csr_valid", 0)
        try poke("csr_write", 0)
        return raised
    }

    func read(_ address: UInt64) throws -> UInt64 {
        try poke("csr_address", address)
        model.settle()
        try model.step(1)
        return try peek("csr_data")
    }

    /// Runs a command; the cycle in which the response is valid, counted from the one in which it fires.
    func run(_ operation: UInt64, _ operand: UInt64, pc: UInt64 = 0x1000) throws -> Int {
        try poke("command_payload_operation", operation)
        try poke("command_payload_operand", operand)
        try poke("command_payload_pc", pc)
        try poke("command_valid", 1)
        #expect(try peek("command_ready") == 1)
        try model.step(1)
        try poke("command_valid", 0)
        for cycle in 1..<200 {
            if try peek("response_valid") == 1 { return cycle }
            try model.step(1)
        }
        Issue.record("no response")
        return 0
    }
}

@Suite struct DirectedTests {
    /// R2.8 to R2.11.
    @Test(arguments: XPCConfiguration.named, SimulatorKind.allCases)
    func segmentAndMaskRegisters(_ configuration: XPCConfiguration, kind: SimulatorKind) throws {
        let bench = try Bench(configuration, kind)
        try bench.write(0x5C1, 16)  // XPC is on
        try bench.write(0x5C9, 0x10_0000)
        #expect(try bench.read(0x5C9) == 0)  // R2.9: no length yet
        try bench.write(0x5CB, 0x1000)
        try bench.write(0x5C9, 0x10_0000)
        try bench.write(0x5CA, 0x8000_0003)
        #expect(try bench.read(0x5C9) == 0x10_0000)
        #expect(try bench.read(0x5CA) == 0x8000_0003)
        #expect(try bench.read(0xCC3) == 0xC000_0000_0000_1000)
        #expect(try bench.read(0x801) == 0x1000)
        #expect(try !bench.write(0x800, 0x408))
        #expect(try bench.read(0x800) == 0x408)
        #expect(try bench.read(0x801) == 0xBF8)
        #expect(try bench.write(0x801, 0xBF9))  // R2.12: before low bits are dropped
        #expect(try bench.write(0x800, 0x1001))
        #expect(try !bench.write(0x801, 0x1FF))
        #expect(try bench.read(0x801) == 0x1F8)
        #expect(try bench.read(0x800) == 0x408)
    }

    /// R6.2, R6.4, R6.6.
    @Test(arguments: SimulatorKind.allCases) func translation(kind: SimulatorKind) throws {
        let bench = try Bench(.minimal, kind)
        try bench.write(0x5C1, 1)
        try bench.write(0x5CB, 0x100)
        try bench.write(0x5C9, 0x10_0000)
        try bench.write(0x5CA, 0x8000_0001)
        try bench.poke("data_privilege", 0)
        try bench.poke("data_read", 1)
        try bench.poke("data_size", 3)
        try bench.poke("data_address", 0x10_00F8)
        #expect(try bench.peek("data_hit") == 1)
        #expect(try bench.peek("data_physical") == 0x8000_00F8)
        try bench.poke("data_address", 0x10_00FC)
        #expect(try bench.peek("data_fault") == 1)
        #expect(try bench.peek("data_tval") == 0x10_0100)
        try bench.poke("data_address", 0x10_0000)
        try bench.poke("data_write", 1)
        #expect(try bench.peek("data_fault") == 1)
    }

    /// A call and its return: what is loaded, pushed, and given to the core.
    @Test(arguments: XPCConfiguration.named, SimulatorKind.allCases)
    func callAndReturn(_ configuration: XPCConfiguration, kind: SimulatorKind) throws {
        let bench = try Bench(configuration, kind)
        let (table, capabilities, stack): (UInt64, UInt64, UInt64) = (0x8000_0000, 0x8001_0000, 0x8002_0000)
        let satp: UInt64 = 0x8000_0000_0008_0123
        try bench.write(0x5C0, table)
        try bench.write(0x5C1, 8)
        try bench.write(0x5C2, capabilities)
        try bench.write(0x5C4, stack)
        try bench.write(0x5C5, stack)
        try bench.write(0x5C6, stack + 128)
        try bench.poke("satp", 0x8000_0000_0008_0042)
        let entry: [UInt64] = [1, satp, 0x4000, 0x8003_0000, 0]
        for (index, word) in entry.enumerated() { bench.memory.load([word], at: table + 3 * 64 + UInt64(8 * index)) }
        if configuration.capabilityTable == .radix {
            bench.memory.load([0x8000_5001], at: capabilities)
            bench.memory.load([1 << 3], at: 0x8000_5000)
        } else {
            bench.memory.load([1 << 3], at: capabilities)
        }
        try bench.poke("privilege", 0)
        _ = try bench.run(0, 3)
        #expect(try bench.peek("response_payload_exception") == 0)
        #expect(try bench.peek("response_payload_redirect") == 1)
        #expect(try bench.peek("response_payload_pc") == 0x4000)
        #expect(try bench.peek("t0_payload") == capabilities / 64)
        #expect(try bench.peek("satpOut_payload") == satp)
        try bench.model.step(1)
        for _ in 0..<200 where try bench.peek("drained") == 0 { try bench.model.step(1) }
        #expect(bench.memory.words(at: stack, count: 1) == [0x1005])
        #expect(bench.memory.words(at: stack + 8, count: 1) == [0x8000_0000_0008_0042])
        #expect(bench.memory.words(at: stack + 16, count: 1) == [capabilities])
        try bench.poke("privilege", 1)
        #expect(try bench.read(0x5C4) == stack + 64)
        #expect(try bench.read(0x5C2) == 0x8003_0000)
        try bench.poke("privilege", 0)
        try bench.poke("satp", satp)
        _ = try bench.run(1, 0)
        #expect(try bench.peek("response_payload_pc") == 0x1004)
        #expect(try bench.peek("satpOut_payload") == 0x8000_0000_0008_0042)
        try bench.model.step(1)
        // R4.xret.1: nothing is left to return to; reason 2.
        _ = try bench.run(1, 0)
        #expect(try bench.peek("response_payload_exception") == 1)
        #expect(try bench.peek("response_payload_cause") == 2)
        #expect(try bench.peek("response_payload_tval") == stack + 2)
    }

    @Test func theBoundGrowsWithMemory() {
        for configuration in XPCConfiguration.named {
            let bounds = [1, 2, 10, 100].map { configuration.longestOperation(memoryDelay: $0) }
            #expect(bounds == bounds.sorted())
        }
        #expect(
            XPCConfiguration.wide.longestOperation(memoryDelay: 2)
                < XPCConfiguration.full.longestOperation(memoryDelay: 2))
    }
}
