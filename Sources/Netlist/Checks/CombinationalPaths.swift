/// Which outputs of a circuit depend on which of its inputs at the same moment, through instances too: per word, and, where that
/// is not enough, per bit. Computed when asked for, once.
final class CombinationalPaths {
    /// A bit of a node or, in a summary, of a port.
    struct Bit: Hashable {
        var node: NodeID
        var bit: Int
    }

    private let design: Design
    private let reads: [Reads]
    /// As written, and lowered.
    private var possible: [Int: [[Int]]] = [:]
    private var words: [Int: [[Int]]] = [:]
    private var bits: [Int: [Bit: [Bit]]] = [:]
    private var graphs: [Int: CombinationalGraph] = [:]
    private var loweredCircuits: [Int: LoweredCircuit] = [:]

    init(design: Design, reads: [Reads]) {
        self.design = design
        self.reads = reads
    }

    /// The graph of one circuit as it was written, with paths that are possible through its instances.
    func statementGraph(_ id: CircuitID) -> StatementGraph {
        let inputs = design[id].instances.map { instance in
            let inputs = possibleInputs(of: instance.circuit)
            // The inputs that are connected are mostly all.
            if !instance.connections.contains(nil) { return inputs }
            return inputs.map { $0.filter { instance.connections[$0] != nil } }
        }
        return StatementGraph(circuit: design[id], reads: reads[id.index], instanceInputs: inputs)
    }

    /// By port: the input ports that an output may depend on; empty for inputs.
    private func possibleInputs(of id: CircuitID) -> [[Int]] {
        if let known = possible[id.index] { return known }
        let result = inputs(of: design[id], statementGraph(id))
        possible[id.index] = result
        return result
    }

    /// A circuit as data flow, made when somebody needs it.
    func lowered(_ id: CircuitID) -> LoweredCircuit {
        if let known = loweredCircuits[id.index] { return known }
        let made = design[id].lowered()
        loweredCircuits[id.index] = made
        return made
    }

    /// The graph of one circuit's nodes, with paths through its instances.
    func graph(_ id: CircuitID) -> CombinationalGraph {
        if let known = graphs[id.index] { return known }
        let pins = design[id].instances.map { instance in
            inputs(of: instance.circuit).map { inputs in inputs.compactMap { instance.connections[$0] } }
        }
        let graph = CombinationalGraph(lowered: lowered(id), instancePins: pins)
        graphs[id.index] = graph
        return graph
    }

    /// By port: the input ports that an output depends on; empty for inputs.
    func inputs(of id: CircuitID) -> [[Int]] {
        if let known = words[id.index] { return known }
        let result = inputs(of: design[id], graph(id))
        words[id.index] = result
        return result
    }

    private func inputs(of circuit: Circuit, _ graph: some DependencyGraph) -> [[Int]] {
        let inputs = circuit.ports.indices.filter { circuit.ports[$0].direction == .input }
        let outputs = circuit.ports.indices.filter { circuit.ports[$0].direction == .output }
        let length = (inputs.count + 63) / 64
        // By node: the set of inputs, as bits; by reference to its component.
        var component = [Int32](repeating: -1, count: graph.count)
        var sets: [UInt64] = []
        var seeds: [NodeID: Int] = [:]
        for (position, port) in inputs.enumerated() { seeds[circuit.ports[port].node] = position }
        graph.forEachComponent(from: outputs.map { circuit.ports[$0].node }) { nodes in
            let start = sets.count
            sets += Array(repeating: 0, count: length)
            for node in nodes {
                component[Int(node.index)] = Int32(start / max(1, length))
                if let seed = seeds[node] { sets[start + seed / 64] |= 1 << UInt64(seed % 64) }
            }
            for node in nodes {
                var index = 0
                while let operand = graph.dependency(of: node, index) {
                    index += 1
                    let from = Int(component[Int(operand.index)]) * length
                    if from >= 0, from != start { for word in 0..<length { sets[start + word] |= sets[from + word] } }
                }
            }
        }
        var result: [[Int]] = Array(repeating: [], count: circuit.ports.count)
        for port in outputs where length > 0 {
            let from = Int(component[Int(circuit.ports[port].node.index)]) * length
            result[port] = inputs.indices.filter { sets[from + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }.map { inputs[$0] }
        }
        return result
    }

    /// The bits of the circuit's `.input` nodes that one bit of an output port's node depends on, in ascending order.
    func inputBits(of id: CircuitID, _ output: Bit) -> [Bit] {
        if let known = bits[id.index]?[output] { return known }
        let graph = graph(id)
        var seen: Set<Bit> = [output]
        var stack = [output]
        var result: [Bit] = []
        while let bit = stack.popLast() {
            if graph[bit.node].operation == .input { result.append(bit) }
            forEachDependency(of: bit, in: id, graph) { if seen.insert($0).inserted { stack.append($0) } }
        }
        result.sort { ($0.node, $0.bit) < ($1.node, $1.bit) }
        bits[id.index, default: [:]][output] = result
        return result
    }

    /// The bits that a bit depends on directly, through an instance too.
    func forEachDependency(of bit: Bit, in id: CircuitID, _ graph: CombinationalGraph, _ body: (Bit) -> Void) {
        let node = graph[bit.node]
        guard node.operation == .instanceOutput else {
            graph.forEachDependency(of: bit, body)
            return
        }
        let instance = design[id].instances[Int(node.a)]
        let child = design[instance.circuit]
        let port = child.ports[Int(node.b)]
        for input in inputBits(of: instance.circuit, Bit(node: port.node, bit: bit.bit)) {
            guard let position = child.ports.firstIndex(where: { $0.node == input.node }),
                let pin = instance.connections[position]
            else { continue }
            body(Bit(node: pin, bit: input.bit))
        }
    }
}
