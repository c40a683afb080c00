import Netlist

/// A model of something outside the circuit that takes part in every cycle, such as a memory. It reaches the circuit's ports through
/// `Simulator.pointer(to:)`; the inputs that it drives are not poked.
public protocol SimulationDevice: AnyObject {
    /// At the start of a cycle, before anything is evaluated: sets inputs.
    func drive()
    /// When the circuit has settled, before the clock edge: looks at outputs.
    func sample()
}

/// What drives a circuit: the protocol that every simulator of this package implements.
///
/// **A cycle.** Inputs are poked; peeks show the circuit settled with them; `step` gives the rising and then the falling edge of
/// the clock, and the peeks after it show the next cycle. Inputs keep their value until they are poked again, so both edges see
/// the same inputs. Asynchronous resets act whenever the circuit settles.
///
/// **Several clocks.** Every input that clocks something is a port of direction `.clock`; all are low between steps. A `step`
/// ticks all of them at the same moment: what one of them clocks sees what the others' registers held before. `step(_:count:)`
/// ticks the chosen ones alone, in as many steps as the order of their edges asks for.
///
/// **Checks.** A check of the circuit that fails, fails the `step` in which it was seen, with the cycle made; later
/// steps go on from there.
///
/// A simulator is used by one thread at a time.
public protocol Simulator: AnyObject {
    /// The name of the top module.
    var top: String { get }

    /// The ports of the top module, in the order of their declaration.
    var ports: [PortShape] { get }

    /// The handle of the port at `index`, a position in `ports`.
    func handle(at index: Int) -> PortHandle

    /// Cycles since the start, whichever clocks ticked in them.
    var cycle: UInt64 { get }

    /// Sets an input to `value`.
    ///
    /// - Throws: `SIM002` for an output or a clock, `SIM003` when the value does not fit the port's width, `SIM009`
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

    /// Lets a device take part in every cycle from now on. It lives as long as the simulator.
    func attach(_ device: any SimulationDevice)

    /// Lets the inputs settle through the combinational logic now. Peeks do that by themselves when it is needed.
    func settle()

    /// The address of a port's value, for hot loops: 1, 2, 4 or 8 bytes for up to 8, 16, 32 or 64 bits, else 32-bit words,
    /// the least significant first. Bits above the width of an input must stay zero.
    ///
    /// After inputs were written this way, `step` is right as it is; before a peek, call `settle`, and call it also before a
    /// `step` that directly follows another `settle` or a peek. Valid as long as the simulator.
    ///
    /// - Throws: `SIM009` for a handle of another simulator.
    func pointer(to port: PortHandle) throws(SimulationError) -> UnsafeMutableRawPointer

    /// Makes `count` cycles, from 0, of all clocks together.
    ///
    /// - Throws: `SIM010` when a check of the circuit failed, `SIM011` when the circuit ended the simulation.
    func step(_ count: Int) throws(SimulationError)

    /// Makes `count` cycles, from 0, in which only `clocks` tick, together.
    ///
    /// - Throws: as `step(_:)`; `SIM018` for a port that is no clock, `SIM009` for a handle of another simulator.
    func step(_ clocks: [PortHandle], count: Int) throws(SimulationError)

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

    /// What `log`, failing checks with a message and `$display` of Verilog wrote since the last call, a line each; at most about 64 KiB are
    /// kept. Lines of one clock edge come in any order when several modules write them. Nothing goes to the standard output.
    func takePrinted() -> String

    /// Writes a waveform of all signals from now on to the file at `path`. Ends the one that is being written. The end of the
    /// name says the format: `.vcd` or `.fst`; with any other, it is the one that the simulator writes.
    ///
    /// - Throws: `SIM012` when the file cannot be written, `SIM017` for a format that this simulator does not write.
    func startWaves(_ path: String) throws(SimulationError)

    /// Ends the waveform file, which is then complete. Nothing happens when none is being written.
    func stopWaves()
}
