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
    var isStateStale = true
    /// The signals that nobody needs are as of an earlier evaluation.
    var isRestStale = true
    /// The devices have driven this cycle.
    var isDriven = false
    private(set) var devices: [any SimulationDevice] = []
    var waves: VCDWriter?
    /// The domains of all clocks, by edge.
    let rising: [Int]
    let falling: [Int]
    let clockPorts: [Int]
    /// The domains whose clocks are made of data.
    let derived: [Int]
    /// The first check that failed in the cycle that is being made: domain and position.
    var failed: (domain: Int, check: Int)?
    /// What logs and failing checks wrote.
    var printed = ""
    /// The circuit does not settle.
    var isUnsettled = false
    /// By domain and check: how often it was hit; cover points only.
    var hits: [[UInt64]]
    lazy var signalTable = SignalTable(build)

    /// Flattens the design and starts it in its initial state.
    ///
    /// - Parameter checks: whether checks, assumptions and cover points are looked at.
    /// - Throws: `SIM021` for a module that is written in Verilog and has no behaviour in Swift, `SIM022` when one names a port that is
    ///   not there.
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
        let driven = build.domains.indices.filter { build.domains[$0].port != nil }
        rising = driven.filter { build.domains[$0].edge == .rising }
        falling = driven.filter { build.domains[$0].edge == .falling }
        derived = build.domains.indices.filter { build.domains[$0].port == nil }
        clockPorts = clocks.sorted()
        hits = build.checks.map { Array(repeating: 0, count: $0.count) }
        guard !derived.isEmpty else { return }
        // What they are at first is no edge.
        evaluate()
        _ = derivedTicks()
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
        if !derived.isEmpty { followDerivedClocks() }
        isStale = false
    }

    /// Lets an input that changed settle.
    @inline(__always) func settleIfStale() { if isStale { settle() } }

    func evaluate() {
        if isStateStale {
            build.ofState.run(state)
            isStateStale = false
        }
        build.ofInputs.run(state)
        if !build.feedbacks.isEmpty || !build.externals.isEmpty { settleFeedbacks() }
        for reset in build.resets { Wide.copy(state + reset.to, state + reset.from, reset.width) }
        isRestStale = true
    }

    /// Words that depend on themselves, and modules that are written in Verilog, are computed again until none changes. There is no loop
    /// of bits, so each time at least one more bit, or module, is right.
    private func settleFeedbacks() {
        var left = build.feedbacks.reduce(2 + 2 * build.externals.count) { $0 + $1.width }
        while true {
            var hasChanged = false
            for external in build.externals where external.settle(state) { hasChanged = true }
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

    /// The error for a cycle in which a check failed. It is forgiven, so that later steps go on.
    func endedError() -> SimulationError {
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

    public func takePrinted() -> String {
        defer { printed = "" }
        return printed
    }

    func dumpWaves(at time: UInt64) {
        if isRestStale {
            build.rest.run(state)
            isRestStale = false
        }
        waves?.dump(state, at: time)
    }
}
