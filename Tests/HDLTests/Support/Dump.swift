import Netlist

extension Circuit {
    /// A node as text: its name, a constant, or its operation over its operands with the result's width.
    func text(_ id: NodeID) -> String {
        if let name = names[id] { return name }
        let node = self[id]
        if let value = constant(id) { return "\(value)" }
        switch node.operation {
        case .slice:
            let (low, high) = (Int(node.b), Int(node.b) + Int(node.width) - 1)
            return "\(text(NodeID(node.a)))[\(high):\(low)]"
        case .memoryRead: return "\(memories[Int(node.a)].name)#\(node.b)"
        case .probe: return "probe\(node.a)"
        default:
            return "\(node.operation)(\(node.operands.map(text).joined(separator: ", "))):\(node.width)"
        }
    }

    /// The statements, one line for each and for each brace.
    var statementLines: [String] { lines(statements) }

    /// The text of the value that the wire of this name is driven with, where it is driven once, at the top level.
    func driver(_ name: String) -> String? {
        for case .assign(let assignment) in statements where names[assignment.target] == name {
            return text(assignment.value)
        }
        return nil
    }

    /// The node of that name.
    func node(_ name: String) -> NodeID? { names.first { $0.value == name }?.key }

    /// Names of all nodes that have one, with widths: `count:8`.
    var signals: [String] { names.sorted { $0.key < $1.key }.map { "\($0.value):\(width($0.key))" } }

    private func lines(_ block: Block) -> [String] {
        block.flatMap { statement -> [String] in
            switch statement {
            case .assign(let assignment):
                var target = text(assignment.target)
                if let index = assignment.index {
                    target += "[[\(text(index))]]"
                } else if width(assignment.target) != width(assignment.value) {
                    target += "[\(assignment.low + width(assignment.value) - 1):\(assignment.low)]"
                }
                return ["\(target) = \(text(assignment.value))"]
            case .when(let when):
                let otherwise = when.otherwise.isEmpty ? [] : ["otherwise"] + indented(when.otherwise)
                return ["when \(text(when.condition))"] + indented(when.then) + otherwise
            case .select(let select):
                let arms = select.arms.flatMap { arm in
                    [". " + arm.patterns.map(text).joined(separator: ", ")] + indented(arm.body)
                }
                let otherwise = select.otherwise.map { [". otherwise"] + indented($0) } ?? []
                return ["switch \(text(select.subject))\(select.isExhaustive ? " all" : "")"] + arms + otherwise
            case .write(let memory, let port, _):
                let ports = memories[memory.index].writePorts[port]
                let mask = ports.mask.map { " mask \(text($0))/\(ports.granule)" } ?? ""
                return ["\(memories[memory.index].name)[\(text(ports.address))] = \(text(ports.data))\(mask)"]
            case .property(let id):
                let property = properties[id.index]
                return ["\(property.kind) \(property.name): \(text(property.condition))"]
            }
        }
    }

    private func indented(_ block: Block) -> [String] { lines(block).map { "  " + $0 } }

    private func text(_ pattern: Pattern) -> String {
        (0..<pattern.value.width).reversed().map { pattern.care[$0] ? (pattern.value[$0] ? "1" : "0") : "?" }.joined()
    }
}
