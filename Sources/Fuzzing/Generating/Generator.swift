/// Makes a random design from a seed: the same one for the same seed and size.
struct Generator {
    var random: Random
    /// How much stands in a module.
    let size: Int
    var parts: [Part] = []
    var names = 0
    /// What can be read where the generator is, the innermost region last.
    var scope = Scope()
    /// The memory with a port for each half, if the module has one.
    var shared: Storage?
    /// Operators that the expression which is being made may still have.
    var budget = 0
    /// Decides about rare constructs, so that designs without them do not change when another one is added.
    var rare = Random(seed: 0)

    /// What expressions can read.
    struct Scope {
        var signals: [Readable] = []
        var machines: [(name: String, isSecond: Bool)] = []
        var memories: [Storage] = []
        var isSecond = false
        /// Whether what depends on a machine's next state may be read: nowhere, where it could close a loop.
        var canLookAhead = false
    }
    struct Readable {
        var name: String
        var form: Form
        /// Nil: belongs to no clock.
        var isSecond: Bool?
        var isRegister = false
    }
    struct Storage {
        var name: String
        var kind: Kind
        var depth: Int
        var isSecond: Bool
    }

    static func make(seed: UInt64, size: Int) -> Recipe {
        var random = Random(seed: seed)
        // Most are small, so that many can be tried; what became too large is made again.
        let (hasPart, hasSecond) = (random.once(in: 4), random.once(in: 4))
        let base = random.once(in: 40) ? 800 : random.once(in: 6) ? 300 : 120
        let limit = size * (base + (hasPart ? 150 : 0) + (hasSecond ? 100 : 0))
        var smallest: Recipe?
        for _ in 0..<6 {
            var generator = Generator(random: Random(seed: random.next()), size: size)
            generator.rare = Random(seed: generator.random.fork)
            if hasPart { generator.part("Part0", isTop: false, hasSecond: false) }
            generator.part("Top", isTop: true, hasSecond: hasSecond)
            let recipe = Recipe(seed: seed, modules: generator.parts)
            if recipe.cost <= limit { return recipe }
            if smallest.map({ $0.cost > recipe.cost }) ?? true { smallest = recipe }
        }
        return smallest ?? Recipe(seed: seed, modules: [])
    }

    mutating func name(_ base: String) -> String {
        names += 1
        return "\(base)\(names)"
    }

    mutating func form() -> Form {
        // The same aggregate again: one may be assigned to the other.
        let known = scope.signals.map(\.form).filter { !$0.isNumber && $0 != .scalar(.mode) }
        if random.once(in: 3), let form = known.randomElement(using: &random) { return form }
        switch random.pick(0...11) {
        case 0: return .vector(random.pick(1...5), kind(small: true))
        case 1:
            return .record(
                Fields(
                    flags: random.pick(1...2), numbers: (0..<random.pick(0...2)).map { _ in random.width() },
                    signeds: (0..<random.pick(0...1)).map { _ in random.width() }))
        case 2:
            return .records(
                random.pick(1...4),
                Fields(flags: 1, numbers: [random.pick(1...9)], signeds: random.once(in: 3) ? [random.pick(1...9)] : [])
            )
        default: return .scalar(kind(small: false))
        }
    }

    mutating func kind(small: Bool) -> Kind {
        let width = small ? random.pick(1...12) : random.width()
        switch random.pick(0...9) {
        case 0...1: return .bit
        case 2...6: return .unsigned(width)
        case 7...8: return .signed(width)
        default: return .mode
        }
    }

    /// A shape that holds nothing but numbers and bits: an input may have any value, and an enumeration may not.
    mutating func inputForm() -> Form {
        let form = self.form()
        switch form {
        case .scalar(.mode), .vector(_, .mode): return .scalar(.unsigned(random.width()))
        default: return form
        }
    }

