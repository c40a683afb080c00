/// A node (a value of some width) of one circuit: an index into `Circuit.nodes`.
public struct NodeID: Hashable, Comparable, Sendable, BitwiseCopyable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
    @inlinable public static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// A register of one circuit: an index into `Circuit.registers`.
public struct RegisterID: Hashable, Sendable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}

/// A memory of one circuit: an index into `Circuit.memories`.
public struct MemoryID: Hashable, Sendable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}

/// An instance inside one circuit: an index into `Circuit.instances`.
public struct InstanceID: Hashable, Sendable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}

/// A `check`, `assume` or `cover` of one circuit: an index into `Circuit.properties`.
public struct PropertyID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}

/// A circuit of a design: an index into `Design.circuits`.
public struct CircuitID: Hashable, Sendable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}

/// An enumeration of a design: an index into `Design.enumerations`.
public struct EnumerationID: Hashable, Sendable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}
