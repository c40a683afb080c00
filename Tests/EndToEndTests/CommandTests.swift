import Foundation
import Testing

/// The command line, as a user and as a script sees it.
@Suite(.serialized) struct CommandTests {
    @Test(arguments: [[], ["generate"], ["simulate"], ["estimate"], ["report"]])
    func helpHasExamples(subcommand: [String]) throws {
        let result = try Command.xpc(arguments: subcommand + ["--help"])
        #expect(result.status == 0)
        #expect(result.output.contains("EXAMPLES"))
    }

    @Test func unknownConfigurationSaysWhichThereAre() throws {
        let result = try Command.xpc("generate", "--config", "huge")
        #expect(result.status != 0)
        #expect(
            result.errors.contains("there is no configuration 'huge'; take one of minimal, paper, full, wide, or all"))
    }

    @Test func illegalKnobNamesItsRule() throws {
        let result = try Command.xpc("estimate", "--pa-bits", "64")
        #expect(result.status != 0)
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
}
