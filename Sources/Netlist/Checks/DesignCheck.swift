extension Design {
    /// Everything that is wrong or doubtful in the design, circuit by circuit in their order, and in each by code. The same
    /// design gives the same list. `docs/errors.md` explains each code.
    ///
    /// Time is close to linear in the nodes and statements.
    public func check() -> [Diagnostic] {
        let context = CheckContext(self)
        var found: [Diagnostic] = []
        for index in circuits.indices where circuits[index].external == nil {
            let circuit = CircuitID(index)
            // Wires that are all driven as a whole outside of any condition need no closer look.
            let coverage = context.hasOpenWires(circuit) ? Coverage(self[circuit]) : nil
            found += context.undriven(circuit, coverage)
            if let coverage { found += context.unassignedPaths(circuit, coverage) }
            found += context.combinationalLoops(circuit)
            found += context.unread(circuit)
            found += context.nameClashes(circuit)
            found += context.unreachableCases(circuit)
            found += context.ghostsThatDrive(circuit)
            found += context.constants(circuit)
        }
        return found + context.circuitNameClashes() + context.clockCrossings()
    }
}

/// What the checks share: the design, who reads what in its circuits, and what is known of circuits that are used as children.
struct CheckContext {
    let design: Design
    /// By circuit.
    let reads: [Reads]
    /// By circuit: whether it, or a circuit below it, has properties.
    let hasProperties: [Bool]
    /// By circuit: signals that a probe in another circuit reads.
    let probed: [[NodeID]]
    /// By circuit: instances into which a probe looks.
    let probedInstances: [Set<Int>]
    /// Combinational paths through circuits, as far as they were asked for.
    let paths: CombinationalPaths

    init(_ design: Design) {
        self.design = design
        reads = design.circuits.map(Reads.init)
        var hasProperties: [Bool] = []
        for circuit in design.circuits {
            hasProperties.append(
                !circuit.properties.isEmpty || circuit.instances.contains { hasProperties[$0.circuit.index] })
        }
        self.hasProperties = hasProperties
        paths = CombinationalPaths(design: design, reads: reads)
        var probed: [[NodeID]] = Array(repeating: [], count: design.circuits.count)
        var instances: [Set<Int>] = Array(repeating: [], count: design.circuits.count)
        for (index, circuit) in design.circuits.enumerated() {
            for probe in circuit.probes {
                var current = CircuitID(index)
                for step in probe.path {
                    instances[current.index].insert(step.index)
                    current = design[current].instances[step.index].circuit
                }
                probed[current.index].append(probe.target)
            }
        }
        self.probed = probed
        probedInstances = instances
    }

    func describer(_ circuit: CircuitID) -> NodeDescriber { NodeDescriber(design, circuit) }
}

/// `a`, `a and b`, `a, b and c`.
func list(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
}
