/// What the statements of a circuit drive, cut into parts so that every assignment covers whole parts: a wire that is only
/// assigned as a whole is one part. Write ports and properties are parts of no bits, whose enable is all that matters.
struct LoweringTargets {
    struct Part {
        var low: Int
        var width: Int
    }

    private(set) var parts: [Part] = []
    /// By node: its first part, and how many there are; no parts for what is not driven.
    private var firstPart: [Int32]
    private var partCount: [Int32]
    /// Driven nodes in the order of their first assignment.
    private(set) var driven: [NodeID] = []
    /// By memory and write port.
    private(set) var writeParts: [[Int]] = []
    /// By property.
    private(set) var propertyParts: [Int] = []

    /// The parts of a node, ascending; nil for what is not driven.
    subscript(node: NodeID) -> Range<Int>? {
        let count = Int(partCount[Int(node.index)])
        let first = Int(firstPart[Int(node.index)])
        return count == 0 ? nil : first..<first + count
    }

    /// - Parameter wiresOnly: leaves out registers, write ports and properties.
    init(_ circuit: Circuit, wiresOnly: Bool = false) {
        let nodes = circuit.nodes
        firstPart = Array(repeating: 0, count: nodes.count)
        partCount = firstPart
        // Where nodes that are assigned in parts must be cut.
        var cuts: [NodeID: Set<Int>] = [:]
        var isDriven = Array(repeating: false, count: nodes.count)
        var order: [NodeID] = []
        Self.forEachAssignment(in: circuit.statements) { assignment in
            let target = assignment.target
            if wiresOnly, nodes[Int(target.index)].operation != .wire { return }
            let (width, part) = (Int(nodes[Int(target.index)].width), Int(nodes[Int(assignment.value.index)].width))
            if !isDriven[Int(target.index)] {
                isDriven[Int(target.index)] = true
                order.append(target)
            }
            if assignment.index != nil {
                guard part > 0 else { return }
                for cut in stride(from: 0, through: width - width % part, by: part) {
                    cuts[target, default: []].insert(cut)
                }
            } else if part != width {
                cuts[target, default: []].insert(assignment.low)
                cuts[target, default: []].insert(assignment.low + part)
            }
        }
        parts.reserveCapacity(order.count)
        for node in order {
            let width = Int(nodes[Int(node.index)].width)
            firstPart[Int(node.index)] = Int32(parts.count)
            var low = 0
            if !cuts.isEmpty, let cuts = cuts[node] {
                for high in cuts.sorted() where high > 0 && high < width {
                    parts.append(Part(low: low, width: high - low))
                    low = high
                }
            }
            parts.append(Part(low: low, width: width - low))
            partCount[Int(node.index)] = Int32(parts.count) - firstPart[Int(node.index)]
        }
        driven = order
        if wiresOnly { return }
        for memory in circuit.memories { writeParts.append(memory.writePorts.map { _ in bare() }) }
        propertyParts = circuit.properties.map { _ in bare() }
    }

    private mutating func bare() -> Int {
        parts.append(Part(low: 0, width: 0))
        return parts.count - 1
    }

    static func forEachAssignment(in block: Block, _ body: (Assignment) -> Void) {
        for statement in block {
            switch statement {
            case .assign(let assignment): body(assignment)
            case .when(let when):
                // An `elsewhen` chain is as deep as it is long: follow it without recursion.
                var current = when
                while true {
                    forEachAssignment(in: current.then, body)
                    guard let next = current.elsewhen else { break }
                    current = next
                }
                forEachAssignment(in: current.otherwise, body)
            case .select(let select):
                for arm in select.arms { forEachAssignment(in: arm.body, body) }
                forEachAssignment(in: select.otherwise ?? [], body)
            case .write, .property: break
            }
        }
    }
}

extension When {
    /// The `elsewhen` that follows, if `otherwise` is nothing else.
    var elsewhen: When? {
        if otherwise.count == 1, case .when(let next) = otherwise[0] { return next }
        return nil
    }
}
