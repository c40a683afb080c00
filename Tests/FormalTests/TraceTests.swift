import Evaluator
import Foundation
import HDL
import LintSupport
import Netlist
import Testing

@testable import Formal

/// A failed check has a trace, and the evaluator fails at the same edge.
@Suite(.enabled(if: Yosys.isInstalled, "yosys is not installed: nobody proves anything")) struct TraceTests {
    private func failure(_ design: Design, _ name: String, folder: String? = nil) throws -> PropertyResult {
        var options = ProofOptions()
        options.timeout = 20
        options.property = name
        options.traces = folder
        let report = try prove(design, options)
        return try #require(report.properties.first { $0.status == .failed })
    }

    @Test func isReplayed() throws {
        let design = try elaborate { Decade() }
        let result = try failure(design, "below five")
        #expect(result.isReplayed == true)
        let trace = try #require(result.trace)
        #expect(trace.cycles.count == 7)
        #expect(trace.cycles[0]["reset"] == BitVector(1, width: 1))
        #expect(trace.cycles[1...5].allSatisfy { $0["enable"] == BitVector(1, width: 1) })
        #expect(trace.cycles.allSatisfy { $0.keys.sorted() == ["enable", "reset"] })
        // One that stands still for a cycle does not get there.
        var other = trace
        other.cycles[3]["enable"] = BitVector(0, width: 1)
        #expect(try !other.replay(design, property: "below five"))
        // Another property does not fail in it, and none fails before the end.
        #expect(try !trace.replay(design, property: "never twelve"))
        other = trace
        other.cycles.append(trace.cycles[6])
        #expect(try !other.replay(design, property: "below five"))
    }

    @Test func firstValues() throws {
        /// What was there at first is seen for ever.
        final class Held: Module {
            let next = input(unsigned(3))
            let kept = output(unsigned(6))
            override func circuit() {
                let part = instance(Stage())
                part.next <== next
                kept <== part.kept
            }
        }
        final class Stage: Module {
            let next = input(unsigned(3))
            let kept = output(unsigned(6))
            override func circuit() {
                let value = register(unsigned(6), reset: nil)
                when(next === 5) { value <== 0 }
                kept <== value
                check("not forty-four", value !== 0b101_101)
            }
        }
        let design = try elaborate { Held() }
        let result = try failure(design, "forty-four")
        #expect(result.depth == 2)
        let first = try #require(result.trace?.initial.first)
        #expect(first.signal == "part.value")
        #expect(first.value == BitVector(0b101_101, width: 6))
        #expect(result.isReplayed == true)
        var other = try #require(result.trace)
        other.initial = []
        #expect(try !other.replay(design, property: "not forty-four"))
    }

    @Test func memoriesAndAsynchronousResets() throws {
        #expect(try failure(try elaborate { Store() }, "another").isReplayed == true)
        #expect(try failure(try elaborate { Cleared() }, "below nine").isReplayed == true)
    }

    @Test func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("traces-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try failure(try elaborate { Cleared() }, "below nine", folder: folder.path)
        #expect(result.files == ["0-below-nine.vcd", "0-below-nine.txt"].map { "\(folder.path)/\($0)" })
        let waves = try String(contentsOf: folder.appendingPathComponent("0-below-nine.vcd"), encoding: .utf8)
        #expect(waves.contains("$var") && waves.contains("data"))
        let text = try String(contentsOf: folder.appendingPathComponent("0-below-nine.txt"), encoding: .utf8)
        #expect(text.hasPrefix("check “below nine” of Cleared fails\nat Circuits.swift:"))
        #expect(text.contains("seen by the clock edge at the end of cycle 2\n"))
        #expect(text.contains("cycle 1\n  inputs\n    clear = 1\n    data = 0x9\n"))
        #expect(text.contains("cycle 2\n  registers\n    value = 0x9\n") || text.contains("    value = 0x9\n"))
    }

    /// Several clocks: the inputs step by step, without waves.
    @Test func withoutReplay() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("traces-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try failure(try elaborate { TwoClocks() }, "never toggles", folder: folder.path)
        #expect(result.isReplayed == nil)
        #expect(result.files == ["\(folder.path)/0-never-toggles.txt"])
        #expect(result.trace?.cycles.contains { $0["clock"] == BitVector(1, width: 1) } == true)
    }
}
