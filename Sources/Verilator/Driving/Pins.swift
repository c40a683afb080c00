import Netlist
import Simulation

/// An input for the hottest loops: a poke is a comparison and two stores. Like a `PortHandle`, but of a fixed storage type, and
/// of one model. Valid as long as the model.
public struct InputPin<Value: FixedWidthInteger & UnsignedInteger> {
    @usableFromInline let value: UnsafeMutablePointer<Value>
    /// The largest value that the port can hold.
    @usableFromInline let limit: Value
    @usableFromInline let core: UnsafeMutableRawPointer
    @usableFromInline let model: Unmanaged<VerilatedModel>
    @usableFromInline let index: Int

    init(_ model: VerilatedModel, _ port: PortHandle) {
        value = port.location.assumingMemoryBound(to: Value.self)
        limit = Value(truncatingIfNeeded: port.limit)
        core = model.model
        self.model = .passUnretained(model)
        index = port.index
    }

    /// Sets the input.
    ///
    /// - Throws: `SIM003` when the value does not fit.
    @inlinable @inline(__always)
    public func poke(_ newValue: Value) throws(SimulationError) {
        guard newValue <= limit else { throw refusedPoke(model, index, UInt64(newValue)) }
        value.pointee = newValue
        core.storeBytes(of: 1, toByteOffset: VerilatedModel.StatusOffset.stale, as: UInt8.self)
    }
}

/// Why a poke through a pin was refused. It takes nothing but numbers, so that the loop keeps the pin in registers.
@usableFromInline @inline(never)
func refusedPoke(_ model: Unmanaged<VerilatedModel>, _ index: Int, _ value: UInt64) -> SimulationError {
    let model = model.takeUnretainedValue()
    return model.refusedPoke(model.handle(at: index), BitVector(value, width: 64))
}

/// A port for the hottest loops: a peek is a load and a comparison. Like a `PortHandle`, but of a fixed storage type, and of one
/// model. Valid as long as the model.
public struct OutputPin<Value: FixedWidthInteger & UnsignedInteger> {
    @usableFromInline let value: UnsafeMutablePointer<Value>
    @usableFromInline let core: UnsafeMutableRawPointer
    @usableFromInline let settle: @convention(c) (UnsafeMutableRawPointer) -> Void

    init(_ model: VerilatedModel, _ port: PortHandle) {
        value = port.location.assumingMemoryBound(to: Value.self)
        core = model.model
        settle = model.settleFunction
    }

    /// The settled value.
    @inlinable @inline(__always)
    public func peek() -> Value {
        if core.load(fromByteOffset: VerilatedModel.StatusOffset.stale, as: UInt8.self) != 0 { settle(core) }
        return value.pointee
    }
}

extension VerilatedModel {
    /// An input as a pin. `type` is the smallest of `UInt8`, `UInt16`, `UInt32` and `UInt64` that holds the port.
    ///
    /// - Throws: `SIM001` when there is no such port, `SIM002` when it is not an input, `SIM004` for another type.
    public func inputPin<Value>(_ name: String, as type: Value.Type) throws(SimulationError) -> InputPin<Value> {
        let port = try port(name)
        guard port.poker == port.owner else { throw refusedPoke(port, .zero(width: port.width)) }
        try check(port, fits: type)
        return InputPin(self, port)
    }

    /// A port, of either direction, as a pin. `type` is the smallest of `UInt8`, `UInt16`, `UInt32` and `UInt64` that holds
    /// it.
    ///
    /// - Throws: `SIM001` when there is no such port, `SIM004` for another type.
    public func outputPin<Value>(_ name: String, as type: Value.Type) throws(SimulationError) -> OutputPin<Value> {
        let port = try port(name)
        try check(port, fits: type)
        return OutputPin(self, port)
    }

    private func check<Value: FixedWidthInteger>(
        _ port: PortHandle, fits type: Value.Type
    ) throws(SimulationError) {
        let bits = port.width <= 8 ? 8 : port.width <= 16 ? 16 : port.width <= 32 ? 32 : 64
        guard port.width <= 64, type.bitWidth == bits else {
            throw SimulationError(
                .portTooWide,
                "“\(ports[port.index].name)” of \(port.width) bits cannot be a pin of type \(type)",
                hint: port.width <= 64 ? "its type is UInt\(bits)" : "pins have at most 64 bits: use a handle")
        }
    }
}
