import Netlist

extension CircuitBuilder {
    /// What a message calls a node.
    func describe(_ node: NodeID) -> String { circuit.names[node] ?? "an expression" }
}
