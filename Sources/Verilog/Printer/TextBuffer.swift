import Netlist

/// The bytes of a file as they grow, and the place behind each line.
struct TextBuffer {
    /// Columns that a line should not pass.
    static let columns = 116

    private(set) var bytes: [UInt8] = []
    /// The place of each finished line.
    private(set) var lines: [Place] = []
    /// The place of what is being printed.
    var place = Place.none
    private var lineStart = 0

    /// The texts of names.
    private let names: [String]

    init(names: [String] = [], capacity: Int) {
        self.names = names
        bytes.reserveCapacity(capacity)
        lines.reserveCapacity(capacity / 24)
    }

    var column: Int { bytes.count - lineStart }
    var isTooLong: Bool { column > Self.columns }
    var count: Int { bytes.count }

    mutating func name(_ name: Name) { text(names[Int(name.index)]) }

    func text(of name: Name) -> String { names[Int(name.index)] }

    /// Columns of a name.
    func columns(_ name: Name) -> Int { names[Int(name.index)].utf8.count }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func text(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func spaces(_ count: Int) {
        for _ in 0..<max(0, count) { bytes.append(0x20) }
    }

    mutating func number(_ value: UInt64) {
        guard value > 9 else { return bytes.append(0x30 + UInt8(value)) }
        var (rest, digits) = (value, 0)
        while rest > 0 {
            bytes.append(0x30)
            rest /= 10
            digits += 1
        }
        rest = value
        for position in 1...digits {
            bytes[bytes.count - position] += UInt8(rest % 10)
            rest /= 10
        }
    }

    mutating func number(_ value: Int) { number(UInt64(max(0, value))) }

    mutating func newLine() {
        bytes.append(0x0A)
        lines.append(place)
        lineStart = bytes.count
    }

    /// Ends a line and indents the next one.
    mutating func newLine(indent: Int) {
        newLine()
        spaces(indent)
    }

    /// Takes back what was written after `mark`, which must be on the current line.
    mutating func take(backTo mark: Int) { bytes.removeLast(bytes.count - mark) }
}
