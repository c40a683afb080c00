/// A random design, as data: it can be built, printed as Swift, and made smaller.
public struct Recipe: Hashable, Sendable {
    /// What it was made from.
    public var seed: UInt64
    /// Parts before their users; the last one is the top.
    public var modules: [Part]

    /// How much work it is for the tools, roughly.
    var cost: Int {
        var (copy, total) = (self, 0)
        copy.visitExpressions { total += 1 + $0.kind.width / 20 }
        copy.visitBlocks { total += 3 * $0.count }
        for part in modules {
            total += 4 + 5 * part.items.count + 2 * (part.inputs.count + part.outputs.count + part.links.count)
        }
        return total
    }

    /// How large it is, for shrinking.
    var size: Int {
        var (copy, total) = (self, 0)
        copy.visitExpressions { total += 1 + $0.kind.width / 4 }
        copy.visitBlocks { total += 3 * $0.count }
        for part in modules {
            total += 4 + 5 * part.items.count + 2 * (part.inputs.count + part.outputs.count + part.links.count)
        }
        return total
    }
}

/// A module of a random design.
public struct Part: Hashable, Sendable {
    public var name: String
    var inputs: [Declared]
    var outputs: [Declared]
    /// The second clock, if there is one.
    var second: SecondClock?
    /// How the implicit reset works; nil: inherited.
    var reset: ResetForm?
    /// Ports with a `Flipped` field.
    var links: [LinkPort] = []
    var items: [Item]
}

/// A port that is a `Link`.
struct LinkPort: Hashable, Sendable {
    var name: String
    var isOutput: Bool
    var there: Int
    var back: Int

    /// What can be read of it at `path`, in the module that has it or around that.
    func read(of path: String, isInside: Bool) -> Declared { field(of: path, isThere: isInside != isOutput) }

    /// What has to be driven.
    func driven(of path: String, isInside: Bool) -> Declared { field(of: path, isThere: isInside == isOutput) }

    private func field(of path: String, isThere: Bool) -> Declared {
        Declared(
            name: path + (isThere ? ".there" : ".back"), form: .scalar(.unsigned(isThere ? there : back)))
    }
}

/// A signal's name and shape.
struct Declared: Hashable, Sendable {
    var name: String
    var form: Form
}

struct ResetForm: Hashable, Sendable {
    var isAsynchronous: Bool
    var isActiveLow: Bool

    var source: String {
        "\(isAsynchronous ? ".asynchronous" : ".synchronous"), \(isActiveLow ? ".activeLow" : ".activeHigh")"
    }
}

/// A clock input `clock2` with the reset `reset2` (`reset2_n` when it is active low).
struct SecondClock: Hashable, Sendable {
    var reset: ResetForm
    var resetName: String { reset.isActiveLow ? "reset2_n" : "reset2" }
}

/// What stands in a module's `circuit()`.
indirect enum Item: Hashable, Sendable {
    case wire(Declared)
    /// Reset value of each scalar; nil: not reset.
    case register(Declared, reset: [Int]?)
    case machine(String, encoding: Encoding, initial: Int)
    case memory(String, Kind, depth: Int, initial: [[UInt64]])
    /// For ports that never meet in one element.
    case dualMemory(String, Kind, depth: Int)
    /// A wire that is a `Link`, with its widths.
    case link(String, there: Int, back: Int)
    /// Payload, valid and ready of a `Stream`.
    case stream(String, [Expression])
    case instance(String, part: String)
    case statements([Statement])
    case region(Region, [Item])

    enum Encoding: String, Hashable, Sendable, CaseIterable { case binary, oneHot, gray }

    /// Which clock and reset a region has.
    struct Region: Hashable, Sendable {
        var isSecond: Bool
        var isFalling: Bool
        var hasReset: Bool
        /// The register whose bit is the clock.
        var data: String?
    }

    /// What it declares.
    var name: String? {
        switch self {
        case .wire(let signal), .register(let signal, _): signal.name
        case .machine(let name, _, _), .memory(let name, _, _, _), .instance(let name, _), .dualMemory(let name, _, _),
            .stream(let name, _), .link(let name, _, _):
            name
        case .statements, .region: nil
        }
    }
}

/// A statement of a random design.
indirect enum Statement: Hashable, Sendable {
    /// The target is an expression that can be assigned.
    case assign(Expression, Expression)
    /// Whole aggregates of one shape: `target <== source`, `target <== mux(condition, source, other)`.
    case connect(String, String)
    case choose(String, Expression, String, String)
    /// `target <== shape.from(bits: value)`.
    case fromBits(String, Form, Expression)
    case when([Branch], otherwise: [Statement]?)
    case select(Expression, [Arm], otherwise: [Statement]?)
    /// By a value of kind `mode`, or by a state machine.
    case selectMode(Expression, [ModeArm], otherwise: [Statement]?)
    case go(String, Int)
    /// Address, value and mask.
    case write(String, Expression, Expression, mask: Expression?)
    case cover(String, Expression)

    struct Branch: Hashable, Sendable {
        var condition: Expression
        var body: [Statement]
    }
    struct Arm: Hashable, Sendable {
        /// One or two: numbers, or digits with `?`.
        var patterns: [String]
        var body: [Statement]
    }
    struct ModeArm: Hashable, Sendable {
        /// One or two.
        var cases: [Int]
        var body: [Statement]
    }
}
