import Netlist

// An operator that is written with `Gates` is one call of a function that is not inlined. So short, the optimiser does not merge operators that
// differ in constants only; that would move the call, and with it the place that a message tells.

/// Makes the nodes of an operator that is written with several: all of them have the place of its call.
struct Gates {
    let builder: CircuitBuilder
    let place: Place

    func width(_ node: NodeID) -> Int { builder.circuit.width(node) }

    func node(_ operation: Operation, width: Int, _ a: NodeID, _ b: NodeID) -> NodeID {
        builder.append(Node(operation, width: width, a: a.index, b: b.index), at: place)
    }

    /// Operand and result have one width.
    func not(_ a: NodeID) -> NodeID { builder.append(Node(.not, width: width(a), a: a.index), at: place) }
    func and(_ a: NodeID, _ b: NodeID) -> NodeID { node(.and, width: width(a), a, b) }
    func or(_ a: NodeID, _ b: NodeID) -> NodeID { node(.or, width: width(a), a, b) }
    func xor(_ a: NodeID, _ b: NodeID) -> NodeID { node(.xor, width: width(a), a, b) }
    func add(_ a: NodeID, _ b: NodeID) -> NodeID { node(.add, width: width(a), a, b) }
    func subtract(_ a: NodeID, _ b: NodeID) -> NodeID { node(.subtract, width: width(a), a, b) }

    /// A reduction to one bit.
    func reduce(_ operation: Operation, _ a: NodeID) -> NodeID {
        builder.append(Node(operation, width: 1, a: a.index), at: place)
    }

    func mux(_ condition: NodeID, _ one: NodeID, _ zero: NodeID) -> NodeID {
        builder.append(
            Node(.multiplex, width: width(one), a: condition.index, b: one.index, c: zero.index), at: place)
    }

    func constant(_ value: UInt64, width: Int) -> NodeID {
        builder.constant(BitVector(value, width: width), at: place)
    }

    func slice(_ a: NodeID, low: Int, width: Int) -> NodeID {
        if low == 0, width == self.width(a) { return a }
        return builder.append(Node(.slice, width: width, a: a.index, b: Int32(low)), at: place)
    }

    func bit(_ a: NodeID, _ index: Int) -> NodeID { slice(a, low: index, width: 1) }

    /// `parts` side by side, the first one at the top.
    func concatenate(_ parts: [NodeID]) -> NodeID { builder.concatenate(parts, at: place) }

    /// Zeros above, where it is narrower.
    func extended(_ a: NodeID, to width: Int) -> NodeID { extended(a, to: width, .zeroExtend) }

    func extended(_ a: NodeID, to width: Int, _ operation: Operation) -> NodeID {
        if self.width(a) == width { return a }
        return builder.append(Node(operation, width: width, a: a.index), at: place)
    }

    /// All parts combined in pairs, so that the depth grows with the logarithm of their number.
    func tree<Part>(_ parts: [Part], _ combine: (Part, Part) -> Part) -> Part {
        var parts = parts
        while parts.count > 1 {
            let pairs = stride(from: 0, to: parts.count - 1, by: 2).map { combine(parts[$0], parts[$0 + 1]) }
            parts = parts.count % 2 == 0 ? pairs : pairs + [parts[parts.count - 1]]
        }
        return parts[0]
    }

    /// The bits from `low` to the top, then those below: turned to the right by `low`.
    func turned(_ a: NodeID, rightBy low: Int) -> NodeID {
        if low == 0 { return a }
        return concatenate([slice(a, low: 0, width: low), slice(a, low: low, width: width(a) - low)])
    }
}

/// What `make` builds of `terms`, at the place of the call; poison where one of them means nothing.
func built(
    _ terms: [Term], width: Int, _ address: UInt, _ make: (Gates, [NodeID]) -> NodeID
) -> Bound? {
    let place = Place(returnAddress: address)
    guard let elaboration = Elaboration.of(terms.first?.bound, terms.last?.bound) else { return nil }
    guard let builder = elaboration.running(at: place) else { return elaboration.poison(widths: [width]) }
    guard width >= 1, width <= Elaboration.largestWidth else {
        elaboration.report(.width(width, at: place))
        return elaboration.poison(widths: [1])
    }
    var nodes: [NodeID] = []
    for term in terms {
        guard let node = builder.operand(term.bound, at: place), !builder.poisoned.contains(node) else {
            return elaboration.poison(widths: [width])
        }
        nodes.append(node)
    }
    return builder.bound(make(Gates(builder: builder, place: place), nodes))
}

/// The same, of two operands that must have one width.
func built(
    _ left: Term, _ right: Term, width: Int, symbol: String, _ address: UInt,
    _ make: (Gates, NodeID, NodeID) -> NodeID
) -> Bound? {
    built([left, right], width: width, address) { gates, nodes in
        guard left.width == right.width else {
            let wrong = gates.builder.mismatch(symbol, nodes[0], nodes[1], resultWidth: width, at: gates.place)
            return NodeID(wrong.node + wrong.scope.base)
        }
        return make(gates, nodes[0], nodes[1])
    }
}

/// Bits of a number that counts from 0 to `most`.
func countWidth(_ most: Int) -> Int { max(1, Int.bitWidth - most.leadingZeroBitCount) }
