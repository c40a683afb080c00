import Simulation

/// What `docs/integration.md` says of the ports, looked at while they are driven.
extension EngineDriver {
    func broken(_ promise: String) -> SimulationError {
        SimulationError(
            .checkFailed, "the engine breaks a promise in cycle \(model.cycle): \(promise)",
            hint: "docs/integration.md says what each port does")
    }

    @inline(__always) func promise(_ isKept: Bool, _ text: @autoclosure () -> String) throws(SimulationError) {
        if !isKept { throw broken(text()) }
    }

    /// A request names a line by its first byte; one that memory did not take stays as it is.
    @inline(__always) func lookAtRequest() throws(SimulationError) {
        let isValid = pins.requestValid.isHigh
        if isValid {
            try promise(
                pins.requestAddress.value & UInt64(link.dataWidth / 8 - 1) == 0,
                "an address is that of a line's first byte")
        }
        if let waiting {
            try promise(
                isValid && pins.requestOperation.value == waiting.operation
                    && pins.requestAddress.value == waiting.address, "a request waits until it is taken")
        }
        waiting =
            isValid && !pins.requestReady.isHigh ? (pins.requestOperation.value, pins.requestAddress.value) : nil
    }

    /// In a cycle of a command that was taken, until its end.
    @inline(__always) func lookWhileBusy() throws(SimulationError) {
        try promise(pins.busy.isHigh && !pins.commandReady.isHigh, "busy, and not ready, until the end of a command")
        if !pins.responseValid.isHigh {
            try promise(!pins.t0Write.isHigh && !pins.satpWrite.isHigh, "t0 and satp come with the response")
        }
    }

    /// While nothing runs.
    @inline(__always) func lookWhileIdle() throws(SimulationError) {
        try promise(!pins.busy.isHigh, "not busy after the end of a command")
        try promise(!pins.responseValid.isHigh && !pins.killed.isHigh, "one pulse for each command")
        try promise(!pins.t0Write.isHigh && !pins.satpWrite.isHigh, "t0 and satp come with the response")
        if isDrained, pins.commandReady.isHigh {
            try promise(link.pending == 0, "drained when the last record is written")
        }
    }
}
