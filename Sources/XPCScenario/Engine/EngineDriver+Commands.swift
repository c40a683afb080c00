import Simulation
import XPCModel

/// Instructions.
extension EngineDriver {
    /// Causes by the number that the engine answers with.
    private static let causes: [XPCException.Cause] = [
        .invalidEntry, .invalidCapability, .invalidLinkage, .invalidMask, .swapError, .memoryError,
    ]

    /// Issues an instruction and waits for its end.
    ///
    /// - Parameters:
    ///   - killAt: the cycle from which on `kill` is high, until something happens; 1 is the one after the command fired.
    ///   - emptyAt: the cycle in which `emptyCache` is high.
    func issue(
        _ instruction: XPCInstruction, pc: UInt64, killAt: Int? = nil, emptyAt: Int? = nil
    ) throws(SimulationError) -> EngineResponse {
        try offer(instruction, pc: pc)
        var response = EngineResponse(outcome: .killed, hadRecords: !isDrained)
        try step()
        takeBack()
        defer { pins.emptyCache.value = 0 }
        while true {
            response.cycles += 1
            everyCycle?()
            pins.emptyCache.value = emptyAt == response.cycles ? 1 : 0
            if let killAt, response.cycles >= killAt {
                pins.kill.value = 1
                if response.killState == nil { response.killState = state }
            }
            // The next command waits; a kill takes it back.
            pins.commandValid.value = isEnabled && pins.kill.value == 0 ? 1 : 0
            model.settle()
            try lookWhileBusy()
            if pins.responseValid.isHigh {
                read(instruction, pc, into: &response)
                break
            }
            if pins.killed.isHigh { break }
            guard response.cycles < Self.limit else { throw hangs(waitingFor: "the end of \(instruction)") }
            try step()
        }
        try step()
        pins.commandValid.value = 0
        pins.kill.value = 0
        pins.emptyCache.value = 0
        model.settle()
        try lookWhileIdle()
        try finishWatching()
        return response
    }

    /// Puts a command on the port and clocks the cycle in which it fires; for two engines side by side.
    func begin(_ instruction: XPCInstruction, pc: UInt64) throws(SimulationError) {
        try offer(instruction, pc: pc)
        try step()
        takeBack()
        model.settle()
    }

    /// The next cycle of a command that was begun: its answer, if it comes in this cycle.
    func advance(_ instruction: XPCInstruction, pc: UInt64) throws(SimulationError) -> EngineResponse? {
        model.settle()
        var response = EngineResponse(outcome: .killed)
        let isOver = pins.responseValid.isHigh
        if isOver { read(instruction, pc, into: &response) }
        try advance()
        return isOver ? response : nil
    }

    /// Puts a command on the port; the cycle in which it fires is settled.
    private func offer(_ instruction: XPCInstruction, pc: UInt64) throws(SimulationError) {
        pins.commandOperation.value = UInt64(instruction.operation.rawValue)
        // xret has no operand: what stands there means nothing.
        pins.commandOperand.value = instruction.operation == .xret ? ~pc : instruction.operand
        pins.commandPC.value = pc
        pins.commandValid.value = 1
        model.settle()
        try wait(for: pins.commandReady, "“command_ready”")
    }

    /// The command has been taken: what stands at the ports of the core means nothing.
    private func takeBack() {
        pins.commandValid.value = 0
        pins.commandOperation.value ^= 3
        pins.commandOperand.value = ~pins.commandOperand.value
        pins.commandPC.value = ~pins.commandPC.value
        pins.csrAddress.value = UInt64(XPCCSR.useglen.rawValue)
        pins.csrWrite.value = 1
        pins.csrValue.value = ~0
    }

    private func read(_ instruction: XPCInstruction, _ pc: UInt64, into response: inout EngineResponse) {
        if pins.responseException.isHigh {
            let cause = Int(pins.responseCause.value)
            let known = Self.causes.indices.contains(cause) ? Self.causes[cause] : .illegalInstruction
            response.outcome = .exception(XPCException(known, tval: pins.responseTval.value))
            return
        }
        response.outcome = .completed
        response.nextPC = pins.responseRedirect.isHigh ? pins.responsePC.value : pc &+ 4
        if pins.t0Write.isHigh { response.t0 = pins.t0.value }
        if pins.satpWrite.isHigh { response.satp = pins.satpOut.value }
    }
}
