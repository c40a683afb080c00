import Netlist

/// The bytes of a file as they grow, and the place behind each line.
///
/// It owns its memory: a file is millions of appends of a few bytes, each of which would ask an array whether it is shared.
struct TextBuffer: ~Copyable {
    /// Columns that a line should not pass.
    static let columns = 120

    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0
    /// The place of each finished line.
    private(set) var lines: [Place] = []
    /// The place of what is being printed.
    var place = Place.none
    private var lineStart = 0

    /// What names and expressions stand for.
    private var names: NameScope
    private(set) var syntax: Syntax

    init(names: NameScope = NameScope(), syntax: Syntax = Syntax(), capacity: Int) {
        self.names = names
        self.syntax = syntax
        self.capacity = max(64, capacity)
        bytes = .allocate(capacity: self.capacity)
    }

    deinit { bytes.deallocate() }

    /// All that was written.
    var string: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }

    var column: Int { count - lineStart }
    var isTooLong: Bool { column > Self.columns }

    mutating func name(_ name: Name) { text(names.text(name)) }

    func text(of name: Name) -> String { names.text(name) }

    /// Columns of a name.
    func columns(_ name: Name) -> Int { names.text(name).utf8.count }

    /// Lets go of everything but the text.
    mutating func finish() { (names, syntax) = (NameScope(), Syntax()) }

    /// Puts whole lines behind its own; those without a place have the one before them.
    mutating func append(_ other: borrowing TextBuffer) {
        append(UnsafeBufferPointer(start: other.bytes, count: other.count))
        lineStart = count
        lines.reserveCapacity(lines.count + other.lines.count)
        for line in other.lines {
            if line != .none { place = line }
            lines.append(place)
        }
        if other.place != .none { place = other.place }
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// A few characters, for which a call that copies them would be more work than the copy.
    mutating func text(_ text: StaticString) {
        let (start, length) = (text.utf8Start, text.utf8CodeUnitCount)
        if count + length > capacity { grow(by: length) }
        for index in 0..<length { bytes[count + index] = start[index] }
        count += length
    }

    mutating func byte(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        bytes[count] = byte
        count += 1
    }

    mutating func spaces(_ count: Int) {
        for _ in 0..<max(0, count) { byte(0x20) }
    }

    mutating func number(_ value: UInt64) {
        if value > 9 { number(value / 10) }
        byte(0x30 + UInt8(truncatingIfNeeded: value % 10))
    }

    mutating func number(_ value: Int) { number(UInt64(max(0, value))) }

    mutating func newLine() {
        byte(0x0A)
        lines.append(place)
        lineStart = count
    }

    /// Ends a line and indents the next one.
    mutating func newLine(indent: Int) {
        newLine()
        spaces(indent)
    }

    /// Takes back what was written after `mark`, which must be on the current line.
    mutating func take(backTo mark: Int) { count = mark }

    @inline(__always)
    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress else { return }
        if count + text.count > capacity { grow(by: text.count) }
        (bytes + count).update(from: start, count: text.count)
        count += text.count
    }

    private mutating func grow(by more: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity * 2, count + more))
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
        capacity = max(capacity * 2, count + more)
    }
}
