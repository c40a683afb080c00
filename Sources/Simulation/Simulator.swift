import Netlist

/// What drives a circuit: the protocol that every simulator of this package implements.
///
/// **A cycle.** Inputs are poked; peeks show the circuit settled with them; `step` gives the rising edge of the clock, and
/// the peeks after it show the next cycle. Inputs keep their value until they are poked again. There is one clock.
///
/// **Checks.** An `assert` of the circuit that fails, fails the `step` in which it was seen, with the cycle made; later
/// steps go on from there.
///
/// A simulator is used by one thread at a time.
public protocol Simulator: AnyObject {
    /// The ports of the top module, in the order of their declaration.
    var ports: [PortShape] { get }

    /// The handle of the port at `index`, a position in `ports`.
    func handle(at index: Int) -> PortHandle

    /// Rising clock edges since the start.
    var cycle: UInt64 { get }

    /// Sets an input to `value`.
    ///
    /// - Throws: `SIM002` for an output or the clock, `SIM003` when the value does not fit the port's width, `SIM009`
    ///   for a handle of another simulator.
    func poke(_ port: PortHandle, _ value: UInt64) throws(SimulationError)

    /// Sets an input of any width; the vector is as wide as the port.
    ///
    /// - Throws: as the other `poke`; `SIM003` also when the widths differ.
    func poke(_ port: PortHandle, _ value: BitVector) throws(SimulationError)

    /// The value of a port of at most 64 bits, settled.
    ///
    /// - Throws: `SIM004` for a wider port, `SIM009` for a handle of another simulator.
    func peek(_ port: PortHandle) throws(SimulationError) -> UInt64

    /// The value of a port of any width, settled.
    ///
    /// - Throws: `SIM009` for a handle of another simulator.
    func peekVector(_ port: PortHandle) throws(SimulationError) -> BitVector

    /// Lets the inputs settle through the combinational logic now. Peeks do that by themselves when it is needed.
    func settle()

    /// Makes `count` cycles, from 0.
    ///
    /// - Throws: `SIM010` when a check of the circuit failed, `SIM011` when the circuit ended the simulation.
    func step(_ count: Int) throws(SimulationError)

    /// Steps until the 1-bit port `port` is high in a settled cycle; that cycle is not clocked. Returns the number of steps,
    /// or nil when the port was low after `limit` steps.
    ///
    /// - Throws: as `step`, and `SIM004` for a port that is wider than one bit.
    func steps(until port: PortHandle, limit: Int) throws(SimulationError) -> Int?

    /// Looks up a signal inside the circuit by its name from the top module: `queue.count`.
    ///
    /// - Throws: `SIM005` when there is none, `SIM006` when the simulator was built without internal signals.
    func signal(_ name: String) throws(SimulationError) -> SignalHandle

    /// The value of a signal inside the circuit, settled; for a memory, of the element `element` (from 0).
    ///
    /// - Throws: `SIM009` for a handle of another simulator or an element that is not there.
    func peek(_ signal: SignalHandle, element: Int) throws(SimulationError) -> BitVector

    /// Writes a waveform (FST) of all signals from now on to the file at `path`. Ends the one that is being written.
    ///
    /// - Throws: `SIM012` when the file cannot be written.
    func startWaves(_ path: String) throws(SimulationError)

    /// Ends the waveform file, which is then complete. Nothing happens when none is being written.
    func stopWaves()
}
