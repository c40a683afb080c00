import Netlist
import Simulation

extension VerilatedModel {
    /// Sets an input; see `Simulator`.
    @inlinable @inline(__always)
    public func poke(_ port: PortHandle, _ value: UInt64) throws(SimulationError) {
        guard port.index >= 0, port.index < slotCount else { throw refused(port) }
        let slot = slots + port.index
        guard slot.pointee.isInput, value & ~slot.pointee.mask == 0 else {
            throw refusal(port, BitVector(value, width: 64))
        }
        let address = slot.pointee.address
        switch slot.pointee.bytes {
        case 1: address.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
        case 2: address.storeBytes(of: UInt16(truncatingIfNeeded: value), as: UInt16.self)
        case 4: address.storeBytes(of: UInt32(truncatingIfNeeded: value), as: UInt32.self)
        case 8: address.storeBytes(of: value, as: UInt64.self)
        default: storeWords([value], width: port.width, at: address)
        }
        status.storeBytes(of: 1, toByteOffset: StatusOffset.stale, as: UInt8.self)
    }

    /// Sets an input of any width; see `Simulator`.
    public func poke(_ port: PortHandle, _ value: BitVector) throws(SimulationError) {
        let slot = try slot(of: port)
        guard slot.isInput, value.width == port.width else { throw refusal(port, value) }
        if slot.bytes != 0 { return try poke(port, value.low64) }
        storeWords(value.words, width: port.width, at: slot.address)
        status.storeBytes(of: 1, toByteOffset: StatusOffset.stale, as: UInt8.self)
    }

    /// The settled value of a port of at most 64 bits; see `Simulator`.
    @inlinable @inline(__always)
    public func peek(_ port: PortHandle) throws(SimulationError) -> UInt64 {
        guard port.index >= 0, port.index < slotCount else { throw refused(port) }
        if status.load(fromByteOffset: StatusOffset.stale, as: UInt8.self) != 0 { settleFunction(model) }
        let slot = slots + port.index
        let address = slot.pointee.address
        switch slot.pointee.bytes {
        case 1: return UInt64(address.load(as: UInt8.self))
        case 2: return UInt64(address.load(as: UInt16.self))
        case 4: return UInt64(address.load(as: UInt32.self))
        case 8: return address.load(as: UInt64.self)
        default: throw tooWide(port, than: "64 bits")
        }
    }

    /// The settled value of a port; see `Simulator`.
    public func peekVector(_ port: PortHandle) throws(SimulationError) -> BitVector {
        let slot = try slot(of: port)
        if status.load(fromByteOffset: StatusOffset.stale, as: UInt8.self) != 0 { settleFunction(model) }
        let bytes = slot.bytes == 0 ? (port.width + 31) / 32 * 4 : Int(slot.bytes)
        return vector(at: slot.address, bytes: bytes, width: port.width)
    }

    /// Stores words as Verilator has them, in 32-bit words.
    @usableFromInline func storeWords(_ words: [UInt64], width: Int, at address: UnsafeMutableRawPointer) {
        for index in 0..<(width + 31) / 32 {
            let word = index / 2 < words.count ? words[index / 2] >> (index % 2 == 0 ? 0 : 32) : 0
            address.storeBytes(
                of: UInt32(truncatingIfNeeded: word), toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    /// The value that `bytes` bytes hold.
    func vector(at address: UnsafeRawPointer, bytes: Int, width: Int) -> BitVector {
        var words = [UInt64](repeating: 0, count: max(1, (bytes + 7) / 8))
        words.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: bytes)) }
        return BitVector(words: words, width: width)
    }

    // Why something was refused; apart from the hot path.

    @usableFromInline func refused(_ port: PortHandle) -> SimulationError {
        do throws(SimulationError) {
            _ = try slot(of: port)
            return SimulationError(.foreignHandle, "port handle \(port.index) was refused")
        } catch {
            return error
        }
    }

    @usableFromInline func refusal(_ port: PortHandle, _ value: BitVector) -> SimulationError {
        let shape = ports[port.index]
        switch shape.direction {
        case .clock:
            return SimulationError(
                .notAnInput, "“\(shape.name)” is the clock and cannot be poked", hint: "step() drives it")
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

    @usableFromInline func tooWide(_ port: PortHandle, than limit: String) -> SimulationError {
        let name = ports[port.index].name
        return SimulationError(
            .portTooWide, "“\(name)” has \(bits(port.width)), more than \(limit)",
            hint: "peekVector gives a port of any width")
    }

    private func bits(_ width: Int) -> String { width == 1 ? "1 bit" : "\(width) bits" }
}
