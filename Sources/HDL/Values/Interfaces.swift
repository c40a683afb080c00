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

/// What `Stream`s of all payloads have in common. (A requirement such as `valid` would not do: its key path has no place in the struct.)
public protocol StreamShape: Bundle {
    /// The field `valid`.
    static var validField: KeyPath<Self, Bit> { get }
    /// The field `ready`.
    static var readyField: KeyPath<Self, Flipped<Bit>> { get }
}

extension Stream: StreamShape {
    public static var validField: KeyPath<Stream, Bit> { \.valid }
    public static var readyField: KeyPath<Stream, Flipped<Bit>> { \.ready }
}

extension Wire where Shape: StreamShape {
    /// One in a cycle in which the payload moves.
    public var fires: Bit { self[dynamicMember: Shape.validField] & self[dynamicMember: Shape.readyField] }
}
