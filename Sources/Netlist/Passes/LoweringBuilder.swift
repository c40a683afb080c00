/// Appends nodes to a circuit: the same node once, constants folded as far as conditions need it.
struct LoweringBuilder {
    var circuit: Circuit
    let zero: NodeID
    let one: NodeID
    private var made: [Node: NodeID] = [:]
    private var constants: [BitVector: NodeID] = [:]

    init(_ circuit: Circuit) {
        self.circuit = circuit
        zero = self.circuit.append(constant: .zero(width: 1), at: .none)
        one = self.circuit.append(constant: .ones(width: 1), at: .none)
        constants = [.zero(width: 1): zero, .ones(width: 1): one]
    }

    mutating func constant(_ value: BitVector) -> NodeID {
        if let known = constants[value] { return known }
        let node = circuit.append(constant: value, at: .none)
        constants[value] = node
        return node
    }

    /// The one node that stands for `node`: equal constants become one.
    mutating func canonical(_ node: NodeID) -> NodeID {
        guard let value = circuit.constant(node) else { return node }
        return constant(value)
    }

    private mutating func make(_ operation: Operation, width: Int, _ a: NodeID, _ b: Int32 = 0, _ c: Int32 = 0)
        -> NodeID
    {
        let node = Node(operation, width: width, a: a.index, b: b, c: c)
        if let known = made[node] { return known }
        let id = circuit.append(node, at: circuit.places[Int(a.index)])
        made[node] = id
        return id
    }

    // Conditions: one bit.

    mutating func not(_ a: NodeID) -> NodeID {
        if a == zero { return one }
        if a == one { return zero }
        let node = circuit[a]
        if node.operation == .not { return canonical(node.operand(0)) }
        return make(.not, width: 1, a)
    }

    /// True when one is the other's complement, as far as can be seen.
    private func areComplements(_ a: NodeID, _ b: NodeID) -> Bool {
        let (left, right) = (circuit[a], circuit[b])
        return left.operation == .not && left.operand(0) == b || right.operation == .not && right.operand(0) == a
    }

    mutating func and(_ a: NodeID, _ b: NodeID) -> NodeID {
        if a == zero || b == zero || areComplements(a, b) { return zero }
        if a == one || a == b { return b }
        if b == one { return a }
        return make(.and, width: 1, min(a, b), max(a, b).index)
    }

    mutating func or(_ a: NodeID, _ b: NodeID) -> NodeID {
        if a == one || b == one || areComplements(a, b) { return one }
        if a == zero || a == b { return b }
        if b == zero { return a }
        return make(.or, width: 1, min(a, b), max(a, b).index)
    }

    /// What `condition` says beyond `base`: it is `base | result`. Nil when that cannot be seen.
    func removing(_ base: NodeID, from condition: NodeID) -> NodeID? {
        if base == zero || condition == one { return condition }
        if condition == base { return zero }
        let node = circuit[condition]
        guard node.operation == .or else { return nil }
        if node.operand(0) == base { return node.operand(1) }
        return node.operand(1) == base ? node.operand(0) : nil
    }

    /// A balanced tree; zero for none.
    mutating func or(_ terms: [NodeID]) -> NodeID {
        var level = terms
        while level.count > 1 {
            var next: [NodeID] = []
            for index in stride(from: 0, to: level.count, by: 2) {
                next.append(index + 1 < level.count ? or(level[index], level[index + 1]) : level[index])
            }
            level = next
        }
        return level.first ?? zero
    }

    // Values of any width.

    mutating func equal(_ a: NodeID, _ value: BitVector) -> NodeID {
        if value.width == 1 { return value[0] ? canonical(a) : not(canonical(a)) }
        if let known = circuit.constant(a) { return known == value ? one : zero }
        let constant = constant(value)
        return make(.equal, width: 1, a, constant.index)
    }

    /// `a & care == value`; a run of ones in `care` becomes a slice.
    mutating func matches(_ a: NodeID, _ pattern: Pattern) -> NodeID {
        let width = pattern.care.width
        guard let low = (0..<width).first(where: { pattern.care[$0] }) else { return pattern.value.isZero ? one : zero }
        let high = (0..<width).last { pattern.care[$0] } ?? low
        if (0..<width).contains(where: { pattern.value[$0] && !pattern.care[$0] }) { return zero }
        if (low...high).allSatisfy({ pattern.care[$0] }) {
            let count = high - low + 1
            return equal(slice(a, low: low, width: count), pattern.value.slice(low: low, width: count))
        }
        let mask = constant(pattern.care)
        let masked = make(.and, width: width, a, mask.index)
        return equal(masked, pattern.value)
    }

