import CallSite
import Netlist

/// The element whose bit of `select` is one (bit 0 selects element 0), of any shape: an or of ands, without a priority.
///
/// `select` has a bit for each element. Zeros when none is one; of several, the elements are or-ed together.
@inline(never)
public func oneHotMux<Element: HardwareValue>(_ select: Unsigned, _ values: Vector<Element>) -> Element.Handle {
    let place = Place(returnAddress: call_site())
    let leaves = values.element.leaves
    let elaboration = Elaboration.of(select._bound, values._bound) ?? Elaboration()
    let wrong = { values.element._bind(elaboration.poison(widths: leaves.map(\.width))) }
    guard let bound = values._bound else {
        return values.element._bind(Elaboration.partOfShape(leaves, at: place))
    }
    guard let builder = elaboration.running(at: place), let selector = builder.operand(select._bound, at: place),
        let first = builder.operandRun(bound, count: values.count * leaves.count, at: place)
    else { return wrong() }
    if builder.poisoned.contains(selector) { return wrong() }
    guard select.width == values.count else {
        return values.element._bind(
            elaboration.refuse(
                Code.widthMismatch,
                "'oneHotMux' selects by \(builder.describe(selector)) with \(bits(select.width)) among \(values.count) elements",
                at: place, notes: builder.declarationNotes(selector), hint: "give it a bit for each element",
                widths: leaves.map(\.width)))
    }
    let gates = Gates(builder: builder, place: place)
    let nodes = leaves.enumerated().map { offset, leaf in
        let parts = (0..<values.count).map { number in
            let value = NodeID(first.index + Int32(number * leaves.count + offset))
            return gates.and(gates.extended(gates.bit(selector, number), to: leaf.width, .signExtend), value)
        }
        let node = gates.tree(parts, gates.or)
        builder.circuit.enumerations[node] = leaf.enumeration.map { elaboration.number(of: $0) }
        return node
    }
    return values.element._bind(builder.bound(nodes.count == 1 ? nodes[0] : builder.copies(of: nodes, at: place)))
}

/// One possible source of a value.
public struct Choice<Value: HardwareHandle> {
    /// One when the value may be taken.
    public let condition: Bit
    public let value: Value

    /// `value`, where `condition` is one.
    public init(when condition: Bit, _ value: Value) {
        self.condition = condition
        self.value = value
    }
}

/// The value of the first choice whose condition is one, of any shape; `otherwise` when there is none.
///
/// A tree: the depth grows with the logarithm of the number of choices.
@inline(never)
public func priorityMux<Value: HardwareHandle>(_ choices: [Choice<Value>], otherwise: Value) -> Value {
    let place = Place(returnAddress: call_site())
    return prioritised(choices, otherwise: otherwise, symbol: "priorityMux", at: place)
}

/// A place that may hold a newer value of a word than the storage does: a write on its way through a pipeline.
public struct BypassSource<Value: HardwareHandle> {
    /// One when it will write `value` to `address`.
    public let valid: Bit
    public let address: Unsigned
    public let value: Value

    /// A write of `value` to `address`, if `valid`.
    public init(valid: Bit, address: Unsigned, value: Value) {
        self.valid = valid
        self.address = address
        self.value = value
    }
}

/// A bypass network: the value of the first source, the youngest, that is valid and has this address; else `stored`.
@inline(never)
public func bypass<Value: HardwareHandle>(
    _ address: Unsigned, stored: Value, youngestFirst sources: [BypassSource<Value>]
) -> Value {
    let callSite = call_site()
    let choices = sources.map { source in
        let isSame = Bit(apply(.equal, source.address.term, address.term, width: 1, symbol: "bypass", callSite))
        let hit = Bit(apply(.and, source.valid.term, isSame.term, symbol: "bypass", callSite))
        return Choice(when: hit, source.value)
    }
    return prioritised(choices, otherwise: stored, symbol: "bypass", at: Place(returnAddress: callSite))
}

private func prioritised<Value: HardwareHandle>(
    _ choices: [Choice<Value>], otherwise: Value, symbol: String, at place: Place
) -> Value {
    let leaves = otherwise.leaves
    let elaboration = Elaboration.of(otherwise._bound, choices.first?.value._bound) ?? Elaboration()
    let wrong = { otherwise._rebind(elaboration.poison(widths: leaves.map(\.width))) }
    guard let builder = elaboration.running(at: place) else { return wrong() }
    let gates = Gates(builder: builder, place: place)
    func run(_ value: Value) -> [NodeID]? {
        guard let bound = value._bound else {
            _ = builder.operand(nil, at: place)
            return nil
        }
        let widths = value.leaves.map(\.width)
        let nodes = widths.indices.compactMap { builder.operand(bound.advanced(by: $0), at: place) }
        guard nodes.count == widths.count, !nodes.contains(where: builder.poisoned.contains) else { return nil }
        guard widths == leaves.map(\.width) else {
            elaboration.report(
                Diagnostic(
                    Code.widthMismatch,
                    "'\(symbol)' of values of \(bits(leaves.reduce(0) { $0 + $1.width })) and \(bits(widths.reduce(0, +)))",
                    at: place, hint: "all choices have one shape"))
            return nil
        }
        return nodes
    }
    guard var last = run(otherwise) else { return wrong() }
    var parts: [(hit: NodeID, values: [NodeID])] = []
    for choice in choices {
        guard let hit = builder.operand(choice.condition._bound, at: place), !builder.poisoned.contains(hit),
            let values = run(choice.value)
        else { return wrong() }
        // What is known when the circuit is made costs nothing.
        let known = builder.circuit.constant(hit)
        if known?.isZero == true { continue }
        if known != nil {
            last = values
            break
        }
        parts.append((hit, values))
    }
    guard !parts.isEmpty else { return otherwise._rebind(builder.bound(builder.copies(of: last, at: place))) }
    let chosen = gates.tree(parts) { first, second in
        (gates.or(first.hit, second.hit), zip(first.values, second.values).map { gates.mux(first.hit, $0, $1) })
    }
    let nodes = zip(chosen.values, last).map { gates.mux(chosen.hit, $0, $1) }
    for (leaf, node) in zip(leaves, nodes) {
        builder.circuit.enumerations[node] = leaf.enumeration.map { elaboration.number(of: $0) }
    }
    return otherwise._rebind(builder.bound(nodes[0]))
}
