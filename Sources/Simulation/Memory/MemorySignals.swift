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

    /// The ports of `simulator`, looked up.
    ///
    /// - Throws: `SIM001` when one is missing, `SIM014` when one has another width or direction.
    func pins(of simulator: any Simulator) throws(SimulationError) -> MemoryPins {
        let dataWidth = try simulator.port(data).width
        guard [64, 128, 256, 512].contains(dataWidth) else {
            throw SimulationError(
                .badMemoryPort, "“\(data)” has \(dataWidth) bits, which no memory port has",
                hint: "a memory port is 64, 128, 256 or 512 bits wide")
        }
        let addressWidth = try simulator.port(address).width
        func pin(
            _ name: String, _ width: Int, _ direction: PortShape.Direction
        ) throws(SimulationError) -> UnsafeMutableRawPointer {
            let port = try simulator.port(name)
            let shape = simulator.ports[port.index]
            guard shape.width == width, shape.direction == direction else {
                throw SimulationError(
                    .badMemoryPort,
                    "“\(name)” of the memory port has \(shape.width) bits \(word(shape.direction)), "
                        + "and should have \(width) bits \(word(direction))",
                    hint: "MemorySignals says which ports a memory needs")
            }
            return try simulator.pointer(to: port)
        }
        return MemoryPins(
            requestValid: try pin(requestValid, 1, .output), requestReady: try pin(requestReady, 1, .input),
            operation: try pin(operation, 2, .output), address: try pin(address, min(addressWidth, 64), .output),
            data: try pin(data, dataWidth, .output), mask: try pin(mask, dataWidth / 8, .output),
            responseValid: try pin(responseValid, 1, .input), responseData: try pin(responseData, dataWidth, .input),
            responseError: try pin(responseError, 1, .input),
            addressBytes: addressWidth <= 8 ? 1 : addressWidth <= 16 ? 2 : addressWidth <= 32 ? 4 : 8,
            words: dataWidth / 64)
    }

    private func word(_ direction: PortShape.Direction) -> String { direction == .output ? "out" : "in" }
}

/// Where the values of a memory port's signals are.
struct MemoryPins {
    var requestValid, requestReady, operation, address, data, mask: UnsafeMutableRawPointer
    var responseValid, responseData, responseError: UnsafeMutableRawPointer
    /// How many bytes hold an address.
    var addressBytes: Int
    /// How many words of 64 bits a line has: 1, 2, 4 or 8.
    var words: Int

    /// A value of that many bytes, 1, 2, 4 or 8.
    @inline(__always) static func load(_ address: UnsafeMutableRawPointer, bytes: Int) -> UInt64 {
        switch bytes {
        case 1: UInt64(address.load(as: UInt8.self))
        case 2: UInt64(address.load(as: UInt16.self))
        case 4: UInt64(address.load(as: UInt32.self))
        default: address.load(as: UInt64.self)
        }
    }
}
