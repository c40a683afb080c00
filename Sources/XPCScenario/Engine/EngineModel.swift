import Evaluator
import Simulation
import Verilator

/// An engine that runs in one of the simulators, with a look at its registers that takes no simulated time.
struct EngineModel {
    let simulator: any Simulator
    /// Fills in the CSRs that hold something, in the order of section 2.
    let showRegisters: (UnsafeMutablePointer<UInt64>) -> Void
    /// The sequencer's state.
    let showState: () -> UInt64

    /// - Throws: what building the model throws; `SIM015` for coverage in the evaluator.
    init(_ engine: EngineSources) throws(SimulationError) {
        switch engine.simulator {
        case .verilator: try self.init(verilated: engine)
        case .evaluator: try self.init(evaluated: engine)
        }
    }

    // MARK: Verilator

    private typealias ShowRegisters = @convention(c) (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt64>) -> Void
    private typealias ShowState = @convention(c) (UnsafeMutableRawPointer) -> UInt64

    private init(verilated engine: EngineSources) throws(SimulationError) {
        let model = try VerilatedModel(
            engine.design, options: ModelOptions(coverage: engine.coverage, additionalSource: Self.source(engine)))
        let registers = unsafeBitCast(try model.symbol(named: "engine_registers"), to: ShowRegisters.self)
        let state = unsafeBitCast(try model.symbol(named: "engine_state"), to: ShowState.self)
        let handle = model.handle
        simulator = model
        showRegisters = { registers(handle, $0) }
        showState = { state(handle) }
    }

    /// C++ functions that show the registers and the state.
    private static func source(_ engine: EngineSources) -> String {
        func text(_ value: HeldValue) -> String {
            let fields = value.fields.map { field in
                let path = "\(engine.design.topCircuit.name).\(field.signal)".split(separator: ".")
                let mask = UInt64.max >> UInt64(64 - field.count)
                return
                    "((uint64_t)r.\(path.joined(separator: "__DOT__")) >> \(field.low) & \(mask)ull) << \(field.shift)"
            }
            return fields.isEmpty ? "0" : fields.joined(separator: " | ")
        }
        let stores = engine.registers.enumerated().map { "    out[\($0)] = \(text($1));" }.joined(separator: "\n")
        return """
            #pragma GCC visibility push(default)
            extern "C" void engine_registers(Harness* h, uint64_t* out) {
                auto& r = *h->top->rootp;
            \(stores)
            }
            extern "C" uint64_t engine_state(Harness* h) {
                auto& r = *h->top->rootp;
                return \(text(engine.state));
            }
            #pragma GCC visibility pop

            """
    }

    // MARK: Evaluator

    /// The error for coverage where Verilator does not count it.
    static let refusedCoverage = SimulationError(
        .notCovered, "the evaluator does not count which lines are reached",
        hint: "coverage needs the Verilated model: --simulator verilator")

    /// A field by address, and the number that it belongs to.
    private struct Look {
        var address: UnsafePointer<UInt64>
        var low: UInt64
        var mask: UInt64
        var shift: UInt64
        var number: Int
    }

    private init(evaluated engine: EngineSources) throws(SimulationError) {
        guard !engine.coverage else { throw Self.refusedCoverage }
        let model = try Evaluator(engine.design)
        func looks(_ values: [HeldValue]) throws(SimulationError) -> [Look] {
            var looks: [Look] = []
            for (number, value) in values.enumerated() {
                for field in value.fields {
                    let address = try model.pointer(toRegister: model.signal(field.signal))
                    looks.append(
                        Look(
                            address: address, low: UInt64(field.low), mask: .max >> UInt64(64 - field.count),
                            shift: UInt64(field.shift), number: number))
                }
            }
            return looks
        }
        func show(_ looks: [Look], _ numbers: UnsafeMutablePointer<UInt64>) {
            for look in looks {
                numbers[look.number] |= (look.address.pointee &>> look.low & look.mask) &<< look.shift
            }
        }
        let (registers, state) = (try looks(engine.registers), try looks([engine.state]))
        let count = engine.registers.count
        simulator = model
        showRegisters = { numbers in
            numbers.update(repeating: 0, count: count)
            show(registers, numbers)
        }
        showState = {
            var number: UInt64 = 0
            show(state, &number)
            return number
        }
    }
}
