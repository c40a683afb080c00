/// Cells of a device.
public struct ResourceCounts: Hashable, Sendable {
    /// What is counted.
    public enum Resource: Sendable, Hashable {
        case lut, lc, ff, lutram, srl, carry, mux, bram18, bram36, bram, dsp, levels
    }

    /// What these cells are of.
    public var device: Device
    /// LUTs that compute logic, by number of inputs: index 0 is LUT1, index 5 is LUT6.
    public var lutsBySize: [Int] = [0, 0, 0, 0, 0, 0]
    /// Register bits.
    public var ff = 0
    /// LUTs used as memory.
    public var lutram = 0
    /// LUTs used as shift registers.
    public var srl = 0
    /// Cells of carry chains, such as CARRY4.
    public var carry = 0
    /// Multiplexers that join LUTs, such as MUXF7 and MUXF8.
    public var mux = 0
    public var bram18 = 0
    public var bram36 = 0
    /// Block RAMs of devices that have one kind.
    public var bram = 0
    public var dsp = 0
    /// LUTs, carry chains and combinational RAM reads on the longest path.
    public var levels = 0

    public init(_ device: Device = .series7) { self.device = device }

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
        result.carry += right.carry
        result.mux += right.mux
        result.bram18 += right.bram18
        result.bram36 += right.bram36
        result.bram += right.bram
        result.dsp += right.dsp
        result.levels = max(left.levels, right.levels)
        return result
    }

    /// One figure.
    public subscript(resource: Resource) -> Int {
        switch resource {
        case .lut: lut
        case .lc: lc
        case .ff: ff
        case .lutram: lutram
        case .srl: srl
        case .carry: carry
        case .mux: mux
        case .bram18: bram18
        case .bram36: bram36
        case .bram: bram
        case .dsp: dsp
        case .levels: levels
        }
    }

    /// Headings of the columns, as the vendor calls the cells.
    public var titles: [String] { device.columns.map(\.title) }

    /// The figures under their stable names, in the order of a table's columns.
    public var columns: [(name: String, value: Int)] { device.columns.map { ($0.name, self[$0.resource]) } }

    /// Adds block RAMs.
    mutating func add(_ count: Int, of resource: Resource) {
        switch resource {
        case .bram18: bram18 += count
        case .bram36: bram36 += count
        default: bram += count
        }
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
