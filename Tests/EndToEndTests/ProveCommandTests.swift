import Foundation
import LintSupport
import Testing

/// `xpc prove`, as a user and as a script sees it.
@Suite(.serialized, .enabled(if: Yosys.isInstalled, "yosys is not installed: nobody proves anything"))
struct ProveCommandTests {
    @Test func modulesAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("proofs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try Command.xpc(
            "prove", "--config", "minimal", "--module", "RelayTranslation", "--json", "--output", folder.path)
        #expect(result.status == 0, "\(result.errors)\(result.output)")
        #expect(try result.json("0.configuration") as? String == "minimal")
        #expect(try result.json("0.design") as? String == "RelayTranslation")
        #expect(try result.json("0.properties.0.status") as? String == "proven")
        #expect(try result.json("0.properties.0.method") as? String == "k-induction")
        #expect(try result.json("0.properties.0.place") as? String != nil)
        #expect(try result.json("0.assumptions.0.name") as? String == "reset is active in the first cycle")
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    /// All properties of section 8 that are stated, with their invariants. Premises that lie deep are not waited for, nor the other
    /// configurations: `scripts/prove-all`.
    @Test func theWholeEngine() throws {
        let result = try Command.xpc("prove", "--config", "minimal", "--timeout", "2", "--json")
        #expect([0, 3].contains(result.status), "\(result.errors)\(result.output)")
        let reports = try JSONDecoder().decode([Report].self, from: Data(result.output.utf8))
        let properties = try #require(reports.first).properties
        for property in properties { #expect(property.status == "proven", "\(property.name)") }
        let chapters = Set(properties.compactMap { $0.name.split(separator: " ").first.map(String.init) })
        for chapter in ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P14", "P16"] {
            #expect(chapters.contains(chapter))
        }
        #expect(properties.filter { $0.method == "k-induction" }.count > 60)
    }

    /// What stands around the engine, or around two of them.
    @Test(arguments: ["threads", "tables"]) func harnesses(harness: String) throws {
        let result = try Command.xpc("prove", "--config", "minimal", "--harness", harness, "--timeout", "10", "--json")
        #expect([0, 3].contains(result.status), "\(result.errors)\(result.output)")
        let reports = try JSONDecoder().decode([Report].self, from: Data(result.output.utf8))
        #expect(reports.count == 1)
        let checks = try #require(reports.first).properties.filter { $0.kind == "check" }
        #expect(checks.count > 2)
        for check in checks { #expect(check.status == "proven" && check.method == "k-induction", "\(check.name)") }
    }

    private struct Report: Decodable {
        struct Property: Decodable {
            var name: String
            var kind: String
            var status: String
            var method: String?
        }
        var properties: [Property]
    }

    @Test func badInput() throws {
        let module = try Command.xpc("prove", "--config", "minimal", "--module", "RelayTranslatoin")
        #expect(module.status == 2)
        #expect(module.errors.contains("no module 'RelayTranslatoin'; did you mean “RelayTranslation”?"))
        #expect(try Command.xpc("prove", "--timeout", "0").status == 2)
        let property = try Command.xpc(
            "prove", "--config", "minimal", "--module", "RelayTranslation", "--property", "nowhere")
        #expect(property.status == 2)
        let missing = try Command.xpc(arguments: ["prove", "--config", "minimal"], path: "/nowhere")
        #expect(missing.status == 2)
        #expect(missing.errors.hasPrefix("error[PRV001]: Yosys is needed to prove, and “yosys” was not found"))
        #expect(property.errors.hasPrefix("error[PRV004]: no property and no instance has “nowhere” in its name\n"))
    }

    /// Ended in the middle, harder than by Ctrl-C (which tests may have blocked): no folder stays behind, and no program, which would write
    /// into it.
    @Test func interrupted() throws {
        let process = Process()
        process.executableURL = Command.binary
        process.arguments = ["prove", "--config", "minimal"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let prefix = "\(process.processIdentifier)-"
        let folder = FileManager.default.temporaryDirectory.path
        func folders() -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasPrefix(prefix) }
        }
        let limit = Date().addingTimeInterval(60)
        while folders().isEmpty, process.isRunning, Date() < limit { usleep(20_000) }
        #expect(!folders().isEmpty)
        usleep(300_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        while !folders().isEmpty, Date() < limit { usleep(20_000) }
        #expect(folders().isEmpty)
    }
}
