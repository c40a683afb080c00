import CallSite
import Netlist

/// A struct of shapes: the fields that travel together. Its hardware is a `Wire<Self>`.
///
///     struct Request: Bundle {
///         let address: Unsigned
///         let isWrite = bit
///     }
///
/// Fields are stored properties; what is derived from them belongs in `extension Wire where Shape == Request`.
/// `Flipped` reverses a field's direction.
public protocol Bundle: HardwareValue where Handle == Wire<Self> {}

extension Bundle {
    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        let before = leaves.count
        for child in Mirror(reflecting: self).children {
            guard let field = child.value as? any Structured else { continue }
            field._appendLeaves(to: &leaves, name: joined(name, child.label ?? ""), isFlipped: isFlipped)
        }
        guard leaves.count == before else { return }
        // Every shape has at least one leaf.
        leaves.append(Leaf(name: name, width: 1, isFlipped: isFlipped))
        Elaboration.current?.report(
            Diagnostic(
                Code.widthRange, "the bundle \(Self.self) has no fields", at: .none,
                hint: "give it a stored property that is a shape: `let valid = bit`"))
    }

    public func _bind(_ bound: Bound) -> Wire<Self> { Wire(self, layout: BundleLayout(of: self), bound: bound) }
    public var _bound: Bound? { nil }
}

/// Hardware of a bundle's shape; its fields by name.
@dynamicMemberLookup
public struct Wire<Shape: Bundle>: HardwareHandle {
    /// The bundle that gave it its form.
    public let shape: Shape
    let layout: BundleLayout
    public let _bound: Bound?

    init(_ shape: Shape, layout: BundleLayout, bound: Bound?) {
        self.shape = shape
        self.layout = layout
        _bound = bound
    }

    /// The field.
    public subscript<Field: HardwareValue>(dynamicMember field: KeyPath<Shape, Field>) -> Field.Handle {
        @inline(never) get {
            let address = call_site()
            let value = shape[keyPath: field]
            guard let bound = _bound else {
                return value._bind(Elaboration.partOfShape(value.leaves, at: Place(returnAddress: address)))
            }
            guard let offset = MemoryLayout<Shape>.offset(of: field), let leaf = layout.leaf(atByte: offset) else {
                return value._bind(
                    bound.elaboration.refuse(
                        Code.derivedField, "a computed property of \(Shape.self) is not a field of its hardware",
                        at: Place(returnAddress: address),
                        hint: "move it into `extension Wire where Shape == \(Shape.self)`",
                        widths: value.leaves.map(\.width)))
            }
            return value._bind(bound.advanced(by: leaf))
        }
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        shape._appendLeaves(to: &leaves, name: name, isFlipped: isFlipped)
    }
    public func _rebind(_ bound: Bound) -> Wire<Shape> { Wire(shape, layout: layout, bound: bound) }
}

/// A part of a bundle (or a whole port) whose direction is reversed: the `ready` of a stream.
public struct Flipped<Base: HardwareValue>: HardwareValue {
    public typealias Handle = Base.Handle
    public let base: Base

    public init(_ base: Base) { self.base = base }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        base._appendLeaves(to: &leaves, name: name, isFlipped: !isFlipped)
    }
    public func _bind(_ bound: Bound) -> Base.Handle { base._bind(bound) }
    public var _bound: Bound? { nil }
}

/// Which leaf a field of a bundle's struct begins with, found by the field's place in the struct.
final class BundleLayout {
    private var fields: [(byte: Int, leaf: Int)] = []

    init<Shape: Bundle>(of shape: Shape) {
        var (byte, leaf) = (0, 0)
        for child in Mirror(reflecting: shape).children {
            let (size, alignment) = memoryLayout(of: child.value)
            byte = (byte + alignment - 1) / alignment * alignment
            if let field = child.value as? any Structured {
                fields.append((byte, leaf))
                leaf += field.leaves.count
            }
            byte += size
        }
    }

    func leaf(atByte byte: Int) -> Int? { fields.first { $0.byte == byte }?.leaf }
}

private func memoryLayout(of value: Any) -> (size: Int, alignment: Int) {
    func open<Value>(_ value: Value) -> (Int, Int) { (MemoryLayout<Value>.size, MemoryLayout<Value>.alignment) }
    return open(value)
}
