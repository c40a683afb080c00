/// Reads what Yosys' `write_json` writes.
struct YosysReader {
    private var netlist = CellNetlist()
    private var marked: [Int] = []

    static func read(_ bytes: [UInt8], top: String?) throws(NetlistFileError) -> CellNetlist {
        let root = try JSONParser.parse(bytes)
        guard let modules = root["modules"]?.members else {
            throw NetlistFileError(
                .structure, "the file has no object 'modules'", line: root.line, hint: "write it with Yosys' write_json"
            )
        }
        var reader = YosysReader()
        for (name, value) in modules {
            guard reader.netlist.numbers[name] == nil else {
                throw NetlistFileError(
                    .drivers, "module '\(name)' is there twice", line: value.line, path: "modules.\(name)",
                    hint: "give the modules different names")
            }
            let number = reader.netlist.modules.count
            reader.netlist.numbers[name] = number
            reader.netlist.modules.append(try reader.module(name, value))
            if let mark = value["attributes"]?["top"], Self.parameter(mark)?.integer != 0 {
                reader.marked.append(number)
            }
        }
        try reader.netlist.chooseTop(top, marked: reader.marked)
        return reader.netlist
    }

    private func wrong(_ what: String, _ value: JSONValue, _ path: String, _ hint: String) -> NetlistFileError {
        NetlistFileError(.structure, "\(what), not \(value.kind)", line: value.line, path: path, hint: hint)
    }

    private func members(
        _ value: JSONValue?, _ path: String
    ) throws(NetlistFileError) -> [(key: String, value: JSONValue)] {
        guard let value else { return [] }
        guard let members = value.members else {
            throw wrong("expected an object", value, path, "write the file with Yosys' write_json")
        }
        return members
    }

    private func bits(_ value: JSONValue?, _ owner: JSONValue, _ path: String) throws(NetlistFileError) -> [NetBit] {
        guard let value else {
            throw NetlistFileError(
                .structure, "the list of bits is missing", line: owner.line, path: path,
                hint: "every port and connection has a list of net numbers")
        }
        guard let bits = value.bits else {
            throw wrong(
                "expected a list of net numbers (0 to \(NetBit.maximum)) and of \"0\", \"1\", \"x\" and \"z\"", value,
                path,
                "write the file with Yosys' write_json")
        }
        return bits
    }

    static func parameter(_ value: JSONValue) -> CellNetlist.Parameter? {
        switch value.content {
        case .integer(let number): .integer(number)
        case .string(let text): .text(text)
        default: nil
        }
    }

    private func module(_ name: String, _ value: JSONValue) throws(NetlistFileError) -> CellNetlist.Module {
        let path = "modules.\(name)"
        guard value.members != nil else {
            throw wrong("a module is an object", value, path, "write the file with Yosys' write_json")
        }
        var module = CellNetlist.Module(name: name, line: value.line, path: path)
        for mark in ["blackbox", "whitebox"] {
            if let attribute = value["attributes"]?[mark], Self.parameter(attribute)?.integer != 0 {
                module.isBlackBox = true
            }
        }
        for (name, port) in try members(value["ports"], "\(path).ports") {
            let path = "\(path).ports.\(name)"
            let direction: CellNetlist.Direction
            switch port["direction"]?.string {
            case "input": direction = .input
            case "output": direction = .output
            case "inout": direction = .bidirectional
            default:
                throw NetlistFileError(
                    .structure, "port '\(name)' has no direction", line: port.line, path: path,
                    hint: "it is \"input\", \"output\" or \"inout\"")
            }
            module.ports.append(
                CellNetlist.Port(
                    name: name, direction: direction, bits: try bits(port["bits"], port, "\(path).bits")))
        }
        for (name, cell) in try members(value["cells"], "\(path).cells") {
            module.cells.append(try self.cell(name, cell, "\(path).cells.\(name)"))
        }
        for (name, net) in try members(value["netnames"], "\(path).netnames") {
            guard let initial = net["attributes"]?["init"].flatMap(Self.parameter) else { continue }
            let bits = try bits(net["bits"], net, "\(path).netnames.\(name).bits")
            for (bit, value) in zip(bits, initial.bits(bits.count)) where !bit.isConstant {
                if let value { module.initial[bit.raw] = value }
            }
        }
        return module.renumbered()
    }

