/// An elaborated design: a closed, immutable value that every consumer reads.
public struct Design: Sendable {
    /// Children come before their parents; each distinct circuit once.
    public var circuits: [Circuit]
    public var top: CircuitID
    public var enumerations: [Enumeration]
    /// Where the places of all circuits lead to.
    public var sources: SourceTable
    /// What was found that does not stop the design.
    public var warnings: [Diagnostic] = []

    public init(circuits: [Circuit], top: CircuitID, enumerations: [Enumeration], sources: SourceTable) {
        self.circuits = circuits
        self.top = top
        self.enumerations = enumerations
        self.sources = sources
    }

    public subscript(circuit: CircuitID) -> Circuit { circuits[circuit.index] }

    /// The circuit at the top.
    public var topCircuit: Circuit { circuits[top.index] }

    /// The same design with another of its circuits at the top; only circuits below it remain.
    public func with(top newTop: CircuitID) -> Design {
        let kept = circuits(below: newTop).map(\.index)
        var renumbered: [Int: Int] = [:]
        for (new, old) in kept.enumerated() { renumbered[old] = new }
        var result = self
        result.circuits = kept.map { old in
            var circuit = circuits[old]
            for index in circuit.instances.indices {
                circuit.instances[index].circuit = CircuitID(renumbered[circuit.instances[index].circuit.index] ?? 0)
            }
            return circuit
        }
        result.top = CircuitID(kept.count - 1)
        return result
    }

    /// The circuit and all that are instantiated in it, at any depth, children before their parents.
    public func circuits(below top: CircuitID) -> [CircuitID] {
        var reached: Set<Int> = [top.index]
        for index in (0...top.index).reversed() where reached.contains(index) {
            for instance in circuits[index].instances { reached.insert(instance.circuit.index) }
        }
        return reached.sorted().map { CircuitID($0) }
    }
}

/// A Swift enumeration used as hardware: named values.
public struct Enumeration: Hashable, Sendable {
    /// The Swift type's name, a legal Verilog identifier.
    public var name: String
    public var width: Int
    public var cases: [Case]

    public struct Case: Hashable, Sendable {
        public var name: String
        public var value: BitVector
        public init(name: String, value: BitVector) {
            self.name = name
            self.value = value
        }
    }

    public init(name: String, width: Int, cases: [Case]) {
        self.name = name
        self.width = width
        self.cases = cases
    }

    /// The case that has this value.
    public func caseName(of value: BitVector) -> String? { cases.first { $0.value == value }?.name }
}
