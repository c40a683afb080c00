import HDL
import Netlist

/// Runs the items of one module: makes with the language what the recipe says.
final class CircuitRun {
    let module: GeneratedModule
    var signals: [String: Handle] = [:]
    var machines: [String: StateMachine<Mode>] = [:]
    var memories: [String: MemoryHandle] = [:]

    init(_ module: GeneratedModule) {
        self.module = module
        for (name, handle) in module.ports { declare(name, handle) }
    }

    /// A signal; the fields of a link have names of their own.
    private func declare(_ name: String, _ handle: Handle) {
        signals[name] = handle
        guard case .link(let link) = handle else { return }
        signals[name + ".there"] = .scalar(.unsigned(link.there))
        signals[name + ".back"] = .scalar(.unsigned(link.back))
    }

    /// A memory, by what it holds.
    enum MemoryHandle {
        case bits(HardwareMemory<Bit>)
        case numbers(HardwareMemory<Unsigned>)
        case signeds(HardwareMemory<Signed>)
    }

    func build(_ items: [Item]) {
        for item in items { build(item) }
    }

    private func build(_ item: Item) {
        switch item {
        case .wire(let signal): signals[signal.name] = Declaring.wire(signal.form)
        case .register(let signal, let reset): signals[signal.name] = Declaring.register(reset)(signal.form)
        case .machine(let name, let encoding, let initial):
            machines[name] = stateMachine(
                mode(initial), encoding: encoding == .binary ? .binary : encoding == .oneHot ? .oneHot : .gray)
        case .memory(let name, let kind, let depth, let initial):
            let words = initial.map { BitVector(words: $0, width: kind.width) }
            switch kind {
            case .bit: memories[name] = .bits(memory(of: bit, depth: depth, initial: words))
            case .signed(let width): memories[name] = .signeds(memory(of: signed(width), depth: depth, initial: words))
            default: memories[name] = .numbers(memory(of: unsigned(kind.width), depth: depth, initial: words))
            }
        case .dualMemory(let name, let kind, let depth):
            let storage = memory(of: unsigned(kind.width), depth: depth, collisions: .excluded)
            crossing(storage)
            memories[name] = .numbers(storage)
        case .link(let name, let there, let back): declare(name, .link(wire(Link(there: there, back: back))))
        case .stream(let name, let operands): signals[name] = stream(operands)
        case .instance(let name, let partName):
            guard let part = module.recipe.modules.first(where: { $0.name == partName }) else { return }
            let inner = instance(GeneratedModule(part, of: module.recipe, number: module.number))
            for (port, handle) in inner.ports { declare("\(name).\(port)", handle) }
        case .statements(let block): build(block)
        case .region(let region, let items):
            var clock = currentClock()
            if region.isSecond, let second = module.clock2 { clock = second }
            if let data = region.data, case .scalar(.bit(let bit))? = signals[data] { clock = bit.asClock }
            if region.isFalling { clock = clock.falling }
            if !region.hasReset {
                clocked(by: clock, reset: nil) { build(items) }
            } else if region.isSecond, let reset = module.reset2 {
                clocked(by: clock, reset: reset) { build(items) }
            } else {
                clocked(by: clock) { build(items) }
            }
        }
    }

    private func stream(_ operands: [Expression]) -> Handle {
        let payload = value(operands[0]).unsigned
        let source = wire(Stream(of: unsigned(payload.width)))
        let sink = wire(Stream(of: unsigned(payload.width)))
        sink <== source
        source.payload <== payload
        source.valid <== value(operands[1]).bit
        sink.ready <== value(operands[2]).bit
        return .scalar(.unsigned(mux(source.fires, sink.payload, 0)))
    }

    // MARK: Values

    func value(_ expression: Expression) -> Value {
        switch expression {
        case .constant(let kind, let words): return literal(kind, words)
        case .signal(let name, let steps, let kind):
            return signals[name]?.scalar(steps) { value($0).unsigned } ?? literal(kind, [0])
        case .operation(let row, let operands, let numbers, _):
            let operation = Operation.table[row]
            return operation.build(Arguments(values: operands.map(value), numbers: numbers))
        case .allBits(let name, let width):
            func bits<Source: HardwareHandle>(_ handle: Source) -> Unsigned { handle.asBits }
            guard let handle = signals[name] else { return literal(.unsigned(width), [0]) }
            return .unsigned(bits(handle.hardware))
        case .machine(let name, let query):
            guard let machine = machines[name] else { return literal(expression.kind, [0]) }
            switch query {
            case .value: return .mode(machine.value)
            case .isIn(let state): return .bit(machine === mode(state))
            case .isEntering(let state): return .bit(machine.isEntering(mode(state)))
            case .isLeaving(let state): return .bit(machine.isLeaving(mode(state)))
            }
        case .memory(let name, let read, let operands, let kind):
            let values = operands.map(value)
            switch memories[name] {
            case .bits(let memory): return .bit(perform(read, memory, values) { $0.bit })
            case .numbers(let memory): return .unsigned(perform(read, memory, values) { $0.unsigned })
            case .signeds(let memory): return .signed(perform(read, memory, values) { $0.signed })
            case nil: return literal(kind, [0])
            }
        }
    }

    private func perform<Element: HardwareValue>(
        _ read: Expression.MemoryRead, _ memory: HardwareMemory<Element>, _ values: [Value],
        _ unwrap: (Value) -> Element.Handle
    ) -> Element.Handle {
        switch read {
        case .combinational: return memory[values[0].unsigned]
        case .registered(let isNew):
            return memory.read(
                values[0].unsigned, enable: values.count > 1 ? values[1].bit : nil, underWrite: isNew ? .new : .old)
        case .port(let under):
            return memory.port(
                values[0].unsigned, enable: values[1].bit, write: values[2].bit, unwrap(values[3]),
                underWrite: under == .old ? .old : under == .new ? .new : .unchanged)
        case .half(let under, let half):
            return memory.port(
                concatenate(constant(half, width: 1), values[0].unsigned), enable: values[1].bit, write: values[2].bit,
                unwrap(values[3]), underWrite: under == .old ? .old : under == .new ? .new : .unchanged)
        }
    }

    private func literal(_ kind: Kind, _ words: [UInt64]) -> Value {
        switch kind {
        case .bit: .bit(constant(words.first.map { $0 & 1 == 1 } ?? false))
        case .unsigned(let width): .unsigned(constant(BitVector(words: words, width: width)))
        case .signed(let width): .signed(Signed(constant(BitVector(words: words, width: width))))
        case .mode: .mode(constant(mode(Int(truncatingIfNeeded: words.first ?? 0))))
        }
    }
}