    private func cell(_ name: String, _ value: JSONValue, _ path: String) throws(NetlistFileError) -> CellNetlist.Cell {
        guard let type = value["type"]?.string else {
            throw NetlistFileError(
                .structure, "cell '\(name)' has no type", line: value.line, path: path,
                hint: "write the file with Yosys' write_json")
        }
        var cell = CellNetlist.Cell(name: name, type: type, line: value.line, path: path)
        for (name, item) in try members(value["parameters"], "\(path).parameters") {
            guard let parameter = Self.parameter(item) else {
                throw wrong(
                    "a parameter is a string or a whole number", item, "\(path).parameters.\(name)",
                    "write the file with Yosys' write_json")
            }
            cell.parameters[name] = parameter
        }
        if MemoryCell.types.contains(type), let attributes = value["attributes"] {
            for name in MemoryCell.styleAttributes {
                if let item = attributes[name].flatMap(Self.parameter) { cell.attributes[name] = item }
            }
        }
        for (name, item) in try members(value["connections"], "\(path).connections") {
            cell.connections.append((name, try bits(item, item, "\(path).connections.\(name)")))
        }
        return cell
    }
}

extension CellNetlist.Module {
    /// The same with nets numbered without gaps: a file may name any.
    func renumbered() -> Self {
        var result = self
        var names: [Int32: Int32] = [:]
        func renamed(_ bits: [NetBit]) -> [NetBit] {
            bits.map { bit in
                if bit.isConstant { return bit }
                if let known = names[bit.raw] { return NetBit(raw: known) }
                let number = Int32(truncatingIfNeeded: names.count)
                names[bit.raw] = number
                return NetBit(raw: number)
            }
        }
        for index in ports.indices { result.ports[index].bits = renamed(ports[index].bits) }
        for index in cells.indices {
            for place in cells[index].connections.indices {
                result.cells[index].connections[place].bits = renamed(cells[index].connections[place].bits)
            }
        }
        result.initial = [:]
        for (net, value) in initial { if let known = names[net] { result.initial[known] = value } }
        result.netCount = names.count
        return result
    }
}

extension CellNetlist {
    /// Sets the top: the one that was asked for, that which is marked, or the only module that no other has an instance of.
    mutating func chooseTop(_ name: String?, marked: [Int]) throws(NetlistFileError) {
        let names = modules.filter { !$0.isBlackBox }.map(\.name)
        let listed = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", ..." : "")
        if let name {
            guard let number = numbers[name] else {
                throw NetlistFileError(
                    .top, "there is no module '\(name)' in the file",
                    hint: names.isEmpty ? "it has no modules" : "it has: \(listed)")
            }
            top = number
        } else if marked.count == 1 {
            top = marked[0]
        } else {
            var used: Set<String> = []
            for module in modules { for cell in module.cells { used.insert(cell.type) } }
            let roots = modules.indices.filter { !modules[$0].isBlackBox && !used.contains(modules[$0].name) }
            guard roots.count == 1 else {
                throw NetlistFileError(
                    .top, roots.isEmpty ? "no module can be the top" : "more than one module can be the top",
                    hint: names.isEmpty ? "the file has no modules" : "say which with --top; there are: \(listed)")
            }
            top = roots[0]
        }
        guard !modules[top].isBlackBox else {
            throw NetlistFileError(
                .top, "module '\(modules[top].name)' is a black box: nothing is known of it", line: modules[top].line,
                hint: names.isEmpty ? "the file has no other modules" : "the others are: \(listed)")
        }
    }
}
