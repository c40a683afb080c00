import Netlist

/// The kind of a scalar in a random design.
public enum Kind: Hashable, Sendable {
    case bit
    case unsigned(Int)
    case signed(Int)
    /// A case of `Mode`.
    case mode

    /// Bits.
    var width: Int {
        switch self {
        case .bit: 1
        case .unsigned(let width), .signed(let width): width
        case .mode: Mode.width
        }
    }

    /// The shape as Swift.
    var source: String {
        switch self {
        case .bit: "bit"
        case .unsigned(let width): "unsigned(\(width))"
        case .signed(let width): "signed(\(width))"
        case .mode: "Enumerated<Mode>()"
        }
    }
}

/// The shape of a signal in a random design.
public enum Form: Hashable, Sendable {
    case scalar(Kind)
    case vector(Int, Kind)
    case record(Fields)
    case records(Int, Fields)

    /// All bits.
    var width: Int {
        switch self {
        case .scalar(let kind): kind.width
        case .vector(let count, let kind): count * kind.width
        case .record(let fields): fields.width
        case .records(let count, let fields): count * fields.width
        }
    }

    /// The shape as Swift.
    var source: String {
        switch self {
        case .scalar(let kind): kind.source
        case .vector(let count, let kind): "vector(\(count), of: \(kind.source))"
        case .record(let fields): fields.source
        case .records(let count, let fields): "vector(\(count), of: \(fields.source))"
        }
    }
}

/// The fields of a `Record`.
public struct Fields: Hashable, Sendable {
    var flags: Int
    var numbers: [Int]
    var signeds: [Int]

    var width: Int { flags + numbers.reduce(0, +) + signeds.reduce(0, +) }
    var source: String { "Record(flags: \(flags), numbers: \(numbers), signeds: \(signeds))" }
}
