import HDL

/// What a memory request does.
public enum XPCMemoryOperation: HardwareEnum { case load, store, exchange }

/// A request to memory for one line, which is as wide as the port.
public struct XPCMemoryRequest: Bundle {
    public let operation = Enumerated<XPCMemoryOperation>()
    /// Of the line's first byte.
    public let address: Unsigned
    public let data: Unsigned
    /// One bit per byte that is stored or exchanged.
    public let mask: Unsigned

    init(_ configuration: XPCConfiguration) {
        address = unsigned(configuration.physicalAddressBits)
        data = unsigned(configuration.portBits)
        mask = unsigned(configuration.portBits / 8)
    }
}

/// The answer to a request; answers come in the order of the requests. Of an exchange it is the old line.
public struct XPCMemoryResponse: Bundle {
    public let data: Unsigned
    public let error = bit

    init(_ configuration: XPCConfiguration) { data = unsigned(configuration.portBits) }
}

/// The engine's way to memory (R4.10).
public struct XPCMemoryPort: Bundle {
    public let request: Stream<XPCMemoryRequest>
    public let response: Flipped<Valid<XPCMemoryResponse>>

    init(_ configuration: XPCConfiguration) {
        request = Stream(of: XPCMemoryRequest(configuration))
        response = Flipped(Valid(of: XPCMemoryResponse(configuration)))
    }
}
