import Simulation
import Verilator
import XPCModel

/// Drives an engine's ports as a core does. Everything that knows the names of the ports and their timing is here and in the
/// extensions of this type.
final class EngineDriver {
    /// How many cycles anything may take before it is taken for hanging.
    static let limit = 20_000

    let model: any Simulator
    let memory: SparseMemory
    let link: MemoryLink
    let simulator: SimulatorKind
    private let stateNames: [String]
    /// The CSRs that hold something, in the order of section 2, as they were at the last ``lookAtRegisters()``.
    let registers = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)
    let pins: EnginePins
    private let engine: EngineModel
    /// Looks at every cycle; nil when nobody does.
    private(set) var watch: EngineWatch?
    private let watched = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)

    /// The request that memory did not take in the cycle before.
    var waiting: (operation: UInt64, address: UInt64)?

    /// Called at the start of every cycle of a command and of a drain; for memories that answer in a pattern of their own.
    var everyCycle: (() -> Void)?

    /// - Parameter shared: the memory to work on; nil for one of its own.
    init(
        _ sources: EngineSources, memorySettings: MemoryLink.Settings, seed: UInt64, shared: SparseMemory? = nil
    ) throws(SimulationError) {
        engine = try EngineModel(sources)
        model = engine.simulator
        simulator = sources.simulator
        memory = shared ?? SparseMemory()
        link = try model.connect(memory, to: MemorySignals(prefix: "memory"), settings: memorySettings, seed: seed)
        stateNames = sources.stateNames
        registers.initialize(repeating: 0, count: 16)
        watched.initialize(repeating: 0, count: 16)
        pins = try EnginePins(model)
        // What one of two engines on a memory did is not what memory then holds.
        if let configuration = sources.monitored, shared == nil {
            watch = try EngineWatch(model, pins, PropertyMonitors(configuration, memory: memory))
        }
        try restart(seed: seed)
    }

    deinit {
        registers.deallocate()
        watched.deallocate()
    }

    /// Gives every cycle from now on to `record`.
    ///
    /// - Throws: `SIM001` when a port is missing.
    func record(_ record: @escaping (EngineCycle) -> Void) throws(SimulationError) {
        if watch == nil { watch = try EngineWatch(model, pins, nil) }
        watch?.record = record
    }

    /// Lets the monitors judge a command that has ended.
    @inline(__always) func finishWatching() throws(SimulationError) {
        guard let watch else { return }
        engine.showRegisters(watched)
        try watch.finish(model.cycle, watched)
    }

    /// Lets the monitors judge the translation that the ports show.
    @inline(__always) func watchTranslation(isFetch: Bool) throws(SimulationError) {
        guard let watch else { return }
        engine.showRegisters(watched)
        try watch.seeTranslation(isFetch: isFetch, model.cycle, watched)
    }

    /// Resets the circuit; memory is as it was, the link begins anew.
    func restart(seed: UInt64) throws(SimulationError) {
        waiting = nil
        for input in [
            pins.commandValid, pins.csrValid, pins.csrWrite, pins.kill, pins.emptyCache, pins.dataRead, pins.dataWrite,
        ] { input.value = 0 }
        pins.reset.value = 1
        model.settle()
        try step()
        waiting = nil
        link.restart(seed: seed)
        pins.reset.value = 0
        model.settle()
    }

    /// Writes what was covered since the start, in Verilator's format.
    ///
    /// - Throws: `SIM015` for an engine that was not built for it, `SIM012` when the file cannot be written.
    func writeCoverage(_ path: String) throws(SimulationError) {
        guard let model = model as? VerilatedModel else { throw EngineModel.refusedCoverage }
        try model.writeCoverage(path)
    }

    // MARK: Time

    /// Clocks the cycle, which is settled.
    @inline(__always) func step() throws(SimulationError) {
        try lookAtRequest()
        if let watch {
            engine.showRegisters(watched)
            try watch.see(model.cycle, watched)
        }
        try model.step(1)
    }

    /// Clocks the cycle, which is settled, and lets the next one settle.
    @inline(__always) func advance() throws(SimulationError) {
        try step()
        model.settle()
    }

    /// Clocks cycles until the port is high in a settled one, which is not clocked.
    func wait(for port: Pin, _ aim: String) throws(SimulationError) {
        var waited = 0
        while !port.isHigh {
            waited += 1
            guard waited < Self.limit else { throw hangs(waitingFor: aim) }
            try advance()
        }
    }

    /// Lets time pass.
    func idle(_ cycles: Int) throws(SimulationError) {
        model.settle()
        for _ in 0..<cycles { try advance() }
    }

    func hangs(waitingFor aim: String) -> SimulationError {
        var error = model.stepLimitReached(waitingFor: aim, limit: Self.limit)
        error.details.append("sequencer: \(stateNames.indices.contains(state) ? stateNames[state] : String(state))")
        return error
    }

    // MARK: The core around the engine

    /// Shows the engine the core's registers that it looks at.
    func setCore(_ core: StubCore) {
        pins.privilege.value = UInt64(core.privilege.rawValue)
        pins.sum.value = core.sum ? 1 : 0
        pins.tvm.value = core.tvm ? 1 : 0
        pins.virtualised.value = core.virtualised ? 1 : 0
        pins.satpIn.value = core.satp
        model.settle()
    }

    /// Whether the four instructions are legal now.
    var isEnabled: Bool { pins.enabled.isHigh }

    /// Whether no record waits to be written.
    var isDrained: Bool { pins.drained.isHigh }

    /// The sequencer's state.
    var state: Int { Int(engine.showState()) }

    /// Looks at all registers that hold something, inside the circuit; no time passes.
    @inline(__always) func lookAtRegisters() { engine.showRegisters(registers) }

    /// Lets time pass until every record is written or has failed.
    func waitUntilDrained() throws(SimulationError) {
        var waited = 0
        while !isDrained {
            waited += 1
            guard waited < Self.limit else { throw hangs(waitingFor: "the buffered records to be written") }
            everyCycle?()
            model.settle()
            try advance()
        }
    }

    /// `sfence.vma`.
    func fence() throws(SimulationError) {
        pins.emptyCache.value = 1
        model.settle()
        try step()
        pins.emptyCache.value = 0
        model.settle()
    }
}
