import Netlist
import Simulation

/// A design made ready to run: programs, places, and the state's first contents.
struct Build {
    /// A signal with a name, in an instance.
    struct Named {
        var instance: Int
        var node: NodeID
        var place: Int
        var width: Int
    }

    let flattener: Flattener
    /// Computes what outputs and state need and what follows from the state alone.
    let ofState: Program
    /// Computes what else outputs and state need.
    let ofInputs: Program
    /// Computes the named signals that nobody needs.
    let rest: Program
    let domains: [DomainPlan]
    /// By domain, parallel to its `checks`.
    let checks: [[FlatDomain.Check]]
    /// Copied whenever the circuit settled.
    let resets: [(to: Int, from: Int, width: Int)]
    let feedbacks: [(to: Int, from: Int, width: Int)]
    let externals: [ExternalPlan]
    let named: [Named]
    let memories: [MemoryShape]
    /// By domain and check: where the values of its message are, and their widths.
    let messages: [[[(place: Int, width: Int)]]]
    /// By port: where its value is.
    let ports: [Int]
    let state: UnsafeMutablePointer<UInt64>
    let size: Int

    init(_ design: Design, checks withChecks: Bool) throws(SimulationError) {
        let flattener = Flattener(design)
        let top = design.topCircuit
        var roots: [ValueID] = []
        let portValues = top.ports.map { flattener.value(0, $0.node) }
        roots += portValues
        let sequential = try Sequential(flattener, checks: withChecks)
        // What a commit reads must not change while others are made.
        func still(_ id: ValueID) -> ValueID {
            let value = flattener.graph[id]
            guard value.kind == .source, case .some = flattener.isState(value) else { return id }
            return flattener.graph.unique(Value(kind: .copy, width: value.width, a: id))
        }
        var flatDomains = sequential.domains
        for index in flatDomains.indices {
            for position in flatDomains[index].commits.indices {
                let commit = flatDomains[index].commits[position]
                let (value, enable) = (still(commit.value), commit.enable.map(still))
                flatDomains[index].commits[position].value = value
                flatDomains[index].commits[position].enable = enable
                roots += [commit.state, value] + (enable.map { [$0] } ?? [])
            }
            for read in flatDomains[index].reads {
                roots += [read.data, read.address] + (read.enable.map { [$0] } ?? [])
            }
            for write in flatDomains[index].writes {
                roots += [write.enable, write.address, write.data] + (write.mask.map { [$0] } ?? [])
            }
            for check in flatDomains[index].checks { roots += [check.hit] + check.values }
        }
        for reset in sequential.resets { roots += [reset.state, reset.visible] }
        for external in sequential.externals { roots += external.values }
        roots += sequential.domains.map(\.clock)
        let names = flattener.namedValues()
        // A knot among values that nobody needs is computed too.
        roots += flattener.feedbacks.flatMap { [$0.value, $0.driver] }

        var shapes: [MemoryShape] = []
        var end = 0
        for memory in flattener.memories {
            let words = (memory.width + 63) / 64
            shapes.append(MemoryShape(base: end, depth: memory.depth, words: words))
            end += memory.depth * words
        }
        var compiler = Compiler(flattener.graph, memories: shapes, start: end)
        // A register with an asynchronous reset changes when the circuit settles.
        let changing = Set(sequential.resets.map(\.state))
        (ofState, ofInputs) = compiler.programs(roots) { id in
            flattener.isState(flattener.graph[id]) == nil || changing.contains(id)
        }
        rest = compiler.program(names.map(\.value))
        let graph = flattener.graph
        domains = flatDomains.map { Self.plan($0, graph, &compiler, flattener) }
        checks = flatDomains.map(\.checks)
        messages = flatDomains.map { domain in
            domain.checks.map { check in
                let circuit = flattener.circuit(check.instance).circuit
                return zip(check.values, check.property.message?.values ?? []).map {
                    (compiler.place($0), circuit.width($1))
                }
            }
        }
        resets = sequential.resets.map {
            (compiler.place($0.state), compiler.place($0.visible), Int(graph[$0.state].width))
        }
        feedbacks = flattener.feedbacks.map {
            (compiler.place($0.value), compiler.place($0.driver), Int(graph[$0.value].width))
        }
        externals = sequential.externals.map { external in
            ExternalPlan(external.ports, places: external.values.map { compiler.place($0) })
        }
        named = names.map {
            Named(instance: $0.instance, node: $0.node, place: compiler.place($0.value), width: $0.width)
        }
        memories = shapes
        ports = portValues.map { compiler.place($0) }
        size = max(1, compiler.size)
        state = .allocate(capacity: size)
        state.initialize(repeating: 0, count: size)
        self.flattener = flattener
        compiler.storeConstants(state)
        storeInitial(compiler)
    }

