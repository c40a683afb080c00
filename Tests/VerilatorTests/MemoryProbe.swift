import Netlist
import Simulation
import Verilator

extension Samples {
    /// A circuit that is nothing but a memory port: the test is the circuit. What is poked into `valid`, `operation`, ... is
    /// the request of this cycle.
    static func memoryPort(width: Int, addressWidth: Int = 40) -> VerilogSources {
        let text = """
            module memory_port (
              input  wire clock,
              input  wire valid,
              input  wire [1:0] operation,
              input  wire [\(addressWidth - 1):0] address,
              input  wire [\(width - 1):0] data,
              input  wire [\(width / 8 - 1):0] mask,
              output wire m_request_valid,
              input  wire m_request_ready,
              output wire [1:0] m_request_payload_operation,
              output wire [\(addressWidth - 1):0] m_request_payload_address,
              output wire [\(width - 1):0] m_request_payload_data,
              output wire [\(width / 8 - 1):0] m_request_payload_mask,
              input  wire m_response_valid,
              input  wire [\(width - 1):0] m_response_payload_data,
              input  wire m_response_payload_error,
              output reg  [31:0] fired
            );
              assign m_request_valid = valid;
              assign m_request_payload_operation = operation;
              assign m_request_payload_address = address;
              assign m_request_payload_data = data;
              assign m_request_payload_mask = mask;
              initial fired = 32'd0;
              always @(posedge clock) if (valid && m_request_ready) fired <= fired + 32'd1;
            endmodule

            """
        let inputs = [
            ("valid", 1), ("operation", 2), ("address", addressWidth), ("data", width), ("mask", width / 8),
            ("m_request_ready", 1), ("m_response_valid", 1), ("m_response_payload_data", width),
            ("m_response_payload_error", 1),
        ]
        let outputs = [
            ("m_request_valid", 1), ("m_request_payload_operation", 2), ("m_request_payload_address", addressWidth),
            ("m_request_payload_data", width), ("m_request_payload_mask", width / 8), ("fired", 32),
        ]
        return VerilogSources(
            files: [.init("memory_port.v", text)], top: "memory_port",
            ports: [PortShape("clock", width: 1, .clock)] + inputs.map { PortShape($0.0, width: $0.1, .input) }
                + outputs.map { PortShape($0.0, width: $0.1, .output) })
    }
}

/// A memory port that a test drives request by request.
final class MemoryProbe {
    let model: VerilatedModel
    let memory: SparseMemory
    let link: MemoryLink
    let width: Int

    init(
        width: Int = 64, settings: MemoryLink.Settings = .init(), seed: UInt64 = 1, memory: SparseMemory? = nil,
        addressWidth: Int = 40
    ) throws {
        self.width = width
        model = try VerilatedModel(Samples.memoryPort(width: width, addressWidth: addressWidth))
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
