/// What a stored property of a bundle's struct holds.
enum BundleField {
    /// The shapes, each with its name below the property: none for a Swift value, one for a shape, any number for optionals and arrays. Nil
    /// when it holds shapes in a way that is no field.
    static func parts(of value: Any) -> [(name: String, shape: any Structured)]? {
        // The cast looks through an optional that is something.
        if let shape = value as? any Structured { return [("", shape)] }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case nil, .class: return []
        case .optional:
            guard let some = mirror.children.first else { return [] }
            return parts(of: some.value)
        case .collection:
            var result: [(String, any Structured)] = []
            for (index, child) in mirror.children.enumerated() {
                guard let parts = parts(of: child.value) else { return nil }
                result += parts.map { (joined(String(index), $0.name), $0.shape) }
            }
            return result
        default:
            return mirror.children.contains { parts(of: $0.value)?.isEmpty != true } ? nil : []
        }
    }
}

/// Which leaf a field of a bundle's struct begins with, found by the field's place in the struct.
final class BundleLayout {
    private var fields: [(byte: Int, leaf: Int)] = []

    init<Shape: Bundle>(of shape: Shape) {
        var (byte, leaf) = (0, 0)
        for child in Mirror(reflecting: shape).children {
            let (size, alignment) = memoryLayout(of: child.value)
            byte = (byte + alignment - 1) / alignment * alignment
            if let parts = BundleField.parts(of: child.value), !parts.isEmpty {
                fields.append((byte, leaf))
                leaf += parts.reduce(0) { $0 + $1.shape.leaves.count }
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
