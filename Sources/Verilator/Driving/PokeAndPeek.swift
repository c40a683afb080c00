import Netlist
import Simulation

extension VerilatedModel {
    /// Sets an input; see `Simulator`.
    @inlinable @inline(__always)
    public func poke(_ port: PortHandle, _ value: UInt64) throws(SimulationError) {
        guard port.poker == UInt(bitPattern: model), value <= port.limit else {
            throw refusedPoke(port.index, port.owner, value)
        }
        let address = port.location
        if port.width <= 8 {
            address.storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
        } else if port.width > 32 {
            if port.width > 64 {
                pokeWide(address, port.width, value)
            } else {
                address.storeBytes(of: value, as: UInt64.self)
            }
        } else if port.width <= 16 {
            address.storeBytes(of: UInt16(truncatingIfNeeded: value), as: UInt16.self)
        } else {
            address.storeBytes(of: UInt32(truncatingIfNeeded: value), as: UInt32.self)
        }
        model.storeBytes(of: 1, toByteOffset: StatusOffset.stale, as: UInt8.self)
    }

    /// Sets an input of any width; see `Simulator`.
    public func poke(_ port: PortHandle, _ value: BitVector) throws(SimulationError) {
        guard port.poker == UInt(bitPattern: model), value.width == port.width else { throw refusedPoke(port, value) }
        if port.width <= 64 { return try poke(port, value.low64) }
        storeWords(value.words, width: port.width, at: try pointer(to: port))
        model.storeBytes(of: 1, toByteOffset: StatusOffset.stale, as: UInt8.self)
    }

    /// The settled value of a port of at most 64 bits; see `Simulator`.
    @inlinable @inline(__always)
    public func peek(_ port: PortHandle) throws(SimulationError) -> UInt64 {
        guard port.peeker == UInt(bitPattern: model) else { throw refusedPeek(port.index, port.owner) }
        settleIfStale()
        let address = UnsafeRawPointer(port.location)
        if port.width <= 8 { return UInt64(address.load(as: UInt8.self)) }
        if port.width > 32 { return address.load(as: UInt64.self) }
        if port.width <= 16 { return UInt64(address.load(as: UInt16.self)) }
        return UInt64(address.load(as: UInt32.self))
    }

    /// Lets an input that changed settle.
    @inlinable @inline(__always)
    func settleIfStale() {
        if model.load(fromByteOffset: StatusOffset.stale, as: UInt8.self) != 0 { settleFunction(model) }
    }

    /// The settled value of a port; see `Simulator`.
    public func peekVector(_ port: PortHandle) throws(SimulationError) -> BitVector {
        let address = try pointer(to: port)
        settleIfStale()
        let bytes =
            port.width <= 8
            ? 1 : port.width <= 16 ? 2 : port.width <= 32 ? 4 : port.width <= 64 ? 8 : (port.width + 31) / 32 * 4
        return vector(at: address, bytes: bytes, width: port.width)
    }

    @usableFromInline @inline(never) func pokeWide(_ address: UnsafeMutableRawPointer, _ width: Int, _ value: UInt64) {
        storeWords([value], width: width, at: address)
    }

    /// Stores words as Verilator has them, in 32-bit words.
    func storeWords(_ words: [UInt64], width: Int, at address: UnsafeMutableRawPointer) {
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

    // The first two take nothing but numbers, so that a loop keeps the handle in registers.

    @usableFromInline @inline(never) func refusedPoke(_ index: Int, _ owner: UInt, _ value: UInt64) -> SimulationError {
        guard owner == UInt(bitPattern: model) else { return foreignPort(index) }
        return refusedPoke(handle(at: index), BitVector(value, width: 64))
    }

    @usableFromInline @inline(never) func refusedPeek(_ index: Int, _ owner: UInt) -> SimulationError {
        guard owner == UInt(bitPattern: model) else { return foreignPort(index) }
        return tooWide(handle(at: index), than: "64 bits")
    }
}
