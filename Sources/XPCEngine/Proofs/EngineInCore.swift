import HDL

/// The engine with everything around it left free, but for what every core and memory keeps (`docs/integration.md`). It is what is proven.
///
/// Memory answers when it likes and as it likes, with errors too; interrupts come at any time; commands, CSR accesses and translations are
/// any.
public final class EngineInCore: Module {
    let command = input(Stream(of: XPCCommand()))
    let satp = input(unsigned(64))
    let kill = input(bit)
    let emptyCache = input(bit)
    let state = input(XPCCoreState())
    let csr = input(XPCRegisterPort())
    let memory: Wire<XPCMemoryPort>
    let data: Wire<XPCDataTranslation>
    let fetch = input(XPCFetchTranslation())

    private let configuration: XPCConfiguration

    public init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        memory = output(XPCMemoryPort(configuration))
        data = input(XPCDataTranslation(configuration))
    }

    public override func circuit() {
        let engine = instance(XPCEngine(configuration))
        engine.command <== command
        engine.satp <== satp
        engine.kill <== kill
        engine.emptyCache <== emptyCache
        engine.privilege <== state.privilege
        engine.sum <== state.sum
        engine.tvm <== state.tvm
        engine.virtualised <== state.virtualised
        engine.csr <== csr
        engine.data <== data
        engine.fetch <== fetch
        memory <== engine.memory
        unused(engine.response, engine.t0, engine.satpOut, engine.killed)

        assume("R4.2 commands come while the engine is enabled", command.valid.implies(engine.enabled))
        assume(
            "R3.11 satp holds what the hart is built with",
            satp === configuration.satpLayout.word(configuration.satpLayout.held(satp)))
        assume(
            "R7.10 the kernel's accesses wait until the buffer is drained",
            (csr.valid & (state.privilege !== 0)).implies(engine.drained))

        let accesses = register(bit)
        accesses <== (csr.valid & !csr.ready)
        let access = concatenate(csr.address, csr.write)
        let lastAccess = register(access, reset: nil)
        lastAccess <== access
        assume("an access to a register stays until it is ready", accesses.implies(csr.valid & (access === lastAccess)))
        // In an access' first cycle the core reads what it then writes.
        let knowsValue = register(bit)
        knowsValue <== (accesses & csr.valid & !csr.ready)
        let lastValue = register(csr.value, reset: nil)
        lastValue <== csr.value
        assume("the value of an access stays from its second cycle on", knowsValue.implies(csr.value === lastValue))

        let core = concatenate(satp, state.asBits)
        let lastCore = register(core, reset: nil)
        lastCore <== core
        assume(
            "the hart's state changes between instructions", (engine.busy | accesses).implies(core === lastCore))

        let owed = register(unsigned(6))
        let request = engine.memory.request
        owed <== owed + Unsigned(request.fires).extended(to: 6) - Unsigned(memory.response.valid).extended(to: 6)
        assume(
            "memory answers what it was asked, a cycle later at the earliest",
            memory.response.valid.implies(owed.anyOne))
    }
}
