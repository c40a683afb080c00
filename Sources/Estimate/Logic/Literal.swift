/// A node of a logic graph, or its complement: `node << 1 | inverted`.
public struct Literal: Hashable, Sendable {
    public let raw: UInt32

    @inlinable public init(raw: UInt32) { self.raw = raw }
    @inlinable public init(node: Int, inverted: Bool = false) {
        raw = UInt32(truncatingIfNeeded: node) << 1 | (inverted ? 1 : 0)
    }

    public static let zero = Literal(raw: 0)
    public static let one = Literal(raw: 1)

    /// The node's index.
    @inlinable public var node: Int { Int(raw >> 1) }
    @inlinable public var isInverted: Bool { raw & 1 == 1 }
    @inlinable public var isConstant: Bool { raw < 2 }
    /// Without the complement.
    @inlinable public var positive: Literal { Literal(raw: raw & ~1) }

    @inlinable public static prefix func ! (literal: Literal) -> Literal { Literal(raw: literal.raw ^ 1) }
    /// Complemented when `condition` is true.
    @inlinable public func inverted(if condition: Bool) -> Literal { Literal(raw: raw ^ (condition ? 1 : 0)) }

    /// A constant.
    @inlinable public init(_ value: Bool) { raw = value ? 1 : 0 }
}
