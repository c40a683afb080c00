import Netlist

/// Memories, in the templates that Yosys and Vivado map to block and distributed RAM.
extension Legaliser {
    func lowerContents(_ memory: Memory, _ index: Int) {
        var words = memory.initial
        while let last = words.last, last.isZero { words.removeLast() }
        if memory.initial.count >= memory.depth { words = Array(memory.initial.prefix(memory.depth)) }
        if words.allSatisfy(\.isZero) { words = [] }
        let isFull = words.count == memory.depth
        let declaresCounter = !isFull && (counter == nil || isFormal)
        var loop = counter ?? memoryNames[index]
        if declaresCounter {
            loop = scope.claim("i")
            if !isFormal { counter = loop }
        }
        emit(
            words.isEmpty ? .zeros : .contents,
            .contents(
                ContentsSyntax(
                    memory: memoryNames[index], depth: memory.depth, words: words, width: memory.width, counter: loop,
                    declaresCounter: declaresCounter,
                    place: memory.place)))
    }

    /// The read ports that are ghost, or that are not.
    func lowerReads(ghost isGhost: Bool) {
        for (index, memory) in circuit.memories.enumerated() {
            for (number, port) in memory.readPorts.enumerated() where ghost.isGhost(port.data) == isGhost {
                guard let name = names[Int(port.data.index)], uses[Int(port.data.index)] > 0 || isKept(port.data)
                else { continue }
                if let clocking = port.clocking {
                    lowerRegisteredRead(index, number, clocking, name)
                } else {
                    let value = named(name, "address") {
                        _ = self.value(port.address)
                        return memoryWord(port.data)
                    }
                    add(
                        NetSyntax(
                            isRegister: false, width: memory.width, name: name, value: value,
                            attributes: circuit.attributes[port.data] ?? [], place: place(port.data)))
                }
            }
        }
    }

    private func isKept(_ id: NodeID) -> Bool { circuit.names[id] != nil || circuit.attributes[id] != nil }

    /// `memory[address]`, zero past the depth.
    func memoryWord(_ data: NodeID) -> Expression {
        let node = circuit[data]
        let memory = circuit.memories[Int(node.a)]
        let address = memory.readPorts[Int(node.b)].address
        let name = memoryNames[Int(node.a)]
        let isGuarded = canPass(address, count: memory.depth)
        if isGuarded, !isCheap[Int(address.index)] { net(address) }
        let word = make(.word(name, self.index(address)))
        guard isGuarded else { return word }
        return syntax.choice(isBelow(address, memory.depth), word, literal(0, width: memory.width))
    }

    private func lowerRegisteredRead(_ index: Int, _ number: Int, _ clocking: Clocking, _ name: Name) {
        let memory = circuit.memories[index]
        let port = memory.readPorts[number]
        emit(
            .state,
            .net(
                NetSyntax(
                    isRegister: true, width: memory.width, name: name, value: literal(0, width: memory.width),
                    attributes: circuit.attributes[port.data] ?? [], place: place(port.data))))
        let event = event(clocking, target: name)
        let isNew = port.underWrite == .new
        let address = named(name, "address") {
            _ = value(port.address)
            if isNew || canPass(port.address, count: memory.depth), !isCheap[Int(port.address.index)] {
                net(port.address)
            }
            return self.index(port.address)
        }
        var body = syntax.body(
            .assign(
                target: make(.name(name)), value: make(.word(memoryNames[index], address)), blocking: false,
                place: place(port.data)))
        if isNew { bypass(index, clocking, name, port, into: &body) }
        if canPass(port.address, count: memory.depth) {
            let zero = syntax.body(
                .assign(
                    target: make(.name(name)), value: literal(0, width: memory.width), blocking: false,
                    place: place(port.data)))
            body = conditional(isBelow(port.address, memory.depth), body, zero, place(port.data))
        }
        if let enable = port.enable {
            let condition = named(name, "enable") { value(enable) }
            body = conditional(condition, body, Body(), place(port.data))
        }
        emit(.reads, .always(AlwaysSyntax(events: [event], body: body, place: place(port.data))))
    }

