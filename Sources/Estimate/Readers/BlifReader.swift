/// Reads BLIF: models of tables of cubes, latches and instances of other models.
struct BlifReader {
    private var netlist = CellNetlist()
    private var module: CellNetlist.Module?
    /// Of the model that is being read.
    private var nets: [Substring: Int32] = [:]
    private var isEnded = false

    static func read(_ bytes: [UInt8], top: String?) throws(NetlistFileError) -> CellNetlist {
        var reader = BlifReader()
        let text = String(decoding: bytes, as: UTF8.self)
        // A backslash at the end of a line continues it.
        var (words, start, number) = ([Substring](), 0, 0)
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            if words.isEmpty { start = number }
            var line = Substring(line.prefix { $0 != UInt8(ascii: "#") })
            while let last = line.last, last == " " || last == "\t" || last == "\r" { line.removeLast() }
            let continues = line.last == "\\"
            if continues { line.removeLast() }
            words += line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            if continues { continue }
            if !words.isEmpty { try reader.statement(words, start) }
            words = []
        }
        if !words.isEmpty { try reader.statement(words, start) }
        guard reader.module == nil else {
            throw NetlistFileError(
                .syntax, "model '\(reader.module?.name ?? "")' has no '.end'", line: number,
                hint: "write the file again; perhaps it was cut off")
        }
        guard !reader.netlist.modules.isEmpty else {
            throw NetlistFileError(
                .structure, "the file has no '.model'", line: 1, hint: "write it with Yosys' write_blif")
        }
        // Without a name the first model is the top.
        try reader.netlist.chooseTop(top, marked: [0])
        return reader.netlist
    }

    private func error(
        _ code: NetlistFileError.Code, _ message: String, _ line: Int, _ hint: String
    ) -> NetlistFileError { NetlistFileError(code, message, line: line, hint: hint) }

    private mutating func net(_ name: Substring) -> NetBit {
        // Yosys writes constants as signals of these names, which it also defines.
        if let known = nets[name] { return NetBit(raw: known) }
        let number = Int32(truncatingIfNeeded: nets.count)
        nets[name] = number
        return NetBit(raw: number)
    }

    private mutating func statement(_ words: [Substring], _ line: Int) throws(NetlistFileError) {
        guard words[0].first == "." else { return try row(words, line) }
        if words[0] == ".model" {
            guard module == nil else {
                throw error(.structure, "'.model' inside of a model", line, "end the model before with '.end'")
            }
            let name = words.count > 1 ? String(words[1]) : "top"
            guard netlist.numbers[name] == nil else {
                throw error(.drivers, "model '\(name)' is there twice", line, "give the models different names")
            }
            module = CellNetlist.Module(name: name, line: line)
            nets = [:]
            isEnded = false
            return
        }
        guard var current = module else {
            throw error(.structure, "'\(words[0])' outside of a model", line, "begin with '.model NAME'")
        }
        module = nil
        switch words[0] {
        case ".inputs", ".outputs":
            for name in words.dropFirst() {
                current.ports.append(
                    CellNetlist.Port(
                        name: String(name), direction: words[0] == ".inputs" ? .input : .output, bits: [net(name)]))
            }
        case ".names":
            guard words.count > 1 else {
                throw error(.structure, "'.names' without an output", line, "'.names IN ... OUT'")
            }
            var cell = CellNetlist.Cell(name: String(words[words.count - 1]), type: ".names", line: line)
            cell.connections = [
                ("A", words[1..<words.count - 1].map { net($0) }), ("Y", [net(words[words.count - 1])]),
            ]
            current.cells.append(cell)
        case ".latch": current.cells.append(try latch(words, line, &current))
        case ".subckt", ".gate":
            guard words.count > 1 else {
                throw error(.structure, "'\(words[0])' without a model", line, "'\(words[0]) MODEL PORT=SIGNAL ...'")
            }
            current.cells.append(try instance(words, line, current.cells.count))
        case ".blackbox": current.isBlackBox = true
        case ".conn":
            guard words.count == 3 else {
                throw error(.structure, "'.conn' takes two signals", line, "'.conn FROM TO'")
            }
            var cell = CellNetlist.Cell(name: String(words[2]), type: ".names", line: line)
            cell.connections = [("A", [net(words[1])]), ("Y", [net(words[2])])]
            cell.cubes = [[UInt8(ascii: "1")]]
            current.cells.append(cell)
        case ".end":
            current.netCount = nets.count
            netlist.numbers[current.name] = netlist.modules.count
            netlist.modules.append(current)
            return
        case ".attr", ".param", ".cname", ".area", ".delay", ".wire_load_slope", ".clock", ".default_input_arrival",
            ".default_output_required", ".input_arrival", ".output_required", ".wire", ".input_drive", ".output_load":
            break
        default:
            throw error(
                .cell, "'\(words[0])' in model '\(current.name)' is not read", line,
                "read are .inputs, .outputs, .names, .latch, .subckt, .gate, .conn, .blackbox")
        }
        module = current
    }

    private mutating func latch(
        _ words: [Substring], _ line: Int, _ module: inout CellNetlist.Module
    ) throws(NetlistFileError) -> CellNetlist.Cell {
        guard (3...6).contains(words.count) else {
            throw error(
                .structure, "'.latch' has \(words.count - 1) words", line,
                "'.latch INPUT OUTPUT [KIND CONTROL] [INITIAL]'")
        }
        let initial = words.count % 2 == 0 ? words[words.count - 1] : "3"
        guard ["0", "1", "2", "3"].contains(initial) else {
            throw error(
                .parameter, "latch '\(words[2])': '\(initial)' is not an initial value", line, "it is 0, 1, 2 or 3")
        }
        let kind = words.count > 4 ? words[3] : "re"
        guard
            let type = ["re": "$_DFF_P_", "fe": "$_DFF_N_", "ah": "$_DLATCH_P_", "al": "$_DLATCH_N_", "as": "$_FF_"][
                kind]
        else {
            throw error(.cell, "latch '\(words[2])': '\(kind)' is not a kind", line, "it is re, fe, ah, al or as")
        }
        let output = net(words[2])
        var cell = CellNetlist.Cell(name: String(words[2]), type: type, line: line)
        cell.connections = [("D", [net(words[1])]), ("Q", [output])]
        if kind != "as" {
            let control = words.count > 4 && words[4] != "NIL" ? net(words[4]) : .zero
            cell.connections.append((type.hasPrefix("$_DFF") ? "C" : "E", [control]))
        }
        if initial == "0" || initial == "1" { module.initial[output.raw] = initial == "1" }
        return cell
    }

    /// Ports of several bits are written bit by bit: `A[0]=x A[1]=y`.
    private mutating func instance(
        _ words: [Substring], _ line: Int, _ number: Int
    ) throws(NetlistFileError) -> CellNetlist.Cell {
        var cell = CellNetlist.Cell(name: "\(words[1])_\(number)", type: String(words[1]), line: line)
        for word in words.dropFirst(2) {
            guard let equals = word.firstIndex(of: "=") else {
                throw error(
                    .structure, "'\(word)' of an instance of '\(words[1])' connects nothing", line, "write PORT=SIGNAL")
            }
            let signal = word[word.index(after: equals)...]
            if !signal.isEmpty { cell.connections.append((String(word[..<equals]), [net(signal)])) }
        }
        return cell
    }

    private mutating func row(_ words: [Substring], _ line: Int) throws(NetlistFileError) {
        guard let last = module?.cells.indices.last, let cell = module?.cells[last], cell.type == ".names" else {
            throw error(.structure, "'\(words[0])' belongs to no '.names'", line, "a row of a table follows '.names'")
        }
        let count = cell["A"]?.count ?? 0
        let cube = count == 0 ? [] : Array(words[0].utf8)
        let value = words[words.count - 1]
        guard words.count == (count == 0 ? 1 : 2), cube.count == count, value == "0" || value == "1",
            cube.allSatisfy({ "01-".utf8.contains($0) })
        else {
            throw error(
                .width, "'\(words.joined(separator: " "))' is not a row of the table '\(cell.name)'", line,
                "\(count) of 0, 1 and -, then 0 or 1")
        }
        guard cell.cubes.isEmpty || cell.isOnSet == (value == "1") else {
            throw error(
                .structure, "the table '\(cell.name)' has rows for 0 and for 1", line,
                "all rows of a table give the same value")
        }
        module?.cells[last].cubes.append(cube)
        module?.cells[last].isOnSet = value == "1"
    }
}
