extension Generator {
    /// A memory whose two ports have a half each, so that they never meet in one element.
    mutating func dualPortMemory(isTwoClocked: Bool) -> [Item] {
        let kind = Kind.unsigned(random.pick(1...16))
        let memory = Storage(name: name("d"), kind: kind, depth: 1 << random.pick(2...4), isSecond: false)
        let declaration = Item.dualMemory(memory.name, kind, depth: memory.depth)
        let first = port(memory, half: 0)
        guard isTwoClocked else { return [declaration] + first + port(memory, half: 1) }
        shared = memory
        return [declaration] + first
    }

    /// A wire that carries what the port for that half reads.
    mutating func port(_ memory: Storage, half: Int) -> [Item] {
        let signal = Declared(name: name("w"), form: .scalar(memory.kind))
        let under = Expression.UnderWrite.allCases[random.pick(0...2)]
        let operands = [
            value(.unsigned(addressWidth(memory.depth) - 1)), value(.bit), value(.bit), value(memory.kind),
        ]
        let read = Expression.memory(memory.name, .half(under, half), operands, memory.kind)
        scope.signals.append(Readable(name: signal.name, form: signal.form, isSecond: scope.isSecond))
        return [.wire(signal), .statements([.assign(.signal(signal.name, [], memory.kind), read)])]
    }

    /// A port of the module that has signals in both directions.
    mutating func link(_ part: inout Part) {
        let link = LinkPort(name: "l0", isOutput: random.once(in: 2), there: random.width(), back: random.width())
        part.links.append(link)
        let signal = link.read(of: link.name, isInside: true)
        scope.signals.append(Readable(name: signal.name, form: signal.form, isSecond: nil))
    }

    /// Drives the port of an instance, itself or through a wire that is connected to it.
    mutating func connection(_ link: LinkPort, of instance: String, _ wires: inout [Item]) -> [Statement] {
        var path = "\(instance).\(link.name)"
        var statements: [Statement] = []
        if random.once(in: 2) {
            let wire = name("k")
            wires.append(.link(wire, there: link.there, back: link.back))
            statements.append(link.isOutput ? .connect(wire, path) : .connect(path, wire))
            path = wire
        }
        statements += assignAll(link.driven(of: path, isInside: false))
        let signal = link.read(of: path, isInside: false)
        scope.signals.append(Readable(name: signal.name, form: signal.form, isSecond: scope.isSecond))
        return statements
    }

    /// A stream with both its sides; what can be read is the payload where it fires.
    mutating func stream() -> Item {
        let width = random.width()
        let item = Item.stream(name("q"), [value(.unsigned(width)), value(.bit), value(.bit)])
        scope.signals.append(
            Readable(name: item.name ?? "", form: .scalar(.unsigned(width)), isSecond: scope.isSecond))
        return item
    }
}
