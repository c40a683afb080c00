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
    public init(_ count: Int, of element: Element, fileID: StaticString = #fileID, line: Int = #line) {
        let leafCount = element.leaves.count
        let legal = legalCount(count, leaves: leafCount, fileID, line)
        self.init(legal, of: element, leafCount: leafCount, bound: nil)
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
        guard index >= 0, index < count else {
            let elaboration = Elaboration.of(_bound, nil) ?? Elaboration()
            return element._bind(
                elaboration.refuse(
                    Code.indexRange, "index \(index) of a vector of \(count) elements",
                    at: elaboration.place(fileID, line), hint: "the elements are 0 to \(count - 1)",
                    widths: element.leaves.map(\.width)))
        }
        guard let bound = _bound else { return partOfShape(fileID, line) }
        return element._bind(bound.advanced(by: index * leafCount))
    }

    private func partOfShape(_ fileID: StaticString, _ line: Int) -> Element.Handle {
        let place = Elaboration.current?.place(fileID, line) ?? .none
        return element._bind(Elaboration.partOfShape(element.leaves, at: place))
    }

    /// The element that `index` names. Read out of range: zeros; assigned out of range: nothing happens.
    public subscript(index: Unsigned, fileID: StaticString = #fileID, line: Int = #line) -> Element.Handle {
        guard let bound = _bound else { return partOfShape(fileID, line) }
        let place = bound.elaboration.place(fileID, line)
        return element._bind(dynamicElement(of: bound, index: index, at: place))
    }

    /// All elements, in order.
    public var elements: [Element.Handle] { indices.map { self[$0] } }

    private func dynamicElement(of bound: Bound, index: Unsigned, at place: Place) -> Bound {
        let elaboration = bound.elaboration
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
        for (leaf, node) in zip(element.leaves, nodes) {
            builder.circuit.enumerations[node] = leaf.enumeration.map { elaboration.number(of: $0) }
        }
        for (column, node) in zip(columns, nodes) {
            builder.dynamicElements[node] = DynamicElement(targets: column, index: selector)
        }
        return builder.bound(nodes[0])
    }
}

/// The shape of `count` elements of one shape.
public func vector<Element: HardwareValue>(
    _ count: Int, of element: Element, fileID: StaticString = #fileID, line: Int = #line
) -> Vector<Element> {
    Vector(count, of: element, fileID: fileID, line: line)
}

/// Signals side by side as one vector, for instance an array of registers that a signal indexes. It can be assigned where they can.
public func vector<Element: HardwareValue>(
    _ elements: [Element.Handle], of element: Element, fileID: StaticString = #fileID, line: Int = #line
) -> Vector<Element> {
    let shape = Vector(elements.count, of: element, fileID: fileID, line: line)
    guard let elaboration = Elaboration.current else { return shape }
    let place = elaboration.place(fileID, line)
    return shape._bind(
        elaboration.running(at: place)?.gather(elements, of: element.leaves, at: place)
            ?? elaboration.poison(widths: shape.leaves.map(\.width)))
}

extension CircuitBuilder {
    /// The leaves of all `elements` as neighbours; nil where one of them means nothing here.
    func gather(_ elements: [any HardwareHandle], of leaves: [Leaf], at place: Place) -> Bound? {
        var nodes: [NodeID] = []
        for (number, element) in elements.enumerated() {
            guard element.leaves.map(\.width) == leaves.map(\.width) else {
                elaboration.report(
                    Diagnostic(
                        Code.widthMismatch,
                        "element \(number) has \(bits(element.bitWidth)), in a vector of \(bits(leaves.reduce(0) { $0 + $1.width })) each",
                        at: place, hint: "the elements of a vector have one shape"))
                return nil
            }
            for offset in leaves.indices {
                guard let node = operand(element._bound?.advanced(by: offset), at: place) else { return nil }
                nodes.append(node)
            }
        }
        guard !nodes.isEmpty else { return nil }
        let first = copies(of: nodes, at: place)
        for (offset, node) in nodes.enumerated() {
            circuit.enumerations[NodeID(first.index + Int32(offset))] = circuit.enumerations[node]
            if poisoned.contains(node) { poisoned.insert(NodeID(first.index + Int32(offset))) }
        }
        return bound(first)
    }
}
