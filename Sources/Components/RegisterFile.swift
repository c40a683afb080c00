import HDL
import Netlist

/// A read port of a register file, as its user drives it.
public struct RegisterRead: Bundle {
    public let address: Unsigned
    public let data: Flipped<Unsigned>

    public init(count: Int, width: Int) {
        address = unsigned(indexWidth(count))
        data = Flipped(unsigned(width))
    }
}

/// A write port of a register file.
public struct RegisterWrite: Bundle {
    public let valid = bit
    public let address: Unsigned
    public let data: Unsigned

    public init(count: Int, width: Int) {
        address = unsigned(indexWidth(count))
        data = unsigned(width)
    }
}

/// Registers with any number of read and write ports.
///
/// Reads have latency 0; a write is seen in the next cycle, or at once when it `bypasses`. Every port works in every cycle. Of writes to one register
/// in one cycle that of the port with the highest number counts. Registers are zero at power-on and are not reset. With `hasZero`, register 0
/// reads zero, and writes to it are lost (`x0` of RISC-V). With one write port it becomes LUTRAM; with more, flip-flops.
public final class RegisterFile: Module {
    public let reads: Vector<RegisterRead>
    public let writes: Vector<RegisterWrite>

    let count: Int
    let width: Int
    let bypasses: Bool
    let hasZero: Bool

    public init(
        count: Int, width: Int, reads: Int = 2, writes: Int = 1, bypasses: Bool = false, hasZero: Bool = false
    ) {
        self.reads = input(vector(reads, of: RegisterRead(count: count, width: width)))
        self.writes = input(vector(writes, of: RegisterWrite(count: count, width: width)))
        self.count = count
        self.width = width
        self.bypasses = bypasses
        self.hasZero = hasZero
    }

    public override func circuit() {
        let registers = memory(of: unsigned(width), depth: count)
        for write in writes.elements {
            when(hasZero ? write.valid & write.address.anyOne : write.valid) {
                registers[write.address] <== write.data
            }
        }
        let sources = writes.elements.reversed().map {
            BypassSource(valid: $0.valid, address: $0.address, value: $0.data)
        }
        for (number, read) in reads.elements.enumerated() {
            let stored = registers[read.address]
            let value = bypasses ? bypass(read.address, stored: stored, youngestFirst: sources) : stored
            read.data <== (hasZero ? mux(read.address === 0, 0, value) : value)
            if hasZero {
                check("read port \(number) reads zero from register 0", read.address.anyOne | (read.data === 0))
            }
        }
        readsWhatWasWritten()
    }

    /// The last write port's value is what the first read port gives for its address, a cycle later or at once.
    private func readsWhatWasWritten() {
        let (read, write) = (reads[0], writes[writes.count - 1])
        var (valid, address, data) = (write.valid, write.address, write.data)
        if !bypasses { (valid, address, data) = (registerNext(valid), registerNext(address), registerNext(data)) }
        if hasZero { valid = valid & address.anyOne }
        if count < 1 << address.width { valid = valid & (address < count) }
        check("what was written is read", (valid & (address === read.address)).implies(read.data === data))
    }
}