    private static func plan(
        _ domain: FlatDomain, _ graph: ValueGraph, _ compiler: inout Compiler, _ flattener: Flattener
    ) -> DomainPlan {
        var copies: [DomainPlan.Copy] = []
        var wide: [DomainPlan.WideCommit] = []
        for commit in domain.commits {
            let (state, value) = (compiler.place(commit.state), compiler.place(commit.value))
            if !graph[commit.state].isWide {
                copies.append(.init(to: state, from: value))
            } else {
                wide.append(
                    .init(
                        state: state, enable: commit.enable.map { compiler.place($0) } ?? -1, value: value,
                        low: commit.low, width: commit.width))
            }
        }
        let plan = DomainPlan(
            port: domain.port, clock: compiler.place(domain.clock), edge: domain.edge, copies: copies)
        plan.actions = domain.actions
        plan.wide = wide
        plan.checks = domain.checks.map { compiler.place($0.hit) }
        for read in domain.reads {
            plan.reads.append(
                .init(
                    sample: compiler.reserve(compiler.memories[read.memory].words), data: compiler.place(read.data),
                    address: compiler.place(read.address), addressWidth: Int(graph[read.address].width),
                    enable: read.enable.map { compiler.place($0) } ?? -1, memory: compiler.memories[read.memory],
                    width: flattener.memories[read.memory].width, seesNew: read.seesNew, newOf: read.newOf))
        }
        for write in domain.writes {
            plan.writes.append(
                .init(
                    enable: compiler.place(write.enable), address: compiler.place(write.address),
                    addressWidth: Int(graph[write.address].width), data: compiler.place(write.data),
                    mask: write.mask.map { compiler.place($0) } ?? -1, granule: write.granule,
                    memory: compiler.memories[write.memory], width: flattener.memories[write.memory].width,
                    port: write.port))
        }
        return plan
    }

    /// Registers and memories as at power-on.
    private func storeInitial(_ compiler: Compiler) {
        for (index, memory) in flattener.memories.enumerated() {
            let shape = memories[index]
            for (element, value) in memory.initial.prefix(memory.depth).enumerated() {
                let resized = value.resized(to: memory.width)
                for (word, bits) in resized.words.enumerated() {
                    state[shape.base + element * shape.words + word] = bits
                }
            }
        }
        for instance in flattener.instances {
            let circuit = flattener.design.circuits[instance.circuit]
            for (index, register) in circuit.registers.enumerated() {
                let place = compiler.place(flattener.states[instance.firstRegister + index])
                guard place >= 0 else { continue }
                let initial = register.initial.resized(to: circuit.width(register.node))
                for (word, bits) in initial.words.enumerated() { state[place + word] = bits }
            }
        }
    }
}

extension Flattener {
    /// Nil for what may change without a clock edge: an input of the top module, an output of a module that is written in Verilog.
    func isState(_ value: Value) -> Source? {
        let source = sources[Int(value.parameter)]
        switch source {
        case .input, .external: return nil
        case .register, .read: return source
        }
    }

    /// Every signal of every instance that has a name, in the order of instances and nodes.
    func namedValues() -> [(instance: Int, node: NodeID, value: ValueID, width: Int)] {
        var result: [(instance: Int, node: NodeID, value: ValueID, width: Int)] = []
        for (number, instance) in instances.enumerated() {
            let circuit = design.circuits[instance.circuit]
            for node in circuit.names.keys {
                result.append((number, node, value(number, node), circuit.width(node)))
            }
        }
        return result
    }
}
