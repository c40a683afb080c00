import Simulation
import Verilator
import XPCEngine
import XPCModel

/// Drives an engine's ports as a core does. Everything that knows the names of the ports and their timing is here.
final class EngineDriver {
    /// How many cycles anything may take before it is taken for hanging.
    static let limit = 20_000
    /// Causes by the number that the engine answers with.
    private static let causes: [XPCException.Cause] = [
        .invalidEntry, .invalidCapability, .invalidLinkage, .invalidMask, .swapError, .memoryError,
    ]

    let model: VerilatedModel
    let memory: SparseMemory
    let link: MemoryLink
    let stateNames: [String]
    /// The CSRs that hold something, in the order of section 2, as they were at the last ``lookAtRegisters()``.
    let registers = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)
    private let showRegisters: @convention(c) (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt64>) -> Void
    private let showState: @convention(c) (UnsafeMutableRawPointer) -> UInt64

    private let reset, commandValid, commandReady, commandOperation, commandOperand, commandPC: Pin
    private let responseValid, responseRedirect, responseException, responseCause, responseTval, responsePC, t0Write, t0: Pin
    private let satpWrite, satpOut, satpIn: Pin
    private let kill, killed, drained, emptyCache, enabled, privilege, sum, tvm, virtualised: Pin
    private let csrValid, csrReady, csrAddress, csrWrite, csrValue, csrData, csrHit, csrIllegal, csrException, csrTval: Pin
    private let dataAddress, dataSize, dataRead, dataWrite, dataPrivilege, dataHit, dataPhysical, dataFault, dataTval: Pin
    private let fetchAddress, fetchSize, fetchFault, fetchTval: Pin

    /// Called at the start of every cycle of a command and of a drain; for memories that answer in a pattern of their own.
    var everyCycle: (() -> Void)?

    /// - Parameter shared: the memory to work on; nil for one of its own.
    init(
        _ engine: EngineSources, memorySettings: MemoryLink.Settings, seed: UInt64, shared: SparseMemory? = nil
    ) throws(SimulationError) {
        let model = try VerilatedModel(engine.verilog, options: engine.options)
        func pin(_ name: String) throws(SimulationError) -> Pin { try Pin(model, name) }
        self.model = model
        memory = if let shared { shared } else { try SparseMemory() }
        link = try model.connect(memory, to: MemorySignals(prefix: "memory"), settings: memorySettings, seed: seed)
        stateNames = engine.stateNames
        showRegisters = unsafeBitCast(
            try model.symbol(named: "engine_registers"),
            to: (@convention(c) (UnsafeMutableRawPointer, UnsafeMutablePointer<UInt64>) -> Void).self)
        showState = unsafeBitCast(
            try model.symbol(named: "engine_state"), to: (@convention(c) (UnsafeMutableRawPointer) -> UInt64).self)
        registers.initialize(repeating: 0, count: 16)
        reset = try pin("reset")
        commandValid = try pin("command_valid")
        commandReady = try pin("command_ready")
        commandOperation = try pin("command_payload_operation")
        commandOperand = try pin("command_payload_operand")
        commandPC = try pin("command_payload_pc")
        responseValid = try pin("response_valid")
        responseRedirect = try pin("response_payload_redirect")
        responseException = try pin("response_payload_exception")
        responseCause = try pin("response_payload_cause")
        responseTval = try pin("response_payload_tval")
        responsePC = try pin("response_payload_pc")
        t0Write = try pin("t0_valid")
        t0 = try pin("t0_payload")
        satpWrite = try pin("satpOut_valid")
        satpOut = try pin("satpOut_payload")
        satpIn = try pin("satp")
        kill = try pin("kill")
        killed = try pin("killed")
        drained = try pin("drained")
        emptyCache = try pin("emptyCache")
        enabled = try pin("enabled")
        privilege = try pin("privilege")
        sum = try pin("sum")
        tvm = try pin("tvm")
        virtualised = try pin("virtualised")
        csrValid = try pin("csr_valid")
        csrAddress = try pin("csr_address")
        csrReady = try pin("csr_ready")
        csrWrite = try pin("csr_write")
        csrValue = try pin("csr_value")
        csrData = try pin("csr_data")
        csrHit = try pin("csr_hit")
        csrIllegal = try pin("csr_illegal")
        csrException = try pin("csr_exception")
        csrTval = try pin("csr_tval")
        dataAddress = try pin("data_address")
        dataSize = try pin("data_size")
        dataRead = try pin("data_read")
        dataWrite = try pin("data_write")
        dataPrivilege = try pin("data_privilege")
        dataHit = try pin("data_hit")
        dataPhysical = try pin("data_physical")
        dataFault = try pin("data_fault")
        dataTval = try pin("data_tval")
        fetchAddress = try pin("fetch_address")
        fetchSize = try pin("fetch_size")
        fetchFault = try pin("fetch_fault")
        fetchTval = try pin("fetch_tval")
        try restart(seed: seed)
    }

    deinit { registers.deallocate() }

    /// Resets the circuit; memory is as it was, the link begins anew.
    func restart(seed: UInt64) throws(SimulationError) {
        for input in [commandValid, csrValid, kill, emptyCache, dataRead, dataWrite] { input.value = 0 }
        reset.value = 1
        try cycle()
        link.restart(seed: seed)
        reset.value = 0
        model.settle()
    }

    /// Clocks the cycle with the inputs as they are.
    private func cycle() throws(SimulationError) {
        model.settle()
        try model.step(1)
    }

    // MARK: The core around the engine

    /// Shows the engine the core's registers that it looks at.
    func setCore(_ core: StubCore) {
        privilege.value = UInt64(core.privilege.rawValue)
        sum.value = core.sum ? 1 : 0
        tvm.value = core.tvm ? 1 : 0
        virtualised.value = core.virtualised ? 1 : 0
        satpIn.value = core.satp
        model.settle()
    }

    /// Whether the four instructions are legal now.
    var isEnabled: Bool { enabled.isHigh }

    /// Whether no record waits to be written.
    var isDrained: Bool { drained.isHigh }

    /// Lets time pass.
    func idle(_ cycles: Int) throws(SimulationError) {
        for _ in 0..<cycles { try cycle() }
        model.settle()
    }

    /// Lets time pass until every record is written or has failed.
    func waitUntilDrained() throws(SimulationError) {
        var waited = 0
        while !isDrained {
            waited += 1
            guard waited < Self.limit else { throw hangs(waitingFor: "the buffered records to be written") }
            everyCycle?()
            try cycle()
            model.settle()
        }
    }

    /// `sfence.vma`.
    func fence() throws(SimulationError) {
        emptyCache.value = 1
        try cycle()
        emptyCache.value = 0
        model.settle()
    }

    // MARK: Commands

    /// Issues an instruction and waits for its end.
    ///
    /// - Parameter killAt: the cycle from which on `kill` is high, until something happens; 1 is the one after the command
    ///   fired.
    func issue(
        _ instruction: XPCInstruction, pc: UInt64, killAt: Int? = nil
    ) throws(SimulationError) -> EngineResponse {
        commandOperation.value = UInt64(instruction.operation.rawValue)
        commandOperand.value = instruction.operand
        commandPC.value = pc
        commandValid.value = 1
        model.settle()
        var waited = 0
        while !commandReady.isHigh {
            waited += 1
            guard waited < Self.limit else { throw hangs(waitingFor: "“command_ready”") }
            try model.step(1)
            model.settle()
        }
        var response = EngineResponse(outcome: .killed, hadRecords: !isDrained)
        try model.step(1)
        commandValid.value = 0
        while true {
            response.cycles += 1
            everyCycle?()
            if let killAt, response.cycles >= killAt {
                kill.value = 1
                if response.killState == nil { response.killState = Int(showState(model.handle)) }
            }
            model.settle()
            if responseValid.isHigh {
                read(instruction, pc, into: &response)
                break
            }
            if killed.isHigh { break }
            guard response.cycles < Self.limit else { throw hangs(waitingFor: "the end of \(instruction)") }
            try model.step(1)
        }
        try model.step(1)
        kill.value = 0
        model.settle()
        return response
    }

    /// Puts a command on the port and clocks the cycle in which it fires; for two engines side by side.
    func begin(_ instruction: XPCInstruction, pc: UInt64) throws(SimulationError) {
        commandOperation.value = UInt64(instruction.operation.rawValue)
        commandOperand.value = instruction.operand
        commandPC.value = pc
        commandValid.value = 1
        model.settle()
        while !commandReady.isHigh { try idle(1) }
        try model.step(1)
        commandValid.value = 0
        model.settle()
    }

    /// The next cycle of a command that was begun: its answer, if it comes in this cycle.
    func advance(_ instruction: XPCInstruction, pc: UInt64) throws(SimulationError) -> EngineResponse? {
        model.settle()
        var response = EngineResponse(outcome: .killed)
        let isOver = responseValid.isHigh
        if isOver { read(instruction, pc, into: &response) }
        try model.step(1)
        model.settle()
        return isOver ? response : nil
    }

    private func read(_ instruction: XPCInstruction, _ pc: UInt64, into response: inout EngineResponse) {
        if responseException.isHigh {
            let cause = Int(responseCause.value)
            let known = Self.causes.indices.contains(cause) ? Self.causes[cause] : .illegalInstruction
            response.outcome = .exception(XPCException(known, tval: responseTval.value))
            return
        }
        response.outcome = .completed
        response.nextPC = responseRedirect.isHigh ? responsePC.value : pc &+ 4
        if t0Write.isHigh { response.t0 = t0.value }
        if satpWrite.isHigh { response.satp = satpOut.value }
    }

    // MARK: CSRs

    /// Looks at all registers that hold something, inside the circuit; no time passes.
    @inline(__always) func lookAtRegisters() { showRegisters(model.handle, registers) }

    /// The value of a register as the port shows it; a cycle passes.
    func readRegister(_ address: UInt16) throws(SimulationError) -> UInt64 {
        csrAddress.value = UInt64(address)
        model.settle()
        try model.step(1)
        model.settle()
        return csrData.value
    }

    /// A CSR instruction at the core's privilege.
    func access(
        _ address: UInt16, _ operation: CSROperation, operand: UInt64, writes: Bool
    ) throws(SimulationError) -> EngineCSRResponse {
        // Set and clear are the core's: the engine is told what to write.
        csrAddress.value = UInt64(address)
        csrWrite.value = writes ? 1 : 0
        csrValue.value = operand
        csrValid.value = 1
        model.settle()
        let isIllegal = csrIllegal.isHigh || !csrHit.isHigh
        // The value is there one cycle after the address.
        try model.step(1)
        model.settle()
        var response = EngineCSRResponse(old: csrData.value)
        switch operation {
        case .write: break
        case .set: csrValue.value = response.old | operand
        case .clear: csrValue.value = response.old & ~operand
        }
        model.settle()
        var waited = 0
        while !csrReady.isHigh {
            waited += 1
            guard waited < Self.limit else { throw hangs(waitingFor: "“csr_ready”") }
            try model.step(1)
            model.settle()
        }
        if isIllegal {
            response = EngineCSRResponse(exception: .illegalInstruction)
        } else if csrException.isHigh {
            response.exception = XPCException(.invalidMask, tval: csrTval.value)
        }
        try model.step(1)
        csrValid.value = 0
        csrWrite.value = 0
        model.settle()
        return response
    }

    // MARK: Translation

    /// What the engine says of an access of 1, 2, 4 or 8 bytes. No time passes.
    func translate(
        _ address: UInt64, bytes: Int, _ access: XPCAccess, privilege: XPCPrivilege
    ) -> XPCTranslation {
        let size = UInt64(bytes.trailingZeroBitCount)
        if access == .fetch {
            fetchAddress.value = address
            fetchSize.value = size
            model.settle()
            return fetchFault.isHigh
                ? .fault(XPCException(.instructionPageFault, tval: fetchTval.value)) : .pageTable
        }
        dataAddress.value = address
        dataSize.value = size
        dataPrivilege.value = UInt64(privilege.rawValue)
        dataRead.value = access == .store || access == .storeConditional ? 0 : 1
        dataWrite.value = access == .load || access == .loadReserved ? 0 : 1
        model.settle()
        if dataFault.isHigh { return .fault(XPCException(access.pageFault, tval: dataTval.value)) }
        return dataHit.isHigh ? .physical(dataPhysical.value) : .pageTable
    }

    private func hangs(waitingFor aim: String) -> SimulationError {
        var error = model.stepLimitReached(waitingFor: aim, limit: Self.limit)
        let state = Int(showState(model.handle))
        error.details.append("sequencer: \(stateNames.indices.contains(state) ? stateNames[state] : String(state))")
        return error
    }
}
