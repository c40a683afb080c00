import Netlist

/// The condition itself, which may be always the same: no warning about a constant condition or a comparison that is always true.
///
///     for limit in limits { when(maybeConstant(count >= limit)) { ... } }
public func maybeConstant(_ condition: Bit) -> Bit {
    guard let bound = condition._bound, let builder = bound.elaboration.builder,
        let node = builder.operand(bound, at: .none)
    else { return condition }
    builder.circuit.silenced.insert(node)
    return condition
}