    private mutating func part(_ partName: String, isTop: Bool, hasSecond: Bool) {
        names = 0
        scope = Scope()
        shared = nil
        let inputs = (0..<random.pick(1...4)).map { Declared(name: "i\($0)", form: inputForm()) }
        var part = Part(
            name: partName, inputs: inputs, outputs: [],
            second: hasSecond ? SecondClock(reset: resetForm()) : nil,
            reset: isTop && random.once(in: 3) ? resetForm() : nil, items: [])
        for input in inputs { scope.signals.append(Readable(name: input.name, form: input.form, isSecond: nil)) }
        if rare.once(in: 5) { link(&part) }
        if !isTop { for index in scope.signals.indices { scope.signals[index].isSecond = false } }
        part.items = body(&part, size: size, isTop: isTop)
        parts.append(part)
    }

    private mutating func resetForm() -> ResetForm {
        ResetForm(isAsynchronous: random.once(in: 2), isActiveLow: random.once(in: 3))
    }

    /// The items of a module or a region.
    private mutating func body(_ part: inout Part, size: Int, isTop: Bool, isInner: Bool = false) -> [Item] {
        let outer = scope
        defer { scope = outer }
        var items: [Item] = []
        var registers: [Declared] = []
        var machine: String?
        var memories: [Storage] = []
        for _ in 0..<random.pick(1...max(1, size)) {
            let signal = Declared(name: name("r"), form: form())
            registers.append(signal)
            items.append(.register(signal, reset: random.once(in: 6) ? nil : resets(signal.form)))
            scope.signals.append(
                Readable(name: signal.name, form: signal.form, isSecond: scope.isSecond, isRegister: true))
        }
        if random.once(in: 4) {
            let new = name("m")
            machine = new
            items.append(
                .machine(
                    new, encoding: Item.Encoding.allCases[random.pick(0...2)], initial: random.pick(0...4)))
            scope.machines.append((new, scope.isSecond))
        }
        if random.once(in: 3) {
            let kind =
                random.once(in: 6)
                ? .bit : random.once(in: 4) ? Kind.signed(random.pick(1...12)) : .unsigned(random.pick(1...24))
            let depth = random.pick(1...max(1, min(20, 64 / kind.width)))
            let new = Storage(name: name("s"), kind: kind, depth: depth, isSecond: scope.isSecond)
            let initial = (0..<random.pick(0...min(4, depth))).map { _ in random.words(width: kind.width) }
            items.append(.memory(new.name, kind, depth: depth, initial: initial))
            memories.append(new)
            scope.memories.append(new)
        }
        if isInner {
            if scope.isSecond, let shared { items += port(shared, half: 1) }
        } else if random.once(in: part.second == nil ? 12 : 3) {
            items += dualPortMemory(isTwoClocked: part.second != nil)
        }
        if random.once(in: 10) { items.append(stream()) }
        for _ in 0..<random.pick(0...max(1, size)) {
            items += wires()
        }
        // At least one, and at times more.
        if !parts.isEmpty, !isInner || random.once(in: 4) { items += instance() }
        if !parts.isEmpty, random.once(in: 4) { items += instance() }
        if !isInner {
            if random.once(in: 4) { items.append(region(&part, isSecond: false)) }
            if part.second != nil { items.append(region(&part, isSecond: true)) }
            if isTop, part.reset?.isAsynchronous != true, rare.once(in: 5) { items += derivedRegion(&part) }
        }
        var last: [Statement] = []
        if let machine { last.append(machineSwitch(machine)) }
        scope.canLookAhead = true
        do { last += block(registers.map { Target($0) }, depth: 2) }
        for memory in memories { last += writes(memory) }
        // Each register is written somewhere, so that little is constant.
        for register in registers where random.once(in: 3) { last.insert(contentsOf: assignAll(register), at: 0) }
        items.append(.statements(last))
        items += outputs(&part)
        if !isInner {
            for link in part.links { items.append(.statements(assignAll(link.driven(of: link.name, isInside: true)))) }
        }
        return items
    }

    /// Reset values, one for each scalar.
    private mutating func resets(_ form: Form) -> [Int] {
        func one(_ kind: Kind) -> Int {
            switch kind {
            case .bit: random.pick(0...1)
            case .unsigned(let width): literal(width, &random)
            case .signed(let width): signedLiteral(width, &random)
            case .mode: random.pick(0...4)
            }
        }
        func fields(_ fields: Fields) -> [Int] {
            (0..<fields.flags).map { _ in one(.bit) } + fields.numbers.map { one(.unsigned($0)) }
                + fields.signeds.map { one(.signed($0)) }
        }
        switch form {
        case .scalar(let kind): return [one(kind)]
        case .vector(let count, let kind): return (0..<count).map { _ in one(kind) }
        case .record(let shape): return fields(shape)
        case .records(let count, let shape): return (0..<count).flatMap { _ in fields(shape) }
        }
    }

