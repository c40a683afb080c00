import Netlist
import Simulation

/// A circuit that runs in this process without being compiled: the netlist, flattened and put in order, is computed by a loop over
/// an array of instructions.
///
/// Two-state, with everything defined as the netlist says: registers and memories start with their initial values, what has none is
/// zero. It starts in milliseconds and needs no other program; `VerilatedModel` takes seconds to build and runs large circuits
/// faster. Internal signals can always be seen. Waves are VCD.
///
/// Each evaluator is used by one thread at a time.
public final class Evaluator: Simulator {
    public let ports: [PortShape]
    /// The design that runs.
    public let design: Design
    public internal(set) var cycle: UInt64 = 0

    /// The words of everything; its address is also what tells the handles from those of others.
    @usableFromInline let state: UnsafeMutablePointer<UInt64>
    private let handles: [PortHandle]
    let build: Build

    /// An input or the state changed since the last evaluation.
    @usableFromInline var isStale = true
    /// The state changed since the last evaluation.
    private var isStateStale = true
    /// The signals that nobody needs are as of an earlier evaluation.
    private var isRestStale = true
    /// The devices have driven this cycle.
    private var isDriven = false
    private(set) var devices: [any SimulationDevice] = []
    var waves: VCDWriter?
    /// The domains of all clocks, by edge.
    private let rising: [Int]
    private let falling: [Int]
    private let clockPorts: [Int]
    /// The first check that failed in the cycle that is being made: domain and position.
    private var failed: (domain: Int, check: Int)?
    /// What logs and failing checks wrote.
    private var printed = ""
    /// The circuit does not settle.
    private var isUnsettled = false
    /// By domain and check: how often it was hit; cover points only.
    private(set) var hits: [[UInt64]]
    lazy var signalTable = SignalTable(build)

    /// Flattens the design and starts it in its initial state.
    ///
    /// - Parameter checks: whether checks, assumptions and cover points are looked at.
    /// - Throws: `SIM019` when a register, memory or check is clocked by something that is no input of the top module.
    public init(_ design: Design, checks: Bool = true) throws(SimulationError) {
        let build = try Build(design, checks: checks)
        self.build = build
        self.design = design
        let circuit = design.topCircuit
        let clocks = design.clockPorts
        let ports = circuit.ports.enumerated().map { index, port in
            PortShape(
                circuit.names[port.node] ?? "", width: circuit.width(port.node),
                clocks.contains(index) ? .clock : port.direction == .input ? .input : .output)
        }
        self.ports = ports
        let state = build.state
        self.state = state
        handles = ports.enumerated().map { index, port in
            PortHandle(
                index: index, width: port.width, owner: UInt(bitPattern: state),
                canBePoked: port.direction == .input, location: UnsafeMutableRawPointer(state + build.ports[index]))
        }
        rising = build.domains.indices.filter { build.domains[$0].edge == .rising }
        falling = build.domains.indices.filter { build.domains[$0].edge == .falling }
        clockPorts = clocks.sorted()
        hits = build.checks.map { Array(repeating: 0, count: $0.count) }
    }

    deinit {
        stopWaves()
        state.deallocate()
    }

    public var top: String { design.topCircuit.name }

    public func handle(at index: Int) -> PortHandle { handles[index] }

    public func pointer(to port: PortHandle) throws(SimulationError) -> UnsafeMutableRawPointer {
        guard port.owner == UInt(bitPattern: state) else { throw foreignPort(port.index) }
        return port.location
    }

    public func attach(_ device: any SimulationDevice) {
        devices.append(device)
        isDriven = false
        isStale = true
    }

    // MARK: Settling

    public func settle() {
        if !isDriven {
            for device in devices { device.drive() }
            isDriven = true
        }
        evaluate()
        isStale = false
    }

    /// Lets an input that changed settle.
    @inline(__always) func settleIfStale() { if isStale { settle() } }

    private func evaluate() {
        if isStateStale {
            build.ofState.run(state)
            isStateStale = false
        }
        build.ofInputs.run(state)
        if !build.feedbacks.isEmpty { settleFeedbacks() }
        for reset in build.resets { Wide.copy(state + reset.to, state + reset.from, reset.width) }
        isRestStale = true
    }

    /// Words that depend on themselves are computed again until none changes. There is no loop of bits, so each time at least one
    /// more bit is right.
    private func settleFeedbacks() {
        var left = build.feedbacks.reduce(2) { $0 + $1.width }
        while true {
            var hasChanged = false
            for feedback in build.feedbacks
            where !Wide.areEqual(state + feedback.to, state + feedback.from, feedback.width) {
                Wide.copy(state + feedback.to, state + feedback.from, feedback.width)
                hasChanged = true
            }
            guard hasChanged else { return }
            left -= 1
            if left == 0 {
                isUnsettled = true
                return
            }
            build.ofInputs.run(state)
        }
    }

