/// Finds clock enables and synchronous resets in the logic before registers, as the reference flow does: the outermost
/// multiplexers with constants become resets, those that hold the old value become enables.
struct RegisterInference {
    private var flat: FlatDesign
    private var fanouts: [Int32]
    private var cofactors: [SIMD4<UInt32>: Literal] = [:]

    /// The design with resets and enables moved from the logic into the registers.
    static func run(_ flat: FlatDesign) -> FlatDesign {
        var inference = RegisterInference(flat: flat)
        let live = Liveness(flat)
        for index in flat.flipFlops.indices
        where live.flipFlops[index] && !flat.flipFlops[index].isAsynchronous && !flat.flipFlops[index].isLatch {
            inference.infer(index)
        }
        return inference.flat
    }

    private init(flat: FlatDesign) {
        self.flat = flat
        fanouts = Array(repeating: 0, count: flat.graph.count)
        let live = Liveness(flat)
        for (index, node) in flat.graph.nodes.enumerated() where live.nodes[index] {
            switch node.kind {
            case .constant, .source: break
            case .and, .xor:
                fanouts[Int(node.a >> 1)] += 1
                fanouts[Int(node.b >> 1)] += 1
            case .mux:
                fanouts[Int(node.a >> 1)] += 1
                fanouts[Int(node.b >> 1)] += 1
                fanouts[Int(node.c >> 1)] += 1
            }
        }
        for cell in flat.flipFlops { fanouts[cell.next.node] += 1 }
        for output in flat.outputs { fanouts[output.node] += 1 }
    }

    private mutating func infer(_ index: Int) {
        var cell = flat.flipFlops[index]
        flat.graph.origin = cell.origin
        peelResets(&cell)
        if let (hold, next) = feedback(cell.next, cell.output, depth: 0) {
            cell.enable = flat.graph.and(cell.enable, !hold)
            cell.next = next ?? cell.output
        }
        if cell.reset == .zero, cell.enable != .one { peelResets(&cell, isGated: true) }
        flat.flipFlops[index] = cell
    }

    /// Multiplexers whose one side is the reset value, outermost first. Gated: the resets act only while the register is enabled.
    private mutating func peelResets(_ cell: inout FlatDesign.FlipFlop, isGated: Bool = false) {
        let enable = cell.enable
        for _ in 0..<16 {
            guard let (when, value, rest) = constantBranch(cell.next, enable: cell.enable) else { return }
            if cell.reset != .zero, value != cell.resetValue { return }
            if isGated {
                cell.isResetGated = true
                let needsEnable = flat.device.registers.resetNeedsEnable
                let isImplied = needsEnable || cofactor(enable, when, true) == .one
                cell.resetNeedsEnable = needsEnable
                cell.reset = flat.graph.or(cell.reset, isImplied ? when : flat.graph.and(enable, when))
            } else {
                // The reset must act whenever the register would take the constant: the enable is implied.
                guard cofactor(cell.enable, when, true) == .one else { return }
                cell.enable = cofactor(cell.enable, when, false)
                cell.reset = flat.graph.or(cell.reset, when)
            }
            cell.resetValue = value
            cell.next = rest
        }
    }

    /// If the literal is a constant under a condition: the condition, the constant, and the rest.
    private func constantBranch(_ literal: Literal, enable: Literal) -> (Literal, Bool, Literal)? {
        let node = flat.graph.nodes[literal.node]
        let inverted = literal.isInverted
        let (a, b, c) = (Literal(raw: node.a), Literal(raw: node.b), Literal(raw: node.c))
        if node.kind == .mux {
            if b.isConstant { return (a, (b == .one) != inverted, c.inverted(if: inverted)) }
            if c.isConstant { return (!a, (c == .one) != inverted, b.inverted(if: inverted)) }
        }
        return nil
    }

    /// Where the tree of multiplexers `literal` selects `output`: the condition, and the tree without it (nil when nothing is left).
    private mutating func feedback(_ literal: Literal, _ output: Literal, depth: Int) -> (Literal, Literal?)? {
        if literal == output { return (.one, nil) }
        let node = flat.graph.nodes[literal.node]
        guard node.kind == .mux, depth < 32, fanouts.indices.contains(literal.node), fanouts[literal.node] == 1 else {
            return nil
        }
        let (select, high, low) = (
            Literal(raw: node.a), Literal(raw: node.b).inverted(if: literal.isInverted),
            Literal(raw: node.c).inverted(if: literal.isInverted)
        )
        let first = feedback(high, output, depth: depth + 1)
        let second = feedback(low, output, depth: depth + 1)
        if first == nil, second == nil { return nil }
        let hold = flat.graph.mux(select, first?.0 ?? .zero, second?.0 ?? .zero)
        let highRest = first.map { $0.1 } ?? high
        let lowRest = second.map { $0.1 } ?? low
        switch (highRest, lowRest) {
        case (let a?, let b?): return (hold, flat.graph.mux(select, a, b))
        case (let one?, nil), (nil, let one?): return (hold, one)
        case (nil, nil): return (hold, nil)
        }
    }

    /// `literal` with `variable` held at `value`.
    private mutating func cofactor(_ literal: Literal, _ variable: Literal, _ value: Bool) -> Literal {
        if literal.isConstant { return literal }
        if literal.positive == variable.positive {
            return Literal(value).inverted(if: literal.isInverted != variable.isInverted)
        }
        if literal.node < variable.node { return literal }
        let key = SIMD4(literal.raw & ~1, variable.raw, value ? 1 : 0, 0)
        if let known = cofactors[key] { return known.inverted(if: literal.isInverted) }
        let node = flat.graph.nodes[literal.node]
        let result: Literal
        switch node.kind {
        case .constant, .source: result = literal.positive
        case .and:
            result = flat.graph.and(
                cofactor(Literal(raw: node.a), variable, value), cofactor(Literal(raw: node.b), variable, value))
        case .xor:
            result = flat.graph.xor(
                cofactor(Literal(raw: node.a), variable, value), cofactor(Literal(raw: node.b), variable, value))
        case .mux:
            result = flat.graph.mux(
                cofactor(Literal(raw: node.a), variable, value), cofactor(Literal(raw: node.b), variable, value),
                cofactor(Literal(raw: node.c), variable, value))
        }
        cofactors[key] = result
        return result.inverted(if: literal.isInverted)
    }
}
