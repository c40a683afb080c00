import Netlist

extension Evaluator {
    /// A message with the values as they are now.
    func text(of message: Property.Message, _ values: [(place: Int, width: Int)]) -> String {
        var (result, next) = ("", values.makeIterator())
        for part in message.parts {
            switch part {
            case .text(let text): result += text
            case .value(_, let format):
                guard let (place, width) = next.next() else { continue }
                result += Self.text(of: vector(state + place, width: width), format)
            }
        }
        return result
    }

    private static func text(of value: BitVector, _ format: Property.Message.Format) -> String {
        switch format {
        case .decimal: return decimal(value)
        case .signedDecimal:
            guard value.width > 0, value[value.width - 1] else { return decimal(value) }
            return "-" + decimal(negated(value))
        case .hexadecimal: return value.hex
        case .binary: return String((0..<value.width).reversed().map { value[$0] ? "1" : "0" })
        }
    }

    private static func negated(_ value: BitVector) -> BitVector {
        var (words, carry) = (value.words.map(~), true)
        for index in words.indices where carry { (words[index], carry) = words[index].addingReportingOverflow(1) }
        return BitVector(words: words, width: value.width)
    }

    private static func decimal(_ value: BitVector) -> String {
        var (words, groups) = (Array(value.words), [String]())
        let base: UInt64 = 1_000_000_000_000_000_000
        repeat {
            var rest: UInt64 = 0
            for index in words.indices.reversed() {
                (words[index], rest) = base.dividingFullWidth((rest, words[index]))
            }
            while words.count > 1, words.last == 0 { words.removeLast() }
            let digits = String(rest)
            let isLast = words == [0]
            groups.append(isLast ? digits : String(repeating: "0", count: 18 - digits.count) + digits)
        } while words != [0]
        return groups.reversed().joined()
    }
}
