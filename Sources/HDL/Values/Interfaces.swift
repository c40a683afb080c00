/// A payload that is there when `valid` is one. It cannot be held back.
public struct Valid<Payload: HardwareValue>: Bundle {
    public let valid = Bit()
    public let payload: Payload

    public init(of payload: Payload) { self.payload = payload }
}

/// A payload with a handshake: it moves in each cycle in which `valid` and `ready` are both one.
///
/// The producer may not wait for `ready` before it raises `valid`, and keeps the payload until it has moved.
public struct Stream<Payload: HardwareValue>: Bundle {
    public let valid = Bit()
    public let ready = Flipped(Bit())
    public let payload: Payload

    public init(of payload: Payload) { self.payload = payload }
}

/// What `Stream`s have in common.
public protocol StreamShape: Bundle {
    associatedtype Payload: HardwareValue
    var valid: Bit { get }
    var ready: Flipped<Bit> { get }
    var payload: Payload { get }
}

extension Stream: StreamShape {}

extension Wire where Shape: StreamShape {
    /// One in a cycle in which the payload moves.
    public var fires: Bit { self.valid & self.ready }
}