    /// What the same edge writes to the word that is read.
    private func bypass(
        _ index: Int, _ clocking: Clocking, _ name: Name, _ read: Memory.ReadPort, into body: inout Body
    ) {
        for group in groups {
            guard case .writes(let key) = group.kind, key.memory == index, key.clocking == clocking else { continue }
            named(name) {
                statements(group.block, into: &body) { _, statement, result in
                    guard case .write(_, let number, let place) = statement, read.newOf ?? number == number else {
                        return
                    }
                    let port = circuit.memories[index].writePorts[number]
                    let address = named(memoryNames[index], "address") { value(port.address) }
                    let same = make(.binary(.equal, address, inner(read.address)))
                    let writes = write(index, number, place) { high, low in
                        syntax.bits(name, low: low, width: high - low + 1)
                    } whole: {
                        make(.name(name))
                    }
                    let condition = port.address == read.address ? literal(1, width: 1) : same
                    syntax.append(conditional(condition, writes, Body(), place), to: &result)
                }
            }
        }
    }

    func lowerWrites(_ key: Targets.WriteKey, _ block: Block) {
        let name = memoryNames[key.memory]
        let event = event(key.clocking, target: name)
        let body = named(name) {
            statements(block) { _, statement, result in
                guard case .write(_, let number, let place) = statement else { return }
                let port = circuit.memories[key.memory].writePorts[number]
                let address = named(name, "address") { () -> Expression in
                    _ = value(port.address)
                    if isLiteral(port.address) { return make(.name(literalNet(port.address))) }
                    if port.mask != nil, !isCheap[Int(port.address.index)] { net(port.address) }
                    return self.index(port.address)
                }
                let writes = write(key.memory, number, place) { high, low in
                    make(.wordPart(make(.word(name, address)), high: Int32(high), low: Int32(low)))
                } whole: {
                    make(.word(name, address))
                }
                // Yosys writes the only word of a memory whatever the address.
                guard circuit.memories[key.memory].depth == 1, canPass(port.address, count: 1) else {
                    syntax.append(writes, to: &result)
                    return
                }
                syntax.append(conditional(isBelow(port.address, 1), writes, Body(), place), to: &result)
            }
        }
        guard !body.isEmpty else { return }
        let place = circuit.memories[key.memory].place
        emit(.writes, .always(AlwaysSyntax(events: [event], body: body, place: place)))
    }

    /// A net that holds a constant: Yosys makes registers of a memory that is written at a constant address.
    private func literalNet(_ id: NodeID) -> Name {
        let name = temporaryName(id)
        add(
            NetSyntax(isRegister: false, width: circuit.width(id), name: name, value: constant(id), place: place(id)))
        return name
    }

    /// The assignments of one write, one for each granule that the mask may leave out.
    private func write(
        _ index: Int, _ number: Int, _ place: Place, part target: (Int, Int) -> Expression,
        whole: () -> Expression
    ) -> Body {
        let memory = circuit.memories[index]
        let port = memory.writePorts[number]
        let name = memoryNames[index]
        let data = named(name, "data") { value(port.data, whole: true) }
        guard let mask = port.mask else {
            return syntax.body(.assign(target: whole(), value: data, blocking: false, place: place))
        }
        named(name, "mask") { _ = value(mask) }
        let count = memory.width / port.granule
        var result = Body()
        for granule in 0..<count {
            let low = granule * port.granule
            let enable = named(name, "mask") { part(mask, low: granule, width: 1) }
            let bits = named(name, "data") { part(port.data, low: low, width: port.granule) }
            let assign = StatementSyntax.assign(
                target: count == 1 ? whole() : target(low + port.granule - 1, low), value: bits, blocking: false,
                place: place)
            syntax.append(conditional(enable, syntax.body(assign), Body(), place), to: &result)
        }
        return result
    }
}
