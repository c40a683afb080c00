import Simulation
import Testing

/// The producer of a stream: offers what is in `waiting`, keeps it until it is taken.
final class Source {
    private let simulator: any Simulator
    private let valid: PortHandle
    private let ready: PortHandle
    private let payload: PortHandle
    /// What is still to be sent.
    var waiting: [UInt64] = []
    /// What was taken.
    var sent: [UInt64] = []
    /// How often it offers when it offers nothing yet, in percent.
    var rate = 100
    private(set) var isOffering = false

    init(_ simulator: any Simulator, _ name: String, payload suffix: String = "payload") throws {
        self.simulator = simulator
        valid = try simulator.port("\(name)_valid")
        ready = try simulator.port("\(name)_ready")
        payload = try simulator.port("\(name)_\(suffix)")
    }

    /// The element that is offered.
    var offered: UInt64? { isOffering ? waiting.first : nil }

    func drive(_ random: inout Random) throws {
        if !isOffering, let first = waiting.first, random.chance(rate) {
            isOffering = true
            try simulator.poke(payload, first)
        }
        // What is not valid does not matter.
        if !isOffering { try simulator.poke(payload, random.bits(min(64, payload.width))) }
        try simulator.poke(valid, isOffering ? 1 : 0)
    }

    var isReady: Bool { get throws { try simulator.peek(ready) == 1 } }

    func expect(ready expected: Bool, _ note: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws {
        let isReady = try isReady
        #expect(isReady == expected, "\(note)", sourceLocation: sourceLocation)
    }

    /// Looks at a settled cycle: the element that moves in it.
    @discardableResult
    func observe() throws -> UInt64? {
        guard isOffering, try isReady else { return nil }
        isOffering = false
        sent.append(waiting.removeFirst())
        return sent.last
    }
}

/// The consumer of a stream.
final class Sink {
    private let simulator: any Simulator
    private let valid: PortHandle
    private let ready: PortHandle
    private let payload: PortHandle
    /// What was received.
    var received: [UInt64] = []
    /// How often it is ready, in percent.
    var rate = 100
    private(set) var isReady = false

    init(_ simulator: any Simulator, _ name: String, payload suffix: String = "payload") throws {
        self.simulator = simulator
        valid = try simulator.port("\(name)_valid")
        ready = try simulator.port("\(name)_ready")
        payload = try simulator.port("\(name)_\(suffix)")
    }

    func drive(_ random: inout Random) throws {
        isReady = random.chance(rate)
        try simulator.poke(ready, isReady ? 1 : 0)
    }

    /// The element that is shown in a settled cycle.
    var shown: UInt64? { get throws { try simulator.peek(valid) == 1 ? simulator.peek(payload) : nil } }

    func expect(shown expected: UInt64?, _ note: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        let shown = try shown
        #expect(shown == expected, "\(note)", sourceLocation: sourceLocation)
    }

    /// Looks at a settled cycle: the element that moves in it.
    @discardableResult
    func observe() throws -> UInt64? {
        guard isReady, let element = try shown else { return nil }
        received.append(element)
        return element
    }
}

/// Runs cycles with changing rates of producers and consumers: every 64 cycles other ones, from standing still to always.
///
/// - Parameters:
///   - look: runs when they have settled, before producers and consumers note what moved.
///   - prepare: runs before the inputs of a cycle are driven.
func run(
    _ simulator: any Simulator, cycles: Int, sources: [Source], sinks: [Sink], random: inout Random,
    look: () throws -> Void = {}, prepare: (inout Random) throws -> Void = { _ in }
) throws {
    let rates = [100, 50, 100, 15, 80, 0, 35]
    for cycle in 0..<cycles {
        if cycle % 64 == 0 {
            for end in sources { end.rate = rates[random.below(rates.count)] }
            for end in sinks { end.rate = rates[random.below(rates.count)] }
        }
        try prepare(&random)
        for end in sources { try end.drive(&random) }
        for end in sinks { try end.drive(&random) }
        try look()
        for end in sources { try end.observe() }
        for end in sinks { try end.observe() }
        try simulator.step()
    }
}

extension Simulator {
    /// Expects a value of at most 64 bits at a port.
    func expect(
        _ port: String, _ expected: UInt64, _ note: String = "", sourceLocation: SourceLocation = #_sourceLocation
    )
        throws
    {
        let value = try peek(port)
        #expect(value == expected, "\(port) \(note)", sourceLocation: sourceLocation)
    }
}
