import Netlist

/// What is wrong with a circuit: every error and warning that was found.
public struct ElaborationError: Error, CustomStringConvertible {
    public let diagnostics: [Diagnostic]
    let sources: SourceTable

    /// The messages, as a person reads them.
    public var messages: [String] { diagnostics.map { $0.text(sources) } }
    public var description: String { messages.joined(separator: "\n") }
}

/// Builds the design whose top is the module that `make` returns.
///
///     let design = try elaborate { Queue(of: unsigned(8), depth: 4) }
///
/// - Throws: `ElaborationError` with all errors (and warnings), when there is at least one error.
public func elaborate<Top: Module>(
    fileID: StaticString = #fileID, line: Int = #line, _ make: () -> Top
) throws -> Design {
    try elaborate(checked: true, fileID: fileID, line: line, make)
}

/// The same, without the checks of the finished design where a test looks at a part of a circuit.
package func elaborate<Top: Module>(
    checked isChecked: Bool, fileID: StaticString = #fileID, line: Int = #line, _ make: () -> Top
) throws -> Design {
    let elaboration = Elaboration()
    // Inside the `circuit()` of another elaboration: that one has no open circuit meanwhile.
    let outer = Elaboration.current
    let suspended = outer?.builder
    outer?.builder = nil
    Elaboration.current = elaboration
    defer {
        elaboration.end()
        outer?.builder = suspended
    }
    let top = make()
    elaboration.describe(top, at: elaboration.place(fileID, line))
    let design = elaboration.hasErrors ? nil : elaboration.finish(top)
    Elaboration.current = outer
    let found = elaboration.diagnostics
    guard let design else {
        throw ElaborationError(diagnostics: found, sources: elaboration.sources)
    }
    var checked = design
    let checks = isChecked ? design.check() : []
    if checks.contains(where: { $0.severity == .error }) {
        throw ElaborationError(diagnostics: found + checks, sources: elaboration.sources)
    }
    checked.warnings = found + checks
    return checked
}

extension Elaboration {
    /// Runs `circuit()` of the top and of every instance, parents first; once for parts of one description.
    func describe(_ top: Module, at place: Place) {
        guard let first = top.builder, first.elaboration === self else {
            report(
                Diagnostic(
                    Code.foreignSignal, "the top module was made outside of this elaboration", at: place,
                    hint: "create it inside `elaborate { ... }`"))
            return
        }
        self.top = first
        for stray in pending {
            report(
                Diagnostic(
                    Code.portOutsideModule,
                    "a declaration is neither a stored property of a module nor inside circuit()",
                    at: stray.place, hint: "keep what it returns in a stored property, or move it into circuit()"))
        }
        pending = []
        var leaves: [StableHash: Circuit] = [:]
        var twins: [ModuleDescription: CircuitBuilder] = [:]
        var queue = [first]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            builder = current
            current.settleStyle()
            let key = current.module.flatMap { layout(of: $0).description(of: $0, current) }
            if let key, let twin = twins[key] {
                current.become(twin)
            } else {
                current.module?.circuit()
                adoptPending(into: current)
                current.reportUnreachableStates()
                // The top equals no other circuit, so it needs no hash.
                if current.children.isEmpty, current !== first, !hasErrors {
                    current.complete(sharing: &leaves)
                    if let key { twins[key] = current }
                }
            }
            builder = nil
            queue += current.children
            if current.depth == Self.deepest {
                report(
                    Diagnostic(
                        Code.endlessInstances,
                        "\(current.circuit.name) stands inside \(Self.deepest) modules; does it contain itself?",
                        at: current.circuit.place, hint: "end the recursion with a parameter"))
                return
            }
        }
        for module in modules where module.builder?.parent == nil && module !== top {
            guard let lost = module.builder else { continue }
            report(
                Diagnostic(
                    Code.foreignSignal, "the module \(lost.circuit.name) is nobody's instance", at: lost.circuit.place,
                    hint: "write `let part = instance(\(lost.circuit.name)(...))`, or keep it in a stored property"))
        }
    }

    /// Levels of modules inside modules.
    private static var deepest: Int { 200 }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// Connects clocks and resets, merges equal circuits, names the different ones.
    func finish(_ top: Module) -> Design {
        var merger = CircuitMerger()
        guard let first = top.builder else {
            return Design(
                circuits: [Circuit(name: "", place: .none)], top: CircuitID(0), enumerations: [], sources: sources)
        }
        let id = first.finish(into: &merger)
        return Design(
            circuits: merger.named(), top: id, enumerations: enumerations, sources: sources)
    }
}

