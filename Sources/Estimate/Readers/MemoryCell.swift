/// A memory with all of its ports (`$mem_v2`, `$mem`).
struct MemoryCell: Sendable {
    struct ReadPort: Sendable {
        /// Nil: the data follow the address at once.
        var clock: FlipFlopCell.Control?
        var enable: NetBit
        var address: [NetBit]
        var asynchronousReset: NetBit
        var synchronousReset: NetBit
        var resetValue: [Bool?]
        /// The reset acts only while enabled.
        var resetNeedsEnable: Bool
        /// By write port: whether what it writes at the same clock edge is read.
        var passes: [Bool]
        /// By write port: whether it does not matter what is read when the same edge writes.
        var ignores: [Bool] = []
        /// A register of the netlist that is part of the port: it has the port's enable and reset.
        var register: RegisterBit?
        /// Registers of the netlist that gave the address, by bit; empty: the address is as it is.
        var addressRegisters: [RegisterBit?] = []
        /// The clock is a net of the top.
        var hasClockOfTop = false
        /// Nothing reads its data.
        var isUnused = false

        /// What is written at the same clock edge is read: the same as a register for the address before a memory without a clock.
        var isTransparent: Bool { !passes.isEmpty && passes.allSatisfy { $0 } }
        /// What is read when the same edge writes does not matter.
        var ignoresWrites: Bool { ignores.allSatisfy { $0 } }

        /// In LUT RAM such a port has a register for its address; one with an enable or a reset has a register for its data, past which goes what
        /// is written.
        var keepsAddress: Bool {
            isTransparent && register == nil && enable == .one && asynchronousReset == .zero
                && synchronousReset == .zero
        }
    }

    struct WritePort: Sendable {
        var clock: FlipFlopCell.Control
        var enable: [NetBit]
        var address: [NetBit]
        var data: [NetBit]
    }

    static let types: Set<String> = ["$mem_v2", "$mem"]
    /// Attributes that say how a memory is to be built, in the order in which Yosys looks for them.
    static let styleAttributes = [
        "ram_block", "rom_block", "ram_style", "rom_style", "ramstyle", "romstyle", "syn_ramstyle", "syn_romstyle",
    ]

    var width: Int
    var depth: Int
    var reads: [ReadPort] = []
    var writes: [WritePort] = []
    /// By word, lowest bit first; nil where it is not defined. May be shorter than the memory.
    var initial: [Bool?] = []
    /// Port by port.
    var readData: [NetBit] = []
    var style = MemoryStyle.any

    init(_ cell: CellNetlist.Cell, _ check: CellCheck) throws(NetlistFileError) {
        let addressWidth = try check.parameter("ABITS", in: 0...48)
        width = try check.parameter("WIDTH", in: 1...1 << 20)
        depth = try check.parameter("SIZE", in: 1...1 << 30)
        let readCount = try check.parameter("RD_PORTS", in: 0...1 << 12)
        let writeCount = try check.parameter("WR_PORTS", in: 0...1 << 12)
        guard width <= 1 << 40 / depth else {
            throw check.error(
                .size, "a memory of \(depth) words of \(width) bits", hint: "at most 2^40 bits are estimated")
        }
        let isOld = cell.type == "$mem"
        style = Self.style(cell)
        func bits(_ name: String, _ count: Int, isOutput: Bool = false) throws(NetlistFileError) -> [NetBit] {
            try check.port(CellSignature.Port(name: name, width: .fixed(count), isOutput: isOutput))
        }
        func flags(_ name: String, _ count: Int) -> [Bool] {
            (cell.parameters[name]?.bits(count) ?? Array(repeating: false, count: count)).map { $0 ?? false }
        }
        if let given = cell.parameters["INIT"], case .text(let text) = given {
            initial = given.bits(min(text.utf8.count, width * depth))
        }
        let readClocks = try bits("RD_CLK", readCount)
        let readEnables = try bits("RD_EN", readCount)
        let readAddresses = try bits("RD_ADDR", readCount * addressWidth)
        readData = try bits("RD_DATA", readCount * width, isOutput: true)
        let readClocked = flags("RD_CLK_ENABLE", readCount)
        let readRising = flags("RD_CLK_POLARITY", readCount)
        let resets = isOld ? [] : try bits("RD_SRST", readCount)
        let asynchronous = isOld ? [] : try bits("RD_ARST", readCount)
        let values = cell.parameters["RD_SRST_VALUE"]?.bits(readCount * width) ?? []
        let transparent = flags(isOld ? "RD_TRANSPARENT" : "RD_TRANSPARENCY_MASK", readCount * writeCount)
        let ignoring = flags("RD_COLLISION_X_MASK", readCount * writeCount)
        let enableFirst = flags("RD_CE_OVER_SRST", readCount)
        for port in 0..<readCount {
            let clock = FlipFlopCell.Control(bit: readClocks[port], isActiveLow: !readRising[port])
            reads.append(
                ReadPort(
                    clock: readClocked[port] ? clock : nil, enable: readEnables[port],
                    address: Array(readAddresses[port * addressWidth..<(port + 1) * addressWidth]),
                    asynchronousReset: isOld ? .zero : asynchronous[port],
                    synchronousReset: isOld ? .zero : resets[port],
                    resetValue: values.isEmpty ? [] : Array(values[port * width..<(port + 1) * width]),
                    resetNeedsEnable: enableFirst[port],
                    passes: Array(transparent[port * writeCount..<(port + 1) * writeCount]),
                    ignores: Array(ignoring[port * writeCount..<(port + 1) * writeCount])))
        }
        let writeClocks = try bits("WR_CLK", writeCount)
        let writeEnables = try bits("WR_EN", writeCount * width)
        let writeAddresses = try bits("WR_ADDR", writeCount * addressWidth)
        let writeData = try bits("WR_DATA", writeCount * width)
        let writeRising = flags("WR_CLK_POLARITY", writeCount)
        for port in 0..<writeCount {
            let range = port * width..<(port + 1) * width
            writes.append(
                WritePort(
                    clock: FlipFlopCell.Control(bit: writeClocks[port], isActiveLow: !writeRising[port]),
                    enable: Array(writeEnables[range]),
                    address: Array(writeAddresses[port * addressWidth..<(port + 1) * addressWidth]),
                    data: Array(writeData[range])))
        }
        keepWrites { !$0.enable.allSatisfy { $0 == .zero } }
    }

    /// Leaves write ports out; true when there were some.
    @discardableResult
    mutating func keepWrites(_ isKept: (WritePort) -> Bool) -> Bool {
        let kept = writes.indices.filter { isKept(writes[$0]) }
        guard kept.count < writes.count else { return false }
        writes = kept.map { writes[$0] }
        for port in reads.indices {
            reads[port].passes = kept.map { reads[port].passes[$0] }
            reads[port].ignores = kept.map { reads[port].ignores[$0] }
        }
        return true
    }

    /// What the first of the attributes asks for.
    private static func style(_ cell: CellNetlist.Cell) -> MemoryStyle {
        guard let found = styleAttributes.lazy.compactMap({ cell.attributes[$0] }).first else { return .any }
        if found.integer == 1 { return .notLogic }
        guard case .text(let text) = found else { return .any }
        switch text.lowercased() {
        case "logic", "registers": return .logic
        case "distributed": return .distributed
        case "block", "block_ram", "ebr": return .block
        default: return .any
        }
    }

    func initialBit(_ word: Int, _ bit: Int) -> Bool {
        let place = word * width + bit
        return place < initial.count ? initial[place] ?? false : false
    }
}
