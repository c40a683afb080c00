import Verilator

/// The Verilog of an engine, and what of its inside the driver looks at.
public struct EngineSources: Sendable {
    /// The Verilog text with the ports that ``EngineDriver`` names.
    public var verilog: VerilogSources
    /// The C++ member of the Verilated class that holds the sequencer's state, one byte; nil to do without.
    public var stateMember: String?
    /// The names of the sequencer's states, by value.
    public var stateNames: [String]

    public init(verilog: VerilogSources, stateMember: String?, stateNames: [String]) {
        self.verilog = verilog
        self.stateMember = stateMember
        self.stateNames = stateNames
    }

    /// How the model is built: with a function that finds the sequencer's state, which costs no speed.
    var options: ModelOptions {
        guard let stateMember else { return .fast }
        return ModelOptions(
            additionalSource: """
                #pragma GCC visibility push(default)
                extern "C" void* engine_state(Harness* h) { return &h->top->rootp->\(stateMember); }
                #pragma GCC visibility pop

                """)
    }
}
