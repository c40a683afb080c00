extension Generator {
    /// A random expression of that kind.
    mutating func value(_ kind: Kind) -> Expression {
        budget = random.pick(0...(random.once(in: 4) ? 6 : 3))
        return grow(kind, depth: 4)
    }

    private mutating func grow(_ kind: Kind, depth: Int) -> Expression {
        guard depth > 0, budget > 0, !random.once(in: 7) else { return leaf(kind) }
        budget -= 1
        if random.once(in: 12), let read = memoryRead(kind, depth) { return read }
        let rows = Operation.rows(kind.resultClass)
        for _ in 0..<4 {
            let row = rows[random.pick(0...(rows.count - 1))]
            guard let plan = Operation.table[row].plan(kind.width, &random) else { continue }
            let operands = plan.kinds.map { grow($0, depth: depth - 1) }
            return .operation(row, operands, plan.numbers, kind)
        }
        return leaf(kind)
    }

    private mutating func memoryRead(_ kind: Kind, _ depth: Int) -> Expression? {
        let memories = scope.memories.filter { $0.isSecond == scope.isSecond }
        guard !memories.isEmpty, kind != .mode else { return nil }
        let memory = memories[random.pick(0...(memories.count - 1))]
        let address = grow(.unsigned(addressWidth(memory.depth)), depth: depth - 1)
        let read: Expression
        switch random.pick(0...5) {
        case 0...2: read = .memory(memory.name, .combinational, [address], memory.kind)
        case 3...4:
            var operands = [address]
            if random.once(in: 2) { operands.append(leaf(.bit)) }
            read = .memory(memory.name, .registered(isNew: random.once(in: 2)), operands, memory.kind)
        default:
            let under = Expression.UnderWrite.allCases[random.pick(0...2)]
            read = .memory(
                memory.name, .port(under), [address, leaf(.bit), leaf(.bit), leaf(memory.kind)], memory.kind)
        }
        return adapt(read, to: kind)
    }

    /// A signal, or a constant.
    mutating func leaf(_ kind: Kind) -> Expression {
        if random.once(in: 10) { return constant(kind) }
        if case .bit = kind, random.once(in: 6) {
            let machines = scope.machines.filter { $0.isSecond == scope.isSecond }
            if let machine = machines.randomElement(using: &random) {
                let state = random.pick(0...4)
                let query: [Expression.MachineQuery] =
                    scope.canLookAhead ? [.isIn(state), .isEntering(state), .isLeaving(state)] : [.isIn(state)]
                return .machine(machine.name, query[random.pick(0...(query.count - 1))])
            }
        }
        if kind == .mode { return modeLeaf() }
        // Wide values from wide signals, where there are any.
        var best: Expression?
        for _ in 0..<3 {
            guard let signal = scope.signals.randomElement(using: &random), let found = reading(signal) else {
                continue
            }
            if best.map({ $0.kind.width < min(kind.width, found.kind.width) }) ?? true { best = found }
        }
        return best.map { adapt($0, to: kind) } ?? constant(kind)
    }

    private mutating func modeLeaf() -> Expression {
        let modes = scope.signals.filter { $0.form == .scalar(.mode) }
        if let signal = modes.randomElement(using: &random), let read = reading(signal) { return read }
        let machines = scope.machines.filter { $0.isSecond == scope.isSecond }
        if let machine = machines.randomElement(using: &random) { return .machine(machine.name, .value) }
        return constant(.mode)
    }

    private mutating func constant(_ kind: Kind) -> Expression {
        kind == .mode
            ? .constant(.mode, [UInt64(random.pick(0...4))]) : .constant(kind, random.words(width: kind.width))
    }

    /// Whether a signal can be read here as it is.
    func readable(_ signal: Readable) -> Bool { signal.isSecond == nil || signal.isSecond == scope.isSecond }

    /// A scalar of a signal, brought over from the other clock where it must be; nil for one that is not to be read here.
    private mutating func reading(_ signal: Readable) -> Expression? {
        if readable(signal), !signal.form.hasModes, signal.form.width <= 200, random.once(in: 8) {
            return .allBits(signal.name, signal.form.width)
        }
        let (steps, kind) = path(signal.form)
        let read = Expression.signal(signal.name, steps, kind)
        if readable(signal) { return read }
        guard !steps.contains(where: \.isDynamic) else { return nil }
        // Only what comes from a register itself can be synchronised.
        if kind == .bit, signal.isRegister, random.once(in: 2) {
            return .operation(Operation.row("synchronized($0)", .bit), [read], [], .bit)
        }
        return .operation(Operation.row("crossed($0)", kind.resultClass), [read], [], kind)
    }

    /// A way to a scalar of a shape, at times by a dynamic index.
    mutating func path(_ form: Form) -> ([Expression.Step], Kind) {
        let all = form.scalars
        var (steps, kind) = all[random.pick(0...(all.count - 1))]
        switch form {
        case .vector, .records:
            // The index is a constant or a signal of its own, so that it stays small.
            if random.once(in: 2) {
                let plain = scope.signals.filter { readable($0) && $0.form.isNumber }
                if let signal = plain.randomElement(using: &random), case .scalar(let index) = signal.form {
                    let number = adapt(.signal(signal.name, [], index), to: .unsigned(random.pick(1...3)))
                    steps[0] = .dynamic(number)
                }
            }
        default: break
        }
        return (steps, kind)
    }

    /// The bits of an expression as another kind.
    func adapt(_ expression: Expression, to kind: Kind) -> Expression {
        func make(_ template: String, _ operand: Expression, _ kind: Kind, _ numbers: [Int] = []) -> Expression {
            .operation(Operation.row(template, kind.resultClass), [operand], numbers, kind)
        }
        switch (expression.kind, kind) {
        case (let have, let want) where have == want: return expression
        case (.mode, _), (_, .mode): return .zero(kind)
        case (.bit, .unsigned(let width)): return make("$0.repeated(#0)", expression, kind, [width])
        case (.unsigned, .bit): return make("$0[#0]", expression, .bit, [0])
        case (.signed, .bit): return make("$0.sign", expression, .bit)
        case (.unsigned(let have), .unsigned(let want)):
            return have < want
                ? make("$0.extended(to: #0)", expression, kind, [want])
                : make("$0[#0...#1]", expression, kind, [have - 1, have - want])
        case (.signed(let have), .signed(let want)):
            return make(have < want ? "$0.extended(to: #0)" : "$0.truncated(to: #0)", expression, kind, [want])
        case (.signed(let have), .unsigned): return adapt(make("$0.asBits", expression, .unsigned(have)), to: kind)
        case (.unsigned(let have), .signed): return adapt(make("Signed($0)", expression, .signed(have)), to: kind)
        case (.bit, .signed(let width)):
            return make("Signed($0)", adapt(expression, to: .unsigned(width)), kind)
        default: return .zero(kind)
        }
    }
}

extension Kind {
    var resultClass: Operation.Class {
        switch self {
        case .bit: .bit
        case .unsigned: .unsigned
        case .signed: .signed
        case .mode: .mode
        }
    }
}

extension Form {
    /// True for a single number.
    var isNumber: Bool {
        switch self {
        case .scalar(.unsigned), .scalar(.signed), .scalar(.bit): true
        default: false
        }
    }
}
