import Netlist

/// A name of one module: its number in the module's `NameScope`.
struct Name: Hashable, Comparable, Sendable {
    var index: Int32
    static func < (left: Name, right: Name) -> Bool { left.index < right.index }
}

/// The names taken in one module (or of the modules of a design): what is asked for first gets it.
final class NameScope {
    @exclusivity(unchecked) private var taken = NameIndex()
    /// By name: the number to try next when it is asked for again.
    private var next: [Int: Int] = [:]

    var count: Int { taken.count }

    func text(_ name: Name) -> String { taken.text(Int(name.index)) }

    /// The bytes of a name, valid until another one is claimed.
    func bytes(_ name: Name) -> UnsafeBufferPointer<UInt8> { taken.bytes(Int(name.index)) }

    func isText(_ text: String, of name: Name) -> Bool {
        var text = text
        return text.withUTF8 { $0.elementsEqual(bytes(name)) }
    }

    /// `wanted` as a legal identifier: other characters become `_`, a reserved word gets a `_` behind it, and a name that is
    /// taken `_2`, `_3` and so on.
    func claim(_ wanted: String) -> Name {
        var text = wanted
        var (known, isNew) = text.withUTF8 { Self.isLegal($0) ? taken.insert($0) : (-1, false) }
        if known < 0 {
            text = Self.legal(wanted)
            (known, isNew) = taken.insert(text)
        }
        if isNew { return Name(index: Int32(known)) }
        var number = next[known] ?? 2
        while true {
            let (index, isNew) = taken.insert(text + "_" + String(number))
            number += 1
            guard isNew else { continue }
            next[known] = number
            return Name(index: Int32(index))
        }
    }

    /// The same, as a text.
    func claimText(_ wanted: String) -> String {
        let name = claim(wanted)
        return text(name)
    }

    /// An identifier that is no reserved word.
    private static func isLegal(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, !isDigit(first), text.allSatisfy(isLegal) else { return false }
        return !ReservedWords.contains(text)
    }

    static func legal(_ wanted: String) -> String {
        var name = wanted
        if name.withUTF8({ isLegal($0) }) { return name }
        name = replaced(wanted)
        return name.withUTF8 { ReservedWords.contains($0) } ? name + "_" : name
    }

    private static func replaced(_ wanted: String) -> String {
        var bytes = wanted.utf8.map { isLegal($0) ? $0 : 0x5F }
        if bytes.first.map(isDigit) ?? true { bytes.insert(0x5F, at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLegal(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || isDigit(byte) || byte == 0x5F
    }
}
