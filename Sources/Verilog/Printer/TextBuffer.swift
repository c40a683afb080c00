import Netlist

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a file as they grow, and the place behind each line.
///
/// It owns its memory: a file is millions of appends of a few bytes, each of which would ask an array whether it is shared. A long text is in
/// pieces, so that it need not be copied when it grows.
struct TextBuffer: ~Copyable {
    /// Columns that a line should not pass.
    static let columns = 120

    /// What is complete: whole lines.
    private var pieces: [TextPiece] = []
    /// What is being written.
    private var piece: TextPiece
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How much is written behind the complete pieces.
    private(set) var count = 0
    /// The place of what is being printed.
    var place = Place.none
    private var lineStart = 0

    /// What names and expressions stand for.
    private let names: NameScope
    let syntax: Syntax

    init(names: NameScope = NameScope(), syntax: Syntax = Syntax(), capacity: Int) {
        self.names = names
        self.syntax = syntax
        piece = TextPiece(capacity: max(64, capacity))
        (bytes, self.capacity) = (piece.bytes, piece.capacity)
    }

    var column: Int { count - lineStart }
    var isTooLong: Bool { column > Self.columns }
    /// Lines that are complete.
    var lineCount: Int { pieces.reduce(piece.lines.count) { $0 + $1.lines.count } }

    /// All that was written since the last time, in pieces.
    mutating func take() -> [TextPiece] {
        startPiece(capacity: 64)
        defer { pieces = [] }
        return pieces
    }

    private mutating func startPiece(capacity: Int) {
        if count > 0 {
            piece.count = count
            pieces.append(piece)
        }
        piece = TextPiece(capacity: capacity)
        (bytes, self.capacity, count, lineStart) = (piece.bytes, capacity, 0, 0)
    }

    mutating func name(_ name: Name) { append(names.bytes(name)) }

    func text(of name: Name) -> String { names.text(name) }

    func bytes(of name: Name) -> UnsafeBufferPointer<UInt8> { names.bytes(name) }

    /// Columns of a name.
    func columns(_ name: Name) -> Int { names.bytes(name).count }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// A few characters that are known when this is compiled: their copy is a store or two.
    @inline(__always)
    mutating func text(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
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
        piece.lines.append(place)
        lineStart = count
        if count >= TextPiece.largest { startPiece(capacity: capacity) }
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
        piece.grow(to: max(capacity * 2, count + more), used: count)
        (bytes, capacity) = (piece.bytes, piece.capacity)
    }
}

/// Lines of a file.
final class TextPiece {
    /// A piece is complete at the end of the line that makes it longer.
    static let largest = 1 << 18

    fileprivate private(set) var bytes: UnsafeMutablePointer<UInt8>
    fileprivate private(set) var capacity: Int
    fileprivate(set) var count = 0
    /// The place of each line.
    @exclusivity(unchecked) fileprivate(set) var lines = Pool<Place>()

    fileprivate init(capacity: Int) {
        self.capacity = capacity
        bytes = Self.allocate(capacity)
    }

    deinit { Self.deallocate(bytes, capacity) }

    fileprivate func grow(to larger: Int, used: Int) {
        let grown = Self.allocate(larger)
        grown.update(from: bytes, count: used)
        Self.deallocate(bytes, capacity)
        (bytes, capacity) = (grown, larger)
    }

    /// Large pieces are pages of their own: the system has them back at once, which a heap with holes does not promise, and a long text does
    /// not need its memory twice while the pieces are joined.
    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        guard capacity >= largest else { return .allocate(capacity: capacity) }
        guard let pages = mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            pages != MAP_FAILED
        else { preconditionFailure("there is no memory for \(capacity) bytes of Verilog") }
        return pages.assumingMemoryBound(to: UInt8.self)
    }

    private static func deallocate(_ bytes: UnsafeMutablePointer<UInt8>, _ capacity: Int) {
        if capacity >= largest { munmap(bytes, capacity) } else { bytes.deallocate() }
    }

    /// One text of all pieces, and the place behind each line: where there is none, that of the line before. Each piece is gone when it is copied.
    static func joined(_ pieces: consuming [TextPiece]) -> (text: String, lines: [Place]) {
        let count = pieces.reduce(0) { $0 + $1.count }
        var lines: [Place] = []
        lines.reserveCapacity(pieces.reduce(0) { $0 + $1.lines.count })
        var place = Place.none
        pieces.reverse()
        let text = String(unsafeUninitializedCapacity: count) { file in
            var end = 0
            while let piece = pieces.popLast() {
                if let start = file.baseAddress { (start + end).update(from: piece.bytes, count: piece.count) }
                end += piece.count
                for line in 0..<piece.lines.count {
                    if piece.lines[line] != .none { place = piece.lines[line] }
                    lines.append(place)
                }
            }
            return end
        }
        return (text, lines)
    }
}
