import Simulation

/// The names of the ports by which a circuit reaches a memory.
///
/// Requests go out of the circuit with valid and ready; responses come in order with valid alone, as the circuit is always
/// ready for them.
public struct MemorySignals: Hashable, Sendable {
    /// Out, 1 bit.
    public var requestValid: String
    /// In, 1 bit.
    public var requestReady: String
    /// Out, 2 bits: 0 load, 1 store, 2 exchange.
    public var operation: String
    /// Out, at most 64 bits: a byte address; the bits below the line's size do not matter.
    public var address: String
    /// Out, 64, 128, 256 or 512 bits.
    public var data: String
    /// Out, one bit per byte of data: what a store or an exchange writes.
    public var mask: String
    /// In, 1 bit.
    public var responseValid: String
    /// In, as wide as `data`.
    public var responseData: String
    /// In, 1 bit.
    public var responseError: String

    /// The usual names with a common beginning: `memory_request_valid`, `memory_request_payload_address`,
    /// `memory_response_payload_error` and so on for `memory`.
    public init(prefix: String) {
        requestValid = prefix + "_request_valid"
        requestReady = prefix + "_request_ready"
        operation = prefix + "_request_payload_operation"
        address = prefix + "_request_payload_address"
        data = prefix + "_request_payload_data"
        mask = prefix + "_request_payload_mask"
        responseValid = prefix + "_response_valid"
        responseData = prefix + "_response_payload_data"
        responseError = prefix + "_response_payload_error"
    }

    /// The ports of `model` as the C++ side wants them: nine addresses, then the bytes of an address and of the data.
    func pins(of model: VerilatedModel) throws(SimulationError) -> (pins: [UInt64], dataWidth: Int) {
        let dataWidth = try model.port(data).width
        guard [64, 128, 256, 512].contains(dataWidth) else {
            throw SimulationError(
                .badMemoryPort, "“\(data)” has \(dataWidth) bits, which no memory port has",
                hint: "a memory port is 64, 128, 256 or 512 bits wide")
        }
        let addressWidth = try model.port(address).width
        let wanted: [(name: String, width: Int, direction: PortShape.Direction)] = [
            (requestValid, 1, .output), (requestReady, 1, .input), (operation, 2, .output),
            (address, min(addressWidth, 64), .output), (data, dataWidth, .output), (mask, dataWidth / 8, .output),
            (responseValid, 1, .input), (responseData, dataWidth, .input), (responseError, 1, .input),
        ]
        var pins: [UInt64] = []
        for (name, width, direction) in wanted {
            let port = try model.port(name)
            let shape = model.ports[port.index]
            guard shape.width == width, shape.direction == direction else {
                throw SimulationError(
                    .badMemoryPort,
                    "“\(name)” of the memory port has \(shape.width) bits \(word(shape.direction)), "
                        + "and should have \(width) bits \(word(direction))",
                    hint: "MemorySignals says which ports a memory needs")
            }
            pins.append(UInt64(UInt(bitPattern: try model.pointer(to: port))))
        }
        let addressBytes = addressWidth <= 8 ? 1 : addressWidth <= 16 ? 2 : addressWidth <= 32 ? 4 : 8
        pins.append(UInt64(addressBytes) | UInt64(dataWidth / 8) << 32)
        return (pins, dataWidth)
    }

    private func word(_ direction: PortShape.Direction) -> String { direction == .output ? "out" : "in" }
}
