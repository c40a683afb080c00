import Foundation
import Testing

/// The command line, as a user and as a script sees it.
@Suite(.serialized) struct CommandTests {
    @Test(arguments: [
        [], ["generate"], ["simulate"], ["attack"], ["prove"], ["mutate"], ["fuzz"], ["estimate"], ["diagram"],
        ["report"], ["export"],
    ])
    func helpHasExamples(subcommand: [String]) throws {
        let result = try Command.xpc(arguments: subcommand + ["--help"])
        #expect(result.status == 0)
        #expect(result.output.contains("EXAMPLES"))
    }

    @Test func unknownConfigurationSaysWhichThereAre() throws {
        let result = try Command.xpc("generate", "--config", "huge")
        #expect(result.status == 2)
        #expect(
            result.errors.contains("there is no configuration 'huge'; take one of minimal, paper, full, wide, or all"))
        #expect(
            try Command.xpc("generate", "--config", "papr").errors.contains(
                "there is no configuration 'papr' (did you mean “paper”?); take one of"))
    }

    @Test func illegalKnobNamesItsRule() throws {
        let result = try Command.xpc("estimate", "--pa-bits", "64")
        #expect(result.status == 2)
        #expect(result.errors.contains("physical address bits must be 32 to 56, not 64 (R7.k5)"))
    }

    @Test func generateWritesFilesListAndManifest() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xpc-rtl-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try Command.xpc("generate", "--config", "minimal", "--json", "--output", folder.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json("0.top") as? String == "XPCEngine")
        #expect(try result.json("0.configuration.physicalAddressBits") as? Int == 32)
        let list = try String(contentsOf: folder.appendingPathComponent("minimal/files.f"), encoding: .utf8)
        for file in list.split(separator: "\n") {
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("minimal/\(file)").path))
        }
    }

    @Test func attackHasItsKeys() throws {
        let result = try Command.xpc(
            "attack", "callee", "resets", "--operations", "500", "--config", "minimal", "--simulator", "evaluator",
            "--json")
        #expect(result.status == 0, "\(result.errors)")
        for key in [
            "operations", "hostile", "violations", "seed", "runs.0.judged", "runs.0.clocks", "runs.1.counts.load",
        ] {
            #expect(try result.json(key) is Int, "\(key)")
        }
        #expect(try result.json("runs.0.attack") as? String == "callee")
        #expect(try result.json("violations") as? Int == 0)
        let refused = try Command.xpc("attack", "--operations", "0")
        #expect(refused.status == 2 && refused.errors.contains("--operations and --memory-latency are positive"))
        #expect(try Command.xpc("attack", "kernel").status == 2)
    }

    /// Mutants are killed, found to be the same program, and proven equivalent; what was found stays for the next run.
    @Test func mutateJudgesAndRemembers() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mutate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        func run(_ more: String...) throws -> Command {
            try Command.xpc(
                arguments: ["mutate", "--config", "minimal", "--mutants", "20", "--random", "0", "--json"]
                    + ["--output", folder.path] + more)
        }
        let result = try run("--prove", "60", "--at-least", "50")
        #expect(result.status == 0, "\(result.errors)")
        let results = try #require(result.json("configurations.0.results") as? [[String: Any]])
        #expect(results.count == 20)
        let judged = Set(results.compactMap { $0["by"] as? String })
        #expect(judged.isSuperset(of: ["random", "structure", "proof"]), "\(judged)")
        // More than all.
        let again = try run("--prove", "0", "--at-least", "101")
        #expect(again.output == result.output)
        #expect(again.status == 1, "\(again.errors)")
        #expect(try run("--jobs", "0").status == 2)
    }

    @Test func estimateHasItsKeys() throws {
        let result = try Command.xpc("estimate", "--config", "minimal", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let keys = ["lut", "lc", "ff", "lutram", "srl", "carry4", "muxf", "bram18", "bram36", "dsp", "levels"]
        for key in keys {
            #expect(try result.json("total.\(key)") is Int, "total.\(key)")
            #expect(try result.json("modules.0.\(key)") is Int, "modules.0.\(key)")
        }
        #expect(try result.json("modules.0.module") as? String == "XPCEngine")
        #expect(try result.json("modules.0.instance") is String)
    }

    @Test func estimateComparesAndDraws() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cost-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try Command.xpc(
            "estimate", "--config", "paper", "--baseline", "minimal", "--runs", "2", "--json", "--svg", folder.path)
        #expect(result.status == 0, "\(result.errors)")
        let added =
            try #require(result.json("increment.flattened.extended.lut") as? Int)
            - #require(result.json("increment.flattened.baseline.lut") as? Int)
        #expect(added > 0)
        #expect(try result.json("increment.alone.lut") is Int)
        #expect(try result.json("baseline") as? String == "minimal")
        for file in ["treemap-paper.svg", "configurations.svg"] {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            #expect(text.hasPrefix("<svg"))
        }
        let wrong = try Command.xpc("estimate", "--baseline", "papper")
        #expect(wrong.status != 0)
        #expect(wrong.errors.contains("did you mean “paper”?"))
    }

    @Test func simulateHasItsKeys() throws {
        let result = try Command.xpc("simulate", "--random", "4000", "--config", "paper", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json("operations") is Int)
        #expect(try result.json("mismatches") as? Int == 0)
        for kind in ["xcall", "xcall_cached", "xret", "xret_buffered", "swapseg"] {
            for key in ["min", "median", "max"] { #expect(try result.json("cycles.\(kind).\(key)") is Int, "\(kind)") }
        }
        #expect(try result.json("covered.completed.xcall") is Int)
    }

    /// The evaluator needs no other program: there is none on its path.
    @Test func simulatesWithoutVerilator() throws {
        let arguments = ["simulate", "Sim/scenarios/call.yaml", "--random", "400", "--config", "paper"]
        let evaluated = try Command.xpc(arguments: arguments + ["--simulator", "evaluator"], path: "/nowhere")
        #expect(evaluated.status == 0, "\(evaluated.errors)")
        #expect(try evaluated.output == Command.xpc(arguments: arguments).output)
        let refused = try Command.xpc(arguments: arguments, path: "/nowhere")
        #expect(refused.status == 2 && refused.errors.contains("error[SIM007]"), "\(refused.errors)")
    }

    @Test func coverageNamesTheSwift() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("coverage-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try Command.xpc("simulate", "--random", "2000", "--config", "minimal", "--coverage", file.path)
        #expect(result.status == 0, "\(result.errors)")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("\nXPCEngine/Sequencer.swift: lines "))
    }

    /// The other configurations: `scripts/coverage`.
    @Test func allThatIsNeverReachedIsExplained() throws {
        let scenarios = try FileManager.default.contentsOfDirectory(atPath: Command.package.path + "/Sim/scenarios")
            .map { "Sim/scenarios/" + $0 }
        let options = ["--config", "minimal", "--unreached", "Sim/coverage/unreached.yaml"]
        let result = try Command.xpc(arguments: ["simulate", "--random", "20000"] + options + scenarios)
        #expect(result.status == 0, "\(result.output.suffix(4000))")
        #expect(result.output.hasSuffix(" never reached, 0 of them not explained\n"))
        let few = try Command.xpc(arguments: ["simulate", "--random", "200", "--json"] + options)
        #expect(few.status == 1)
        #expect(few.errors.contains("\n  XPCEngine/LinkCheck.swift:") && few.output.hasPrefix("{"))
    }

    @Test func diagramNamesTheModules() throws {
        let result = try Command.xpc("diagram", "--module", "Sequenzer")
        #expect(result.status == 2)
        #expect(result.errors.contains("there is no module 'Sequenzer' (did you mean “Sequencer”?); take one of "))
        let text = try Command.xpc("diagram", "--format", "dot", "--depth", "1")
        #expect(text.output.hasPrefix("digraph {") && text.output.contains("<b>sequencer</b>"))
    }

    @Test func badScenarioNamesItsLine() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("bad-\(UUID().uuidString).yaml")
        try "name: Bad\nprocesses:\n  a: {}\nsteps:\n  - xkall: 1\n".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try Command.xpc("simulate", file.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("\(file.lastPathComponent):5"), "\(result.errors)")
    }

    @Test func reportIsOneFile() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString).html")
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try Command.xpc("report", "--config", "minimal", "--samples", "20", "--output", file.path)
        #expect(result.status == 0, "\(result.errors)")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("<svg"))
        #expect(text.contains("xcall, entry not cached"))
        #expect(!text.contains("<script src") && !text.contains("<link"))
        #expect(!text.contains("{{"))
    }

    /// The promises of `docs/cost.md` for `minimal`.
    @Test func estimateAgreesWithYosys() throws {
        let result = try Command.xpc("estimate", "--config", "minimal", "--check-with-yosys", "--json")
        #expect(result.status == 0, "\(result.errors)")
        func figure(_ path: String) throws -> Double { try Double(#require(result.json(path) as? Int)) }
        let (lut, reference) = (try figure("total.lut"), try figure("yosys.total.lut"))
        #expect(abs(lut - reference) <= 0.15 * reference)
        let (ff, registers) = (try figure("total.ff"), try figure("yosys.total.ff"))
        #expect(abs(ff - registers) <= 0.01 * registers)
        #expect(reference <= 1600)
        #expect(try figure("yosys.total.lc") <= 1200)
        #expect(registers <= 1007)
    }
}
