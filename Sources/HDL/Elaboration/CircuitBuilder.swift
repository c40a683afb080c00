import Netlist

/// Builds the circuit of one module, and knows what handles mean inside it.
///
/// What every operator touches is `@exclusivity(unchecked)`, which spares a check at run time; its share was never measured by itself.
final class CircuitBuilder {
    let elaboration: Elaboration
    @exclusivity(unchecked) var circuit: Circuit
    /// The module, while it is an instance of nobody, and its place in the hierarchy afterwards.
    weak var module: Module?
    weak var parent: CircuitBuilder?
    /// How many modules it is inside of.
    var depth = 0
    /// Which instance of `parent` it is.
    var instance = 0
    var children: [CircuitBuilder] = []
    /// For each child: the node here that stands for each of its ports.
    var childPorts: [PortMap] = []
    /// Open blocks, innermost last.
    @exclusivity(unchecked) var blocks: [Block] = [[]]
    /// Drivers of wires that are named values, and of clocks and resets of instances: they stand before all statements.
    var unconditional: Block = []
    /// Arms of the `switch` that is being written, innermost last.
    @exclusivity(unchecked) var switches: [OpenSwitch] = []
    /// The implicit inputs, where they are needed.
    @exclusivity(unchecked) var clock: NodeID?
    @exclusivity(unchecked) var reset: NodeID?
    var style = ImplicitStyle()
    /// What the statements that are being written are clocked by.
    @exclusivity(unchecked) var domain = ClockingDomain()
    /// For each child: the region that it stands in.
    var instanceDomains: [ClockingDomain] = []
    /// Registers in stored properties with a clock of their own: it may be declared after them.
    var deferred: [(declaration: PendingDeclaration, name: String)] = []
    @exclusivity(unchecked) var poisoned: Set<NodeID> = []
    /// Nodes that read an element by dynamic index, which are targets too.
    @exclusivity(unchecked) var dynamicElements = NodeMap<DynamicElement>()
    @exclusivity(unchecked) var memoryElements = NodeMap<MemoryElement>()
    /// Wires that were given their driver where they were declared.
    @exclusivity(unchecked) var drivenWires = NodeMap<Place>()
    var stateMachines: [OpenStateMachine] = []
    /// Of memories whose ports must not collide: for each write port a wire that is one where it writes.
    var writing: [MemoryID: [NodeID]] = [:]
    var parameters: [String] = []
    /// How often each of the elaboration's names was given to a local declaration.
    @exclusivity(unchecked) private var nameCounts: [Int32] = []
    var propertyNames: [String: Int] = [:]
    /// The content hash of a circuit that was completed early.
    var completed: StableHash?
    @exclusivity(unchecked) private var scope: Scope?

    init(_ elaboration: Elaboration, name: String, place: Place) {
        self.elaboration = elaboration
        circuit = Circuit(name: name, place: place)
    }

    /// The scope of the values that operators make here.
    private var ownScope: Scope {
        if let scope { return scope }
        let made = Scope(elaboration, builder: self)
        scope = made
        return made
    }

    /// Ends the ownership in a circle, once the elaboration is over.
    func release() { scope = nil }

    // MARK: Nodes

    @inline(__always)
    func append(_ node: Node, at place: Place) -> NodeID {
        circuit.append(node, at: place)
    }

    func constant(_ value: BitVector, at place: Place) -> NodeID { circuit.append(constant: value, at: place) }

    @inline(__always)
    func bound(_ node: NodeID) -> Bound { Bound(scope: ownScope, node: node.index) }

    /// The concatenation of `parts`, the first one at the top; at least one part.
    func concatenate(_ parts: [NodeID], at place: Place) -> NodeID {
        var result = parts[0]
        for part in parts.dropFirst() {
            result = append(
                Node(.concatenate, width: circuit.width(result) + circuit.width(part), a: result.index, b: part.index),
                at: place)
        }
        return result
    }

    func statement(_ statement: Statement) { blocks[blocks.count - 1].append(statement) }

    // MARK: What handles mean here

    /// The node that a handle stands for in this circuit, to be read. Nil and a diagnostic where it stands for none.
    @inline(__always)
    func operand(_ bound: Bound?, at place: Place) -> NodeID? {
        guard let bound else { return shapeAsValue(at: place) }
        if bound.scope.builder === self {
            let node = NodeID(bound.node + bound.scope.base)
            return memoryElements.isEmpty ? node : readable(node, at: place)
        }
        return foreignOperand(bound, at: place)
    }

    /// The first node of a run of `count` that starts at a handle.
    func operandRun(_ bound: Bound, count: Int, at place: Place) -> NodeID? {
        if bound.scope.builder === self, memoryElements.isEmpty { return NodeID(bound.node + bound.scope.base) }
        var nodes: [NodeID] = []
        for offset in 0..<count {
            guard let node = operand(bound.advanced(by: offset), at: place) else { return nil }
            nodes.append(node)
        }
        guard let first = nodes.first else { return nil }
        let isRun = nodes.enumerated().allSatisfy { $0.element.index == first.index + Int32($0.offset) }
        return isRun ? first : copies(of: nodes, at: place)
    }

    /// Copies of nodes that are not neighbours, as neighbours.
    func copies(of nodes: [NodeID], at place: Place) -> NodeID {
        let run = nodes.map { append(Node(.slice, width: circuit.width($0), a: $0.index, b: 0), at: place) }
        return run[0]
    }

