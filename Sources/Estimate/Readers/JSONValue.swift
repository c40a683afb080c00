/// A value in a JSON file. Arrays of net numbers are packed, because a netlist consists of them.
struct JSONValue: Sendable {
    enum Content: Sendable {
        case null
        case boolean(Bool)
        case integer(Int)
        /// A number with a fraction or an exponent, or one that is too large; its text.
        case number(String)
        case string(String)
        /// An array of numbers that are at least 0 and of the strings `0`, `1`, `x` and `z`: see `NetBit`.
        case bits([NetBit])
        case array([JSONValue])
        case object([(key: String, value: JSONValue)])
    }

    var content: Content
    /// Where it begins, from 1.
    var line: Int

    subscript(key: String) -> JSONValue? { members?.last { $0.key == key }?.value }

    var members: [(key: String, value: JSONValue)]? {
        if case .object(let members) = content { members } else { nil }
    }

    var string: String? { if case .string(let text) = content { text } else { nil } }
    var bits: [NetBit]? { if case .bits(let bits) = content { bits } else { nil } }

    /// What it is, for a message.
    var kind: String {
        switch content {
        case .null: "null"
        case .boolean: "true or false"
        case .integer, .number: "a number"
        case .string: "a string"
        case .bits: "a list of bits"
        case .array: "a list with something else in it"
        case .object: "an object"
        }
    }
}

/// A bit of a connection: the number of a net, or a constant.
struct NetBit: Hashable, Sendable {
    let raw: Int32

    static let zero = NetBit(raw: -1)
    static let one = NetBit(raw: -2)
    /// A value that does not matter.
    static let undefined = NetBit(raw: -3)

    /// The largest number of a net.
    static let maximum = 1 << 28

    var isConstant: Bool { raw < 0 }
}
