import Netlist

extension Mutation {
    /// Whether a circuit can hold the cell and its mutant side by side: not the value of an asynchronous reset, and not what a memory gives while it
    /// is written.
    public func isSelectable(in design: Design) -> Bool {
        switch (cell.part, change) {
        case (_, .underWrite): return false
        case (.register(let id), .resetValue):
            return design[cell.circuit].registers[id.index].reset?.kind == .synchronous
        default: return true
        }
    }
}

extension Design {
    /// The design with many mutants of one instance of its top, of which one at a time acts: that with the number that the top's signal `choice`
    /// has. That instance is of a copy of its circuit, and of all below it, whose names end in `_mutant` and which check and assume nothing.
    ///
    /// It may have a combinational loop where no single mutant has one; `check()` tells.
    ///
    /// - Parameters:
    ///   - mutations: by number. Those that are not `isSelectable` never act.
    ///   - instance: of a circuit without modules that are written in Verilog.
    ///   - choice: the name of a signal of the top. The top is the last circuit, as after an elaboration.
    public func withMutants(_ mutations: [Int: Mutation], of instance: InstanceID, chosenBy choice: String) -> Design {
        guard let chosen = topCircuit.names.first(where: { $0.value == choice })?.key else { return self }
        let offset = top.index
        var copies = circuits[..<offset].map { circuit in
            var copy = circuit.moved(by: offset)
            copy.name += "_mutant"
            copy.addChoice(width: topCircuit.width(chosen))
            return copy
        }
        var mutationsOf: [Int: [Alternative]] = [:]
        for (number, mutation) in mutations.sorted(by: { $0.key < $1.key })
        where mutation.isSelectable(in: self) {
            mutationsOf[mutation.cell.circuit.index, default: []].append(
                Alternative(number: number, mutation: mutation))
        }
        for (circuit, alternatives) in mutationsOf { copies[circuit].add(alternatives) }
        // Not before: statements are found by their numbers.
        for index in copies.indices {
            copies[index].statements = copies[index].statements.withoutProperties()
            copies[index].properties = []
        }
        var top = topCircuit
        top.instances[instance.index].circuit = CircuitID(top.instances[instance.index].circuit.index + offset)
        top.connect(chosen, to: instance.index)
        var result = self
        result.circuits = circuits[..<offset] + copies + [top]
        return result.with(top: CircuitID(result.circuits.count - 1))
    }
}

/// A mutation, and the choice with which it acts.
private struct Alternative {
    var number: Int
    var mutation: Mutation
    var change: Change { mutation.change }

    /// What is replaced as a whole: an arm with its `switch`.
    var place: Cell.Part {
        if case .arm(let statement, _) = mutation.cell.part { .statement(statement) } else { mutation.cell.part }
    }
}

extension Circuit {
    /// The circuit behind `offset` other circuits.
    fileprivate func moved(by offset: Int) -> Circuit {
        var result = self
        for index in instances.indices {
            result.instances[index].circuit = CircuitID(instances[index].circuit.index + offset)
        }
        return result
    }

    /// Adds the choice as the last input, and hands it to all instances.
    fileprivate mutating func addChoice(width: Int) {
        let choice = append(Node(.input, width: width), at: place)
        names[choice] = "chosen_mutant"
        ports.append(Port(node: choice, direction: .input))
        for index in instances.indices { connect(choice, to: index) }
    }

    fileprivate mutating func connect(_ node: NodeID, to instance: Int) {
        instances[instance].connections.append(drive(node, at: instances[instance].place))
    }

    /// A wire with this value.
    private mutating func drive(_ node: NodeID, at place: Place) -> NodeID {
        let wire = append(Node(.wire, width: width(node)), at: place)
        statements.append(.assign(Assignment(target: wire, value: node, place: place)))
        return wire
    }

    // MARK: Alternatives

    fileprivate mutating func add(_ alternatives: [Alternative]) {
        let choice = ports[ports.count - 1].node
        // A statement is found by its number: those inside others and behind them come first.
        let groups = Dictionary(grouping: alternatives, by: \.place).sorted { Self.order($0.key) > Self.order($1.key) }
        for (part, group) in groups {
            let choices = group.map { (isChosen: isEqual(choice, $0.number), alternative: $0) }
            switch part {
            case .statement(let number): add(choices, toStatement: number)
            case .node(let id): add(choices, toNode: id)
            default: for (isChosen, alternative) in choices { add(alternative, isChosen) }
            }
        }
    }

    private static func order(_ part: Cell.Part) -> Int { if case .statement(let number) = part { number } else { -1 } }

    private mutating func isEqual(_ choice: NodeID, _ number: Int) -> NodeID {
        let value = append(constant: BitVector(UInt64(number), width: width(choice)), at: place)
        return append(Node(.equal, width: 1, a: choice.index, b: value.index), at: place)
    }

