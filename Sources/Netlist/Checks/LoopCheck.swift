extension CheckContext {
    /// HDL033: combinational loops, bit by bit: `a[1]` that depends on `a[0]` is none. Words are looked at first; only where words form a loop
    /// do their bits count.
    func combinationalLoops(_ id: CircuitID) -> [Diagnostic] {
        let written = paths.statementGraph(id)
        if written.isOrdered { return [] }
        let wires = wires(design[id])
        guard !knots(written, from: wires).isEmpty else { return [] }
        let graph = paths.graph(id)
        let knots = knots(graph, from: wires)
        var loops: [[CombinationalPaths.Bit]] = []
        for knot in knots { loops += bitLoops(in: knot, id, graph) }
        let found = loops.map { loopDiagnostic($0, id) }
        return found.sorted { $0.place.raw < $1.place.raw }
    }

    private func wires(_ circuit: Circuit) -> [NodeID] {
        circuit.nodes.indices.filter { circuit.nodes[$0].operation == .wire }.map { NodeID($0) }
    }

    /// Nodes that depend on each other, as words.
    private func knots(_ graph: some DependencyGraph, from roots: [NodeID]) -> [[NodeID]] {
        var knots: [[NodeID]] = []
        graph.forEachComponent(from: roots) { nodes in
            if nodes.count > 1 || isSelfLoop(nodes[nodes.startIndex], graph) { knots.append(Array(nodes)) }
        }
        return knots
    }

    private func isSelfLoop(_ node: NodeID, _ graph: some DependencyGraph) -> Bool {
        var index = 0
        while let operand = graph.dependency(of: node, index) {
            if operand == node { return true }
            index += 1
        }
        return false
    }

    /// Loops of bits among these nodes, each with at least one node that no earlier one has.
    private func bitLoops(in knot: [NodeID], _ id: CircuitID, _ graph: CombinationalGraph) -> [[CombinationalPaths.Bit]]
    {
        typealias Bit = CombinationalPaths.Bit
        var first: [NodeID: Int] = [:]
        var total = 0
        let knot = knot.sorted()
        for node in knot {
            first[node] = total
            total += Int(graph[node].width)
        }
        // 0: not seen, 1: on the path, 2: done.
        var mark = [UInt8](repeating: 0, count: total)
        func index(_ bit: Bit) -> Int { (first[bit.node] ?? 0) + bit.bit }
        func inside(_ bit: Bit) -> [Bit] {
            var result: [Bit] = []
            paths.forEachDependency(of: bit, in: id, graph) { if first[$0.node] != nil { result.append($0) } }
            return result
        }
        var reported: Set<NodeID> = []
        var loops: [[Bit]] = []
        var stack: [(bit: Bit, next: [Bit])] = []
        for node in knot {
            for position in 0..<Int(graph[node].width) {
                let start = Bit(node: node, bit: position)
                guard mark[index(start)] == 0 else { continue }
                mark[index(start)] = 1
                stack.append((start, inside(start)))
                while let bit = stack.last?.bit {
                    guard let next = stack[stack.count - 1].next.popLast() else {
                        mark[index(bit)] = 2
                        stack.removeLast()
                        continue
                    }
                    switch mark[index(next)] {
                    case 0:
                        mark[index(next)] = 1
                        stack.append((next, inside(next)))
                    case 1:
                        guard let from = stack.lastIndex(where: { $0.bit == next }) else { break }
                        let loop = stack[from...].map(\.bit)
                        let nodes = Set(loop.map(\.node))
                        if !nodes.isSubset(of: reported) { loops.append(loop) }
                        reported.formUnion(nodes)
                    default: break
                    }
                }
            }
        }
        return loops
    }

    private func loopDiagnostic(_ loop: [CombinationalPaths.Bit], _ id: CircuitID) -> Diagnostic {
        let (circuit, describer) = (design[id], describer(id))
        // Start at the named signal that comes first, so that the text does not depend on where the search began.
        let named = loop.indices.filter { describer.name(loop[$0].node) != nil }
        let start = named.min { loop[$0].node < loop[$1].node } ?? 0
        let turned = Array(loop[start...] + loop[..<start])
        var hops: [(text: String, node: NodeID, through: NodeID?)] = []
        for bit in turned {
            guard let name = describer.name(bit.node) else {
                // The operator on the way, if the designer wrote it.
                let isOperator = bit.node.index < circuit.nodes.count && !circuit[bit.node].operation.isWiring
                if isOperator, !hops.isEmpty, hops[hops.count - 1].through == nil {
                    hops[hops.count - 1].through = bit.node
                }
                continue
            }
            let text = "'\(name)'" + (circuit.width(bit.node) > 1 ? "[\(bit.bit)]" : "")
            hops.append((text, bit.node, nil))
        }
        let assignments = AssignmentPlaces(circuit)
        var notes: [Diagnostic.Note] = []
        for (position, hop) in hops.enumerated() {
            let next = hops[(position + 1) % hops.count].text
            if circuit[hop.node].operation == .instanceOutput {
                let instance = circuit.instances[Int(circuit[hop.node].a)]
                notes.append(Diagnostic.Note("\(hop.text) depends on \(next) inside the instance", at: instance.place))
                continue
            }
            let place =
                assignments.only[hop.node] ?? hop.through.map { circuit.places[Int($0.index)] }
                ?? assignments.first[hop.node] ?? circuit.places[Int(hop.node.index)]
            notes.append(Diagnostic.Note("\(hop.text) depends on \(next)", at: place))
        }
        let way = (hops + hops.prefix(1)).map(\.text).joined(separator: " <- ")
        return Diagnostic(
            "HDL033", .error, "combinational loop: \(way)", at: circuit.places[Int(turned[0].node.index)], notes: notes,
            hint: "put a register into the loop, or take one of the dependences away")
    }
}

/// Where wires are assigned.
private struct AssignmentPlaces {
    /// Wires with one assignment.
    var only: [NodeID: Place] = [:]
    var first: [NodeID: Place] = [:]

    init(_ circuit: Circuit) {
        LoweringTargets.forEachAssignment(in: circuit.statements) { assignment in
            if first[assignment.target] == nil {
                first[assignment.target] = assignment.place
                only[assignment.target] = assignment.place
            } else {
                only[assignment.target] = nil
            }
        }
    }
}

extension Operation {
    /// True for what only renames bits.
    var isWiring: Bool {
        switch self {
        case .slice, .concatenate, .zeroExtend, .signExtend: true
        default: false
        }
    }
}
