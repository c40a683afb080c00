import CallSite
import Netlist

/// An operand, as an operator sees it.
struct Term {
    var bound: Bound?
    var width: Int
}

extension Elaboration {
    /// The elaboration that an operator works in: the one that runs; outside of any, the one that an operand escaped from.
    @inline(__always)
    static func of(_ left: Bound?, _ right: Bound?) -> Elaboration? {
        // One that has an open `circuit()` is the one that runs, which saves a look at the task.
        if let elaboration = left?.scope.elaboration, elaboration.builder != nil { return elaboration }
        return current ?? left?.scope.elaboration ?? right?.scope.elaboration
    }

    /// What `body` makes of the module that an operator works in; nil, as `running(at:)`, where there is none.
    @inline(__always)
    static func running<Result>(
        _ left: Bound?, _ right: Bound?, at place: Place, _ body: (CircuitBuilder) -> Result?
    ) -> Result? {
        (left?.scope.elaboration.settled ?? of(left, right)?.working(at: place))?._withUnsafeGuaranteedRef(body)
    }
}

/// A node of one operand.
@inline(never)
func apply(
    _ operation: Operation, _ term: Term, width: Int, b: Int32, _ address: UInt
) -> Bound? {
    let place = Place(returnAddress: address)
    let made = Elaboration.running(term.bound, nil, at: place) { builder -> Bound? in
        guard let a = builder.operand(term.bound, at: place) else { return nil }
        let node = builder.append(Node(operation, width: width, a: a.index, b: b), at: place)
        if !builder.poisoned.isEmpty, builder.poisoned.contains(a) { builder.poisoned.insert(node) }
        return builder.bound(node)
    }
    return made ?? Elaboration.of(term.bound, nil)?.poison(widths: [width])
}

/// A node of two operands, which must have one width unless `anyWidths`. `width` nil: as wide as the left one.
@inline(never)
func apply(
    _ operation: Operation, _ left: Term, _ right: Term, width: Int?, anyWidths: Bool,
    symbol: StaticString, _ address: UInt
) -> Bound? {
    let place = Place(returnAddress: address)
    let resultWidth = width ?? left.width
    let made = Elaboration.running(left.bound, right.bound, at: place) { builder -> Bound? in
        guard let a = builder.operand(left.bound, at: place), let b = builder.operand(right.bound, at: place) else {
            return nil
        }
        guard left.width == right.width || anyWidths else {
            return builder.mismatch(symbol.description, a, b, resultWidth: resultWidth, at: place)
        }
        let node = builder.append(Node(operation, width: resultWidth, a: a.index, b: b.index), at: place)
        if !builder.poisoned.isEmpty, builder.poisoned.contains(a) || builder.poisoned.contains(b) {
            builder.poisoned.insert(node)
        }
        return builder.bound(node)
    }
    return made ?? Elaboration.of(left.bound, right.bound)?.poison(widths: [resultWidth])
}

// These pass what is usual, and are one call. Operators stay so short that way that the optimiser does not merge those of different kinds: it
// would move the call, and with it the place that a message tells. (Default arguments are calls too.)

@inline(__always)
func apply(_ operation: Operation, _ term: Term, width: Int, _ address: UInt) -> Bound? {
    apply(operation, term, width: width, b: 0, address)
}

@inline(__always)
func apply(_ operation: Operation, _ left: Term, _ right: Term, symbol: StaticString, _ address: UInt) -> Bound? {
    apply(operation, left, right, width: nil, anyWidths: false, symbol: symbol, address)
}

@inline(__always)
func apply(
    _ operation: Operation, _ left: Term, _ right: Term, width: Int, symbol: StaticString, _ address: UInt
) -> Bound? {
    apply(operation, left, right, width: width, anyWidths: false, symbol: symbol, address)
}

/// An operation with a literal, which must fit the operand.
@inline(never)
func apply(
    _ operation: Operation, _ left: Term, _ right: Int, isSigned: Bool, symbol: StaticString, _ address: UInt
) -> Bound? {
    let other = literal(right, like: left, isSigned: isSigned, symbol: symbol, address)
    return apply(operation, left, other, symbol: symbol, address)
}

/// A comparison with a literal, which must fit the operand; `isReversed`: of the literal with the operand.
@inline(never)
func compare(
    _ operation: Operation, _ left: Term, _ right: Int, isSigned: Bool, isReversed: Bool, symbol: StaticString,
    _ address: UInt
) -> Bound? {
    let other = literal(right, like: left, isSigned: isSigned, symbol: symbol, address)
    let (first, second) = isReversed ? (other, left) : (left, other)
    return apply(operation, first, second, width: 1, symbol: symbol, address)
}

/// A constant as wide as `term`, for the other side of an operator; a diagnostic where the number does not fit.
func literal(_ value: Int, like term: Term, isSigned: Bool = false, symbol: StaticString, _ address: UInt) -> Term {
    let place = Place(returnAddress: address)
    let bound = Elaboration.running(term.bound, nil, at: place) { builder -> Bound? in
        if let problem = literalProblem(value, width: term.width, isSigned: isSigned) {
            return builder.refuse(value, like: term, problem, symbol.description, at: place)
        }
        return builder.bound(builder.constant(BitVector(truncating: value, width: term.width), at: place))
    }
    return Term(bound: bound, width: term.width)
}

extension CircuitBuilder {
    /// Reports a literal that does not fit the other operand, unless something was said about that already.
    fileprivate func refuse(_ value: Int, like term: Term, _ problem: String, _ symbol: String, at place: Place)
        -> Bound?
    {
        let node = term.bound.flatMap { operand($0, at: place) }
        if let node, poisoned.contains(node) { return term.bound }
        return elaboration.refuse(
            Code.literalRange,
            "\(value) does not fit \(node.map(describe) ?? "the other operand"), which has \(bits(term.width)), in '\(symbol)'",
            at: place, hint: problem, widths: [term.width])
    }

    /// Reports operands of different widths, unless something was said about one of them already.
    func mismatch(_ symbol: String, _ a: NodeID, _ b: NodeID, resultWidth: Int, at place: Place) -> Bound {
        if poisoned.contains(a) || poisoned.contains(b) { return elaboration.poison(widths: [resultWidth]) }
        let (left, right) = (circuit.width(a), circuit.width(b))
        let (narrow, wide) = left < right ? (a, b) : (b, a)
        return elaboration.refuse(
            Code.widthMismatch,
            "'\(symbol)' of \(describe(a)) with \(bits(left)) and \(describe(b)) with \(bits(right))",
            at: place, notes: declarationNotes(a, b),
            hint:
                "widen \(describe(narrow)) with .extended(to: \(max(left, right))), or cut \(describe(wide)) with .truncated(to: \(min(left, right)))",
            widths: [resultWidth])
    }

    /// Where the named ones among `nodes` were declared.
    func declarationNotes(_ nodes: NodeID...) -> [Diagnostic.Note] {
        nodes.compactMap { node in
            var source = node
            while circuit.names[source] == nil, circuit[source].operation == .slice {
                source = NodeID(circuit[source].a)
            }
            return circuit.names[source].map {
                Diagnostic.Note("'\($0)' is declared", at: circuit.places[Int(source.index)])
            }
        }
    }
}

extension Bit {
    @inline(__always) var term: Term { Term(bound: _bound, width: 1) }
}
extension Unsigned {
    @inline(__always) var term: Term { Term(bound: _bound, width: width) }
}
extension Signed {
    @inline(__always) var term: Term { Term(bound: _bound, width: width) }
}
extension Enumerated {
    @inline(__always) var term: Term { Term(bound: _bound, width: Cases.width) }
}
