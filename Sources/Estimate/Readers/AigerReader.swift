/// Reads AIGER, binary (`aig`) and ASCII (`aag`), with latches; version 1.9 too where it has no properties.
struct AigerReader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 0
    private var maximum = 0
    private var inputs: [Int] = []
    private var latches: [(output: Int, next: Int, initial: Bool)] = []
    private var outputs: [Int] = []
    private var ands: [(output: Int, left: Int, right: Int, line: Int)] = []

    static func read(_ bytes: [UInt8], name: String, device: Device) throws(NetlistFileError) -> FlatDesign {
        var reader = AigerReader(bytes)
        try reader.readFile()
        return try reader.design(name, for: device)
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func error(_ code: NetlistFileError.Code, _ message: String, _ hint: String) -> NetlistFileError {
        NetlistFileError(code, message, line: line, hint: hint)
    }

    private mutating func readFile() throws(NetlistFileError) {
        let header = try words("the header")
        let format = header.first.map(String.init) ?? ""
        let isBinary = format == "aig"
        let numbers = header.dropFirst().compactMap { Int($0) }
        guard isBinary || format == "aag", (5...9).contains(numbers.count), numbers.count == header.count - 1,
            numbers.allSatisfy({ $0 >= 0 })
        else {
            throw error(
                .structure, "'\(header.joined(separator: " ").prefix(80))' is not a header of AIGER",
                "'aig M I L O A' or 'aag M I L O A' with numbers")
        }
        guard numbers.allSatisfy({ $0 < 1 << 28 }) else {
            throw error(.size, "a number in the header is too large", "at most \(1 << 28) variables are read")
        }
        guard numbers.dropFirst(5).allSatisfy({ $0 == 0 }) else {
            throw error(
                .cell, "the file has properties (B, C, J or F in the header)",
                "write it without; only logic and latches are read")
        }
        maximum = numbers[0]
        let sum = numbers[1] + numbers[2] + numbers[4]
        guard isBinary ? maximum == sum : maximum >= sum else {
            throw error(
                .structure, "M is \(maximum), but I + L + A is \(sum)",
                isBinary ? "in a binary file they are the same" : "M is at least that sum")
        }
        // At least two bytes for each line and for each AND.
        let items = (isBinary ? 0 : numbers[1]) + numbers[2] + numbers[3] + numbers[4]
        guard items * 2 <= bytes.count - position + 2 else {
            throw error(.syntax, "the file is too short for the numbers in its header", "perhaps it was cut off")
        }
        guard maximum <= bytes.count * 8 + 1 << 16 else {
            throw error(.size, "M is \(maximum) in a file of \(bytes.count) bytes", "number the variables without gaps")
        }
        for index in 0..<numbers[1] {
            inputs.append(isBinary ? 2 * (index + 1) : try literals(1...1, "an input", defines: true)[0])
        }
        for index in 0..<numbers[2] {
            var fields = try literals(isBinary ? 1...2 : 2...3, "a latch", defines: !isBinary)
            if isBinary { fields.insert(2 * (numbers[1] + index + 1), at: 0) }
            let initial = fields.count > 2 ? fields[2] : 0
            guard initial <= 1 || initial == fields[0] else {
                throw error(
                    .parameter, "latch \(fields[0]): \(initial) is not an initial value",
                    "it is 0, 1 or the latch itself")
            }
            latches.append((fields[0], fields[1], initial == 1))
        }
        for _ in 0..<numbers[3] { outputs.append(try literals(1...1, "an output", defines: false)[0]) }
        for index in 0..<numbers[4] {
            if isBinary {
                let output = 2 * (numbers[1] + numbers[2] + index + 1)
                let left = output - (try delta(output))
                let right = left - (try delta(output))
                guard left < output, right >= 0 else {
                    throw error(
                        .structure, "AND \(output): an operand is not before it (byte \(position))",
                        "the differences are at least 1 and 0")
                }
                ands.append((output, left, right, line))
            } else {
                let fields = try literals(3...3, "an AND", defines: true)
                ands.append((fields[0], fields[1], fields[2], line))
            }
        }
    }

    private mutating func words(_ what: String) throws(NetlistFileError) -> [Substring] {
        line += 1
        guard position < bytes.count else {
            throw error(.syntax, "the file ends before \(what)", "perhaps it was cut off")
        }
        let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
        defer { position = end + 1 }
        return Substring(decoding: bytes[position..<min(end, position + 400)], as: UTF8.self)
            .split(whereSeparator: { $0 == " " || $0 == "\r" || $0 == "\t" })
    }

    /// A line of literals; the first may be one that is defined here.
    private mutating func literals(
        _ counts: ClosedRange<Int>, _ what: String, defines: Bool
    ) throws(NetlistFileError) -> [Int] {
        let words = try words(what)
        let numbers = words.compactMap { Int($0) }
        guard numbers.count == words.count, counts.contains(numbers.count), numbers.allSatisfy({ $0 >= 0 }) else {
            throw error(
                .structure, "'\(words.joined(separator: " "))' is not \(what)",
                counts.count == 1
                    ? "\(counts.lowerBound) literals" : "\(counts.lowerBound) or \(counts.upperBound) literals")
        }
        for number in numbers where number >> 1 > maximum {
            throw error(
                .structure, "literal \(number) of \(what) is too large", "at most \(2 * maximum + 1), by the header")
        }
        if defines, numbers[0] & 1 == 1 || numbers[0] == 0 {
            throw error(
                .structure, "literal \(numbers[0]) cannot be \(what)", "a literal that is defined is even, and not 0")
        }
        return numbers
    }

    /// A number of the binary part: seven bits a byte, lowest first.
    private mutating func delta(_ gate: Int) throws(NetlistFileError) -> Int {
        var (value, shift) = (0, 0)
        while position < bytes.count, shift < 35 {
            let byte = bytes[position]
            position += 1
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        guard position < bytes.count else {
            throw error(.syntax, "the file ends before AND \(gate)", "perhaps it was cut off")
        }
        throw error(
            .syntax, "AND \(gate): a difference of more than five bytes (byte \(position))", "write the file again")
    }

    // What was read, as a design.

    private func design(_ name: String, for device: Device) throws(NetlistFileError) -> FlatDesign {
        var flat = FlatDesign(for: device)
        flat.instances = [FlatDesign.Instance(path: name, name: name, module: name, parent: -1)]
        var known = [Literal?](repeating: nil, count: maximum + 1)
        known[0] = .zero
        var definer = [Int32](repeating: -1, count: maximum + 1)
        func fail(_ code: NetlistFileError.Code, _ message: String, _ line: Int, _ hint: String) -> NetlistFileError {
            NetlistFileError(code, message, line: line, hint: hint)
        }
        func define(_ literal: Int, _ value: Literal) throws(NetlistFileError) {
            guard known[literal >> 1] == nil else {
                throw fail(.drivers, "literal \(literal) is defined twice", 0, "each has one input, latch or AND")
            }
            known[literal >> 1] = value
        }
        for input in inputs { try define(input, flat.addSource(.input)) }
        for latch in latches {
            let number = flat.addFlipFlop(origin: 0)
            flat.flipFlops[number].initial = latch.initial
            try define(latch.output, flat.flipFlops[number].output)
        }
        for (index, gate) in ands.enumerated() {
            guard known[gate.output >> 1] == nil, definer[gate.output >> 1] < 0 else {
                throw fail(
                    .drivers, "literal \(gate.output) is defined twice", gate.line, "each has one input, latch or AND")
            }
            definer[gate.output >> 1] = Int32(truncatingIfNeeded: index)
        }
        // ASCII files may hold ANDs in any order: operands first.
        var state = [UInt8](repeating: 0, count: ands.count)
        var stack: [Int] = []
        for start in ands.indices where state[start] == 0 {
            stack.append(start)
            while let next = stack.last {
                let gate = ands[next]
                if state[next] == 2 {
                    stack.removeLast()
                    continue
                }
                if state[next] == 1 {
                    state[next] = 2
                    stack.removeLast()
                    guard let left = known[gate.left >> 1], let right = known[gate.right >> 1] else { continue }
                    known[gate.output >> 1] = flat.graph.and(
                        left.inverted(if: gate.left & 1 == 1), right.inverted(if: gate.right & 1 == 1))
                    continue
                }
                state[next] = 1
                for operand in [gate.left, gate.right] where known[operand >> 1] == nil {
                    let inner = Int(definer[operand >> 1])
                    guard inner >= 0 else {
                        throw fail(
                            .undefined, "AND \(gate.output): literal \(operand) is defined nowhere", gate.line,
                            "define it as an input, a latch or an AND")
                    }
                    guard state[inner] != 1 else {
                        throw fail(
                            .loop, "AND \(gate.output) depends on itself", gate.line, "a loop needs a latch")
                    }
                    if state[inner] == 0 { stack.append(inner) }
                }
            }
        }
        func value(_ literal: Int, _ what: String) throws(NetlistFileError) -> Literal {
            guard let value = known[literal >> 1] else {
                throw fail(
                    .undefined, "\(what): literal \(literal) is defined nowhere", 0,
                    "define it as an input, a latch or an AND")
            }
            return value.inverted(if: literal & 1 == 1)
        }
        for (index, output) in outputs.enumerated() { flat.outputs.append(try value(output, "output \(index)")) }
        for (index, latch) in latches.enumerated() {
            flat.flipFlops[index].next = try value(latch.next, "latch \(latch.output)")
        }
        return flat
    }
}
