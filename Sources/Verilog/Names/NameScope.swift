/// The names taken in one module (or of the modules of a design): what is asked for first gets it.
struct NameScope {
    private var taken: Set<String> = []
    /// The number to try next for a name that is taken.
    private var next: [String: Int] = [:]

    /// `wanted` as a legal identifier: other characters become `_`, a reserved word gets a `_` behind it, and a name that is
    /// taken `_2`, `_3` and so on.
    mutating func claim(_ wanted: String) -> String {
        let name = Self.legal(wanted)
        if taken.insert(name).inserted { return name }
        var number = next[name] ?? 2
        while !taken.insert("\(name)_\(number)").inserted { number += 1 }
        next[name] = number + 1
        return "\(name)_\(number)"
    }

    static func legal(_ wanted: String) -> String {
        var bytes = wanted.utf8.map { isLegal($0) ? $0 : 0x5F }
        if bytes.isEmpty || (0x30...0x39).contains(bytes[0]) { bytes.insert(0x5F, at: 0) }
        let name = String(decoding: bytes, as: UTF8.self)
        return ReservedWords.contains(name) ? name + "_" : name
    }

    private static func isLegal(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
}
