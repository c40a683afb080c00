import Foundation
import Netlist
import Simulation

/// A circuit that runs in Verilator, in this process.
///
/// The compiled model is loaded as a shared library and driven through pointers to its ports, so a poke or a peek costs a few
/// instructions. Any number of models, of the same circuit or of different ones, can be used at once, each by one thread at
/// a time.
public final class VerilatedModel: Simulator {
    /// The fields of `Status` in `Sim/harness/harness.cpp`, from the model's address.
    @usableFromInline enum StatusOffset {
        @usableFromInline static let cycle = 0
        @usableFromInline static let stale = 8
        @usableFromInline static let failed = 10
        @usableFromInline static let finished = 11
        /// `failed` and `finished` read as one number.
        @usableFromInline static let ended = 10
        @usableFromInline static let failedLine = 12
    }

    public var top: String { compiled.sources.top }
    public let ports: [PortShape]
    /// What the model is an instance of.
    public let compiled: CompiledModel

    let library: SharedLibrary
    let functions: HarnessFunctions
    /// The C++ side; its address is also what tells the model's handles from those of others.
    @usableFromInline let model: UnsafeMutableRawPointer
    private let handles: [PortHandle]
    @usableFromInline let stepFunction: @convention(c) (UnsafeMutableRawPointer, UInt64) -> UInt64
    @usableFromInline let cycleFunction: @convention(c) (UnsafeMutableRawPointer) -> UInt32
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
        stepFunction = functions.step
        cycleFunction = functions.cycle
        settleFunction = functions.settle
        let model = model
        handles = ports.enumerated().map { index, port in
            // The glue has a case for every port, so the address is there.
            PortHandle(
                index: index, width: port.width, owner: UInt(bitPattern: model),
                canBePoked: port.direction == .input, location: functions.port(model, Int32(index)) ?? model)
        }
    }

    deinit {
        functions.free(model)
    }

    /// The handle of the port at `index` of `ports`.
    public func handle(at index: Int) -> PortHandle { handles[index] }

    /// Cycles since the start.
    @inlinable public var cycle: UInt64 { model.load(fromByteOffset: StatusOffset.cycle, as: UInt64.self) }

    /// Lets the inputs settle through the combinational logic now; needed only after inputs were written through
    /// `pointer(to:)`.
    @inlinable public func settle() { settleFunction(model) }

    /// Makes `count` cycles; fewer when a check fails.
    ///
    /// - Throws: `SIM010` when a check of the circuit failed, `SIM011` when the circuit ended the simulation.
    @inlinable @inline(__always)
    public func step(_ count: Int) throws(SimulationError) {
        if count == 1 {
            if cycleFunction(model) != 0 { throw endedError() }
            return
        }
        guard count > 0 else { return }
        _ = stepFunction(model, UInt64(count))
        if model.load(fromByteOffset: StatusOffset.ended, as: UInt16.self) != 0 { throw endedError() }
    }

    public func step(_ clocks: [PortHandle], count: Int) throws(SimulationError) {
        var addresses: [UnsafeMutableRawPointer] = []
        for clock in clocks {
            guard clock.owner == UInt(bitPattern: model) else { throw foreignPort(clock.index) }
            guard ports[clock.index].direction == .clock else { throw refusedClock(clock.index) }
            addresses.append(clock.location)
        }
        guard count > 0 else { return }
        // An address that is not used where there is none.
        let base = addresses.isEmpty ? [model] : addresses
        _ = functions.stepChosen(model, base, Int32(addresses.count), UInt64(count))
        if model.load(fromByteOffset: StatusOffset.ended, as: UInt16.self) != 0 { throw endedError() }
    }

    public func steps(until port: PortHandle, limit: Int) throws(SimulationError) -> Int? {
        let address = try pointer(to: port)
        guard port.width == 1 else { throw tooWide(port, than: "1 bit") }
        let steps = functions.runUntil(model, address, UInt64(max(0, limit)))
        if model.load(fromByteOffset: StatusOffset.ended, as: UInt16.self) != 0 { throw endedError() }
        return steps > UInt64(max(0, limit)) ? nil : Int(steps)
    }

    /// The address of a port's value, for hot loops; see `Simulator`.
    public func pointer(to port: PortHandle) throws(SimulationError) -> UnsafeMutableRawPointer {
        guard port.owner == UInt(bitPattern: model) else { throw foreignPort(port.index) }
        return port.location
    }

    public func attach(_ device: any SimulationDevice) {
        let box = DeviceBox(device)
        attached.append(box)
        functions.attach(
            model, Unmanaged.passUnretained(box).toOpaque(),
            { Unmanaged<DeviceBox>.fromOpaque($0)._withUnsafeGuaranteedRef { $0.device.drive() } },
            { Unmanaged<DeviceBox>.fromOpaque($0)._withUnsafeGuaranteedRef { $0.device.sample() } })
    }

    /// The C++ side of this model, a `Harness*`: what functions of `ModelOptions.additionalSource` are called with.
    public var handle: UnsafeMutableRawPointer { model }

    /// The address of something that `ModelOptions.additionalSource` defines.
    ///
    /// - Throws: `SIM016` when there is no such symbol.
    public func symbol(named name: String) throws(SimulationError) -> UnsafeMutableRawPointer {
        try library.address(name)
    }
}

/// What the C++ side knows a Swift device by.
private final class DeviceBox {
    let device: any SimulationDevice

    init(_ device: any SimulationDevice) { self.device = device }
}
