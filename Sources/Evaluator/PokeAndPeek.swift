import Netlist
import Simulation

extension Evaluator {
    /// Sets an input; see `Simulator`.
    @inlinable
    public func poke(_ port: PortHandle, _ value: UInt64) throws(SimulationError) {
        guard port.poker == UInt(bitPattern: state), value <= port.limit else {
            throw refusedPoke(port, BitVector(value, width: 64))
        }
        let words = port.location.assumingMemoryBound(to: UInt64.self)
        words.pointee = value
        if port.width > 64 { (words + 1).update(repeating: 0, count: (port.width - 1) / 64) }
        isStale = true
    }

    /// Sets an input of any width; see `Simulator`.
    public func poke(_ port: PortHandle, _ value: BitVector) throws(SimulationError) {
        guard port.poker == UInt(bitPattern: state), value.width == port.width else { throw refusedPoke(port, value) }
        let words = port.location.assumingMemoryBound(to: UInt64.self)
        for (index, word) in value.words.enumerated() { words[index] = word }
        isStale = true
    }

    /// The settled value of a port of at most 64 bits; see `Simulator`.
    @inlinable
    public func peek(_ port: PortHandle) throws(SimulationError) -> UInt64 {
        guard port.peeker == UInt(bitPattern: state) else { throw tooWide(port, than: "64 bits") }
        if isStale { settle() }
        return port.location.assumingMemoryBound(to: UInt64.self).pointee
    }

    /// The settled value of a port; see `Simulator`.
    public func peekVector(_ port: PortHandle) throws(SimulationError) -> BitVector {
        let words = try pointer(to: port).assumingMemoryBound(to: UInt64.self)
        settleIfStale()
        return vector(words, width: port.width)
    }

    func vector(_ words: UnsafeMutablePointer<UInt64>, width: Int) -> BitVector {
        BitVector(words: Array(UnsafeBufferPointer(start: words, count: (width + 63) / 64)), width: width)
    }
}
