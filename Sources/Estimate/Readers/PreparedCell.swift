/// A cell with its ports in the order of its signature, checked: all instances of its module share it.
struct PreparedCell: Sendable {
    enum Kind: Sendable {
        /// A function of bits.
        case logic(CellOperation)
        case flipFlop(FlipFlopCell)
        case memory(MemoryCell)
        /// Of the module of this number.
        case instance(Int)
        /// Something of which only the ports are known, by its type.
        case blackBox(String)
        case nothing
    }

    var kind: Kind
    /// In the order of the signature.
    var inputs: [[NetBit]]
    /// One after another.
    var outputs: [NetBit]
    var isSigned: (a: Bool, b: Bool)
    var name: String
    var type: String
    /// Of tables.
    var cubes: [[UInt8]] = []
    var isOnSet = true
    /// Truth table or configuration, lowest bit first.
    var table: [Bool] = []
    /// Where a slice begins.
    var offset = 0

    /// - Parameter instance: the number of the module that the cell is an instance of, and whether nothing is known of what is inside.
    init(
        _ cell: CellNetlist.Cell, in module: CellNetlist.Module, instance: (number: Int, module: CellNetlist.Module)?
    ) throws(NetlistFileError) {
        name = cell.name
        type = cell.type
        inputs = []
        outputs = []
        isSigned = (false, false)
        kind = .nothing
        let check = CellCheck(cell: cell, module: module)
        var seen: Set<String> = []
        for (port, _) in cell.connections where !seen.insert(port).inserted {
            throw check.error(.drivers, "port '\(port)' is connected twice", hint: "connect it once")
        }
        if let instance {
            try check.connections(of: instance.module)
            if instance.module.isBlackBox {
                kind = .blackBox(cell.type)
                for port in instance.module.ports {
                    let bits = cell[port.name] ?? []
                    if port.direction == .input { inputs.append(bits) } else { outputs += bits }
                }
            } else {
                kind = .instance(instance.number)
            }
            return
        }
        if CellSignature.ignored.contains(cell.type) || cell.type.hasPrefix("$formal") { return }
        if !cell.cubes.isEmpty || cell.type == ".names" {
            kind = .logic(.cover)
            inputs = [cell["A"] ?? []]
            outputs = cell["Y"] ?? []
            cubes = cell.cubes
            isOnSet = cell.isOnSet
            return
        }
        if MemoryCell.types.contains(cell.type) {
            let memory = try MemoryCell(cell, check)
            kind = .memory(memory)
            outputs = memory.readData
            return
        }
        guard let signature = CellSignature.all[cell.type] else {
            guard let flipFlop = FlipFlopCell(gate: cell) else { throw check.unknownType() }
            try check.gate(flipFlop)
            kind = .flipFlop(flipFlop)
            outputs = flipFlop.q
            return
        }
        for port in signature.ports {
            let bits = try check.port(port)
            if port.isOutput { outputs += bits } else { inputs.append(bits) }
        }
        if cell["Q"] != nil {
            kind = .flipFlop(FlipFlopCell(cell, width: outputs.count))
            return
        }
        guard let operation = CellOperation(type: cell.type) else { throw check.unknownType() }
        kind = .logic(operation)
        isSigned = (cell.parameters["A_SIGNED"]?.integer == 1, cell.parameters["B_SIGNED"]?.integer == 1)
        try readDetails(cell, operation, check)
    }

    private mutating func readDetails(
        _ cell: CellNetlist.Cell, _ operation: CellOperation, _ check: CellCheck
    ) throws(NetlistFileError) {
        switch operation {
        case .lut:
            guard inputs[0].count <= 16 else {
                throw check.error(.size, "a LUT of \(inputs[0].count) inputs", hint: "at most 16 are read")
            }
            table = (cell.parameters["LUT"]?.bits(1 << inputs[0].count) ?? []).map { $0 ?? false }
        case .sop:
            let depth = try check.parameter("DEPTH", in: 0...1 << 16)
            let bits = (cell.parameters["TABLE"]?.bits(2 * depth * inputs[0].count) ?? []).map { $0 ?? false }
            guard bits.count == 2 * depth * inputs[0].count else {
                throw check.error(.parameter, "parameter 'TABLE' is missing", hint: "two bits for each input and cube")
            }
            cubes = (0..<depth).map { cube in
                inputs[0].indices.map { index in
                    let place = 2 * (cube * inputs[0].count + index)
                    return bits[place] ? UInt8(ascii: "0") : bits[place + 1] ? UInt8(ascii: "1") : UInt8(ascii: "-")
                }
            }
        case .slice:
            offset = try check.parameter("OFFSET", in: 0...NetBit.maximum)
            guard offset + outputs.count <= inputs[0].count else {
                throw check.error(
                    .width, "the slice reaches to bit \(offset + outputs.count - 1) of \(inputs[0].count)",
                    hint: "OFFSET + Y_WIDTH is at most A_WIDTH")
            }
        case .macc:
            let width = try check.parameter("CONFIG_WIDTH", in: 0...1 << 16)
            table = (cell.parameters["CONFIG"]?.bits(width) ?? []).map { $0 ?? false }
        default: break
        }
        let needsBits: Set<CellOperation> = [.shift, .shiftx, .shr, .sshr, .shl, .divide, .remainder]
        guard needsBits.contains(operation), inputs.contains(where: \.isEmpty) else { return }
        throw check.error(.width, "an operand has no bits", hint: "A_WIDTH and B_WIDTH are at least 1")
    }
}

