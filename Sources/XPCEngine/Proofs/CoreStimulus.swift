import HDL

/// All that a core and a memory drive at an engine's ports: what two engines get side by side.
struct CoreStimulus: Bundle {
    struct Access: Bundle {
        let valid = bit
        let address = unsigned(12)
        let write = bit
        let value = unsigned(XPCConfiguration.wordBits)
    }
    struct Data: Bundle {
        let address = unsigned(XPCConfiguration.wordBits)
        let size = unsigned(2)
        let read = bit
        let write = bit
        let privilege = unsigned(2)
    }
    struct Fetch: Bundle {
        let address = unsigned(XPCConfiguration.wordBits)
        let size = unsigned(2)
    }

    let command = Valid(of: XPCCommand())
    let satp = unsigned(XPCConfiguration.wordBits)
    let kill = bit
    let emptyCache = bit
    let state = XPCCoreState()
    let csr = Access()
    let takesRequest = bit
    let answer: Valid<XPCMemoryResponse>
    let data = Data()
    let fetch = Fetch()

    init(_ configuration: XPCConfiguration) { answer = Valid(of: XPCMemoryResponse(configuration)) }
}

extension XPCEngine {
    /// Connects all inputs.
    func connect(_ stimulus: Wire<CoreStimulus>) {
        command.valid <== stimulus.command.valid
        command.payload <== stimulus.command.payload
        satp <== stimulus.satp
        kill <== stimulus.kill
        emptyCache <== stimulus.emptyCache
        privilege <== stimulus.state.privilege
        sum <== stimulus.state.sum
        tvm <== stimulus.state.tvm
        virtualised <== stimulus.state.virtualised
        csr.valid <== stimulus.csr.valid
        csr.address <== stimulus.csr.address
        csr.write <== stimulus.csr.write
        csr.value <== stimulus.csr.value
        memory.request.ready <== stimulus.takesRequest
        memory.response <== stimulus.answer
        data.address <== stimulus.data.address
        data.size <== stimulus.data.size
        data.read <== stimulus.data.read
        data.write <== stimulus.data.write
        data.privilege <== stimulus.data.privilege
        fetch.address <== stimulus.fetch.address
        fetch.size <== stimulus.fetch.size
        unused(response, t0, satpOut, killed, busy, drained, enabled, csr, memory, data, fetch, command, stimulus)
    }

    /// Connects all inputs, and assumes that they keep the contract of `EngineInCore`.
    ///
    /// - Returns: a register: an access to a CSR was there in the cycle before, and waits.
    @discardableResult func drive(_ stimulus: Wire<CoreStimulus>) -> Bit {
        connect(stimulus)
        let state = stimulus.state
        return EngineContract(
            configuration: configuration, commandValid: stimulus.command.valid, busy: busy, drained: drained,
            enabled: enabled, satp: stimulus.satp, privilege: state.privilege,
            modes: concatenate(state.sum, state.tvm, state.virtualised), csrValid: stimulus.csr.valid,
            csrReady: csr.ready, address: stimulus.csr.address, write: stimulus.csr.write, value: stimulus.csr.value
        ).assumeProtocol()
    }

    /// What a core and a memory can see, by port: values while they are valid.
    func shownPorts(_ stimulus: Wire<CoreStimulus>) -> [(name: String, value: Unsigned)] {
        let answer = response.payload
        let access = register(bit)
        access <== (stimulus.csr.valid & !csr.ready)
        return [
            (
                "response",
                concatenate(
                    response.valid, keep(concatenate(answer.redirect, answer.exception), response.valid),
                    keep(answer.pc, response.valid & answer.redirect),
                    keep(
                        concatenate(Unsigned(answer.cause), answer.tval), response.valid & answer.exception),
                    t0.valid, keep(t0.payload, t0.valid), satpOut.valid, keep(satpOut.payload, satpOut.valid))
            ),
            ("state", concatenate(command.ready, killed, busy, drained, enabled)),
            (
                "csr",
                concatenate(
                    csr.ready, csr.hit, csr.illegal, csr.exception, csr.tval,
                    keep(csr.data, access & stimulus.csr.valid))
            ),
            (
                "memory",
                concatenate(memory.request.valid, keep(memory.request.payload.asBits, memory.request.valid))
            ),
            (
                "translation",
                concatenate(data.hit, data.fault, data.physical, data.tval, fetch.fault, fetch.tval)
            ),
        ]
    }
}
