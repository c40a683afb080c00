/// Why a file is not a binary AIGER file that can be mapped.
public enum AigerError: Error, Equatable {
    /// The first line is not `aig M I L O A`, or its numbers do not add up.
    case header
    /// The file has latches: only combinational logic is mapped.
    case latches
    /// The file ends early, or holds a number that is out of range.
    case content
}

extension AndGraph {
    /// Reads combinational logic in the binary AIGER format (`aig M I L O A`).
    public init(aiger bytes: [UInt8]) throws(AigerError) {
        var position = 0
        func line() throws(AigerError) -> Substring {
            guard position < bytes.count, let end = bytes[position...].firstIndex(of: 10) else { throw .content }
            defer { position = end + 1 }
            return Substring(decoding: bytes[position..<end], as: UTF8.self)
        }
        let header = try line().split(separator: " ")
        guard header.count >= 6, header[0] == "aig" else { throw .header }
        let numbers = header.dropFirst().compactMap { Int($0) }
        guard numbers.count == header.count - 1, numbers.allSatisfy({ $0 >= 0 && $0 < 1 << 30 }) else { throw .header }
        let (inputCount, latchCount, outputCount, andCount) = (numbers[1], numbers[2], numbers[3], numbers[4])
        guard latchCount == 0 else { throw .latches }
        guard numbers[0] == inputCount + andCount else { throw .header }

        self.init(capacity: numbers[0] + 1)
        var literals: [Literal] = [.zero]
        literals.reserveCapacity(numbers[0] + 1)
        for _ in 0..<inputCount { literals.append(addInput()) }
        var outputNumbers: [Int] = []
        for _ in 0..<outputCount {
            guard let number = Int(try line()), number >= 0, number >> 1 <= numbers[0] else { throw .content }
            outputNumbers.append(number)
        }
        func delta() throws(AigerError) -> Int {
            var (value, shift) = (0, 0)
            while position < bytes.count, shift < 35 {
                let byte = bytes[position]
                position += 1
                value |= Int(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return value }
                shift += 7
            }
            throw .content
        }
        for index in 0..<andCount {
            let left = (inputCount + index + 1) * 2
            let first = left - (try delta())
            let second = first - (try delta())
            guard first < left, second <= first, second >= 0 else { throw .content }
            literals.append(
                and(
                    literals[first >> 1].inverted(if: first & 1 == 1),
                    literals[second >> 1].inverted(if: second & 1 == 1)))
        }
        outputs = outputNumbers.map { literals[$0 >> 1].inverted(if: $0 & 1 == 1) }
    }

    /// The graph in the binary AIGER format; inputs come first there, so nodes are renumbered.
    public func aiger() -> [UInt8] {
        var numbers = [UInt32](repeating: 0, count: nodeCount)
        for (index, input) in inputs.enumerated() { numbers[Int(input)] = UInt32(index + 1) }
        var next = UInt32(inputs.count)
        for node in 0..<nodeCount where isAnd(node) {
            next += 1
            numbers[node] = next
        }
        func number(_ raw: UInt32) -> UInt32 { numbers[Int(raw >> 1)] << 1 | raw & 1 }
        var bytes = Array("aig \(next) \(inputs.count) 0 \(outputs.count) \(andCount)\n".utf8)
        for output in outputs { bytes += Array("\(number(output.raw))\n".utf8) }
        func append(_ delta: UInt32) {
            var rest = delta
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        for node in 0..<nodeCount where isAnd(node) {
            let (a, b) = (number(fanins0[node]), number(fanins1[node]))
            append(numbers[node] * 2 - max(a, b))
            append(max(a, b) - min(a, b))
        }
        return bytes
    }
}
