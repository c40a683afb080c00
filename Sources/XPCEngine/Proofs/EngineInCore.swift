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

        EngineContract(
            configuration: configuration, commandValid: command.valid, busy: engine.busy, drained: engine.drained,
            enabled: engine.enabled, satp: satp, privilege: state.privilege,
            modes: concatenate(state.sum, state.tvm, state.virtualised), csrValid: csr.valid,
            csrReady: engine.csr.ready, address: csr.address, write: csr.write, value: csr.value
        ).assumeProtocol()
    }
}
