import Simulation

/// The generated part of a model's one C++ unit: what the harness needs to know about this circuit.
struct Glue {
    /// A port as Verilator declares it.
    private struct Member {
        var name: String
        var width: Int
        var isInput: Bool
    }

    private let sources: VerilogSources
    private let options: ModelOptions
    private let members: [String: Member]

    /// - Parameter header: the text of `Model.h`.
    init(sources: VerilogSources, options: ModelOptions, header: String) {
        self.sources = sources
        self.options = options
        var members: [String: Member] = [:]
        for line in header.split(separator: "\n") {
            guard let member = Glue.member(line) else { continue }
            members[member.name] = member
        }
        self.members = members
    }

    /// What Verilator says runs at the start only. To optimise it would take most of the time of a build with coverage.
    private static func runsOnce(_ file: String) -> Bool { file.hasSuffix("__Slow.cpp") }

    private static func includes(_ files: [String]) -> [String] { files.sorted().map { "#include \"\($0)\"" } }

    /// The whole unit: the generated files (their names), this part, the harness.
    ///
    /// - Throws: `SIM008` when the ports differ from those of the Verilog text.
    func unit(files: [String], harness: String) throws(SimulationError) -> String {
        var lines = Self.includes(files.filter { !Self.runsOnce($0) })
        // Headers come with the files above, so that these pragmas reach nothing that runs in every cycle.
        lines += ["#pragma clang optimize off", "#pragma GCC push_options", "#pragma GCC optimize (\"O0\")"]
        lines += Self.includes(files.filter(Self.runsOnce))
        lines += ["#pragma GCC pop_options", "#pragma clang optimize on"]
        lines.append("#define MODEL_COVERAGE \(options.coverage ? 1 : 0)")
        lines.append("#define MODEL_WAVES \(options.waves ? 1 : 0)")
        // Words in a comment only cost a little speed.
        let falls = sources.hasDerivedClocks || sources.files.contains { $0.text.contains("negedge") }
        lines.append("#define MODEL_FALLING \(falls ? 1 : 0)")
        lines.append("static void* model_port(Model& top, int index) {")
        lines.append("    switch (index) {")
        var clocks: [String] = []
        for (index, port) in sources.ports.enumerated() {
            let name = try memberName(of: port)
            lines.append("    case \(index): return &top.\(name);")
            if port.direction == .clock {
                guard port.width == 1 else {
                    throw SimulationError(
                        .toolFailed, "clock “\(port.name)” has \(port.width) bits, and should have one")
                }
                clocks.append(name)
            }
        }
        lines.append("    default: return nullptr;")
        lines.append("    }")
        lines.append("}")
        lines.append("static int model_clocks(Model& top, CData** clocks) {")
        if !clocks.isEmpty { lines.append("    if (clocks) {") }
        for (index, clock) in clocks.enumerated() { lines.append("        clocks[\(index)] = &top.\(clock);") }
        if !clocks.isEmpty { lines.append("    }") }
        lines.append("    return \(clocks.count);")
        lines.append("}")
        lines.append(harness)
        lines.append(options.additionalSource)
        return lines.joined(separator: "\n")
    }

    private func memberName(of port: PortShape) throws(SimulationError) -> String {
        let encoded = Glue.encoded(sources.verilogNames[port.name] ?? port.name)
        guard let member = members[encoded] ?? members["__SYM__" + encoded] else {
            throw SimulationError(
                .toolFailed, "module “\(sources.top)” has no port “\(port.name)” in its Verilog text",
                details: ["its ports: \(members.keys.sorted().joined(separator: ", "))"])
        }
        guard member.width == port.width, member.isInput == (port.direction != .output) else {
            throw SimulationError(
                .toolFailed,
                "port “\(port.name)” of module “\(sources.top)” is \(port.width) bits "
                    + "\(port.direction == .output ? "out" : "in"), and in its Verilog text \(member.width) bits "
                    + "\(member.isInput ? "in" : "out")")
        }
        return member.name
    }

    /// A line such as `VL_IN8(&count,7,0);` or `VL_OUTW(&x,199,0,7);`.
    private static func member(_ line: Substring) -> Member? {
        let text = line.drop { $0 == " " }
        let isInput = text.hasPrefix("VL_IN")
        guard isInput && !text.hasPrefix("VL_INOUT") || text.hasPrefix("VL_OUT"),
            let open = text.firstIndex(of: "&"), let close = text.firstIndex(of: ")")
        else { return nil }
        let parts = text[text.index(after: open)..<close].split(separator: ",")
        guard parts.count >= 3, let high = Int(parts[1]), let low = Int(parts[2]) else { return nil }
        return Member(name: String(parts[0]), width: high - low + 1, isInput: isInput)
    }

    /// A Verilog name as Verilator writes it in C++: `__` and everything that is not a letter, a digit or a single `_` as
    /// `__0` and two hexadecimal digits.
    private static func encoded(_ name: String) -> String {
        var result = ""
        var previous: UInt8 = 0
        for (position, byte) in name.utf8.enumerated() {
            let isDigit = (48...57).contains(byte)
            let isLetter = (65...90).contains(byte) || (97...122).contains(byte)
            let isPlain = isLetter || isDigit && position > 0 || byte == 95 && previous != 95
            if isPlain {
                result.append(Character(UnicodeScalar(byte)))
                previous = byte
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "__0" + (digits.count == 1 ? "0" : "") + digits
                previous = 0
            }
        }
        return result
    }
}
