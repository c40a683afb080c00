/// The text form of the names of a module: what the build-tool plugin writes and the language reads.
///
///     @Queue.swift
///     12:31=head
///     14:36*lanes
///     15:20~sum
///
/// A line per call: line, column, the style (`=` direct, `*` collection, `~` nested) and the name. Files and calls are
/// sorted, so that the same sources give the same bytes. File names are without folders: a module has each only once.
public enum NameTable {
    /// The part of the table for one file.
    public static func section(file: String, names: [CallPosition: DeclaredName]) -> String {
        let sorted = names.sorted { ($0.key.line, $0.key.column) < ($1.key.line, $1.key.column) }
        var text = "@\(file)\n"
        for (position, declared) in sorted {
            text += "\(position.line):\(position.column)\(mark(declared.style))\(declared.name)\n"
        }
        return text
    }

    /// The names of one file; nil when the table does not have the file.
    public static func names(file: String, in table: StaticString) -> [CallPosition: DeclaredName]? {
        table.withUTF8Buffer { names(file: file, in: $0) }
    }

    /// The names of one file; nil when the table does not have the file.
    public static func names(file: String, in table: UnsafeBufferPointer<UInt8>) -> [CallPosition: DeclaredName]? {
        let header = Array("@\(file)".utf8)
        var isWanted = false
        var names: [CallPosition: DeclaredName]?
        var start = 0
        while start < table.count {
            let end = table[start...].firstIndex(of: .newline) ?? table.count
            let line = UnsafeBufferPointer(rebasing: table[start..<end])
            start = end + 1
            if line.first == UInt8(ascii: "@") {
                if isWanted { break }
                isWanted = line.elementsEqual(header)
                if isWanted { names = [:] }
            } else if isWanted, let (position, declared) = entry(line) {
                names?[position] = declared
            }
        }
        return names
    }

    private static func entry(_ line: UnsafeBufferPointer<UInt8>) -> (CallPosition, DeclaredName)? {
        var index = 0
        func number() -> Int {
            var value = 0
            while index < line.count, line[index].isDigit {
                value = value &* 10 &+ Int(line[index] - UInt8(ascii: "0"))
                index += 1
            }
            return value
        }
        let lineNumber = number()
        index += 1
        let column = number()
        guard index < line.count, let style = style(line[index]) else { return nil }
        let name = String(decoding: line[(index + 1)...], as: UTF8.self)
        return (CallPosition(line: lineNumber, column: column), DeclaredName(name: name, style: style))
    }

    private static func mark(_ style: DeclarationStyle) -> Character {
        switch style {
        case .direct: "="
        case .collection: "*"
        case .nested: "~"
        }
    }

    private static func style(_ mark: UInt8) -> DeclarationStyle? {
        switch mark {
        case UInt8(ascii: "="): .direct
        case UInt8(ascii: "*"): .collection
        case UInt8(ascii: "~"): .nested
        default: nil
        }
    }
}
