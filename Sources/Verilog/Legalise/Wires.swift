import Netlist

/// Wires: one expression where that reads well, else `always @*`.
extension Legaliser {
    func lowerExpression(_ wire: NodeID, _ block: Block) {
        guard !isInlined[Int(wire.index)], let name = names[Int(wire.index)] else { return }
        define(wire, name, named(name) { expression(wire, block) })
    }

    private func define(_ wire: NodeID, _ name: Name, _ value: Expression) {
        let place = targets.summary(of: wire)?.place ?? place(wire)
        if isPort(wire) {
            emit(.outputs, .assign(target: make(.name(name)), value: value, place: place))
        } else {
            add(
                NetSyntax(
                    isRegister: false, width: circuit.width(wire), name: name, value: value,
                    attributes: circuit.attributes[wire] ?? [], place: place))
        }
    }

    /// The value that the statements give to a wire.
    func expression(_ wire: NodeID, _ block: Block) -> Expression {
        if let value = onlyValue(of: wire) {
            guard adopter[value] == wire, needsNet(value) else { return self.value(value, whole: true) }
            if let name = names[Int(value.index)], name != names[Int(wire.index)] { return make(.name(name)) }
            for operand in circuit[value].operation == .slice ? [] : circuit[value].operands { _ = self.value(operand) }
            let result = definition(value, whole: true)
            names[Int(value.index)] = names[Int(wire.index)]
            return result
        }
        if targets.summary(of: wire)?.isPartial == true { return assembled(wire, block) }
        return choices(block, before: nil) ?? literal(0, width: circuit.width(wire))
    }

    /// Whole assignments under conditions, as choices.
    private func choices(_ block: Block, before: Expression?) -> Expression? {
        var current = before
        for statement in block {
            switch statement {
            case .assign(let assignment): current = value(assignment.value)
            case .when(let when):
                let condition = named(context.target, "enable") { value(when.condition) }
                let then = choices(when.then, before: current)
                let otherwise = choices(when.otherwise, before: current)
                if let then, let otherwise {
                    current = syntax.choice(condition, then, otherwise)
                } else {
                    current = then ?? otherwise
                }
            default: break
            }
        }
        return current
    }

    /// Unconditional assignments to parts, put together; later ones win.
    private func assembled(_ wire: NodeID, _ block: Block) -> Expression {
        struct Piece {
            var low: Int
            var width: Int
            var value: NodeID
            /// Where the piece begins in the value.
            var offset: Int
        }
        var pieces: [Piece] = []
        for statement in block {
            guard case .assign(let assignment) = statement else { continue }
            let (low, width) = (assignment.low, circuit.width(assignment.value))
            let high = low + width
            pieces = pieces.flatMap { piece -> [Piece] in
                let end = piece.low + piece.width
                guard piece.low < high, end > low else { return [piece] }
                var rest: [Piece] = []
                if piece.low < low {
                    rest.append(Piece(low: piece.low, width: low - piece.low, value: piece.value, offset: piece.offset))
                }
                if end > high {
                    let skip = high - piece.low
                    rest.append(Piece(low: high, width: end - high, value: piece.value, offset: piece.offset + skip))
                }
                return rest
            }
            pieces.append(Piece(low: low, width: width, value: assignment.value, offset: 0))
        }
        var parts: [Expression] = []
        var top = circuit.width(wire)
        for piece in pieces.sorted(by: { $0.low > $1.low }) {
            let end = piece.low + piece.width
            if end < top { parts.append(literal(0, width: top - end)) }
            parts.append(partValue(piece.value, low: piece.offset, width: piece.width))
            top = piece.low
        }
        if top > 0 { parts.append(literal(0, width: top)) }
        return joined(parts)
    }

    private func partValue(_ id: NodeID, low: Int, width: Int) -> Expression {
        if low == 0, width == circuit.width(id) { return value(id) }
        _ = value(id)
        return part(id, low: low, width: width)
    }

    func lowerCombinational(_ wires: [NodeID], _ block: Block) {
        if let first = wires.first, constants[first] != nil {
            for wire in wires {
                guard let name = names[Int(wire.index)], let value = constants[wire] else { continue }
                let label = circuit.enumerations[wire].flatMap { parameterName($0, value) }
                define(wire, name, label.map { make(.name($0)) } ?? syntax.literal(value))
            }
            return
        }
        guard let first = wires.first, let name = names[Int(first.index)] else { return }
        let body = named(name) { statements(block) { $0.assignment($1, blocking: true, into: &$2) } }
        let place = targets.summary(of: first)?.place ?? place(first)
        emit(.combinational, .always(AlwaysSyntax(events: [], body: body, place: place)))
    }
}
