import Netlist

/// Targets that share one block of Verilog, with the statements that drive them.
struct DriverGroup {
    enum Kind {
        /// One wire as one expression.
        case expression(NodeID)
        /// Wires in one `always @*`.
        case combinational([NodeID])
        /// Registers with one clock, reset and enable.
        case registers([Int])
        case writes(Targets.WriteKey)
        case properties(Targets.PropertyKey)
    }
    var kind: Kind
    var isGhost: Bool
    var block: Block = []
}

/// Decides what is written together.
struct Grouping {
    /// A wire with more choices than this becomes an `always @*` with `if`.
    private static let largestChoice = 12
    /// Registers that have nothing but the clock in common stand together, but not more than these.
    private static let longestRun = 16

    private(set) var groups: [DriverGroup] = []
    private let circuit: Circuit
    private let targets: Targets
    private let ghost: GhostLogic.Part
    private var groupOf: [Int: Int] = [:]

    init(_ circuit: Circuit, targets: Targets, ghost: GhostLogic.Part) {
        self.circuit = circuit
        self.targets = targets
        self.ghost = ghost
        wires()
        registers()
        for (index, key) in targets.writes.enumerated() {
            add(.writes(key), isGhost: ghost.memories[key.memory], [circuit.nodes.count + index])
        }
        for (index, key) in targets.properties.enumerated() {
            add(.properties(key), isGhost: true, [circuit.nodes.count + targets.writes.count + index])
        }
        let blocks = targets.slice(targets.statements, groups: groupOf)
        for (group, block) in blocks { groups[group].block = block }
        splitLargeChoices()
    }

    private mutating func add(_ kind: DriverGroup.Kind, isGhost: Bool, _ members: [Int]) {
        for member in members { groupOf[member] = groups.count }
        groups.append(DriverGroup(kind: kind, isGhost: isGhost))
    }

    private mutating func wires() {
        var together: [[Int]: [Int]] = [:]
        for (index, node) in circuit.nodes.enumerated() where node.operation == .wire {
            let id = NodeID(index)
            guard let summary = targets.summaries[index] else { continue }
            let isBlock =
                summary.isUnderSelect || summary.isDynamic || (summary.isPartial && summary.isUnderWhen)
            guard isBlock else {
                add(.expression(id), isGhost: ghost.isGhost(id), [index])
                continue
            }
            let key = summary.blocks + [ghost.isGhost(id) ? -1 : -2]
            for group in together[key] ?? [] {
                guard case .combinational(let members) = groups[group].kind,
                    areIndependent(members + [id])
                else { continue }
                groups[group].kind = .combinational(members + [id])
                groupOf[index] = group
                break
            }
            if groupOf[index] == nil {
                together[key, default: []].append(groups.count)
                add(.combinational([id]), isGhost: ghost.isGhost(id), [index])
            }
        }
    }

    /// True when no wire of `wires` reaches another through combinational logic: one block may then drive them all.
    private func areIndependent(_ wires: [NodeID]) -> Bool {
        let members = Set(wires)
        var seen: Set<Int32> = []
        var work: [NodeID] = []
        for wire in wires { work += targets.summaries[Int(wire.index)]?.sources ?? [] }
        while let id = work.popLast() {
            if members.contains(id) { return false }
            guard seen.insert(id.index).inserted else { continue }
            let node = circuit[id]
            switch node.operation {
            case .wire: work += targets.summaries[Int(id.index)]?.sources ?? []
            case .instanceOutput:
                work += circuit.instances[Int(node.a)].connections.compactMap { $0 }
                    .filter { circuit[$0].operation != .instanceOutput }
            case .memoryRead:
                let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
                if port.clocking == nil { work.append(port.address) }
            default: work += node.operands
            }
        }
        return true
    }

    private struct RegisterKey: Hashable {
        var clocking: Clocking
        var signal: NodeID?
        var kind: Reset.Kind?
        var polarity: Reset.Polarity?
        var enable: NodeID?
        var isGhost: Bool
        var blocks: [Int]
        /// Registers that are only assigned in the outermost block stand together while they are declared together.
        var run: Int
    }

    private mutating func registers() {
        var together: [RegisterKey: Int] = [:]
        var previous: RegisterKey?
        var run = 0
        var length = 0
        var members: [Int: [Int]] = [:]
        for (index, register) in circuit.registers.enumerated() {
            let summary = targets.summaries[Int(register.node.index)]
            guard summary != nil || register.reset != nil else { continue }
            var key = RegisterKey(
                clocking: register.clocking, signal: register.reset?.signal, kind: register.reset?.kind,
                polarity: register.reset?.polarity, enable: register.enable,
                isGhost: ghost.isGhost(register.node), blocks: summary?.blocks ?? [], run: 0)
            if key != previous || length == Self.longestRun { (run, length) = (run + 1, 0) }
            previous = key
            length += 1
            if key.blocks == [0] || key.blocks.isEmpty { key.run = run }
            if let group = together[key] {
                members[group, default: []].append(index)
                groupOf[Int(register.node.index)] = group
            } else {
                together[key] = groups.count
                members[groups.count] = [index]
                add(.registers([index]), isGhost: key.isGhost, [Int(register.node.index)])
            }
        }
        for (group, indices) in members { groups[group].kind = .registers(indices) }
    }

    /// Wires that would need too many choices in one expression get a block of their own.
    private mutating func splitLargeChoices() {
        for index in groups.indices {
            guard case .expression(let wire) = groups[index].kind else { continue }
            if choices(groups[index].block, before: 0) > Self.largestChoice {
                groups[index].kind = .combinational([wire])
            }
        }
    }

    /// How many `?:` the block needs when the value before it needs `before`.
    private func choices(_ block: Block, before: Int) -> Int {
        var count = before
        for statement in block {
            switch statement {
            case .when(let when):
                let sum = choices(when.then, before: count) + choices(when.otherwise, before: count) + 1
                count = min(sum, 1 << 20)
            case .assign(let assignment):
                if circuit.width(assignment.value) == circuit.width(assignment.target) { count = 0 }
            default: break
            }
        }
        return count
    }
}
