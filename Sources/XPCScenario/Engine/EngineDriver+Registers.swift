import Simulation
import XPCModel

/// CSRs, and accesses through the segment.
extension EngineDriver {
    /// The value of a register as the port shows it; a cycle passes.
    func readRegister(_ address: UInt16) throws(SimulationError) -> UInt64 {
        pins.csrAddress.value = UInt64(address)
        model.settle()
        try advance()
        return pins.csrData.value
    }

    /// Puts a write on the port; no cycle passes.
    func beginAccess(_ address: UInt16, operand: UInt64) {
        pins.csrAddress.value = UInt64(address)
        pins.csrWrite.value = 1
        pins.csrValue.value = operand
        pins.csrValid.value = 1
        model.settle()
    }

    /// A CSR instruction at the core's privilege.
    func access(
        _ address: UInt16, _ operation: CSROperation, operand: UInt64, writes: Bool
    ) throws(SimulationError) -> EngineCSRResponse {
        // Set and clear are the core's: the engine is told what to write.
        pins.csrAddress.value = UInt64(address)
        pins.csrWrite.value = writes ? 1 : 0
        pins.csrValue.value = operand
        pins.csrValid.value = 1
        // A command that comes now waits.
        pins.commandValid.value = isEnabled ? 1 : 0
        model.settle()
        try promise(!pins.commandReady.isHigh, "no command is taken during a CSR access")
        try promise(!pins.csrReady.isHigh, "csr_ready comes with the data, or later")
        let isIllegal = pins.csrIllegal.isHigh || !pins.csrHit.isHigh
        // The value is there one cycle after the address.
        try advance()
        var response = EngineCSRResponse(old: pins.csrData.value)
        switch operation {
        case .write: break
        case .set: pins.csrValue.value = response.old | operand
        case .clear: pins.csrValue.value = response.old & ~operand
        }
        model.settle()
        try wait(for: pins.csrReady, "“csr_ready”")
        pins.commandValid.value = 0
        model.settle()
        try promise(!pins.busy.isHigh, "a command waits until the end of a CSR access")
        try promise(!pins.commandReady.isHigh, "no command is taken during a CSR access")
        if isIllegal {
            response = EngineCSRResponse(exception: .illegalInstruction)
        } else if pins.csrData.value != response.old {
            throw broken("data is the old value in the cycle with csr_ready")
        } else if pins.csrException.isHigh {
            response.exception = XPCException(.invalidMask, tval: pins.csrTval.value)
        }
        try step()
        pins.csrValid.value = 0
        pins.csrWrite.value = 0
        model.settle()
        try lookWhileIdle()
        return response
    }

    /// What the engine says of an access of 1, 2, 4 or 8 bytes. No time passes.
    func translate(
        _ address: UInt64, bytes: Int, _ access: XPCAccess, privilege: XPCPrivilege
    ) throws(SimulationError) -> XPCTranslation {
        let size = UInt64(bytes.trailingZeroBitCount)
        if access == .fetch {
            pins.fetchAddress.value = address
            pins.fetchSize.value = size
            model.settle()
            try watchTranslation(isFetch: true)
            return pins.fetchFault.isHigh
                ? .fault(XPCException(.instructionPageFault, tval: pins.fetchTval.value)) : .pageTable
        }
        pins.dataAddress.value = address
        pins.dataSize.value = size
        pins.dataPrivilege.value = UInt64(privilege.rawValue)
        pins.dataRead.value = access == .store || access == .storeConditional ? 0 : 1
        pins.dataWrite.value = access == .load || access == .loadReserved ? 0 : 1
        model.settle()
        try watchTranslation(isFetch: false)
        if pins.dataFault.isHigh { return .fault(XPCException(access.pageFault, tval: pins.dataTval.value)) }
        return pins.dataHit.isHigh ? .physical(pins.dataPhysical.value) : .pageTable
    }
}
