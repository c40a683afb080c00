/// Reads JSON text: strict, of limited depth, with the lines of its values.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var depth = 0
    /// Deeper than any netlist.
    private static let maximumDepth = 64

    static func parse(_ bytes: [UInt8]) throws(NetlistFileError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.error("something follows the end of the JSON text") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func error(_ message: String) -> NetlistFileError {
        let what = position >= bytes.count ? "the JSON text ends early" : message
        return NetlistFileError(
            .syntax, what, line: line, hint: "write the file again with Yosys' write_json; perhaps it was cut off")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 10:
                line += 1
                position += 1
            case 32, 9, 13: position += 1
            case UInt8(ascii: "/") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "*"):
                // Yosys writes comments about the expressions of latches of its AIG models.
                skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() {
        position += 2
        while position < bytes.count {
            if bytes[position] == 10 { line += 1 }
            if bytes[position] == UInt8(ascii: "*"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: "/")
            {
                position += 2
                return
            }
            position += 1
        }
    }

    private mutating func accept(_ byte: Character) -> Bool {
        skipSpace()
        guard let next, next == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: Character, _ place: String) throws(NetlistFileError) {
        guard accept(byte) else { throw error("expected '\(byte)' \(place)") }
    }

    private mutating func value() throws(NetlistFileError) -> JSONValue {
        skipSpace()
        let start = line
        guard let next else { throw error("") }
        switch next {
        case UInt8(ascii: "{"): return JSONValue(content: try object(), line: start)
        case UInt8(ascii: "["): return JSONValue(content: try array(), line: start)
        case UInt8(ascii: "\""): return JSONValue(content: .string(try string()), line: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONValue(content: try number(), line: start)
        default:
            for (word, content) in [
                ("true", JSONValue.Content.boolean(true)), ("false", .boolean(false)), ("null", .null),
            ] where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return JSONValue(content: content, line: start)
            }
            throw error("'\(String(decoding: [next], as: UTF8.self))' begins no JSON value")
        }
    }

    private mutating func enter() throws(NetlistFileError) {
        position += 1
        depth += 1
        guard depth <= Self.maximumDepth else { throw error("more than \(Self.maximumDepth) levels of nesting") }
    }

    private mutating func object() throws(NetlistFileError) -> JSONValue.Content {
        try enter()
        defer { depth -= 1 }
        var members: [(key: String, value: JSONValue)] = []
        if accept("}") { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
            let key = try string()
            try expect(":", "after the key '\(key)'")
            members.append((key, try value()))
        } while accept(",")
        try expect("}", "or ',' in an object")
        return .object(members)
    }

    private mutating func array() throws(NetlistFileError) -> JSONValue.Content {
        try enter()
        defer { depth -= 1 }
        var bits: [NetBit] = []
        var values: [JSONValue]?
        if accept("]") { return .bits([]) }
        repeat {
            let item = try value()
            if values == nil, let bit = Self.bit(item) {
                bits.append(bit)
            } else {
                if values == nil { values = bits.map { Self.plain($0, line: item.line) } }
                values?.append(item)
            }
        } while accept(",")
        try expect("]", "or ',' in a list")
        return values.map { .array($0) } ?? .bits(bits)
    }

    private static func bit(_ value: JSONValue) -> NetBit? {
        switch value.content {
        case .integer(let number) where number >= 0 && number <= NetBit.maximum: NetBit(raw: Int32(number))
        case .string("0"): .zero
        case .string("1"): .one
        case .string("x"), .string("z"): .undefined
        default: nil
        }
    }

    private static func plain(_ bit: NetBit, line: Int) -> JSONValue {
        JSONValue(content: bit.isConstant ? .string("x") : .integer(Int(bit.raw)), line: line)
    }

    private mutating func number() throws(NetlistFileError) -> JSONValue.Content {
        let start = position
        while let next,
            next == UInt8(ascii: "-") || next == UInt8(ascii: "+") || next == UInt8(ascii: ".")
                || (next | 32) == UInt8(ascii: "e") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
        { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let number = Int(text) { return .integer(number) }
        guard Double(text) != nil else { throw error("'\(text)' is not a number") }
        return .number(text)
    }

    private mutating func string() throws(NetlistFileError) -> String {
        position += 1
        let start = position
        while let next, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\"), next >= 32 { position += 1 }
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while let next, next != UInt8(ascii: "\"") {
            guard next >= 32 else { throw error("a control character in a string") }
            position += 1
            if next == UInt8(ascii: "\\") { text += try escape() } else { text.append(next) }
        }
        guard next != nil else { throw error("") }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape() throws(NetlistFileError) -> [UInt8] {
        guard let next else { throw error("") }
        position += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [next]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"):
            guard position + 4 <= bytes.count,
                let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
            else { throw error("'\\u' takes four hexadecimal digits") }
            position += 4
            return Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
        default: throw error("'\\\(String(decoding: [next], as: UTF8.self))' is not an escape")
        }
    }
}
