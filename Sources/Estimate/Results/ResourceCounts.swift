/// Cells of a Series 7 device.
public struct ResourceCounts: Hashable, Sendable {
    /// LUTs that compute logic, by number of inputs: index 0 is LUT1, index 5 is LUT6. Inverters are not counted, as in the reference.
    public var lutsBySize: [Int] = [0, 0, 0, 0, 0, 0]
    /// Register bits.
    public var ff = 0
    /// LUTs used as memory.
    public var lutram = 0
    /// LUTs used as shift registers.
    public var srl = 0
    public var carry4 = 0
    /// MUXF7 and MUXF8.
    public var muxf = 0
    public var bram18 = 0
    public var bram36 = 0
    public var dsp = 0
    /// LUTs, carry chains and combinational RAM reads on the longest path.
    public var levels = 0

    public init() {}

    /// LUT1 to LUT6, added up: the raw figure.
    public var lut: Int { lutsBySize.reduce(0, +) }

    /// Logic cells by the formula of Yosys' `stat -tech xilinx` ("Estimated number of LCs"): a LUT6 or LUT5 takes one, a small LUT
    /// shares with a LUT4 or LUT3 as long as the inputs suffice, the remaining LUT1 and LUT2 go in pairs; LUT RAM and shift
    /// registers are left out.
    public var lc: Int {
        var (one, two) = (lutsBySize[0], lutsBySize[1])
        var (three, four, five) = (lutsBySize[2], lutsBySize[3], lutsBySize[4])
        let large = lutsBySize[5] + five + four + three
        func pair(_ a: inout Int, _ b: inout Int) {
            let count = min(a, b)
            a -= count
            b -= count
        }
        pair(&five, &one)
        pair(&four, &one)
        pair(&four, &two)
        pair(&three, &one)
        pair(&three, &two)
        return large + (one + two + 1) / 2
    }

    /// Sums; the levels are the larger.
    public static func + (left: ResourceCounts, right: ResourceCounts) -> ResourceCounts {
        var result = left
        for index in result.lutsBySize.indices { result.lutsBySize[index] += right.lutsBySize[index] }
        result.ff += right.ff
        result.lutram += right.lutram
        result.srl += right.srl
        result.carry4 += right.carry4
        result.muxf += right.muxf
        result.bram18 += right.bram18
        result.bram36 += right.bram36
        result.dsp += right.dsp
        result.levels = max(left.levels, right.levels)
        return result
    }

    /// Headings of the columns, as the vendor calls the cells.
    public static let titles = [
        "LUT", "LC", "FF", "LUTRAM", "SRL", "CARRY4", "MUXF", "RAMB18", "RAMB36", "DSP", "Levels",
    ]

    /// The figures under their stable names, in the order of a table's columns.
    public var columns: [(name: String, value: Int)] {
        [
            ("lut", lut), ("lc", lc), ("ff", ff), ("lutram", lutram), ("srl", srl), ("carry4", carry4), ("muxf", muxf),
            ("bram18", bram18), ("bram36", bram36), ("dsp", dsp), ("levels", levels),
        ]
    }
}

extension ResourceCounts: Encodable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Writes the columns under their names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for column in columns { try container.encode(column.value, forKey: Key(column.name)) }
    }
}
