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
        // Large, and few.
        indirect case writes(Targets.WriteKey)
        indirect case properties(Targets.PropertyKey)
    }
    var kind: Kind
    var isGhost: Bool
    var block: Block = []
}

/// Decides what is written together.
final class Grouping {
    /// A wire with more choices than this becomes an `always @*` with `if`.
    private static let largestChoice = 12
    /// Registers that have nothing but the clock in common stand together, but not more than these.
    private static let longestRun = 16
    /// Registers of one `when` or `switch` stand together, but not more than these: Yosys reads all of a block for each.
    private static let largestGroup = 16

    private(set) var groups: [DriverGroup] = []
    private let circuit: Circuit
    private let targets: Targets
    private let ghost: GhostLogic.Part
    /// By target: its group; -1: none.
    private var groupOf: [Int32]
    /// Who reads what, made when it is first asked for.
    private var reads: Reads?
    /// Scratch of `areIndependent`: by node, the walk that saw it last.
    private var seen: [Int32] = []
    private var walk: Int32 = 0

    init(_ circuit: Circuit, targets: Targets, ghost: GhostLogic.Part) {
        self.circuit = circuit
        self.targets = targets
        self.ghost = ghost
        groupOf = Array(repeating: -1, count: targets.count)
        wires()
        registers()
        for (index, key) in targets.writes.enumerated() {
            add(.writes(key), isGhost: ghost.memories[key.memory], [circuit.nodes.count + index])
        }
        for (index, key) in targets.properties.enumerated() {
            add(.properties(key), isGhost: true, [circuit.nodes.count + targets.writes.count + index])
        }
        targets.slice(targets.statements, groupOf: groupOf) { group, statement in
            // The only value of a wire is found without its statement.
            if case .expression(let wire) = groups[Int(group)].kind, targets.onlyValue(of: wire) != nil { return }
            groups[Int(group)].block.append(statement)
        }
        splitLargeChoices()
    }

    private func add(_ kind: DriverGroup.Kind, isGhost: Bool, _ members: [Int]) {
        for member in members { groupOf[member] = Int32(groups.count) }
        groups.makeRoom()
        groups.append(DriverGroup(kind: kind, isGhost: isGhost))
    }

    private func wires() {
        var together: [WireKey: [Int]] = [:]
        for (index, node) in circuit.nodes.enumerated() where node.operation == .wire {
            let id = NodeID(index)
            guard let summary = targets.summary(of: id) else { continue }
            let isBlock =
                summary.isUnderSelect || summary.isDynamic || (summary.isPartial && summary.isUnderWhen)
            guard isBlock else {
                add(.expression(id), isGhost: ghost.isGhost(id), [index])
                continue
            }
            let key = WireKey(blocks: summary.blocks, isGhost: ghost.isGhost(id))
            for group in together[key] ?? [] {
                guard case .combinational(let members) = groups[group].kind,
                    areIndependent(members + [id])
                else { continue }
                groups[group].kind = .combinational(members + [id])
                groupOf[index] = Int32(group)
                break
            }
            if groupOf[index] < 0 {
                together[key, default: []].append(groups.count)
                add(.combinational([id]), isGhost: ghost.isGhost(id), [index])
            }
        }
    }

    private struct WireKey: Hashable {
        var blocks: Targets.BlockList
        var isGhost: Bool
    }

    /// True when no wire of `wires` reaches another through combinational logic: one block may then drive them all.
    private func areIndependent(_ wires: [NodeID]) -> Bool {
        let reads = reads ?? Reads(circuit, targets.statements)
        self.reads = reads
        if seen.isEmpty { seen = Array(repeating: 0, count: circuit.nodes.count) }
        walk += 1
        let members = Set(wires)
        var work: [NodeID] = []
        for wire in wires { reads.forEachSource(of: wire) { work.append($0) } }
        while let id = work.popLast() {
            if members.contains(id) { return false }
            guard seen[Int(id.index)] != walk else { continue }
            seen[Int(id.index)] = walk
            let node = circuit[id]
            switch node.operation {
            case .wire: reads.forEachSource(of: id) { work.append($0) }
            case .instanceOutput:
                for case let pin? in circuit.instances[Int(node.a)].connections
                where circuit[pin].operation != .instanceOutput { work.append(pin) }
            case .memoryRead:
                let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
                if port.clocking == nil { work.append(port.address) }
            default: for operand in Operands(node) { work.append(operand) }
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
        /// The `when` or `switch` that does all that is done to the register.
        var statement: Int?
        /// Without one: the blocks that assign it.
        var blocks: Targets.BlockList?

        /// What differs between many registers; the rest is compared.
        func hash(into hasher: inout Hasher) { hasher.combine(blocks) }
    }

    private func key(ofRegister index: Int) -> (RegisterKey, isAlone: Bool) {
        let register = circuit.registers[index]
        let summary = targets.summary(of: register.node)
        let isAlone = summary.map { $0.blocks.isOutermost } ?? true
        var key = RegisterKey(
            clocking: register.clocking, signal: register.reset?.signal, kind: register.reset?.kind,
            polarity: register.reset?.polarity, enable: register.enable, isGhost: ghost.isGhost(register.node),
            statement: isAlone ? nil : summary?.statement, blocks: nil)
        if key.statement == nil { key.blocks = summary?.blocks }
        return (key, isAlone)
    }

    private func registers() {
        // Groups by the outermost statement around them; by their key where it has several kinds, or there is none. Registers that stand alone
        // are with their neighbours.
        var byStatement: [Int32] = Array(repeating: -1, count: targets.statements.count)
        var byKey: [RegisterKey: Int] = [:]
        var previous: (key: RegisterKey, group: Int)?
        var length = 0
        var members: [[Int]] = Array(repeating: [], count: groups.count)
        for index in circuit.registers.indices {
            let node = circuit.registers[index].node
            guard targets.summary(of: node) != nil || circuit.registers[index].reset != nil else { continue }
            let (key, isAlone) = key(ofRegister: index)
            // Whether the statement's group is of this kind, or may become so.
            let isUsual = key.statement.map { statement in
                byStatement[statement] < 0
                    || self.key(ofRegister: members[Int(byStatement[statement])][0]).0 == key
            }
            var group: Int?
            if let previous, length < Self.longestRun, previous.key == key {
                group = previous.group
            } else {
                length = 0
                if let statement = key.statement, isUsual == true {
                    group = byStatement[statement] < 0 ? nil : Int(byStatement[statement])
                } else if !isAlone {
                    group = byKey[key]
                }
            }
            if key.statement != nil, let full = group, members[full].count >= Self.largestGroup { group = nil }
            length += 1
            let known = group ?? groups.count
            if group == nil {
                members.append([])
                add(.registers([]), isGhost: key.isGhost, [])
                if let statement = key.statement, isUsual == true {
                    byStatement[statement] = Int32(known)
                } else if !isAlone {
                    byKey[key] = known
                }
            }
            members[known].append(index)
            groupOf[Int(node.index)] = Int32(known)
            previous = (key, known)
        }
        for group in groups.indices where !members[group].isEmpty { groups[group].kind = .registers(members[group]) }
    }

    /// Wires that would need too many choices in one expression get a block of their own.
    private func splitLargeChoices() {
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
