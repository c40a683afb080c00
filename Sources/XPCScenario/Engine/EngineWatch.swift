import Simulation
import XPCEngine
import XPCModel

/// Reads an engine's ports in every cycle, for property monitors and for comparisons of whole runs.
final class EngineWatch {
    /// Nil when cycles are only recorded.
    let monitors: PropertyMonitors?
    /// Gets every cycle after the monitors.
    var record: ((EngineCycle) -> Void)?
    /// Changes what the monitors are told, to show that they notice.
    var fault: ((inout EngineCycle) -> Void)?
    /// The same of the CSRs, in every look at them.
    var registerFault: ((inout CSRValues) -> Void)?
    /// The same of translations.
    var translationFault: ((inout EngineTranslation) -> Void)?

    private let pins: EnginePins
    private let requestMask, answerValid, answerError: Pin
    private let requestData, answerData: UnsafeMutableRawPointer
    private let lanes: Int

    /// - Throws: `SIM001` when a port is missing.
    init(_ model: any Simulator, _ pins: EnginePins, _ monitors: PropertyMonitors?) throws(SimulationError) {
        self.pins = pins
        self.monitors = monitors
        requestMask = try Pin(model, "memory_request_payload_mask")
        answerValid = try Pin(model, "memory_response_valid")
        answerError = try Pin(model, "memory_response_payload_error")
        let data = try model.port("memory_request_payload_data")
        lanes = data.width / 64
        requestData = try model.pointer(to: data)
        answerData = try model.pointer(to: try model.port("memory_response_payload_data"))
    }

    /// The cycle, which is settled, before its clock edge.
    func see(_ number: UInt64, _ registers: UnsafePointer<UInt64>) throws(SimulationError) {
        var cycle = cycle(number, values(registers))
        fault?(&cycle)
        monitors?.see(cycle)
        record?(cycle)
        try report(number)
    }

    /// What the registers hold behind a command that has ended.
    func finish(_ number: UInt64, _ registers: UnsafePointer<UInt64>) throws(SimulationError) {
        monitors?.finish(values(registers))
        try report(number)
    }

    /// A translation that the ports show.
    func seeTranslation(
        isFetch: Bool, _ number: UInt64, _ registers: UnsafePointer<UInt64>
    ) throws(SimulationError) {
        guard let monitors else { return }
        var shown = translation(isFetch: isFetch, CSRValues(registers))
        translationFault?(&shown)
        monitors.see(shown)
        try report(number)
    }

    private func values(_ registers: UnsafePointer<UInt64>) -> CSRValues {
        var values = CSRValues(registers)
        registerFault?(&values)
        return values
    }

    private func report(_ number: UInt64) throws(SimulationError) {
        guard let violation = monitors?.takeViolation() else { return }
        throw SimulationError(
            .checkFailed, "a property is violated in cycle \(number): \(violation)",
            hint: "docs/xpc-isa.md, section 8, has the properties")
    }

    private func cycle(_ number: UInt64, _ registers: CSRValues) -> EngineCycle {
        var cycle = EngineCycle()
        cycle.number = number
        cycle.registers = registers
        cycle.isReset = pins.reset.isHigh
        let isAccessed = pins.csrValid.isHigh
        cycle.isOffered = pins.commandValid.isHigh && !isAccessed
        if pins.commandValid.isHigh, pins.commandReady.isHigh {
            cycle.command = EngineCycle.Command(
                operation: XPCOperation(rawValue: UInt32(pins.commandOperation.value)) ?? .xcall,
                operand: pins.commandOperand.value, pc: pins.commandPC.value)
        }
        if pins.responseValid.isHigh {
            let isException = pins.responseException.isHigh
            let isRedirect = pins.responseRedirect.isHigh
            cycle.response = EngineCycle.Response(
                isRedirect: isRedirect, isException: isException,
                cause: isException ? 24 + pins.responseCause.value : 0, tval: isException ? pins.responseTval.value : 0,
                pc: isRedirect ? pins.responsePC.value : 0)
        }
        if pins.t0Write.isHigh { cycle.t0 = pins.t0.value }
        if pins.satpWrite.isHigh { cycle.satpOut = pins.satpOut.value }
        cycle.isKill = pins.kill.isHigh
        cycle.isKilled = pins.killed.isHigh
        cycle.isBusy = pins.busy.isHigh
        cycle.isDrained = pins.drained.isHigh
        cycle.isEnabled = pins.enabled.isHigh
        cycle.isEmptying = pins.emptyCache.isHigh
        cycle.privilege = pins.privilege.value
        cycle.sum = pins.sum.isHigh
        cycle.tvm = pins.tvm.isHigh
        cycle.virtualised = pins.virtualised.isHigh
        cycle.satp = pins.satpIn.value
        if isAccessed, pins.csrReady.isHigh { cycle.access = access() }
        if pins.requestValid.isHigh { cycle.request = request() }
        if answerValid.isHigh {
            let isError = answerError.isHigh
            cycle.answer = EngineCycle.Answer(data: isError ? .zero : line(answerData), isError: isError)
        }
        return cycle
    }

    private func access() -> EngineCycle.Access {
        let isIllegal = pins.csrIllegal.isHigh || !pins.csrHit.isHigh
        let isException = !isIllegal && pins.csrException.isHigh
        return EngineCycle.Access(
            address: UInt16(pins.csrAddress.value), isWrite: pins.csrWrite.isHigh, value: pins.csrValue.value,
            data: isIllegal ? 0 : pins.csrData.value, isIllegal: isIllegal, isException: isException,
            tval: isException ? pins.csrTval.value : 0)
    }

    private func request() -> EngineCycle.Request {
        let operation = MemoryLink.Operation(rawValue: UInt32(pins.requestOperation.value))
        let stores = operation != .load
        return EngineCycle.Request(
            operation: operation, address: pins.requestAddress.value, data: stores ? line(requestData) : .zero,
            mask: stores ? requestMask.value : 0, isTaken: pins.requestReady.isHigh)
    }

    private func line(_ data: UnsafeMutableRawPointer) -> SIMD8<UInt64> {
        var words = SIMD8<UInt64>.zero
        for lane in 0..<lanes { words[lane] = data.loadUnaligned(fromByteOffset: 8 * lane, as: UInt64.self) }
        return words
    }

    private func translation(isFetch: Bool, _ registers: CSRValues) -> EngineTranslation {
        EngineTranslation(
            address: isFetch ? pins.fetchAddress.value : pins.dataAddress.value,
            bytes: 1 << (isFetch ? pins.fetchSize.value : pins.dataSize.value), isFetch: isFetch,
            isRead: !isFetch && pins.dataRead.isHigh, isWrite: !isFetch && pins.dataWrite.isHigh,
            privilege: isFetch ? pins.privilege.value : pins.dataPrivilege.value, sum: pins.sum.isHigh,
            isClosed: registers.xetsize == 0 || pins.tvm.isHigh || pins.virtualised.isHigh,
            segment: registers.segment, isHit: !isFetch && pins.dataHit.isHigh,
            physical: isFetch ? 0 : pins.dataPhysical.value,
            isFault: isFetch ? pins.fetchFault.isHigh : pins.dataFault.isHigh,
            tval: isFetch ? pins.fetchTval.value : pins.dataTval.value)
    }
}
