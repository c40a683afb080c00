/// A family of FPGAs as the estimate sees it: what inference, mapping and counting ask, so that they know no family by its name.
///
/// The figures are those that Yosys 0.23 synthesises the family with.
public struct Device: Sendable, Hashable {
    /// As the command line says it, such as `xc7`.
    public let name: String
    /// As a heading says it.
    public let title: String
    /// What mapping weighs LUTs with; functions larger than one LUT are LUTs joined by multiplexers.
    public let luts: LUTCosts
    /// Inputs of one LUT.
    let lutInputs: Int
    /// A function of more inputs takes all LUTs of its size, whatever it is; else what is left of each half is a LUT as large as it needs.
    let joinsWholeLUTs: Bool
    /// An inverted signal before a cell takes a LUT; else such LUTs are left out, as the reference's statistics do.
    let countsInverters: Bool
    /// Levels that rewriting saves are not given back for fewer LUTs.
    var keepsSavedLevels = false
    let carry: CarryForm
    let memories: [MemoryForm]
    let blocks: [BlockForm]
    /// Reads of block RAM give what was there before the same edge wrote.
    let blocksReadFirst: ReadFirst
    let multiplier: MultiplierForm?
    let registers: RegisterForm
    let delays: DelayTable
    /// What a table shows, in its order.
    let columns: [Column]
    /// The reference flow: what Yosys runs on the Verilog of a design with the top `{top}`, flattened and with its hierarchy kept.
    let synthesis: (flat: String, hierarchical: String)

    /// The device with this name; nil when there is none.
    public static func named(_ name: String) -> Device? { all.first { $0.name == name } }

    /// All of them.
    public static let all: [Device] = [series7, ecp5, ice40]

    public static func == (left: Device, right: Device) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// How a device adds.
struct CarryForm: Sendable, Hashable {
    /// What a carry cell reads.
    enum Operands: Sendable, Hashable {
        /// Whether the carry propagates, from a LUT of any function before the cell.
        case propagate
        /// Both operands, which the cell's own LUTs add; a subtraction needs no inverters.
        case insideCell
        /// Both operands as they are; a LUT beside the cell makes the sum.
        case besideLUT
    }

    var operands: Operands
    /// Positions of one cell.
    var bits: Int
    /// Shorter chains are plain logic.
    var minimum: Int
    /// Adders of which a multiplexer chooses one become one adder, as the reference flow's `opt_share` does.
    var isShared = false
}

/// When a read of block RAM gives what was there before the same edge wrote; else registers beside the cells see to it.
enum ReadFirst: Sendable, Hashable {
    case always
    /// Where one port of the cells reads and writes.
    case atSameAddress
    case never
}

/// LUTs as memory with one write port.
struct MemoryForm: Sendable, Hashable {
    var words: Int
    /// Bits of a word in one cell.
    var width: Int
    /// Combinational ports of one cell that only read.
    var reads: Int
    /// The port that writes can read at the same address.
    var doesBoth = false
    /// What a cell counts in the column of LUT RAM.
    var lutsPerCell: Int
    /// The cost of a cell in units of a register bit, and what it has more when all its bits are used.
    var base: Double
    var scaled = 0.0
}

/// A kind of block RAM.
struct BlockForm: Sendable, Hashable {
    /// One way to use it.
    struct Shape: Sendable, Hashable {
        var words: Int
        var width: Int
        /// Bits that one write enable covers; nil: the whole word.
        var byte: Int?
        /// Only for a memory with at most one write port.
        var isSimple = false
    }

    /// The column in which it is counted.
    var resource: ResourceCounts.Resource
    /// In units of a register bit.
    var cost: Double
    var shapes: [Shape]
}

/// A multiplier.
struct MultiplierForm: Sendable, Hashable {
    /// Bits of the operands, the longer first.
    var longer: Int
    var shorter: Int
    /// Operands and products that are shorter become logic.
    var minimumOperand: Int
    var minimumProduct: Int
    /// Bits, with the sign, of the parts that longer operands are cut into; nil: the count of cells follows from the sizes alone.
    var part: Int?
    /// Registers and an adder beside it are part of the cell.
    var hasRegisters = false
    /// Parts of a wider product are multipliers of their own, added by carry chains.
    var addsPartsOutside = false
}

/// What registers can do without logic before them.
struct RegisterForm: Sendable, Hashable {
    /// An enable or reset of its own LUT moves into the LUT before the register, where all inputs fit.
    var absorbsControls = false
    /// A synchronous reset acts only while the register is enabled.
    var resetNeedsEnable = false
    /// A register starts with the value that its reset gives it.
    var startsAtResetValue = false
    /// A register starts at zero; one that starts at one holds its complement.
    var startsAtZero = false
    /// A bit that is only reset, and holds, stays, if logic of single bits is what holds it.
    var keepsHeldBits = true
    /// From how many registers in a row LUTs do as a shift register; nil: never.
    var leastShift: Int?
}

/// A column of a table.
struct Column: Sendable, Hashable {
    var resource: ResourceCounts.Resource
    /// Its stable name, in JSON and CSV.
    var name: String
    /// Its heading.
    var title: String

    init(_ resource: ResourceCounts.Resource, _ name: String, _ title: String) {
        self.resource = resource
        self.name = name
        self.title = title
    }
}
