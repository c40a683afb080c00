import HDL
import LintSupport
import Netlist
import Simulation
import SimulatorSupport
import Testing
import Verilog

/// The design in every simulator; each test runs on all of them.
func simulators(_ design: Design) throws -> [any Simulator] {
    try SimulatorKind.allCases.map { try $0.make(design, visible: false) }
}

/// Expects that no tool has anything to say about any module of the design, and that the language has no warning.
func expectClean(_ design: Design, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(design.warnings.isEmpty, "\(design.warnings)", sourceLocation: sourceLocation)
    let files = verilog(of: design)
    let lint = try Lint(files.map { ($0.name, $0.text) })
    for file in files {
        let messages = try lint.messages(top: file.module)
        #expect(
            messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(file.text)", sourceLocation: sourceLocation)
    }
}

/// What the elaboration complains about.
func messages(_ make: () -> Module) -> [String] {
    do {
        _ = try elaborate { make() }
        return []
    } catch let error as ElaborationError {
        return error.diagnostics.map { "\($0.code): \($0.message)" }
    } catch {
        return ["\(error)"]
    }
}

/// Random numbers from a seed (SplitMix64).
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// True in `percent` of the cases.
    mutating func chance(_ percent: Int) -> Bool { Int(next() % 100) < percent }

    /// A number of `width` bits.
    mutating func bits(_ width: Int) -> UInt64 { next() >> UInt64(64 - width) }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

/// Ones in the bytes that a strobe of four bits names.
func byteMask(_ strobe: UInt64) -> UInt64 {
    var mask: UInt64 = 0
    for byte in 0..<4 where strobe >> byte & 1 == 1 { mask |= 0xFF << UInt64(8 * byte) }
    return mask
}
