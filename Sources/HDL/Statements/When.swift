import Netlist

/// Statements that count only while `condition` is one. Chain `.elsewhen(...) { }` and `.otherwise { }`.
@discardableResult
public func when(
    _ condition: Bit, fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
) -> WhenChain {
    guard let elaboration = Elaboration.of(condition._bound, nil) else { return WhenChain(builder: nil, depth: 0) }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return WhenChain(builder: nil, depth: 0) }
    let node = builder.operand(condition._bound, at: place) ?? builder.constant(.zero(width: 1), at: place)
    let then = builder.block(body)
    builder.statement(.when(When(condition: node, then: then, place: place)))
    return WhenChain(builder: builder, depth: 0)
}

/// A `when` that can be continued.
public struct WhenChain {
    let builder: CircuitBuilder?
    /// How many `elsewhen`s it has.
    let depth: Int

    /// Statements that count while no condition before it is one and this one is.
    @discardableResult
    public func elsewhen(
        _ condition: @autoclosure () -> Bit, fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
    ) -> WhenChain {
        guard let builder else { return self }
        let place = builder.elaboration.place(fileID, line)
        let node = builder.operand(condition()._bound, at: place) ?? builder.constant(.zero(width: 1), at: place)
        let then = builder.block(body)
        extend(with: [.when(When(condition: node, then: then, place: place))], at: place)
        return WhenChain(builder: builder, depth: depth + 1)
    }

    /// Statements that count while no condition before it is one.
    public func otherwise(fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void) {
        guard let builder else { return }
        let place = builder.elaboration.place(fileID, line)
        extend(with: builder.block(body), at: place)
    }

    private func extend(with block: Block, at place: Place) {
        guard let builder else { return }
        let level = builder.blocks.count - 1
        guard let last = builder.blocks[level].popLast(), case .when(var when) = last,
            Self.append(block, to: &when, depth: depth)
        else {
            builder.elaboration.report(
                Diagnostic(
                    Code.strayStatement, "'elsewhen' or 'otherwise' does not follow its 'when'", at: place,
                    hint: "write it right behind the closing brace of the `when`"))
            return
        }
        builder.blocks[level].append(.when(when))
    }

    private static func append(_ block: Block, to when: inout When, depth: Int) -> Bool {
        if depth == 0 {
            guard when.otherwise.isEmpty else { return false }
            when.otherwise = block
            return true
        }
        guard when.otherwise.count == 1, case .when(var inner) = when.otherwise[0],
            append(block, to: &inner, depth: depth - 1)
        else { return false }
        when.otherwise = [.when(inner)]
        return true
    }
}

extension CircuitBuilder {
    /// The statements that `body` makes.
    func block(_ body: () -> Void) -> Block {
        blocks.append([])
        var outer: [OpenSwitch] = []
        swap(&outer, &switches)
        body()
        swap(&outer, &switches)
        return blocks.removeLast()
    }
}
