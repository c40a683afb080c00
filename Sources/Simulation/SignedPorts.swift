import Netlist

/// Ports that hold numbers in two's complement. The simulator does not know which ones do: the circuit's shapes say it.
extension Simulator {
    /// Sets an input to `value` in two's complement.
    ///
    /// - Throws: as `poke`; `SIM003` when the value is not between -2^(w - 1) and 2^(w - 1) - 1 for a port of *w* bits.
    public func poke(_ port: PortHandle, signed value: Int) throws(SimulationError) {
        let isFitting = port.width >= Int.bitWidth || value >> (port.width - 1) == 0 || value >> (port.width - 1) == -1
        // The refusals of other mistakes come first, in their own words.
        if !isFitting, ports.indices.contains(port.index), ports[port.index].direction == .input {
            throw SimulationError(
                .valueTooWide,
                "the value \(value) does not fit “\(ports[port.index].name)”, which has \(port.width) bits in two's complement",
                hint: "it must be from -2^\(port.width - 1) to 2^\(port.width - 1) - 1")
        }
        try poke(port, BitVector(truncating: value, width: port.width))
    }

    /// The value in two's complement of a port of at most 64 bits, settled.
    ///
    /// - Throws: as `peek`.
    public func peekSigned(_ port: PortHandle) throws(SimulationError) -> Int {
        let unused = Int.bitWidth - min(port.width, Int.bitWidth)
        return Int(truncatingIfNeeded: try peek(port) << UInt64(unused)) >> unused
    }

    /// Pokes a port by its name; for hot loops, look the port up once.
    public func poke(_ name: String, signed value: Int) throws(SimulationError) { try poke(port(name), signed: value) }

    /// Peeks a port by its name; for hot loops, look the port up once.
    public func peekSigned(_ name: String) throws(SimulationError) -> Int { try peekSigned(port(name)) }
}
