import Netlist

/// A single bit: a condition, a flag, a wire of width 1. Not a number.
public struct Bit: SelfHandle {
    public typealias Handle = Bit
    public let _bound: Bound?

    /// The shape of a bit.
    public init() { _bound = nil }
    init(_ bound: Bound?) { _bound = bound }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        leaves.append(Leaf(name: name, width: 1, isFlipped: isFlipped))
    }
    public var leaves: [Leaf] { Leaf.number(width: 1) }
    public func _bind(_ bound: Bound) -> Bit { Bit(bound) }
}

/// An unsigned number of a width that is known at elaboration, at least 1 bit.
public struct Unsigned: SelfHandle {
    public typealias Handle = Unsigned
    public let _bound: Bound?
    /// Bits.
    public let width: Int

    /// The shape of an unsigned number of `width` bits.
    public init(width: Int, fileID: StaticString = #fileID, line: Int = #line) {
        _bound = nil
        self.width = legalWidth(width, fileID, line)
    }
    init(_ bound: Bound?, width: Int) {
        _bound = bound
        self.width = width
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        leaves.append(Leaf(name: name, width: width, isFlipped: isFlipped))
    }
    public var leaves: [Leaf] { Leaf.number(width: width) }
    public func _bind(_ bound: Bound) -> Unsigned { Unsigned(bound, width: width) }
}

/// A number in two's complement of a width that is known at elaboration, at least 1 bit.
public struct Signed: SelfHandle {
    public typealias Handle = Signed
    public let _bound: Bound?
    /// Bits, the sign included.
    public let width: Int

    /// The shape of a signed number of `width` bits.
    public init(width: Int, fileID: StaticString = #fileID, line: Int = #line) {
        _bound = nil
        self.width = legalWidth(width, fileID, line)
    }
    init(_ bound: Bound?, width: Int) {
        _bound = bound
        self.width = width
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        leaves.append(Leaf(name: name, width: width, isFlipped: isFlipped, isSigned: true))
    }
    public func _bind(_ bound: Bound) -> Signed { Signed(bound, width: width) }
}

/// The shape of a bit.
public var bit: Bit { Bit() }

/// The shape of an unsigned number of `width` bits.
public func unsigned(_ width: Int, fileID: StaticString = #fileID, line: Int = #line) -> Unsigned {
    Unsigned(width: width, fileID: fileID, line: line)
}

/// The shape of a signed number of `width` bits.
public func signed(_ width: Int, fileID: StaticString = #fileID, line: Int = #line) -> Signed {
    Signed(width: width, fileID: fileID, line: line)
}
