import Foundation
import Simulation
import Testing
import Verilator

/// Building and the cache.
@Suite struct BuildTests {
    private func sources(_ text: String, name: String = "broken.v", top: String = "broken") -> VerilogSources {
        VerilogSources(
            files: [.init(name, text)], top: top,
            ports: [PortShape("clock", width: 1, .clock), PortShape("a", width: 8, .input)],
            swiftLine: { file, line in file == name && line == 3 ? "Broken.swift:77" : nil })
    }

    private func error(_ body: () throws -> Void) throws -> SimulationError {
        try #require(throws: SimulationError.self, performing: body)
    }

    @Test(arguments: [ModelOptions.Optimization.full, .byVerilator, .none])
    func optimizationChangesNothingButSpeed(_ optimization: ModelOptions.Optimization) throws {
        let model = try VerilatedModel(Samples.counter, options: ModelOptions(optimization: optimization))
        try model.poke("enable", 1)
        try model.step(3)
        #expect(try model.peek("count") == 3)
    }

    @Test func theSecondBuildRunsNothing() throws {
        let folder = try TemporaryFolder()
        let counting = try Toolchain(
            verilator: Toolchain.find().verilator, compiler: folder.placeCompiler("counting-compiler"))
        let builder = try ModelBuilder(toolchain: counting, cache: ModelCache(path: folder.path + "/cache"))
        let first = try builder.build(Samples.counter)
        let runs = try String(contentsOfFile: folder.path + "/runs", encoding: .utf8)
        #expect(runs == "model\n")
        let second = try builder.build(Samples.counter)
        #expect(first.wasBuilt && !second.wasBuilt)
        #expect(first.library == second.library)
        #expect(try String(contentsOfFile: folder.path + "/runs", encoding: .utf8) == runs)
        // Whatever goes into a model changes its name.
        #expect(try builder.build(Samples.counter, options: ModelOptions(checks: false)).wasBuilt)
        #expect(try builder.build(Samples.counter, options: ModelOptions(additionalSource: " ")).wasBuilt)
        for optimization in [ModelOptions.Optimization.byVerilator, .none] {
            #expect(try builder.build(Samples.counter, options: ModelOptions(optimization: optimization)).wasBuilt)
        }
        var changed = Samples.counter
        changed.files[0].text += "// more\n"
        #expect(try builder.build(changed).wasBuilt)
        #expect(folder.names(in: "cache/models").count == 6)
        #expect(folder.names(in: "cache/work").isEmpty)
    }

    @Test func twoBuildersOfOneModel() async throws {
        let folder = try TemporaryFolder()
        let toolchain = try Toolchain(
            verilator: Toolchain.find().verilator, compiler: folder.placeCompiler("counting-compiler"))
        let built = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let cache = ModelCache(path: folder.path + "/cache")
                    return try ModelBuilder(toolchain: toolchain, cache: cache).build(Samples.counter).wasBuilt
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(built.filter(\.self).count == 1)
        #expect(folder.names(in: "cache/models").count == 1)
        #expect(try String(contentsOfFile: folder.path + "/runs", encoding: .utf8) == "model\n")
    }

    @Test func badVerilogPointsAtBothLines() throws {
        let text =
            "module broken (input wire clock, input wire [7:0] a);\n  wire [7:0] b = a;\n  wire [7:0] c = a + nothing;\nendmodule\n"
        let folder = try TemporaryFolder()
        let error = try error {
            _ = try ModelBuilder(cache: ModelCache(path: folder.path)).build(sources(text))
        }
        #expect(error.code == .toolFailed)
        #expect(error.verilog == "broken.v:3")
        #expect(error.swift == "Broken.swift:77")
        #expect(error.message.contains("nothing"))
        #expect(error.description.hasPrefix("error[SIM008]: Verilator: "))
        #expect(!error.description.contains(folder.path))
        #expect(folder.names(in: "models").isEmpty && folder.names(in: "work").isEmpty)
    }

    @Test func badCppPointsAtBothLines() throws {
        let text =
            "module broken (input wire clock, input wire [7:0] a);\n  reg [7:0] b;\n  always @(posedge clock) if (a == 8'd3) $c(\"no_such_function(1);\");\nendmodule\n"
        let error = try error { _ = try VerilatedModel(sources(text)) }
        #expect(error.code == .toolFailed)
        #expect(error.message.hasPrefix("the C++ compiler: "))
        #expect(error.verilog == "broken.v:3")
        #expect(error.swift == "Broken.swift:77")
    }

    @Test func portsThatTheVerilogDoesNotHave() throws {
        let text = "module broken (input wire clock, input wire [6:0] a);\nendmodule\n"
        #expect(
            try error { _ = try VerilatedModel(sources(text)) }.description == """
                error[SIM008]: port “a” of module “broken” is 8 bits in, and in its Verilog text 7 bits in
                """)
        let other = "module broken (input wire clock, input wire [6:0] b);\nendmodule\n"
        #expect(
            try error { _ = try VerilatedModel(sources(other)) }.description == """
                error[SIM008]: module “broken” has no port “a” in its Verilog text
                  | its ports: b, clock
                """)
    }

    @Test func portNamesThatCppCannotHave() throws {
        let text =
            "module broken (input wire clock, input wire [7:0] a, output wire [7:0] template, output wire [7:0] a__b);\n  assign template = a; assign a__b = ~a;\nendmodule\n"
        var sources = sources(text)
        sources.ports += [PortShape("template", width: 8, .output), PortShape("a__b", width: 8, .output)]
        let model = try VerilatedModel(sources)
        try model.poke("a", 0x3C)
        #expect(try model.peek("template") == 0x3C)
        #expect(try model.peek("a__b") == 0xC3)
    }

    @Test func missingPrograms() throws {
        let missing = try error { _ = try Toolchain.find(environment: ["PATH": "/nowhere"]) }
        #expect(
            missing.description == """
                error[SIM007]: Verilator is needed to simulate, and “verilator” was not found on the path
                  help: on Debian or Ubuntu: sudo apt-get install verilator g++ zlib1g-dev; elsewhere see https://verilator.org/guide/latest/install.html
                """)
        let tools = try Toolchain.find()
        let compiler = try error {
            _ = try Toolchain.find(environment: ["PATH": "/nowhere", "XPC_VERILATOR": tools.verilator])
        }
        #expect(compiler.code == .toolMissing)
        #expect(compiler.message.contains("C++ compiler"))
        #expect(try tools.versions().verilator.hasPrefix("Verilator "))
    }

    @Test func aCacheThatCannotBeWritten() throws {
        let builder = try ModelBuilder(cache: ModelCache(path: "/proc/nowhere"))
        #expect(try error { _ = try builder.build(Samples.counter) }.code == .fileFailed)
    }
}
