import Netlist

/// What consists of leaves: shapes and handles. Requirements that begin with an underscore are the language's own.
public protocol Structured {
    /// Appends the leaves, in order.
    func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool)

    /// The scalars that it consists of, in order.
    var leaves: [Leaf] { get }

    /// The hardware behind it; nil for a shape.
    var _bound: Bound? { get }
}

/// Anything that hardware can carry: a number, a bit, a case of an enumeration, a vector, a bundle.
///
/// A value of such a type is a *shape* (`unsigned(8)`, `Stream(of: unsigned(8))`) until a declaration makes hardware of it and
/// returns a *handle*. Numbers, bits, enumerations and vectors are their own handles; a bundle's handle is `Wire<Bundle>`.
/// Write a `Bundle` to make a kind of your own.
public protocol HardwareValue: Structured {
    /// What a declaration of this shape returns.
    associatedtype Handle: HardwareHandle

    /// The handle whose first leaf is `bound`.
    func _bind(_ bound: Bound) -> Handle
}

/// Hardware: what operators and `<==` work on.
public protocol HardwareHandle: Structured {
    /// A handle of the same shape whose first leaf is `bound`.
    func _rebind(_ bound: Bound) -> Self
}

/// A shape that is its own handle: a number, a bit, an enumeration, a vector.
public protocol SelfHandle: HardwareValue, HardwareHandle where Handle == Self {}

extension SelfHandle {
    public func _rebind(_ bound: Bound) -> Self { _bind(bound) }
}

/// One scalar of a shape.
public struct Leaf: Hashable, Sendable {
    /// Path from the shape's root, joined by `_`; empty for a scalar.
    public var name: String
    /// Bits.
    public var width: Int
    /// True when it flows against the direction of the port that it is part of.
    public var isFlipped: Bool
    /// The enumeration whose cases it holds, if any.
    var enumeration: Enumeration?
    /// True when its number is read in two's complement.
    var isSigned = false
    /// True for a clock.
    var isClock = false
    /// True for a reset.
    var isReset = false
}

extension Leaf {
    /// By width: a number alone, which most declarations are of; they share it.
    private static let numbers = (0...64).map { [Leaf(name: "", width: $0, isFlipped: false)] }

    /// A bit or an unsigned number alone.
    static func number(width: Int) -> [Leaf] {
        numbers.indices.contains(width) ? numbers[width] : [Leaf(name: "", width: width, isFlipped: false)]
    }
}

extension Structured {
    public var leaves: [Leaf] {
        var leaves: [Leaf] = []
        _appendLeaves(to: &leaves, name: "", isFlipped: false)
        return leaves
    }

    /// Bits of the whole.
    public var bitWidth: Int { leaves.reduce(0) { $0 + $1.width } }
}

/// `prefix_name`, where both are something.
func joined(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty ? name : name.isEmpty ? prefix : prefix + "_" + name
}