extension CircuitBuilder {
    /// Completes this circuit and all below it; says which circuit of the design it is.
    func finish(into merger: inout CircuitMerger) -> CircuitID {
        if let hash = completed { return merger.add(circuit, hash) }
        let ids = children.map { $0.finish(into: &merger) }
        for child in children { connectImplicit(child) }
        assemble()
        for (index, child) in children.enumerated() {
            circuit.instances[index].circuit = ids[index]
            circuit.instances[index].connections = child.circuit.ports.map { childPorts[index][$0.node] }
        }
        renumberInstanceOutputs()
        return parent == nil ? merger.add(top: circuit) : merger.add(circuit)
    }

    /// Completes a circuit without instances as soon as it is described. Those that are equal share their memory from then on.
    func complete(sharing known: inout [StableHash: Circuit]) {
        assemble()
        let hash = circuit.contentHash { _ in StableHash() }
        completed = hash
        blocks = [[]]
        unconditional = []
        if let same = known[hash] {
            let (place, places) = (circuit.place, circuit.places)
            circuit = same
            (circuit.place, circuit.places) = (place, places)
        } else {
            known[hash] = circuit
        }
    }

    /// Takes over the circuit of a module of the same description.
    func become(_ twin: CircuitBuilder) {
        let place = circuit.place
        circuit = twin.circuit
        circuit.place = place
        (clock, reset, completed) = (twin.clock, twin.reset, twin.completed)
    }

    /// Puts ports and statements together.
    private func assemble() {
        var implicit: [Port] = []
        if let clock { implicit.append(Port(node: clock, direction: .input)) }
        if let reset { implicit.append(Port(node: reset, direction: .input)) }
        circuit.ports = implicit + circuit.ports
        circuit.statements = unconditional.isEmpty ? blocks[0] : unconditional + blocks[0]
        for index in circuit.nodes.indices where circuit.nodes[index].operation == .memoryRead {
            // An element that was only assigned has no read port.
            if circuit.nodes[index].b < 0 {
                let width = Int(circuit.nodes[index].width)
                if width > 64 { circuit.wideConstants.append(.zero(width: width)) }
                circuit.nodes[index] = Node(
                    .constant, width: width, c: width > 64 ? Int32(circuit.wideConstants.count - 1) : 0)
            }
        }
    }

    /// The children's ports moved when their clock and reset came first.
    private func renumberInstanceOutputs() {
        for (index, instance) in circuit.instances.enumerated() {
            for (port, node) in instance.connections.enumerated() {
                guard let node, circuit[node].operation == .instanceOutput else { continue }
                circuit.nodes[Int(node.index)].a = Int32(index)
                circuit.nodes[Int(node.index)].b = Int32(port)
            }
        }
    }
}

/// Keeps each distinct circuit once.
struct CircuitMerger {
    private var circuits: [Circuit] = []
    /// Nil where it was not needed yet.
    private var hashes: [StableHash?] = []
    private var known: [StableHash: CircuitID] = [:]

    mutating func add(_ circuit: Circuit) -> CircuitID {
        add(circuit, hash(of: circuit))
    }

    /// Adds the last circuit, which contains all others and equals none of them.
    mutating func add(top circuit: Circuit) -> CircuitID {
        circuits.append(circuit)
        hashes.append(nil)
        return CircuitID(circuits.count - 1)
    }

    private func hash(of circuit: Circuit) -> StableHash {
        circuit.contentHash { hashes[$0.index] ?? StableHash() }
    }

    /// - Parameter hash: the content hash, if it is known.
    mutating func add(_ circuit: Circuit, _ hash: StableHash) -> CircuitID {
        if let same = known[hash] { return same }
        circuits.append(circuit)
        hashes.append(hash)
        known[hash] = CircuitID(circuits.count - 1)
        return CircuitID(circuits.count - 1)
    }

    /// The circuits, each with a name of its own: those that would share one get their content hash.
    func named() -> [Circuit] {
        var counts: [String: Int] = [:]
        for circuit in circuits { counts[circuit.name, default: 0] += 1 }
        return zip(circuits, hashes).map { circuit, hash in
            guard counts[circuit.name, default: 0] > 1 else { return circuit }
            var renamed = circuit
            renamed.name += "_" + (hash ?? self.hash(of: circuit)).hex.prefix(8)
            return renamed
        }
    }
}
