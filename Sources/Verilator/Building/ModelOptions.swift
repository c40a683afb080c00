/// How a model is built. Each combination is a model of its own in the cache.
public struct ModelOptions: Hashable, Sendable {
    /// The circuit's checks (`--assert`, and the text under `` `ifdef FORMAL ``) stop the simulation when they fail.
    public var checks = true
    /// Counts which lines, bits and cover points were reached, for `VerilatedModel.writeCoverage`. Costs speed.
    public var coverage = false
    /// Keeps every signal inside the circuit, so that it can be peeked by name. Costs speed.
    public var visible = false
    /// Can write waveforms. Costs nothing at run time, and half of the time of the build.
    public var waves = true
    /// What is done for speed.
    public var optimization = Optimization.full
    /// C++ text that is compiled into the model after everything else: hot loops of one's own. It sees the Verilated class as
    /// `Model`; what it declares `extern "C"` between visibility pragmas is found with `VerilatedModel.symbol`.
    public var additionalSource = ""

    public init(
        checks: Bool = true, coverage: Bool = false, visible: Bool = false, waves: Bool = true,
        optimization: Optimization = .full, additionalSource: String = ""
    ) {
        self.checks = checks
        self.coverage = coverage
        self.visible = visible
        self.waves = waves
        self.optimization = optimization
        self.additionalSource = additionalSource
    }

    /// What is done for the speed of a model.
    public enum Optimization: Hashable, Sendable {
        /// All that Verilator and the C++ compiler can do, but for what makes wrong models.
        case full
        /// Verilator's only: a model is built in a third of the time, and runs ten times slower.
        case byVerilator
        /// Nothing: to see whether an optimisation of Verilator is at fault.
        case none
    }

    /// The fast build: checks on, nothing else.
    public static let fast = ModelOptions()

    /// Optimisations of Verilator 5.006 that make models with wrong results, as fuzzing showed (docs/fuzzing.md). The first is at fault in many
    /// reports until 5.026 (verilator/verilator#4059, #4832, #4837, #5186).
    private static let wrongOptimizations = ["-fno-const-bit-op-tree", "-fno-dfg"]

    /// What Verilator is told beside the files.
    func verilatorArguments(top: String) -> [String] {
        var arguments = [
            "--cc", "--prefix", "Model", "--top-module", top, "--Mdir", "out",
            optimization == .none ? "-O0" : "-O3", "--x-assign", "fast", "--no-timing", "--timescale", "1ns/1ns",
            "-Wno-fatal", "-Wno-lint", "-Wno-style",
        ]
        arguments += Self.wrongOptimizations
        if checks { arguments += ["--assert", "+define+FORMAL"] }
        if waves { arguments.append("--trace-fst") }
        if coverage { arguments.append("--coverage") }
        if visible { arguments.append("--public-flat-rw") }
        return arguments
    }

    /// What the C++ compiler is told beside the files.
    var compilerArguments: [String] {
        [
            optimization == .full ? "-O2" : "-O0", "-std=gnu++17", "-fPIC", "-fvisibility=hidden", "-w",
            "-DVM_TRACE=\(waves ? 1 : 0)", "-DVM_TRACE_FST=1", "-DVM_COVERAGE=1", "-DVM_SC=0", "-I", ".", "-I", "out",
        ]
    }
}
