import Components
import HDL
import LintSupport
import Testing
import Verilog

/// What Yosys makes of the memories inside.
@Suite struct InferenceTests {
    private func cells(_ make: () -> Module) throws -> [String: Int] {
        let files = verilog(of: try elaborate { make() })
        let top = files[files.count - 1].module
        return try Yosys.cells(files.map { ($0.name, $0.text) }, of: [top])[top] ?? [:]
    }

    @Test(.enabled(if: Yosys.isInstalled)) func memoriesAreMemories() throws {
        let lite = try cells { AXI4LiteRAM(words: 1024, dataWidth: 32) }
        #expect(lite["RAMB36E1"] == 1, "\(lite)")
        let bursts = try cells { AXI4RAM(words: 1024, dataWidth: 32) }
        #expect(bursts["RAMB36E1"] == 1, "\(bursts)")
        let registers = try cells { RegisterFile(count: 32, width: 64, hasZero: true) }
        #expect((registers["RAM32M"] ?? 0) > 0 && registers["FDRE"] == nil, "\(registers)")
        let both = try cells { RegisterFile(count: 8, width: 4, writes: 2) }
        #expect(both["FDRE"] == 32, "\(both)")
        let queue = try cells { Queue(of: unsigned(32), depth: 32) }
        #expect((queue["RAM32M"] ?? 0) > 0, "\(queue)")
        let table = try cells { ROM((0..<1024).map { $0 * 7 % 512 }, width: 9, registered: true) }
        #expect(table["RAMB18E1"] == 1, "\(table)")
    }
}