    mutating func slice(_ a: NodeID, low: Int, width: Int) -> NodeID {
        let node = circuit[a]
        if low == 0, width == Int(node.width) { return a }
        if let value = circuit.constant(a) { return constant(value.slice(low: low, width: width)) }
        if node.operation == .slice { return slice(node.operand(0), low: low + Int(node.b), width: width) }
        if node.operation == .concatenate {
            let below = circuit.width(node.operand(1))
            if low >= below { return slice(node.operand(0), low: low - below, width: width) }
            if low + width <= below { return slice(node.operand(1), low: low, width: width) }
        }
        return make(.slice, width: width, a, Int32(low))
    }

    mutating func multiplex(_ condition: NodeID, _ then: NodeID, _ otherwise: NodeID) -> NodeID {
        if condition == one || then == otherwise { return then }
        if condition == zero { return otherwise }
        let decision = circuit[condition]
        if decision.operation == .not { return multiplex(decision.operand(0), otherwise, then) }
        let width = circuit.width(then)
        if width == 1 {
            if then == one { return or(condition, otherwise) }
            if then == zero { return and(not(condition), otherwise) }
            if otherwise == zero { return and(condition, then) }
            if otherwise == one { return or(not(condition), then) }
        }
        // Two multiplexers in a row with a common value are one.
        let (first, second) = (circuit[then], circuit[otherwise])
        if second.operation == .multiplex, second.operand(1) == then {
            let either = or(condition, second.operand(0))
            return multiplex(either, then, second.operand(2))
        }
        if first.operation == .multiplex, first.operand(2) == otherwise {
            let both = and(condition, first.operand(0))
            return multiplex(both, first.operand(1), otherwise)
        }
        return make(.multiplex, width: width, condition, then.index, otherwise.index)
    }

    /// `value` while `condition`, else zero.
    mutating func gate(_ condition: NodeID, _ value: NodeID) -> NodeID {
        let width = circuit.width(value)
        if width == 1 { return and(condition, value) }
        if condition == one { return value }
        let mask = make(.signExtend, width: width, condition)
        return make(.and, width: width, mask, value.index)
    }

    /// A balanced tree of bitwise or; at least one term, all of one width.
    mutating func bitwiseOr(_ terms: [NodeID]) -> NodeID {
        var level = terms
        let width = circuit.width(terms[0])
        if width == 1 { return or(terms) }
        while level.count > 1 {
            var next: [NodeID] = []
            for index in stride(from: 0, to: level.count, by: 2) {
                next.append(
                    index + 1 < level.count
                        ? make(.or, width: width, level[index], level[index + 1].index) : level[index])
            }
            level = next
        }
        return level[0]
    }

    /// Concatenates, lowest first; neighbouring slices of one node become one slice.
    mutating func concatenate(lowestFirst pieces: [NodeID]) -> NodeID {
        var level: [NodeID] = []
        for piece in pieces {
            if let last = level.last, let joined = join(low: last, high: piece) {
                level[level.count - 1] = joined
            } else {
                level.append(piece)
            }
        }
        while level.count > 1 {
            var next: [NodeID] = []
            for index in stride(from: 0, to: level.count, by: 2) {
                guard index + 1 < level.count else {
                    next.append(level[index])
                    continue
                }
                let (low, high) = (level[index], level[index + 1])
                next.append(make(.concatenate, width: circuit.width(low) + circuit.width(high), high, low.index))
            }
            level = next
        }
        return level[0]
    }

    private mutating func join(low: NodeID, high: NodeID) -> NodeID? {
        if let lowValue = circuit.constant(low), let highValue = circuit.constant(high) {
            return constant(lowValue.concatenated(below: highValue))
        }
        let (below, above) = (circuit[low], circuit[high])
        guard below.operation == .slice, above.operation == .slice, below.a == above.a, below.b + below.width == above.b
        else { return nil }
        return slice(below.operand(0), low: Int(below.b), width: Int(below.width + above.width))
    }
}
