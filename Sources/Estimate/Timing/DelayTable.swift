/// What the parts of a path take on a device, in nanoseconds.
struct DelayTable: Sendable, Hashable {
    /// A net, from its driver to the reader that is asked about.
    struct Net: Sendable, Hashable {
        /// With one reader.
        var single: Double
        /// More for each doubling of the number of readers.
        var doubling: Double
        /// With however many.
        var most: Double
        /// More, as a share, for each doubling of the number of cells over a thousand: wires of large designs are longer.
        var growth: Double
    }

    /// From the clock to a register's output.
    var clockToOutput: Double
    /// Before the clock at a register; its LUT, where it has one to itself, is not in it.
    var setup: Double
    /// More where no LUT stands before the register.
    var direct: Double
    /// The same for enables and synchronous resets.
    var control: Double
    var lut: Double
    /// More for each input above those of a LUT.
    var mux: Double
    /// From an operand into a carry chain, for each position, and from the carry to a sum or to logic.
    var carryIn: Double
    var carry: Double
    var carryOut: Double
    /// From the address to the data of LUT RAM.
    var memory: Double
    /// From the clock to the data of a block RAM, and before the clock at one.
    var block: Double
    var blockSetup: Double
    var multiplier: Double
    var net: Net

    /// What a net takes that has so many readers, in a design of so many cells.
    func net(readers: Int32, cells: Int) -> Double {
        var delay = min(net.most, net.single + net.doubling * Self.logarithm(Int(readers)))
        if cells > 1000 { delay *= 1 + net.growth * Self.logarithm(cells / 1000) }
        return delay
    }

    /// To the base 2, straight between powers; 0 for less than 1.
    private static func logarithm(_ value: Int) -> Double {
        guard value > 1 else { return 0 }
        let whole = Int.bitWidth - 1 - value.leadingZeroBitCount
        return Double(whole) + Double(value - 1 << whole) / Double(1 << whole)
    }
}
