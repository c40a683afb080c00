import HDL
import Netlist

/// A row of the table of operators: how one is written, which operands it takes, and how it is built.
struct Operation: Sendable {
    /// What an operation results in, apart from the width.
    enum Class: Sendable { case bit, unsigned, signed, mode }

    /// The operands for one result.
    struct Plan {
        var kinds: [Kind]
        var numbers: [Int] = []
    }

    let result: Class
    /// The Swift: `$0` is an operand, `#0` a number, `#*` all numbers, `$*` all operands.
    let template: String
    /// The kinds of the operands and the numbers for a result of that width; nil where it cannot have that width.
    let plan: @Sendable (Int, inout Random) -> Plan?
    let build: @Sendable (Arguments) -> Value

    static let table: [Operation] =
        bits + numbers + arithmetic + selections + signeds + modes + crossings

    /// The rows of a class of results.
    static func rows(_ result: Class) -> [Int] { rowsByClass[result] ?? [] }
    private static let rowsByClass = Dictionary(grouping: table.indices) { table[$0].result }
}

/// What a row builds from.
struct Arguments {
    let values: [Value]
    let numbers: [Int]

    func bit(_ index: Int) -> Bit { values[index].bit }
    func unsigned(_ index: Int) -> Unsigned { values[index].unsigned }
    func signed(_ index: Int) -> Signed { values[index].signed }
    func mode(_ index: Int) -> Enumerated<Mode> { values[index].mode }
    func number(_ index: Int) -> Int { numbers[index] }
}

/// A scalar of the design that is being built. A value that is asked for as another kind is a constant of that kind, so that nothing traps.
enum Value {
    case bit(Bit)
    case unsigned(Unsigned)
    case signed(Signed)
    case mode(Enumerated<Mode>)

    var bit: Bit { if case .bit(let value) = self { value } else { constant(false) } }
    var unsigned: Unsigned { if case .unsigned(let value) = self { value } else { constant(0, width: 1) } }
    var signed: Signed { if case .signed(let value) = self { value } else { constant(0, signedWidth: 1) } }
    var mode: Enumerated<Mode> { if case .mode(let value) = self { value } else { constant(Mode.idle) } }

    var handle: any HardwareHandle {
        switch self {
        case .bit(let value): value
        case .unsigned(let value): value
        case .signed(let value): value
        case .mode(let value): value
        }
    }
}

/// The case of that number; the first one for others.
func mode(_ number: Int) -> Mode { Mode.allCases.indices.contains(number) ? Mode.allCases[number] : .idle }

/// A number that a literal of an unsigned number of `width` bits can have.
func literal(_ width: Int, _ random: inout Random) -> Int {
    random.pick(0...(width < 31 ? (1 << width) - 1 : Int(Int32.max)))
}

/// The same for a signed one.
func signedLiteral(_ width: Int, _ random: inout Random) -> Int {
    let limit = width < 31 ? 1 << (width - 1) : 1 << 30
    return random.pick(-limit...(limit - 1))
}

/// A width below `width`; nil where there is none.
func less(_ width: Int, _ random: inout Random) -> Int? { width > 1 ? random.pick(1...(width - 1)) : nil }

/// A width of at least `width`.
func more(_ width: Int, _ random: inout Random) -> Int { min(width + random.pick(0...9), max(200, width)) }

/// A number of bits whose count needs `width` bits.
func counted(_ width: Int, _ random: inout Random) -> Int? {
    width <= 7 ? random.pick((1 << (width - 1))...((1 << width) - 1)) : nil
}

/// A number of things whose index has `width` bits.
func indexed(_ width: Int, _ random: inout Random) -> Int? {
    width <= 6 ? random.pick((width == 1 ? 1 : (1 << (width - 1)) + 1)...(1 << width)) : nil
}

/// The rows of a decode table: the numbers behind width and default are their values, a negative one does not matter. The first row
/// matches where the top bit is one, the next one where the first one in the subject is a bit lower, and so on: none overlap.
func decodeRows(_ numbers: [Int], width: Int) -> [(String, Int?)] {
    numbers.dropFirst(2).prefix(width).enumerated().map { index, value in
        let rest = String(repeating: "?", count: width - index - 1)
        return (String(repeating: "0", count: index) + "1" + rest, value < 0 ? nil : value)
    }
}
