import Verilator

/// The Verilog of an engine, and what of its inside the driver looks at.
public struct EngineSources: Sendable {
    /// The Verilog text with the ports that the driver names.
    public var verilog: VerilogSources
    /// The values of the CSRs that hold something, in the order of their addresses, as C++ over `r`, the root of the Verilated
    /// model. Looking at all of them at once takes no simulated time, as reading them through the port would.
    public var registers: [String]
    /// The sequencer's state, as C++ over `r`.
    public var state: String
    /// The names of the sequencer's states, by value.
    public var stateNames: [String]
    /// Counts what is reached; see `ModelOptions.coverage`.
    public var coverage = false

    public init(verilog: VerilogSources, registers: [String], state: String, stateNames: [String]) {
        self.verilog = verilog
        self.registers = registers
        self.state = state
        self.stateNames = stateNames
    }

    /// How the model is built: with a function that shows the registers, and one for the state.
    var options: ModelOptions {
        let stores = registers.enumerated().map { "    out[\($0)] = \($1);" }.joined(separator: "\n")
        return ModelOptions(
            coverage: coverage,
            additionalSource: """
                #pragma GCC visibility push(default)
                extern "C" void engine_registers(Harness* h, uint64_t* out) {
                    auto& r = *h->top->rootp;
                \(stores)
                }
                extern "C" uint64_t engine_state(Harness* h) {
                    auto& r = *h->top->rootp;
                    return \(state);
                }
                #pragma GCC visibility pop

                """)
    }
}