    /// Makes every named signal right.
    func settleAll() {
        settleIfStale()
        guard isRestStale else { return }
        build.rest.run(state)
        isRestStale = false
    }

    // MARK: Stepping

    public func step(_ count: Int) throws(SimulationError) {
        var left = count
        while left > 0 {
            makeCycle(rising, falling, clockPorts)
            left -= 1
            if failed != nil || isUnsettled { throw endedError() }
        }
    }

    public func step(_ clocks: [PortHandle], count: Int) throws(SimulationError) {
        for clock in clocks {
            guard clock.owner == UInt(bitPattern: state) else { throw foreignPort(clock.index) }
            guard ports[clock.index].direction == .clock else { throw refusedClock(clock.index) }
        }
        let chosen = clocks.map(\.index)
        let up = rising.filter { chosen.contains(build.domains[$0].port) }
        let down = falling.filter { chosen.contains(build.domains[$0].port) }
        var left = count
        while left > 0 {
            makeCycle(up, down, chosen)
            left -= 1
            if failed != nil || isUnsettled { throw endedError() }
        }
    }

    public func steps(until port: PortHandle, limit: Int) throws(SimulationError) -> Int? {
        let value = try pointer(to: port).assumingMemoryBound(to: UInt64.self)
        guard port.width == 1 else { throw tooWide(port, than: "1 bit") }
        var steps = 0
        while true {
            settleIfStale()
            if value.pointee & 1 == 1 { return steps }
            if steps >= limit { return nil }
            try step(1)
            steps += 1
        }
    }

    private func makeCycle(_ up: [Int], _ down: [Int], _ clocks: [Int]) {
        settleIfStale()
        if !devices.isEmpty { for device in devices { device.sample() } }
        if waves != nil { dumpWaves(at: cycle * 10) }
        tick(up)
        if !down.isEmpty || waves != nil {
            for clock in clocks { state[build.ports[clock]] = 1 }
            evaluate()
            if waves != nil { dumpWaves(at: cycle * 10 + 5) }
            tick(down)
            for clock in clocks { state[build.ports[clock]] = 0 }
        }
        cycle += 1
        isStale = true
        isDriven = false
    }

    /// One edge of the domains' clocks, at the same moment.
    private func tick(_ domains: [Int]) {
        isStateStale = true
        for domain in domains where !build.domains[domain].checks.isEmpty { look(at: domain) }
        if domains.count == 1 {
            act(build.domains[domains[0]])
            return
        }
        for domain in domains { build.domains[domain].sampleReads(state) }
        for domain in domains { build.domains[domain].write(state) }
        for domain in domains { build.domains[domain].commit(state) }
    }

    private func act(_ domain: DomainPlan) {
        if !domain.reads.isEmpty { domain.sampleReads(state) }
        if !domain.writes.isEmpty { domain.write(state) }
        domain.commit(state)
    }

    private func look(at domain: Int) {
        let places = build.domains[domain].checks
        for position in places.indices where state[places[position]] & 1 == 1 {
            let property = build.checks[domain][position].property
            if let message = property.message {
                let text = text(of: message, build.messages[domain][position])
                if printed.utf8.count < 1 << 16 {
                    printed += property.kind == .log ? "\(text)\n" : "\(property.kind) '\(property.name)': \(text)\n"
                }
            }
            switch property.kind {
            case .cover: hits[domain][position] += 1
            case .log: break
            case .check, .assume: if failed == nil { failed = (domain, position) }
            }
        }
    }

    /// The error for a cycle in which a check failed. It is forgiven, so that later steps go on.
    private func endedError() -> SimulationError {
        guard let (domain, position) = failed else {
            isUnsettled = false
            return SimulationError(
                .unsettled, "“\(top)” does not settle in cycle \(cycle - 1)",
                hint: "a word depends on itself; it has to be cut into the parts that do not")
        }
        failed = nil
        let check = build.checks[domain][position]
        let kind = check.property.kind == .assume ? "an assumption" : "a check"
        return SimulationError(
            .checkFailed, "\(kind) of “\(build.flattener.name(of: check.instance))” failed in cycle \(cycle - 1)",
            swift: design.sources.resolve(check.property.place)?.description,
            details: ["\(check.property.kind): \(check.property.name)"]
                + takePrinted().split(separator: "\n").map(String.init),
            hint:
                "the values are those at the end of this cycle; waves from a few cycles before show how they came about"
        )
    }

    /// What logs and the messages of failing checks wrote since the last call, at most about 64 KiB.
    public func takePrinted() -> String {
        defer { printed = "" }
        return printed
    }

    private func dumpWaves(at time: UInt64) {
        if isRestStale {
            build.rest.run(state)
            isRestStale = false
        }
        waves?.dump(state, at: time)
    }
}
