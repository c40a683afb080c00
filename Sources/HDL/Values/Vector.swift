import Netlist

/// `count` elements of one shape. A static index selects wiring; a dynamic index a multiplexer, or where it is assigned to, a decoder.
public struct Vector<Element: HardwareValue>: SelfHandle {
    public typealias Handle = Vector<Element>
    /// The shape of an element.
    public let element: Element
    /// Number of elements.
    public let count: Int
    let leafCount: Int
    public let _bound: Bound?

    /// The shape of `count` elements.
    public init(_ count: Int, of element: Element) {
        self.init(count, of: element, leafCount: element.leaves.count, bound: nil)
    }

    init(_ count: Int, of element: Element, leafCount: Int, bound: Bound?) {
        self.element = element
        self.count = count
        self.leafCount = leafCount
        _bound = bound
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        for index in 0..<count {
            element._appendLeaves(to: &leaves, name: joined(name, String(index)), isFlipped: isFlipped)
        }
    }
    public func _bind(_ bound: Bound) -> Vector { Vector(count, of: element, leafCount: leafCount, bound: bound) }

    /// The numbers of the elements.
    public var indices: Range<Int> { 0..<count }

    /// Element `index`; out of range is a diagnostic.
    public subscript(index: Int, fileID: StaticString = #fileID, line: Int = #line) -> Element.Handle {
        guard let bound = _bound else { return element._bind(Elaboration.poison()) }
        guard index >= 0, index < count else {
            let elaboration = bound.scope.elaboration
            return element._bind(
                elaboration.refuse(
                    Code.indexRange, "index \(index) of a vector of \(count) elements",
                    at: elaboration.place(fileID, line), hint: "the elements are 0 to \(count - 1)",
                    count: leafCount, widths: element.leaves.map(\.width)))
        }
        return element._bind(bound.advanced(by: index * leafCount))
    }

    /// The element that `index` names. Read out of range: zeros; assigned out of range: nothing happens.
    public subscript(index: Unsigned, fileID: StaticString = #fileID, line: Int = #line) -> Element.Handle {
        guard let bound = _bound else { return element._bind(Elaboration.poison()) }
        let place = bound.scope.elaboration.place(fileID, line)
        return element._bind(dynamicElement(of: bound, index: index, at: place))
    }

    /// All elements, in order.
    public var elements: [Element.Handle] { indices.map { self[$0] } }

    private func dynamicElement(of bound: Bound, index: Unsigned, at place: Place) -> Bound {
        let elaboration = bound.scope.elaboration
        guard let builder = elaboration.running(at: place), let selector = builder.operand(index._bound, at: place),
            let first = builder.operandRun(bound, count: count * leafCount, at: place)
        else { return elaboration.poison(widths: element.leaves.map(\.width)) }
        let columns = (0..<leafCount).map { leaf in
            (0..<count).map { NodeID(first.index + Int32($0 * leafCount + leaf)) }
        }
        let packed = columns.map { builder.concatenate($0.reversed(), at: place) }
        let widths = element.leaves.map(\.width)
        let nodes = zip(packed, widths).map { packed, width in
            builder.append(Node(.element, width: width, a: packed.index, b: selector.index), at: place)
        }
        for (column, node) in zip(columns, nodes) {
            builder.dynamicElements[node] = DynamicElement(targets: column, index: selector)
        }
        return builder.bound(nodes[0])
    }
}

/// The shape of `count` elements of one shape.
public func vector<Element: HardwareValue>(_ count: Int, of element: Element) -> Vector<Element> {
    Vector(count, of: element)
}
