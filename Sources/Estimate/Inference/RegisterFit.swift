extension FlatDesign {
    /// Registers as the device has them: what they cannot do becomes logic.
    func fittingRegisters() -> FlatDesign {
        let form = device.registers
        guard form.resetNeedsEnable || form.startsAtResetValue || form.startsAtZero else { return self }
        var result = self
        let live = Liveness(self)
        for index in flipFlops.indices where live.flipFlops[index] { result.fitReset(of: index) }
        return form.startsAtZero ? result.complementingRegistersThatStartAtOne() : result
    }

    private mutating func fitReset(of index: Int) {
        var cell = flipFlops[index]
        guard cell.reset != .zero, !cell.isAsynchronous, !cell.isLatch else { return }
        graph.origin = cell.origin
        if device.registers.startsAtResetValue, cell.hasInitial, cell.initial != cell.resetValue {
            cell.next = graph.mux(cell.reset, Literal(cell.resetValue), cell.next)
            cell.enable = graph.or(cell.enable, cell.reset)
            cell.reset = .zero
        } else if device.registers.resetNeedsEnable, !cell.resetNeedsEnable {
            if cell.enable != .one { cell.enable = graph.or(cell.enable, cell.reset) }
            cell.resetNeedsEnable = true
        }
        flipFlops[index] = cell
    }

    private func complementingRegistersThatStartAtOne() -> FlatDesign {
        var sources: [Int: Int] = [:]
        for (number, owner) in owners.enumerated() {
            if case .flipFlop(let index) = owner { sources[index] = number }
        }
        return rebuilt { owner, graph, _ in
            guard case .flipFlop(let index) = owner, flipFlops[index].hasInitial, flipFlops[index].initial,
                !flipFlops[index].output.isInverted, let number = sources[index]
            else { return nil }
            return !graph.addSource(number)
        }
    }
}
