/// Values of some of a circuit's nodes, by node: a dictionary without hashing, which is walked in the order of the nodes.
public struct NodeMap<Value: Sendable>: Sendable, Sequence, ExpressibleByDictionaryLiteral {
    public typealias Element = (key: NodeID, value: Value)

    /// By node: one more than the position in `store`; 0: none.
    @usableFromInline var slots: [Int32] = []
    @usableFromInline var store: [Value] = []
    @usableFromInline var filled = 0

    /// How many nodes have a value.
    @inlinable public var count: Int { filled }

    @inlinable public init() {}

    public init(dictionaryLiteral elements: (NodeID, Value)...) {
        for (node, value) in elements { self[node] = value }
    }

    @inlinable public var isEmpty: Bool { count == 0 }

    /// The value of a node, if it has one.
    @inlinable public subscript(node: NodeID) -> Value? {
        get {
            let index = Int(node.index)
            guard index >= 0, index < slots.count, slots[index] > 0 else { return nil }
            return store[Int(slots[index]) - 1]
        }
        set {
            let index = Int(node.index)
            guard let newValue else {
                guard index < slots.count, slots[index] > 0 else { return }
                slots[index] = 0
                filled -= 1
                return
            }
            if slots.count <= index {
                slots.makeRoom()
                slots += repeatElement(0, count: Swift.max(index + 1 - slots.count, slots.count / 4))
            }
            if slots[index] > 0 {
                store[Int(slots[index]) - 1] = newValue
            } else {
                store.makeRoom()
                store.append(newValue)
                slots[index] = Int32(store.count)
                filled += 1
            }
        }
    }

    /// The nodes that have a value, in ascending order.
    public var keys: [NodeID] { map(\.key) }
    /// The values, in the order of their nodes.
    public var values: [Value] { map(\.value) }
    public var underestimatedCount: Int { count }

    @inlinable public func makeIterator() -> Iterator { Iterator(map: self) }

    public struct Iterator: IteratorProtocol {
        @usableFromInline let map: NodeMap
        @usableFromInline var position = 0

        @inlinable init(map: NodeMap) { self.map = map }

        @inlinable public mutating func next() -> Element? {
            while position < map.slots.count {
                let index = position
                position += 1
                if map.slots[index] > 0 { return (NodeID(index), map.store[Int(map.slots[index]) - 1]) }
            }
            return nil
        }
    }
}

extension NodeMap: Equatable where Value: Equatable {
    public static func == (left: NodeMap, right: NodeMap) -> Bool {
        left.count == right.count && left.elementsEqual(right) { $0.key == $1.key && $0.value == $1.value }
    }
}

extension NodeMap: Hashable where Value: Hashable {
    public func hash(into hasher: inout Hasher) {
        for (node, value) in self {
            hasher.combine(node)
            hasher.combine(value)
        }
    }
}
