/// An and-inverter graph with latches, as the binary AIGER format has it.
///
/// Literals are twice the number of a variable, plus one where they are inverted; 0 is false. Variables are the inputs, the latches, and the gates,
/// in this order from 1 on.
struct Aiger {
    struct Latch {
        var next: Int
        /// 0, 1, or the latch's own literal: any.
        var initial: Int
    }
    struct Gate {
        var left: Int
        var right: Int
    }

    var inputs: Int
    var latches: [Latch]
    var outputs: [Int]
    var gates: [Gate]

    init(inputs: Int, latches: [Latch], gates: [Gate]) {
        (self.inputs, self.latches, self.gates) = (inputs, latches, gates)
        outputs = []
    }

    /// The literal of a latch.
    func latch(_ index: Int) -> Int { 2 * (inputs + index + 1) }

    /// Adds a gate for what is one when both literals are.
    mutating func appendAnd(_ one: Int, _ other: Int) -> Int {
        gates.append(Gate(left: max(one, other), right: min(one, other)))
        return 2 * (inputs + latches.count + gates.count)
    }

    /// Adds gates for what is one when any of the literals is.
    mutating func appendOr(_ literals: [Int]) -> Int {
        literals.reduce(0) { appendAnd($0 ^ 1, $1 ^ 1) ^ 1 }
    }

    /// The values of each variable for 64 patterns of the inputs, one to a bit, while all latches are zero.
    func values(inputs patterns: [UInt64]) -> [UInt64] {
        var values: [UInt64] = [0]
        values.reserveCapacity(1 + inputs + latches.count + gates.count)
        values += patterns
        values += latches.map { _ in 0 }
        for gate in gates {
            values.append(Self.value(gate.left, in: values) & Self.value(gate.right, in: values))
        }
        return values
    }

    /// The values of a literal, out of those of the variables.
    static func value(_ literal: Int, in values: [UInt64]) -> UInt64 {
        values[literal >> 1] ^ (literal & 1 == 1 ? ~0 : 0)
    }

    /// The same graph with constants in the place of inputs, and with latches in the place of others; and what its literals are there.
    func replacing(inputs values: [Int: Bool] = [:], latches twins: [Int: Int] = [:]) -> (
        graph: Aiger, literal: (Int) -> Int
    ) {
        var builder = GateBuilder(inputs: inputs, latches: latches.count)
        var literals = [0]
        literals.reserveCapacity(1 + inputs + latches.count + gates.count)
        for input in 0..<inputs { literals.append(values[input].map { $0 ? 1 : 0 } ?? builder.input(input)) }
        for latch in latches.indices { literals.append(builder.latch(twins[latch] ?? latch)) }
        for gate in gates {
            literals.append(
                builder.and(
                    literals[gate.left >> 1] ^ gate.left & 1, literals[gate.right >> 1] ^ gate.right & 1))
        }
        let all = literals
        func literal(_ old: Int) -> Int { all[old >> 1] ^ old & 1 }
        var graph = builder.graph(next: latches.map { literal($0.next) })
        for latch in latches.indices { graph.latches[latch].initial = latches[latch].initial }
        return (graph, literal)
    }

    /// Reads the binary format; what stands behind the gates is left out. Nil for something else.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        let header = reader.line().split(separator: " ")
        guard header.count >= 6, header[0] == "aig" else { return nil }
        let numbers = header.dropFirst().compactMap { Int($0) }
        guard numbers.count == header.count - 1, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        inputs = numbers[1]
        latches = []
        for index in 0..<numbers[2] {
            let words = reader.line().split(separator: " ").compactMap { Int($0) }
            guard let next = words.first else { return nil }
            latches.append(Latch(next: next, initial: words.count > 1 ? words[1] : 0))
            if words.count > 1, words[1] > 1, words[1] != 2 * (inputs + index + 1) { return nil }
        }
        outputs = []
        for _ in 0..<numbers[3] {
            guard let output = Int(reader.line()) else { return nil }
            outputs.append(output)
        }
        // Bad states, constraints, justice and fairness.
        for _ in 0..<numbers.dropFirst(5).reduce(0, +) { _ = reader.line() }
        gates = []
        gates.reserveCapacity(numbers[4])
        for index in 0..<numbers[4] {
            let own = 2 * (inputs + latches.count + index + 1)
            guard let first = reader.number(), let second = reader.number() else { return nil }
            guard first <= own, second <= own - first else { return nil }
            gates.append(Gate(left: own - first, right: own - first - second))
        }
    }

    /// The binary format, with bad states and constraints instead of the outputs.
    func bytes(bad: [Int], constraints: [Int]) -> [UInt8] {
        let variables = inputs + latches.count + gates.count
        var text = "aig \(variables) \(inputs) \(latches.count) 0 \(gates.count) \(bad.count)"
        if !constraints.isEmpty { text += " \(constraints.count)" }
        text += "\n"
        for latch in latches { text += latch.initial == 0 ? "\(latch.next)\n" : "\(latch.next) \(latch.initial)\n" }
        for literal in bad + constraints { text += "\(literal)\n" }
        var result = Array(text.utf8)
        result.reserveCapacity(result.count + gates.count * 4)
        for (index, gate) in gates.enumerated() {
            let own = 2 * (inputs + latches.count + index + 1)
            Self.append(own - gate.left, to: &result)
            Self.append(gate.left - gate.right, to: &result)
        }
        return result
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func line() -> String {
            let start = position
            while position < bytes.count, bytes[position] != 10 { position += 1 }
            defer { position += 1 }
            return String(decoding: bytes[min(start, bytes.count)..<min(position, bytes.count)], as: UTF8.self)
        }

        mutating func number() -> Int? {
            var (result, shift) = (0, 0)
            while position < bytes.count, shift < 57 {
                let byte = bytes[position]
                position += 1
                result |= Int(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return result }
                shift += 7
            }
            return nil
        }
    }
}
