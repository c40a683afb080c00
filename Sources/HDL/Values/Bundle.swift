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
/// `Flipped` reverses a field's direction. A field may be an optional or an array of shapes: `let tag: Unsigned?` is there
/// or not, `let lanes: [Bit]` are the signals `lanes_0`, `lanes_1`, ...
public protocol Bundle: HardwareValue where Handle == Wire<Self> {}

extension Bundle {
    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        let before = leaves.count
        for child in Mirror(reflecting: self).children {
            let label = child.label ?? ""
            guard let parts = BundleField.parts(of: child.value) else {
                Self.refuse(field: label)
                continue
            }
            for part in parts {
                part.shape._appendLeaves(
                    to: &leaves, name: joined(joined(name, label), part.name), isFlipped: isFlipped)
            }
        }
        guard leaves.count == before else { return }
        // Every shape has at least one leaf.
        leaves.append(Leaf(name: name, width: 1, isFlipped: isFlipped))
        Elaboration.current?.report(
            Diagnostic(
                Code.widthRange, "the bundle \(Self.self) has no fields", at: .none,
                hint: "give it a stored property that is a shape: `let valid = bit`"))
    }

    private static func refuse(field: String) {
        Elaboration.current?.report(
            Diagnostic(
                Code.fieldShape, "the field '\(field)' of the bundle \(Self.self) holds shapes, but is no shape",
                at: .none,
                hint: "make it a shape (`vector(n, of: ...)`, a `Bundle`), or an optional or an array of shapes"))
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
            return value._bind(first(of: field, leaves: { value.leaves }, address))
        }
    }

    /// The field, where the bundle has it.
    public subscript<Field: HardwareValue>(dynamicMember field: KeyPath<Shape, Field?>) -> Field.Handle? {
        @inline(never) get {
            let address = call_site()
            return shape[keyPath: field].map { value in
                value._bind(first(of: field, leaves: { value.leaves }, address))
            }
        }
    }

    /// The fields of an array, in order.
    public subscript<Field: HardwareValue>(dynamicMember field: KeyPath<Shape, [Field]>) -> [Field.Handle] {
        @inline(never) get {
            let address = call_site()
            let values = shape[keyPath: field]
            guard !values.isEmpty else { return [] }
            let bound = first(of: field, leaves: { values.flatMap(\.leaves) }, address)
            var offset = 0
            return values.map { value in
                defer { offset += value.leaves.count }
                return value._bind(bound.advanced(by: offset))
            }
        }
    }

    /// The first leaf of a field.
    private func first<Value>(of field: KeyPath<Shape, Value>, leaves: () -> [Leaf], _ address: UInt) -> Bound {
        guard let bound = _bound else {
            return Elaboration.partOfShape(leaves(), at: Place(returnAddress: address))
        }
        guard let offset = MemoryLayout<Shape>.offset(of: field), let leaf = layout.leaf(atByte: offset) else {
            return bound.elaboration.refuse(
                Code.derivedField, "a computed property of \(Shape.self) is not a field of its hardware",
                at: Place(returnAddress: address),
                hint: "move it into `extension Wire where Shape == \(Shape.self)`",
                widths: leaves().map(\.width))
        }
        return bound.advanced(by: leaf)
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