/// Checks a cell against what its type says.
struct CellCheck {
    let cell: CellNetlist.Cell
    let module: CellNetlist.Module
    /// Wider than any word.
    static let maximumWidth = 1 << 22

    func error(_ code: NetlistFileError.Code, _ message: String, port: String? = nil, hint: String) -> NetlistFileError
    {
        let path = cell.path.isEmpty ? "" : cell.path + (port.map { ".connections.\($0)" } ?? "")
        return NetlistFileError(
            code, "cell '\(cell.name)' (\(cell.type)) in module '\(module.name)': \(message)", line: cell.line,
            path: path,
            hint: hint)
    }

    func unknownType() -> NetlistFileError {
        let isOfYosys = cell.type.hasPrefix("$")
        return error(
            .cell, "the cell's type is not known",
            hint: isOfYosys
                ? "read are the cells that Yosys 0.23 has after 'proc; memory -nomap', and its gates; map it to those"
                : "the file has no module of this name: write it too, or read it as a black box ('read_verilog -lib')")
    }

    func parameter(_ name: String, in range: ClosedRange<Int>) throws(NetlistFileError) -> Int {
        guard let given = cell.parameters[name] else {
            throw error(.parameter, "parameter '\(name)' is missing", hint: "it is a number from \(range.lowerBound)")
        }
        guard let value = given.integer, range.contains(value) else {
            let text = if case .text(let text) = given { "'\(text.prefix(80))'" } else { "\(given.integer ?? 0)" }
            throw error(
                .parameter, "parameter '\(name)' is \(text)",
                hint: "it is a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func width(_ width: CellSignature.Width) throws(NetlistFileError) -> (value: Int, text: String) {
        func read(_ name: String) throws(NetlistFileError) -> Int { try parameter(name, in: 0...Self.maximumWidth) }
        switch width {
        case .fixed(let value): return (value, "")
        case .parameter(let name): return (try read(name), name)
        case .sum(let a, let b): return (try read(a) + (try read(b)), "\(a) + \(b)")
        case .product(let a, let b): return (try read(a) * (try read(b)), "\(a) * \(b)")
        case .power(let a, let b):
            let exponent = try parameter(b, in: 0...24)
            return (try read(a) << exponent, "\(a) << \(b)")
        }
    }

    func port(_ port: CellSignature.Port) throws(NetlistFileError) -> [NetBit] {
        let (width, text) = try width(port.width)
        let reason = text.isEmpty ? "it has \(width)" : "\(text) is \(width)"
        guard let bits = cell[port.name] else {
            if width == 0 || port.isOutput { return Array(repeating: .undefined, count: width) }
            throw error(
                .width, "port '\(port.name)' is not connected", port: port.name,
                hint: "connect \(width) bits: \(reason)")
        }
        guard bits.count == width else {
            throw error(
                .width, "port '\(port.name)' is connected to \(bits.count) bits", port: port.name, hint: "\(reason)")
        }
        return bits
    }

    func gate(_ cell: FlipFlopCell) throws(NetlistFileError) {
        guard cell.d.count == 1 || cell.d.isEmpty && cell.clock == nil, cell.load.map({ $0.data.count == 1 }) ?? true
        else {
            throw error(.width, "port 'D' or 'AD' is not one bit", hint: "every port of a gate is one bit")
        }
    }

    func connections(of other: CellNetlist.Module) throws(NetlistFileError) {
        for (name, bits) in cell.connections {
            guard let port = other.ports.first(where: { $0.name == name }) else {
                throw error(
                    .width, "module '\(other.name)' has no port '\(name)'", port: name,
                    hint: other.ports.isEmpty
                        ? "it has no ports" : "it has: \(other.ports.map(\.name).joined(separator: ", "))")
            }
            guard bits.isEmpty || bits.count == port.bits.count else {
                throw error(
                    .width, "port '\(name)' is connected to \(bits.count) bits", port: name,
                    hint: "it has \(port.bits.count) in module '\(other.name)'")
            }
        }
    }
}
