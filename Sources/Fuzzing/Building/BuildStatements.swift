import HDL
import Netlist

extension CircuitRun {
    func build(_ block: [Statement]) {
        for statement in block { build(statement) }
    }

    private func build(_ statement: Statement) {
        switch statement {
        case .assign(let target, let source): connect(value(target).handle, value(source).handle)
        case .connect(let target, let source):
            guard let target = signals[target], let source = signals[source] else { return }
            connect(target.hardware, source.hardware)
        case .choose(let target, let condition, let first, let second):
            guard let target = signals[target], let first = signals[first], let second = signals[second] else { return }
            connect(target.hardware, choose(value(condition).bit, first.hardware, second.hardware))
        case .fromBits(let target, let form, let bits):
            guard let target = signals[target] else { return }
            connect(target.hardware, Declaring.from(value(bits).unsigned)(form).hardware)
        case .when(let branches, let otherwise): build(branches, otherwise)
        case .select(let subject, let arms, let otherwise):
            let subject = value(subject).unsigned
            subject.switch {
                for arm in arms { self.arm(arm) }
                if let otherwise { HDL.otherwise { build(otherwise) } }
            }
        case .selectMode(.machine(let name, .value), let arms, let otherwise):
            machines[name]?.switch {
                for arm in arms { self.arm(arm) }
                if let otherwise { HDL.otherwise { build(otherwise) } }
            }
        case .selectMode(let subject, let arms, let otherwise):
            value(subject).mode.switch {
                for arm in arms { self.arm(arm) }
                if let otherwise { HDL.otherwise { build(otherwise) } }
            }
        case .go(let name, let state): machines[name]?.go(to: mode(state))
        case .write(let name, let address, let data, let mask): write(name, address, data, mask)
        case .cover(let name, let condition): cover(name, value(condition).bit)
        }
    }

    private func build(_ branches: [Statement.Branch], _ otherwise: [Statement]?) {
        guard let first = branches.first else { return }
        var chain = when(value(first.condition).bit) { build(first.body) }
        for branch in branches.dropFirst() {
            chain = chain.elsewhen(value(branch.condition).bit) { build(branch.body) }
        }
        if let otherwise { chain.otherwise { build(otherwise) } }
    }

    private func arm(_ arm: Statement.Arm) -> Case<BitPattern> {
        let patterns = arm.patterns.map { Int($0).map { BitPattern($0) } ?? BitPattern(stringLiteral: Self.digits($0)) }
        guard patterns.count > 1 else { return on(patterns.first ?? 0) { build(arm.body) } }
        return on(patterns[0], patterns[1]) { build(arm.body) }
    }

    /// A pattern of digits is kept with a `b` in front.
    private static func digits(_ text: String) -> String { String(text.dropFirst()) }

    private func arm(_ arm: Statement.ModeArm) -> Case<Mode> {
        let cases = arm.cases.map { mode($0) }
        guard cases.count > 1 else { return on(cases.first ?? .idle) { build(arm.body) } }
        return on(cases[0], cases[1]) { build(arm.body) }
    }

    private func write(_ name: String, _ address: Expression, _ data: Expression, _ mask: Expression?) {
        let (address, data, mask) = (value(address).unsigned, value(data), mask.map { value($0).unsigned })
        func perform<Element: HardwareValue>(_ memory: HardwareMemory<Element>, _ data: Element.Handle) {
            if let mask { return memory.write(address, data, mask: mask) }
            memory[address] <== data
        }
        switch memories[name] {
        case .bits(let memory): perform(memory, data.bit)
        case .numbers(let memory): perform(memory, data.unsigned)
        case .signeds(let memory): perform(memory, data.signed)
        case nil: break
        }
    }
}