    private func shapeAsValue(at place: Place) -> NodeID? {
        elaboration.report(
            Diagnostic(
                Code.shapeAsValue, "a shape is used as if it were a signal", at: place, hint: Self.shapeHint))
        return nil
    }

    static var shapeHint: String { "make hardware of it first: `wire(...)`, `register(...)`, `input(...)`" }

    private func foreignOperand(_ bound: Bound, at place: Place) -> NodeID? {
        if bound.scope.elaboration === elaboration {
            if let owner = bound.scope.builder {
                let node = NodeID(bound.node + bound.scope.base)
                if owner.parent === self, let here = portNode(of: owner, node) { return here }
                if owner.poisoned.contains(node) { return nil }
            } else if !elaboration.pending.isEmpty {
                elaboration.adoptPending(into: self)
                return operand(bound, at: place)
            }
        }
        let origin = foreignPlace(bound)
        elaboration.report(
            Diagnostic(
                Code.foreignSignal, "\(foreignName(bound)) is used in \(circuit.name), which it does not belong to",
                at: place, notes: origin == .none ? [] : [Diagnostic.Note("it was made", at: origin)],
                hint: foreignHint(bound)))
        return nil
    }

    private func foreignName(_ bound: Bound) -> String {
        guard let owner = bound.scope.builder, bound.scope.elaboration === elaboration else {
            return "a signal of another elaboration"
        }
        let module = owner.circuit.name.isEmpty ? "another module" : owner.circuit.name
        let name = owner.circuit.names[NodeID(bound.node + bound.scope.base)]
        return name.map { "'\($0)' of \(module)" } ?? "a value of \(module)"
    }

    private func foreignPlace(_ bound: Bound) -> Place {
        guard let owner = bound.scope.builder, bound.scope.elaboration === elaboration else { return .none }
        return owner.circuit.places[Int(bound.node + bound.scope.base)]
    }

    private func foreignHint(_ bound: Bound) -> String {
        guard let owner = bound.scope.builder, bound.scope.elaboration === elaboration else {
            return "make it inside this `elaborate`"
        }
        if owner.parent == nil, owner.module != nil, owner !== elaboration.top {
            return "make the module an instance first: `let part = instance(\(owner.circuit.name)(...))`"
        }
        return "pass it through a port; verification logic may use `probe(...)`"
    }

    /// The node here that stands for a port of a child; nil if it is not one.
    func portNode(of child: CircuitBuilder, _ node: NodeID) -> NodeID? { childPorts[child.instance][node] }

    // MARK: Clock and reset

    /// The input `clock`, made when it is first asked for.
    func clockInput() -> NodeID {
        if let clock { return clock }
        let made = implicitInput("clock")
        clock = made
        return made
    }
    /// The input `reset` (`reset_n` when it is active low), made when it is first asked for.
    func resetInput() -> NodeID {
        if let reset { return reset }
        let made = implicitInput(style.reset.portName)
        reset = made
        return made
    }

    private func implicitInput(_ name: String) -> NodeID {
        let node = append(Node(.input, width: 1), at: circuit.place)
        circuit.names[node] = name
        return node
    }

    // MARK: Names

    /// The name of a local declaration: that of the `let` it stands in; else what kind of thing it is.
    func localName(_ declaration: PendingDeclaration) -> String {
        localName(declaration.source, fallback: declaration.fallbackName, leaves: declaration.leaves)
    }

    /// - Parameter leaves: of what is declared: the elements of a vector take numbers, and what has the same name later comes behind them.
    func localName(_ source: DeclarationSource, fallback: String, leaves: [Leaf] = []) -> String {
        let (number, isCollection) = elaboration.baseName(source, fallback: fallback)
        while nameCounts.count <= number { nameCounts.append(0) }
        let count = nameCounts[number]
        nameCounts[number] = count + 1
        if count == 0, !isCollection, leaves.last?.name.isEmpty == false,
            let last = leaves.last?.name.prefix(while: \.isWholeNumber),
            let last = Int32(last)
        {
            nameCounts[number] = last + 1
        }
        return isCollection || count > 0
            ? elaboration.withBaseName(number) { Self.numbered($0, count) } : elaboration.baseName(number)
    }

    /// `base_12`.
    private static func numbered(_ base: UnsafeBufferPointer<UInt8>, _ number: Int32) -> String {
        String(unsafeUninitializedCapacity: base.count + 11) { text in
            for index in base.indices { text[index] = base[index] }
            text[base.count] = 0x5F
            var digits = 1
            var (rest, power) = (number / 10, Int32(1))
            while rest > 0 {
                (rest, power, digits) = (rest / 10, power * 10, digits + 1)
            }
            for digit in 1...digits {
                text[base.count + digit] = 0x30 + UInt8(number / power % 10)
                power /= 10
            }
            return base.count + 1 + digits
        }
    }
}

/// Where a declaration was written.
struct DeclarationSource {
    var fileID: StaticString
    var filePath: StaticString
    var line: Int
    var column: Int
}

/// The target that a dynamic index names.
struct DynamicElement: Sendable {
    /// The elements' nodes, from element 0.
    var targets: [NodeID]
    var index: NodeID
}
