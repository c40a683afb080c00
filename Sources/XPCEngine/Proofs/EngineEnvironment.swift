import HDL

/// The contract of the engine's ports as a circuit of its own, with inputs only, each called as a port of the engine: for proofs about designs
/// with the engine's ports, such as mutants (`Mutation.miter`).
public final class EngineEnvironment: Module {
    struct Instruction: Bundle {
        let operation = unsigned(2)
        let operand = unsigned(64)
        let pc = unsigned(64)
    }
    struct Command: Bundle {
        let valid = bit
        let ready = bit
        let payload = Instruction()
    }
    struct Access: Bundle {
        let valid = bit
        let ready = bit
        let address = unsigned(12)
        let write = bit
        let value = unsigned(64)
    }
    struct Pulse: Bundle { let valid = bit }
    struct Request: Bundle {
        let valid = bit
        let ready = bit
    }
    struct Memory: Bundle {
        let request = Request()
        let response = Pulse()
    }

    let command = input(Command())
    let response = input(Pulse())
    let kill = input(bit)
    let killed = input(bit)
    let busy = input(bit)
    let drained = input(bit)
    let enabled = input(bit)
    let csr = input(Access())
    let memory = input(Memory())
    let satp = input(unsigned(64))
    let privilege = input(unsigned(2))
    let sum = input(bit)
    let tvm = input(bit)
    let virtualised = input(bit)

    private let configuration: XPCConfiguration

    /// The environment of an engine of that configuration.
    public init(_ configuration: XPCConfiguration) { self.configuration = configuration }

    public override func circuit() {
        let contract = EngineContract(
            configuration: configuration, commandValid: command.valid, commandReady: command.ready,
            payload: command.payload.asBits, response: response.valid, kill: kill, killed: killed, busy: busy,
            drained: drained, enabled: enabled, satp: satp, privilege: privilege,
            modes: concatenate(sum, tvm, virtualised), csrValid: csr.valid, csrReady: csr.ready,
            address: csr.address, write: csr.write, value: csr.value, requestReady: memory.request.ready,
            requestFires: memory.request.valid & memory.request.ready, answers: memory.response.valid)
        contract.assumeMemory()
        contract.assumeProtocol()
        contract.assumeWaiting()
    }
}
