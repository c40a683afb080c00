import HDL
import XPCEngine

/// What of the engine's ports a core and a memory look at, and when.
enum EngineObservation {
    /// By output: the output that says when it matters (`CorePorts.swift`, `MemoryPorts.swift`).
    static let when: [String: String] = [
        "response_payload_redirect": "response_valid", "response_payload_exception": "response_valid",
        "response_payload_cause": "response_valid", "response_payload_tval": "response_valid",
        "response_payload_pc": "response_valid", "t0_payload": "t0_valid", "satpOut_payload": "satpOut_valid",
        "csr_illegal": "csr_ready", "csr_exception": "csr_ready", "csr_tval": "csr_exception",
        "memory_request_payload_operation": "memory_request_valid",
        "memory_request_payload_address": "memory_request_valid",
        "memory_request_payload_data": "memory_request_valid", "memory_request_payload_mask": "memory_request_valid",
        "data_physical": "data_hit", "data_tval": "data_fault", "fetch_tval": "fetch_fault",
    ]
}

/// What a core and a memory keep to (`docs/integration.md`), as assumptions; for proofs that a mutant makes no difference to them.
final class EngineEnvironment: Module {
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

    let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration) { self.configuration = configuration }

    override func circuit() {
        assumeMemory()
        assumeCommands()
        assumeAccesses()
    }

    /// The value of a signal one cycle ago.
    private func before(_ value: Unsigned) -> Unsigned {
        let held = register(unsigned(value.width))
        held <== value
        return held
    }

    private func before(_ value: Bit) -> Bit {
        let held = register(bit)
        held <== value
        return held
    }

    private func assumeMemory() {
        let outstanding = register(unsigned(5))
        let fires = Unsigned(memory.request.valid & memory.request.ready).extended(to: 5)
        outstanding <== outstanding + fires - Unsigned(memory.response.valid).extended(to: 5)
        assume("memory answers what was asked", memory.response.valid.implies(outstanding.anyOne))
        assume("memory takes no more than it can answer", outstanding.allOnes.implies(!memory.request.ready))
    }

    private func assumeCommands() {
        assume("commands only while enabled", command.valid.implies(enabled))
        let waits = before(command.valid & !command.ready)
        assume("a command waits until it is taken", waits.implies(command.valid))
        assume("a command waits unchanged", waits.implies(before(command.payload.asBits) === command.payload.asBits))
        let isWanted = before(kill & busy & !killed & !response.valid)
        assume("kill is held until the command has ended", isWanted.implies(kill))
        let core = concatenate(satp, privilege, sum, tvm, virtualised)
        let isRunning = before((command.valid & command.ready) | (busy & !killed & !response.valid))
        assume("the core's registers change between instructions only", isRunning.implies(before(core) === core))
    }

    private func assumeAccesses() {
        let waits = before(csr.valid & !csr.ready)
        let access = concatenate(csr.address, csr.write, privilege, tvm, virtualised)
        assume("an access waits until it is ready", waits.implies(csr.valid))
        assume("an access waits unchanged", waits.implies(before(access) === access))
        let isLater = waits & before(waits)
        assume("what is written is known one cycle after the address", isLater.implies(before(csr.value) === csr.value))
        assume("the kernel runs with all records written", csr.valid.implies(drained | (privilege === 0)))
    }
}
