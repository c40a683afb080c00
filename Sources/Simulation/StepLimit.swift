extension Simulator {
    /// Steps until the 1-bit port `port` is high in a settled cycle, which is not clocked. Returns the number of steps.
    ///
    /// - Parameters:
    ///   - limit: how many steps at most.
    ///   - probes: signals inside the circuit whose values the message shows, where they can be seen.
    /// - Throws: `SIM013` when the port was still low after `limit` steps: it says what the circuit was doing, as the outputs
    ///   that are not zero and the probes. Also what `step` throws.
    @discardableResult
    public func run(
        until port: PortHandle, limit: Int, probes: [String] = []
    ) throws(SimulationError) -> Int {
        if let steps = try steps(until: port, limit: limit) { return steps }
        throw stepLimitReached(waitingFor: "“\(ports[port.index].name)” to be high", limit: limit, probes: probes)
    }

    /// The error for a loop of one's own that made `limit` steps without reaching its aim.
    public func stepLimitReached(waitingFor aim: String, limit: Int, probes: [String] = []) -> SimulationError {
        SimulationError(
            .stepLimit, "\(limit) steps were made waiting for \(aim); the circuit is at cycle \(cycle)",
            details: activity(probes: probes),
            hint: "raise the limit if the circuit only needs longer, or look at the waves around this cycle")
    }

    /// What the circuit is doing: its inputs and outputs that are not zero, and `probes`, one line each.
    public func activity(probes: [String] = []) -> [String] {
        var lines: [String] = []
        for (kind, title) in [(PortShape.Direction.output, "outputs"), (.input, "inputs")] {
            var shown: [String] = []
            for (index, shape) in ports.enumerated() where shape.direction == kind {
                guard let value = try? peekVector(handle(at: index)), !value.isZero else { continue }
                shown.append("\(shape.name) = \(value)")
            }
            lines.append("\(title) that are not zero: \(shown.isEmpty ? "none" : shown.joined(separator: ", "))")
        }
        for name in probes {
            do throws(SimulationError) {
                lines.append("\(name) = \(try peek(signal(name)))")
            } catch {
                lines.append("\(name): \(error.message)")
            }
        }
        return lines
    }
}
