import Netlist

/// The errors that every simulator gives for the same mistakes, in the same words.
extension Simulator {
    /// The error for a waveform file whose name asks for another format than `written` (`vcd` or `fst`), which is what this
    /// simulator writes; nil when there is nothing wrong with it.
    public func refusedWaves(_ path: String, written: String) -> SimulationError? {
        let end = path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() ?? written
        guard end != written, ["vcd", "fst"].contains(end) else { return nil }
        return SimulationError(
            .wrongWaveFormat,
            "“\(path)” cannot be written: this simulator writes \(written.uppercased()), not \(end.uppercased())",
            hint: written == "fst"
                ? "give the file the end .fst, or use the evaluator"
                : "give the file the end .vcd, or use the Verilated model")
    }

    /// The error for a clock that is to tick alone but is none; `index` is a position in `ports`.
    public func refusedClock(_ index: Int) -> SimulationError {
        let clocks = ports.filter { $0.direction == .clock }.map(\.name)
        return SimulationError(
            .notAClock, "“\(ports[index].name)” is no clock and cannot tick",
            hint: clocks.isEmpty ? "the circuit has none" : "the clocks are \(clocks.joined(separator: ", "))")
    }

    /// The error for a handle of another simulator.
    public func foreignPort(_ index: Int) -> SimulationError {
        SimulationError(
            .foreignHandle, "the handle of port \(index) is not one of this “\(top)”",
            hint: "look ports up in the model that they are used with")
    }

    /// The error for a poke of `value` that was refused.
    public func refusedPoke(_ port: PortHandle, _ value: BitVector) -> SimulationError {
        guard owns(port) else { return foreignPort(port.index) }
        let shape = ports[port.index]
        switch shape.direction {
        case .clock:
            let isOnly = ports.filter { $0.direction == .clock }.count == 1
            return SimulationError(
                .notAnInput, "“\(shape.name)” is \(isOnly ? "the" : "a") clock and cannot be poked",
                hint: "step() drives it")
        case .output:
            let inputs = ports.filter { $0.direction == .input }.map(\.name)
            return SimulationError(
                .notAnInput, "“\(shape.name)” is an output and cannot be poked",
                hint: "the inputs are \(inputs.joined(separator: ", "))")
        case .input:
            return SimulationError(
                .valueTooWide, "the value \(value) does not fit “\(shape.name)”, which has \(bits(shape.width))",
                hint: "a vector must have exactly the port's width; a number must be below 2^\(shape.width)")
        }
    }

    /// The error for a peek of a port that is wider than `limit`.
    public func tooWide(_ port: PortHandle, than limit: String) -> SimulationError {
        guard owns(port) else { return foreignPort(port.index) }
        let name = ports[port.index].name
        return SimulationError(
            .portTooWide, "“\(name)” has \(bits(port.width)), more than \(limit)",
            hint: "peekVector gives a port of any width")
    }

    private func owns(_ port: PortHandle) -> Bool {
        ports.indices.contains(port.index) && port.owner == handle(at: port.index).owner
    }

    private func bits(_ width: Int) -> String { width == 1 ? "1 bit" : "\(width) bits" }
}
