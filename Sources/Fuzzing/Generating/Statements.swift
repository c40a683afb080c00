extension Generator {
    /// What a block assigns, and the wires of the same group that its values may read.
    struct Target {
        var signal: Declared
        var reading: [Declared]

        init(_ signal: Declared, reading: [Declared] = []) {
            self.signal = signal
            self.reading = reading
        }
    }

    /// Lets expressions read what `target` may read.
    mutating func within<Result>(_ target: Target, _ body: (inout Generator) -> Result) -> Result {
        let outer = scope.signals
        defer { scope.signals = outer }
        for signal in target.reading {
            scope.signals.append(Readable(name: signal.name, form: signal.form, isSecond: scope.isSecond))
        }
        return body(&self)
    }

    /// Statements that assign some of the targets, in `when` and `switch`.
    mutating func block(_ targets: [Target], depth: Int) -> [Statement] {
        guard !targets.isEmpty else { return [] }
        return (0..<random.pick(1...(depth > 1 ? 3 : 1))).map { _ in statement(targets, depth: depth) }
    }

    private mutating func statement(_ targets: [Target], depth: Int) -> Statement {
        switch random.pick(0...(depth > 0 ? 9 : 3)) {
        case 0...3:
            let target = targets[random.pick(0...(targets.count - 1))]
            return within(target) { $0.assignPart(target.signal) }
        case 4...6:
            let branches = (0..<(random.once(in: 3) ? 2 : 1)).map { _ in
                Statement.Branch(condition: value(.bit), body: block(targets, depth: depth - 1))
            }
            return .when(branches, otherwise: random.once(in: 2) ? block(targets, depth: depth - 1) : nil)
        case 7: return modeSwitch(targets, depth: depth)
        default: return select(targets, depth: depth)
        }
    }

    private mutating func select(_ targets: [Target], depth: Int) -> Statement {
        let hasDontCares = random.once(in: 3)
        let width = random.pick(1...(!hasDontCares && random.once(in: 8) ? 12 : 4))
        // A pattern that earlier ones cover, and an `otherwise` that nothing is left for, are errors.
        var covered: Set<Int> = []
        let arms = (0..<random.pick(1...4)).compactMap { _ -> Statement.Arm? in
            let patterns = (0..<random.pick(1...2)).compactMap { _ -> String? in
                let care = hasDontCares ? random.pick(0...((1 << width) - 1)) : (1 << width) - 1
                let value = random.pick(0...((1 << width) - 1)) & care
                let values = hasDontCares ? (0..<(1 << width)).filter { $0 & care == value } : [value]
                let all = covered.union(values)
                guard all.count > covered.count, all.count < 1 << width else { return nil }
                covered = all
                guard hasDontCares else { return String(value) }
                let digits = (0..<width).reversed().map { bit in
                    care >> bit & 1 == 0 ? "?" : value >> bit & 1 == 1 ? "1" : "0"
                }
                return "b" + digits.joined()
            }
            return patterns.isEmpty ? nil : Statement.Arm(patterns: patterns, body: block(targets, depth: depth - 1))
        }
        return .select(value(.unsigned(width)), arms, otherwise: block(targets, depth: depth - 1))
    }

    private mutating func modeSwitch(_ targets: [Target], depth: Int) -> Statement {
        let machines = scope.machines.filter { $0.isSecond == scope.isSecond }
        let subject: Expression =
            !machines.isEmpty && random.once(in: 2)
            ? .machine(machines[random.pick(0...(machines.count - 1))].name, .value) : value(.mode)
        return .selectMode(subject, modeArms { $0.block(targets, depth: depth - 1) }, otherwise: nil)
    }

    /// Arms for all cases, at times two in one.
    private mutating func modeArms(_ body: (inout Generator) -> [Statement]) -> [Statement.ModeArm] {
        var rest = Array(0..<5).shuffled(using: &random)
        var arms: [Statement.ModeArm] = []
        while !rest.isEmpty {
            let count = min(rest.count, random.pick(1...2))
            arms.append(Statement.ModeArm(cases: Array(rest.prefix(count)), body: body(&self)))
            rest.removeFirst(count)
        }
        return arms
    }

    /// The transitions of a state machine.
    mutating func machineSwitch(_ machine: String) -> Statement {
        let arms = modeArms { generator in
            let next = generator.random.pick(0...4)
            guard generator.random.pick(0...2) > 0 else { return [.go(machine, next)] }
            return [
                .when([Statement.Branch(condition: generator.value(.bit), body: [.go(machine, next)])], otherwise: nil)
            ]
        }
        return .selectMode(.machine(machine, .value), arms, otherwise: nil)
    }

    /// Writes of a memory.
    mutating func writes(_ memory: Storage) -> [Statement] {
        (0..<random.pick(1...2)).map { _ in
            let width = memory.kind.width
            let divisors = (1...width).filter { width % $0 == 0 }
            let mask = random.once(in: 3) ? value(.unsigned(divisors[random.pick(0...(divisors.count - 1))])) : nil
            let write = Statement.write(
                memory.name, value(.unsigned(addressWidth(memory.depth))), value(memory.kind), mask: mask)
            return random.once(in: 3)
                ? write : .when([Statement.Branch(condition: value(.bit), body: [write])], otherwise: nil)
        }
    }

    /// Assigns all of a signal, in one of the ways that its shape has.
    mutating func assignAll(_ signal: Declared) -> [Statement] {
        guard case .scalar(let kind) = signal.form else {
            let others = scope.signals.filter { $0.form == signal.form && $0.name != signal.name && readable($0) }
            if let other = others.randomElement(using: &random), random.once(in: 2) {
                guard let second = others.randomElement(using: &random), random.once(in: 2) else {
                    return [.connect(signal.name, other.name)]
                }
                return [.choose(signal.name, value(.bit), other.name, second.name)]
            }
            if !signal.form.hasModes, signal.form.width <= 200, random.once(in: 2) {
                return [.fromBits(signal.name, signal.form, value(.unsigned(signal.form.width)))]
            }
            return signal.form.scalars.map { steps, kind in
                .assign(.signal(signal.name, steps, kind), value(kind))
            }
        }
        return [.assign(.signal(signal.name, [], kind), value(kind))]
    }

    /// Assigns a signal or a part of it.
    mutating func assignPart(_ signal: Declared) -> Statement {
        let (steps, kind) = path(signal.form)
        let target = Expression.signal(signal.name, steps, kind)
        guard case .unsigned(let width) = kind, width > 1, random.once(in: 2), !steps.contains(where: \.isDynamic)
        else {
            return .assign(target, value(kind))
        }
        switch random.pick(0...3) {
        case 0:
            let part = random.pick(1...width)
            let low = random.pick(0...(width - part))
            let numbers = [low + part - 1, low]
            return .assign(
                .operation(Operation.row("$0[#0...#1]", .unsigned), [target], numbers, .unsigned(part)),
                value(.unsigned(part)))
        case 1:
            return .assign(
                .operation(Operation.row("$0[#0]", .bit), [target], [random.pick(0...(width - 1))], .bit), value(.bit))
        case 2:
            return .assign(
                .operation(Operation.row("$0[$1]", .bit), [target, value(.unsigned(random.pick(1...8)))], [], .bit),
                value(.bit))
        default:
            let parts = (1...min(width, 8)).filter { width % $0 == 0 }
            let part = width / parts[random.pick(0...(parts.count - 1))]
            return .assign(
                .operation(
                    Operation.row("$0.part($1, width: #0)", .unsigned),
                    [target, value(.unsigned(random.pick(1...4)))], [part], .unsigned(part)), value(.unsigned(part)))
        }
    }
}

extension Expression.Step {
    var isDynamic: Bool { if case .dynamic = self { true } else { false } }
}

/// Bits of an address that reaches `depth` elements.
func addressWidth(_ depth: Int) -> Int { depth <= 2 ? 1 : Int.bitWidth - (depth - 1).leadingZeroBitCount }

extension Form {
    /// All scalars, with the way to them.
    var scalars: [([Expression.Step], Kind)] {
        switch self {
        case .scalar(let kind): [([], kind)]
        case .vector(let count, let kind): (0..<count).map { ([.element($0)], kind) }
        case .record(let fields): fields.scalars
        case .records(let count, let fields):
            (0..<count).flatMap { index in fields.scalars.map { ([.element(index)] + $0.0, $0.1) } }
        }
    }

    var hasModes: Bool { scalars.contains { $0.1 == .mode } }
}

extension Fields {
    var scalars: [([Expression.Step], Kind)] {
        (0..<flags).map { ([.flag($0)], .bit) }
            + numbers.enumerated().map { ([.number($0.offset)], .unsigned($0.element)) }
            + signeds.enumerated().map { ([.signed($0.offset)], .signed($0.element)) }
    }
}
