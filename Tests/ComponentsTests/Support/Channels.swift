import Simulation

/// The producer of a channel with several fields, named as in `axi_awvalid`, `axi_awaddr`.
final class Sender {
    private let simulator: any Simulator
    private let valid: PortHandle
    private let ready: PortHandle
    private let fields: [PortHandle]
    /// What is still to be sent, field by field.
    var waiting: [[UInt64]] = []
    var rate = 100
    private(set) var isOffering = false

    init(_ simulator: any Simulator, _ channel: String, _ fields: [String]) throws {
        self.simulator = simulator
        valid = try simulator.port(channel + "valid")
        ready = try simulator.port(channel + "ready")
        self.fields = try fields.map { try simulator.port(channel + $0) }
    }

    func drive(_ random: inout Random) throws {
        if !isOffering, !waiting.isEmpty, random.chance(rate) { isOffering = true }
        for (number, field) in fields.enumerated() {
            try simulator.poke(field, isOffering ? waiting[0][number] : random.bits(field.width))
        }
        try simulator.poke(valid, isOffering ? 1 : 0)
    }

    /// What moves in a settled cycle.
    func observe() throws -> [UInt64]? {
        guard isOffering, try simulator.peek(ready) == 1 else { return nil }
        isOffering = false
        return waiting.removeFirst()
    }
}

/// The consumer of a channel with several fields.
final class Receiver {
    private let simulator: any Simulator
    private let valid: PortHandle
    private let ready: PortHandle
    private let fields: [PortHandle]
    var rate = 100
    private var isReady = false

    init(_ simulator: any Simulator, _ channel: String, _ fields: [String]) throws {
        self.simulator = simulator
        valid = try simulator.port(channel + "valid")
        ready = try simulator.port(channel + "ready")
        self.fields = try fields.map { try simulator.port(channel + $0) }
    }

    func drive(_ random: inout Random) throws {
        isReady = random.chance(rate)
        try simulator.poke(ready, isReady ? 1 : 0)
    }

    /// What moves in a settled cycle.
    func observe() throws -> [UInt64]? {
        guard isReady, try simulator.peek(valid) == 1 else { return nil }
        return try fields.map { try simulator.peek($0) }
    }
}
