import Foundation
import Netlist
import Simulation

/// A circuit that runs in Verilator, in this process.
///
/// The compiled model is loaded as a shared library and driven through pointers to its ports, so a poke or a peek costs a few
/// instructions. Any number of models, of the same circuit or of different ones, can be used at once, each by one thread at
/// a time.
public final class VerilatedModel: Simulator {
    /// Where a port's value is, and what may be done with it.
    @usableFromInline struct Slot {
        @usableFromInline let address: UnsafeMutableRawPointer
        /// The bits that a value may have; of a port wider than 64 bits, all.
        @usableFromInline let mask: UInt64
        /// The bytes that hold it, 1, 2, 4 or 8; 0 for more than 64 bits, which are held in 32-bit words.
        @usableFromInline let bytes: UInt8
        @usableFromInline let isInput: Bool

        init(address: UnsafeMutableRawPointer, width: Int, isInput: Bool) {
            self.address = address
            self.isInput = isInput
            mask = width >= 64 ? .max : 1 << UInt64(width) - 1
            bytes = width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : width <= 64 ? 8 : 0
        }
    }

    /// The fields of `Status` in `Sim/harness/harness.cpp`.
    @usableFromInline enum StatusOffset {
        @usableFromInline static let cycle = 0
        @usableFromInline static let stale = 8
        @usableFromInline static let failed = 10
        @usableFromInline static let finished = 11
        /// `failed` and `finished` read as one number.
        @usableFromInline static let ended = 10
        @usableFromInline static let failedLine = 12
    }

    public let ports: [PortShape]
    /// What the model is an instance of.
    public let compiled: CompiledModel

    let library: SharedLibrary
    let functions: HarnessFunctions
    @usableFromInline let model: UnsafeMutableRawPointer
    @usableFromInline let status: UnsafeMutableRawPointer
    @usableFromInline let slots: UnsafeMutablePointer<Slot>
    @usableFromInline let slotCount: Int
    @usableFromInline let stepFunction: @convention(c) (UnsafeMutableRawPointer, UInt64) -> UInt64
    @usableFromInline let settleFunction: @convention(c) (UnsafeMutableRawPointer) -> Void

    /// The devices that take part in every cycle; they live as long as the model.
    var attached: [AnyObject] = []
    /// The signals inside, once somebody asked for one.
    var internalSignals: InternalSignals?

    /// Builds the circuit, or finds it in the cache, and starts it in its initial state.
    ///
    /// - Parameters:
    ///   - builder: the programs and the cache to use; nil for the usual ones.
    ///   - seed: what registers and memories without an initial value hold: zeros for 0, else random bits from this seed.
    /// - Throws: what `ModelBuilder` throws; `SIM016` when the model cannot be loaded.
    public convenience init(
        _ sources: VerilogSources, options: ModelOptions = .fast, builder: ModelBuilder? = nil, seed: UInt64 = 0
    ) throws(SimulationError) {
        let builder = if let builder { builder } else { try ModelBuilder() }
        try self.init(builder.build(sources, options: options), seed: seed)
    }

    /// Starts a model that was built, in its initial state.
    ///
    /// - Throws: `SIM016` when it cannot be loaded.
    public init(_ compiled: CompiledModel, seed: UInt64 = 0) throws(SimulationError) {
        let library = try SharedLibrary(compiled.library)
        let functions = try HarnessFunctions(library)
        self.compiled = compiled
        self.library = library
        self.functions = functions
        ports = compiled.sources.ports
        model = functions.new(seed)
        status = functions.status(model)
        stepFunction = functions.step
        settleFunction = functions.settle
        slotCount = ports.count
        slots = UnsafeMutablePointer<Slot>.allocate(capacity: max(1, ports.count))
        for (index, port) in ports.enumerated() {
            // The glue has a case for every port, so the address is there.
            let address = functions.port(model, Int32(index)) ?? status
            (slots + index).initialize(
                to: Slot(address: address, width: port.width, isInput: port.direction == .input))
        }
    }

    deinit {
        functions.free(model)
        slots.deallocate()
    }

    /// Rising clock edges since the start.
    @inlinable public var cycle: UInt64 { status.load(fromByteOffset: StatusOffset.cycle, as: UInt64.self) }

    /// Lets the inputs settle through the combinational logic now; needed only after inputs were written through
    /// `pointer(to:)`.
    @inlinable public func settle() { settleFunction(model) }

    /// Makes `count` cycles; fewer when a check fails.
    ///
    /// - Throws: `SIM010` when a check of the circuit failed, `SIM011` when the circuit ended the simulation.
    @inlinable @inline(__always)
    public func step(_ count: Int) throws(SimulationError) {
        guard count > 0 else { return }
        _ = stepFunction(model, UInt64(count))
        if status.load(fromByteOffset: StatusOffset.ended, as: UInt16.self) != 0 { throw endedError() }
    }

    public func steps(until port: PortHandle, limit: Int) throws(SimulationError) -> Int? {
        let slot = try slot(of: port)
        guard port.width == 1 else { throw tooWide(port, than: "1 bit") }
        let steps = functions.runUntil(model, slot.address, UInt64(max(0, limit)))
        if status.load(fromByteOffset: StatusOffset.ended, as: UInt16.self) != 0 { throw endedError() }
        return steps > UInt64(max(0, limit)) ? nil : Int(steps)
    }

    /// The address of a port's value, for hot loops: 1, 2, 4 or 8 bytes for up to 8, 16, 32 or 64 bits, else 32-bit words,
    /// the least significant first. Bits above the width of an input must stay zero.
    ///
    /// After inputs were written this way, `step` is right as it is; before a peek, call `settle`, and call it also before a
    /// `step` that directly follows another `settle` or a peek. Valid as long as the model.
    ///
    /// - Throws: `SIM009` for a handle of another simulator.
    public func pointer(to port: PortHandle) throws(SimulationError) -> UnsafeMutableRawPointer {
        try slot(of: port).address
    }

    /// The C++ side of this model, a `Harness*`: what functions of `ModelOptions.additionalSource` are called with.
    public var handle: UnsafeMutableRawPointer { model }

    /// The address of something that `ModelOptions.additionalSource` defines.
    ///
    /// - Throws: `SIM016` when there is no such symbol.
    public func symbol(named name: String) throws(SimulationError) -> UnsafeMutableRawPointer {
        try library.address(name)
    }

    @usableFromInline func slot(of port: PortHandle) throws(SimulationError) -> Slot {
        guard port.index >= 0, port.index < slotCount, ports[port.index].width == port.width else {
            throw SimulationError(
                .foreignHandle,
                "port handle \(port.index) of \(port.width) bits is not one of module “\(compiled.sources.top)”",
                hint: "look ports up in the model that they are used with")
        }
        return slots[port.index]
    }
}
