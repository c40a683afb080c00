/// A value in a random design.
public indirect enum Expression: Hashable, Sendable {
    case constant(Kind, [UInt64])
    /// A scalar of a declared signal.
    case signal(String, [Step], Kind)
    /// A row of `Operation.table`, its operands and its numbers.
    case operation(Int, [Expression], [Int], Kind)
    /// All bits of a declared aggregate.
    case allBits(String, Int)
    case machine(String, MachineQuery)
    case memory(String, MemoryRead, [Expression], Kind)

    /// A step from a signal towards one of its scalars.
    public enum Step: Hashable, Sendable {
        case element(Int)
        case dynamic(Expression)
        case flag(Int)
        case number(Int)
        case signed(Int)
    }

    /// What can be asked of a state machine.
    public enum MachineQuery: Hashable, Sendable {
        case value
        case isIn(Int)
        case isEntering(Int)
        case isLeaving(Int)
    }

    /// The forms of reading a memory, with the operands that each has.
    public enum MemoryRead: Hashable, Sendable {
        /// Address.
        case combinational
        /// Address, enable.
        case registered(isNew: Bool)
        /// Address, enable, write, value.
        case port(UnderWrite)
        /// The same, in one half of a memory: the address lacks its top bit.
        case half(UnderWrite, Int)
    }

    /// What a port that writes reads.
    public enum UnderWrite: String, Hashable, Sendable, CaseIterable { case old, new, unchanged }

    var kind: Kind {
        switch self {
        case .constant(let kind, _), .signal(_, _, let kind), .operation(_, _, _, let kind), .memory(_, _, _, let kind):
            kind
        case .allBits(_, let width): .unsigned(width)
        case .machine(_, let query): query == .value ? .mode : .bit
        }
    }

    /// The name of what it reads.
    var name: String? {
        switch self {
        case .constant, .operation: nil
        case .signal(let name, _, _), .allBits(let name, _), .machine(let name, _), .memory(let name, _, _, _): name
        }
    }

    static func zero(_ kind: Kind) -> Expression {
        .constant(kind, Array(repeating: 0, count: (kind.width + 63) / 64))
    }

    /// The operands.
    var operands: [Expression] {
        get {
            switch self {
            case .operation(_, let operands, _, _), .memory(_, _, let operands, _): operands
            case .signal(_, let steps, _):
                steps.compactMap { if case .dynamic(let index) = $0 { index } else { nil } }
            default: []
            }
        }
        set {
            switch self {
            case .operation(let row, _, let numbers, let kind): self = .operation(row, newValue, numbers, kind)
            case .memory(let name, let read, _, let kind): self = .memory(name, read, newValue, kind)
            case .signal(let name, let steps, let kind):
                var rest = newValue[...]
                self = .signal(
                    name,
                    steps.map { step in
                        if case .dynamic = step, let index = rest.popFirst() { return .dynamic(index) }
                        return step
                    }, kind)
            default: break
            }
        }
    }

    /// Changes this and everything below it, from the top down.
    mutating func visit(_ change: (inout Expression) -> Void) {
        change(&self)
        var operands = self.operands
        guard !operands.isEmpty else { return }
        for index in operands.indices { operands[index].visit(change) }
        self.operands = operands
    }

    /// How many values it consists of.
    var size: Int { operands.reduce(1) { $0 + $1.size } }
}