    private mutating func region(_ part: inout Part, isSecond: Bool) -> Item {
        let outer = scope
        defer { scope = outer }
        let region = Item.Region(
            isSecond: isSecond, isFalling: random.once(in: 3), hasReset: !random.once(in: 3))
        scope.isSecond = isSecond
        return .region(region, body(&part, size: max(1, size / 2), isTop: false, isInner: true))
    }

    /// A region whose clock is a register's bit. It reads inputs and what it has itself: all else changes with its clock, and what it would
    /// read is then a matter of luck.
    private mutating func derivedRegion(_ part: inout Part) -> [Item] {
        let source = Declared(name: name("c"), form: .scalar(.bit))
        let register = Expression.signal(source.name, [], .bit)
        let toggled = Expression.operation(Operation.row("($0 ^ $1)", .bit), [register, value(.bit)], [], .bit)
        let outer = scope
        defer { scope = outer }
        scope.signals.removeAll { $0.isSecond != nil }
        (scope.machines, scope.memories) = ([], [])
        let region = Item.Region(isSecond: false, isFalling: false, hasReset: !random.once(in: 3), data: source.name)
        let items = body(&part, size: max(1, size / 2), isTop: false, isInner: true)
        return [
            .register(source, reset: [0]), .statements([.assign(register, toggled)]), .region(region, items),
        ]
    }

    /// Outputs of the module that show what was made here.
    private mutating func outputs(_ part: inout Part) -> [Item] {
        var statements: [Statement] = []
        for _ in 0..<random.pick(1...2) {
            let output = Declared(name: "o\(part.outputs.count)", form: form())
            part.outputs.append(output)
            statements += assignAll(output)
            if random.once(in: 3) { statements += block([Target(output)], depth: 1) }
        }
        // The last one shows as many signals as possible.
        let shown = scope.signals.suffix(6).filter { readable($0) }
        if !shown.isEmpty {
            var sum = leaf(.unsigned(24))
            for signal in shown {
                let bits = adapt(.allBits(signal.name, signal.form.width), to: .unsigned(24))
                sum = .operation(Operation.row("($0 ^ $1)", .unsigned), [sum, bits], [], .unsigned(24))
            }
            let output = Declared(name: "o\(part.outputs.count)", form: .scalar(.unsigned(24)))
            part.outputs.append(output)
            statements.append(.assign(.signal(output.name, [], .unsigned(24)), sum))
        }
        return [.statements(statements)]
    }

    private mutating func instance() -> [Item] {
        let part = parts[random.pick(0...(parts.count - 1))]
        let new = name("p")
        var statements: [Statement] = []
        for input in part.inputs { statements += assignAll(Declared(name: "\(new).\(input.name)", form: input.form)) }
        var wires: [Item] = []
        for link in part.links { statements += connection(link, of: new, &wires) }
        for output in part.outputs {
            scope.signals.append(
                Readable(name: "\(new).\(output.name)", form: output.form, isSecond: scope.isSecond))
        }
        return [.instance(new, part: part.name)] + wires + [.statements(statements)]
    }

    private mutating func wires() -> [Item] {
        let group = (0..<random.pick(1...3)).map { _ in Declared(name: name("w"), form: form()) }
        var targets: [Target] = []
        var statements: [Statement] = []
        for (index, signal) in group.enumerated() {
            targets.append(Target(signal, reading: Array(group[..<index])))
            statements += within(targets[index]) { $0.assignAll(signal) }
        }
        if random.pick(0...3) > 0 { statements += block(targets, depth: 2) }
        for signal in group {
            scope.signals.append(Readable(name: signal.name, form: signal.form, isSecond: scope.isSecond))
        }
        return group.map { .wire($0) } + [.statements(statements)]
    }
}
