import Foundation
import Simulation

/// A model that was built: a shared library in the cache. Any number of `VerilatedModel` can be made of it.
public struct CompiledModel: Sendable {
    /// The path of the shared library.
    public let library: String
    /// What it was built from.
    public let sources: VerilogSources
    /// How it was built.
    public let options: ModelOptions
    /// True when this call built it, false when it was in the cache.
    public let wasBuilt: Bool
}

/// Verilates and compiles circuits, through a cache.
public struct ModelBuilder: Sendable {
    public var toolchain: Toolchain
    public var cache: ModelCache

    /// - Parameter toolchain: the programs to use; nil to find them.
    /// - Throws: `SIM007` when they cannot be found.
    public init(toolchain: Toolchain? = nil, cache: ModelCache = .standard) throws(SimulationError) {
        if let toolchain { self.toolchain = toolchain } else { self.toolchain = try Toolchain.find() }
        self.cache = cache
    }

    /// Changes when the way of building changes, so that old entries are not taken for new ones.
    private static let recipe = 2

    /// Builds a model, or finds it in the cache.
    ///
    /// - Throws: `SIM008` with the message of Verilator or of the compiler, `SIM012` when the cache cannot be written.
    public func build(
        _ sources: VerilogSources, options: ModelOptions = .fast
    ) throws(SimulationError) -> CompiledModel {
        let entry = try cache.entry("models", key: key(sources, options)) { workspace throws(SimulationError) in
            try make(sources, options, in: workspace)
        }
        return CompiledModel(
            library: entry.path + "/model.so", sources: sources, options: options, wasBuilt: entry.wasBuilt)
    }

    /// The name of a model in the cache: a hash of all that goes into it.
    private func key(_ sources: VerilogSources, _ options: ModelOptions) -> String {
        var hash = ContentHash()
        hash.combine(Self.recipe)
        hash.combine(toolchain.identity)
        hash.combine(PackageResources.harness_cpp)
        for bytes in Self.prelude { hash.combine(bytes) }
        for argument in options.compilerArguments + options.verilatorArguments(top: sources.top) {
            hash.combine(argument)
        }
        hash.combine(options.additionalSource)
        for port in sources.ports {
            hash.combine(port.name)
            hash.combine(port.width)
            hash.combine(port.direction == .clock ? 2 : port.direction == .input ? 1 : 0)
        }
        for name in sources.verilogNames.keys.sorted() { hash.combine(name + " " + (sources.verilogNames[name] ?? "")) }
        if sources.hasDerivedClocks { hash.combine(1) }
        for file in sources.files {
            hash.combine(file.name)
            hash.combine(file.text)
        }
        return hash.hex
    }

    private func make(
        _ sources: VerilogSources, _ options: ModelOptions, in workspace: Workspace
    ) throws(SimulationError) {
        let messages = ToolMessages(sources: sources)
        for file in sources.files { try workspace.write(file.name, file.text) }
        let verilate = Command(
            toolchain.verilator, options.verilatorArguments(top: sources.top) + sources.files.map(\.name))
        let verilated = try workspace.run(verilate)
        guard verilated.status == 0 else { throw messages.verilatorError(verilated) }

        let include = try toolchain.includeFolder(workspace)
        let runtime = try runtime(include, options.compilerArguments)
        let generated = (try? FileManager.default.contentsOfDirectory(atPath: workspace.path + "/out")) ?? []
        let glue = Glue(sources: sources, options: options, header: try readText(workspace.path + "/out/Model.h"))
        try workspace.write(
            "unit.cpp",
            glue.unit(
                files: generated.filter { $0.hasSuffix(".cpp") },
                harness: String(decoding: PackageResources.harness_cpp, as: UTF8.self)))
        let arguments =
            options.compilerArguments + includes(include) + ["-include", runtime.prelude]
            + ["-shared", "-Wl,-Bsymbolic", "-Wl,-z,defs", "unit.cpp"] + runtime.objects
            + ["-lz", "-lpthread", "-o", "entry/model.so"]
        let compiled = try workspace.run(Command(toolchain.compiler, arguments))
        guard compiled.status == 0 else { throw messages.compilerError(compiled, folder: workspace.path) }
    }

    /// What all models share.
    private struct Runtime {
        /// The objects of Verilator's runtime.
        var objects: [String]
        /// The header that a unit begins with; its precompiled form lies beside it.
        var prelude: String
    }

    private static var prelude: [[UInt8]] { [PackageResources.runtime_h, PackageResources.prelude_h] }

    /// The runtime, compiled with the arguments of the model that it is linked to.
    private func runtime(_ include: String, _ compilerArguments: [String]) throws(SimulationError) -> Runtime {
        let names = ["verilated", "verilated_fst_c", "verilated_cov", "verilated_dpi", "verilated_threads"]
        var hash = ContentHash()
        hash.combine(Self.recipe)
        hash.combine(toolchain.identity)
        for bytes in Self.prelude { hash.combine(bytes) }
        for argument in compilerArguments + names { hash.combine(argument) }
        let text = Self.prelude.flatMap(\.self)
        // An entry of its own, since a precompiled header remembers where the header was.
        let header = try cache.entry("prelude", key: hash.hex) { workspace throws(SimulationError) in
            try workspace.write("entry/prelude.h", text)
            try workspace.write("entry/runtime.h", PackageResources.runtime_h)
        }
        let entry = try cache.entry("runtime", key: hash.hex) { workspace throws(SimulationError) in
            let common = compilerArguments + includes(include)
            let precompile = Command(
                toolchain.compiler,
                common + ["-x", "c++-header", header.path + "/prelude.h", "-o", "entry/prelude.h.gch"])
            let compile = names.map { name in
                Command(
                    toolchain.compiler,
                    common + ["-include", header.path + "/runtime.h"]
                        + ["-c", "\(include)/\(name).cpp", "-o", "entry/\(name).o"])
            }
            for outcome in try workspace.run([precompile] + compile) where outcome.status != 0 {
                throw refusal(outcome, in: workspace)
            }
            try workspace.write("entry/prelude.h", text)
        }
        return Runtime(objects: names.map { "\(entry.path)/\($0).o" }, prelude: entry.path + "/prelude.h")
    }

    private func includes(_ folder: String) -> [String] { ["-isystem", folder, "-isystem", folder + "/vltstd"] }

    private func refusal(_ outcome: Command.Outcome, in workspace: Workspace) -> SimulationError {
        ToolMessages(sources: VerilogSources(files: [], top: "", ports: []))
            .compilerError(outcome, folder: workspace.path)
    }
}
