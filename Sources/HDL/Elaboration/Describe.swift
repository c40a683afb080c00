import Netlist

extension CircuitBuilder {
    /// What a message calls a node: `'head'`, `'head'[3...0]`, `the constant 3`, `an expression`.
    func describe(_ node: NodeID) -> String {
        if let name = circuit.names[node] { return "'\(name)'" }
        if let element = memoryElements[node] {
            return "an element of '\(circuit.memories[element.memory.index].name)'"
        }
        if let element = dynamicElements[node], let first = element.targets.first {
            return element.targets.count == 1 ? "a part of \(describe(first))" : "an element beside \(describe(first))"
        }
        let value = circuit[node]
        switch value.operation {
        case .constant where !poisoned.contains(node):
            return circuit.constant(node).map { "the constant \($0)" } ?? "a constant"
        case .slice:
            let source = NodeID(value.a)
            guard circuit.names[source] != nil else { return "an expression" }
            if circuit.width(source) == Int(value.width) { return describe(source) }
            let low = Int(value.b)
            let high = low + Int(value.width) - 1
            return describe(source) + (high == low ? "[\(low)]" : "[\(high)...\(low)]")
        default: return "an expression"
        }
    }
}
