import CircuitSupport
import Netlist
import Simulation
import SimulatorSupport

/// A circuit that is nothing but a memory port: the test is the circuit. What is poked into `valid`, `operation`, ... is
/// the request of this cycle; `fired` counts them.
func memoryPort(width: Int, addressWidth: Int = 40) -> Design {
    let b = Builder("MemoryPort")
    let clock = b.input("clock")
    let valid = b.input("valid")
    b.assign(b.output("m_request_valid"), valid)
    for (name, width) in [("operation", 2), ("address", addressWidth), ("data", width), ("mask", width / 8)] {
        b.assign(b.output("m_request_payload_\(name)", width), b.input(name, width))
    }
    let ready = b.input("m_request_ready")
    _ = (b.input("m_response_valid"), b.input("m_response_payload_data", width), b.input("m_response_payload_error"))
    let fired = b.register("count", 32, clock: clock)
    b.when(b.and(valid, ready)) { b.assign(fired, b.add(fired, b.constant(1, 32))) }
    b.assign(b.output("fired", 32), fired)
    return design(b.done())
}

/// A memory port that a test drives request by request.
final class MemoryProbe {
    let model: any Simulator
    let memory: SparseMemory
    let link: MemoryLink
    let width: Int

    init(
        _ kind: SimulatorKind, width: Int = 64, settings: MemoryLink.Settings = .init(), seed: UInt64 = 1,
        memory: SparseMemory? = nil,
        addressWidth: Int = 40
    ) throws {
        self.width = width
        model = try kind.make(memoryPort(width: width, addressWidth: addressWidth), visible: false)
        self.memory = memory ?? SparseMemory()
        link = try model.connect(self.memory, to: MemorySignals(prefix: "m"), settings: settings, seed: seed)
    }

    /// Puts a request on the port; nil for none.
    func request(
        _ operation: MemoryLink.Operation?, _ address: UInt64 = 0, data: BitVector? = nil, mask: UInt64? = nil
    ) throws {
        try model.poke("valid", operation == nil ? 0 : 1)
        try model.poke("operation", UInt64(operation?.rawValue ?? 0))
        try model.poke("address", address)
        try model.poke("data", data ?? .zero(width: width))
        try model.poke("mask", mask ?? BitVector.ones(width: width / 8).low64)
    }

    /// What the memory answers in this cycle; nil for nothing.
    func response() throws -> (data: BitVector, error: Bool)? {
        guard try model.peek("m_response_valid") == 1 else { return nil }
        return (try model.peekVector("m_response_payload_data"), try model.peek("m_response_payload_error") == 1)
    }

    /// Makes one request, waits for its response, and returns it with the number of cycles that it took.
    func perform(
        _ operation: MemoryLink.Operation, _ address: UInt64, data: BitVector? = nil, mask: UInt64? = nil
    ) throws -> (data: BitVector, error: Bool, cycles: Int) {
        try request(operation, address, data: data, mask: mask)
        while try model.peek("m_request_ready") == 0 { try model.step() }
        let fired = model.cycle
        try model.step()
        try request(nil)
        for _ in 0..<1000 {
            if let (data, error) = try response() { return (data, error, Int(model.cycle - fired)) }
            try model.step()
        }
        throw model.stepLimitReached(waitingFor: "a response", limit: 1000)
    }
}
