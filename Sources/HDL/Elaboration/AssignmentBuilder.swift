import Netlist

extension CircuitBuilder {
    /// One scalar: `target <== source`.
    @inline(__always)
    func assign(_ target: Bound?, _ source: Bound?, widths: (Int, Int), at place: Place) {
        guard let value = operand(source, at: place), let node = self.target(target, at: place) else { return }
        guard widths.0 == widths.1 else {
            _ = mismatch("<==", node, value, resultWidth: 1, at: place)
            return
        }
        if !poisoned.isEmpty, poisoned.contains(node) || poisoned.contains(value) { return }
        drive(node, value: value, at: place)
    }

    /// The same, as the netlist has it.
    @inline(never)
    private func drive(_ node: NodeID, value: NodeID, at place: Place) {
        drive(node, low: 0, value: value, at: place)
    }

    /// The node that a handle on the left side stands for: unlike `operand`, a memory element is not read.
    @inline(__always)
    private func target(_ bound: Bound?, at place: Place) -> NodeID? {
        if let bound, bound.scope.builder === self { return NodeID(bound.node + bound.scope.base) }
        return operand(bound, at: place)
    }

    /// Follows a target down to the wire or register that it is a part of, and adds the assignment.
    private func drive(_ node: NodeID, low: Int, value: NodeID, at place: Place) {
        let target = circuit[node]
        if !dynamicElements.isEmpty, let dynamic = dynamicElements[node] {
            driveElement(dynamic, width: Int(target.width), low: low, value: value, at: place)
            return
        }
        if !memoryElements.isEmpty, memoryElements[node] != nil {
            misuse(
                "a part of a memory's element is assigned", at: place,
                hint: "assign the whole element, or use `write(_:_:mask:)`")
            return
        }
        switch target.operation {
        case .slice: drive(NodeID(target.a), low: low + Int(target.b), value: value, at: place)
        case .register:
            statement(.assign(Assignment(target: node, low: low, value: value, place: place)))
        case .wire:
            if let first = drivenWires[node] {
                elaboration.report(
                    Diagnostic(
                        Code.secondDriver, "\(describe(node)) has a second driver", at: place,
                        notes: [Diagnostic.Note("it was given its value", at: first)],
                        hint: "declare it by its shape, `wire(unsigned(8))`, to assign it in statements"))
                return
            }
            statement(.assign(Assignment(target: node, low: low, value: value, place: place)))
        case .instanceOutput:
            elaboration.report(
                Diagnostic(
                    Code.secondDriver, "\(describe(node)) has a second driver: it is an output of an instance",
                    at: place,
                    notes: [Diagnostic.Note("the instance is made", at: circuit.places[Int(node.index)])],
                    hint: "the instance drives it; connect its inputs"))
        case .input: refuseTarget(node, "an input of \(circuit.name)", at: place)
        default: refuseTarget(node, "the result of an expression", at: place)
        }
    }

    private func refuseTarget(_ node: NodeID, _ what: String, at place: Place) {
        if poisoned.contains(node) { return }
        elaboration.report(
            Diagnostic(
                Code.notAssignable, "\(describe(node)) cannot be assigned: it is \(what)", at: place,
                notes: declarationNotes(node), hint: "assign outputs, wires, registers and inputs of instances"))
    }

    /// Assigns bits from `low` on of the element that `element.index` names, which has `width` bits.
    private func driveElement(_ element: DynamicElement, width: Int, low: Int, value: NodeID, at place: Place) {
        if element.targets.count == 1, low == 0, circuit.width(value) == width, isPlainTarget(element.targets[0]) {
            let assignment = Assignment(target: element.targets[0], index: element.index, value: value, place: place)
            statement(.assign(assignment))
            return
        }
        // Either each element is a signal of its own, or all are parts of one that is itself a part of something.
        var parts = element.targets.map { (node: $0, low: low) }
        if let whole = parts.first?.node, parts.count == 1 {
            parts = (0..<circuit.width(whole) / width).map { (whole, $0 * width + low) }
        }
        let bits = circuit.width(element.index)
        let reachable = bits >= 31 ? parts.count : min(parts.count, 1 << bits)
        var arms: [Select.Arm] = []
        for (number, part) in parts.prefix(reachable).enumerated() {
            blocks.append([])
            drive(part.node, low: part.low, value: value, at: place)
            let body = blocks.removeLast()
            let pattern = Pattern(value: BitVector(UInt64(number), width: bits))
            arms.append(Select.Arm(patterns: [pattern], body: body, place: place))
        }
        statement(
            .select(
                Select(
                    subject: element.index, arms: arms, otherwise: nil,
                    isExhaustive: bits < 31 && reachable == 1 << bits, place: place)))
    }

    /// Whether a statement can name the node by itself.
    private func isPlainTarget(_ node: NodeID) -> Bool {
        dynamicElements[node] == nil && memoryElements[node] == nil && drivenWires[node] == nil
            && [.wire, .register].contains(circuit[node].operation)
    }

    @inline(__always)
    func memoryElement(_ bound: Bound?) -> MemoryElement? {
        guard !memoryElements.isEmpty, let bound, bound.scope.builder === self else { return nil }
        return memoryElements[NodeID(bound.node + bound.scope.base)]
    }

    func writeElement(
        _ element: MemoryElement, from source: Bound, count: Int, widths: ([Leaf], [Leaf]), at place: Place
    ) {
        guard let data = pack(source, count: count, at: place) else { return }
        guard widths.0.map(\.width) == widths.1.map(\.width) else {
            if poisoned.contains(data) { return }
            misuse(
                "'\(circuit.memories[element.memory.index].name)' holds elements of \(bits(circuit.memories[element.memory.index].width)), but \(describe(data)) has \(bits(circuit.width(data)))",
                at: place, hint: "write a value of the element's shape")
            return
        }
        let width = circuit.memories[element.memory.index].width
        writePort(element.memory, address: element.address, data: data, mask: nil, granule: width, at: place)
    }
}