    private mutating func select(_ condition: NodeID, _ yes: NodeID, _ no: NodeID) -> NodeID {
        append(
            Node(.multiplex, width: width(no), a: condition.index, b: yes.index, c: no.index),
            at: places[Int(no.index)])
    }

    /// The node becomes a wire, which may be driven from nodes behind it.
    private mutating func add(_ choices: [(isChosen: NodeID, alternative: Alternative)], toNode id: NodeID) {
        let index = Int(id.index)
        let (old, place) = (nodes[index], places[index])
        var value = append(old, at: place)
        enumerations[value] = enumerations[id]
        for (isChosen, alternative) in choices {
            apply(alternative.change, toNode: id)
            value = select(isChosen, append(nodes[index], at: place), value)
            nodes[index] = old
        }
        nodes[index] = Node(.wire, width: Int(old.width))
        enumerations[id] = nil
        statements.append(.assign(Assignment(target: id, value: value, place: place)))
    }

    private mutating func add(_ choices: [(isChosen: NodeID, alternative: Alternative)], toStatement number: Int) {
        let all = statements
        statements = all.replacing(number) { statement in
            choices.reduce([statement]) { rest, choice in
                let (change, part) = (choice.alternative.change, choice.alternative.mutation.cell.part)
                let mutated =
                    if case .arm(_, let arm) = part { statement.with(change, inArm: arm) } else {
                        with(change, in: statement)
                    }
                return [.when(When(condition: choice.isChosen, then: mutated, otherwise: rest, place: place))]
            }
        }
    }

    /// An input of an instance, an enable, or a port of a memory: what reads it reads a choice instead.
    private mutating func add(_ alternative: Alternative, _ isChosen: NodeID) {
        let old = self
        apply(alternative.change, to: alternative.mutation.cell.part)
        switch alternative.mutation.cell.part {
        case .connection(let id, let port):
            guard let wire = old.instances[id.index].connections[port],
                let other = instances[id.index].connections[port], other != wire
            else { return }
            let place = instances[id.index].place
            instances[id.index].connections[port] = drive(select(isChosen, other, wire), at: place)
        case .register(let id):
            let (before, after) = (old.registers[id.index], registers[id.index])
            registers[id.index] = before
            if after.reset != before.reset {
                replaceReset(of: id.index, by: after.reset?.value, when: isChosen)
            } else {
                registers[id.index].enable = select(isChosen, after.enable ?? ones(1), before.enable ?? ones(1))
            }
        case .readPort(let memory, let port):
            let before = old.memories[memory.index].readPorts[port]
            var read = memories[memory.index].readPorts[port]
            if read.address != before.address { read.address = select(isChosen, read.address, before.address) }
            if read.enable != before.enable {
                read.enable = select(isChosen, read.enable ?? ones(1), before.enable ?? ones(1))
            }
            memories[memory.index].readPorts[port] = read
        case .writePort(let memory, let port):
            let before = old.memories[memory.index].writePorts[port]
            var write = memories[memory.index].writePorts[port]
            if write.address != before.address { write.address = select(isChosen, write.address, before.address) }
            if write.data != before.data { write.data = select(isChosen, write.data, before.data) }
            if write.mask != before.mask, let mask = before.mask {
                write.mask = select(isChosen, write.mask ?? ones(width(mask)), mask)
                write.granule = before.granule
            }
            memories[memory.index].writePorts[port] = write
        case .node, .statement, .arm: return
        }
    }

    /// When chosen, the register is not reset; with a value, its last assignment gives it that one instead.
    private mutating func replaceReset(of index: Int, by value: BitVector?, when isChosen: NodeID) {
        guard var reset = registers[index].reset else { return }
        let node = registers[index].node
        let place = places[Int(node.index)]
        let signal = reset.signal
        let isActive = reset.polarity == .activeHigh ? signal : inverse(of: signal)
        let isReplaced = append(Node(.and, width: 1, a: isActive.index, b: isChosen.index), at: place)
        reset.signal = append(Node(.xor, width: 1, a: signal.index, b: isReplaced.index), at: place)
        registers[index].reset = reset
        guard let value else { return }
        if let enable = registers[index].enable {
            registers[index].enable = append(Node(.or, width: 1, a: enable.index, b: isReplaced.index), at: place)
        }
        let assignment = Assignment(target: node, value: append(constant: value, at: place), place: place)
        statements.append(.when(When(condition: isReplaced, then: [.assign(assignment)], otherwise: [], place: place)))
    }

    private mutating func ones(_ width: Int) -> NodeID { append(constant: .ones(width: width), at: place) }
}
