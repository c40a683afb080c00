import Netlist

/// A constant in a row of a decode table: an `Int`, a `Bool`, a `BitVector`, a case of a `HardwareEnum`.
public protocol DecodeEntry {
    /// The constant as an output's scalar holds it, or what is wrong with it.
    func _value(for leaf: Leaf) -> DecodedValue
}

/// A constant that an output can hold, or why it cannot.
public enum DecodedValue {
    case value(BitVector)
    case problem(String)
}

extension Int: DecodeEntry {
    public func _value(for leaf: Leaf) -> DecodedValue {
        if let enumeration = leaf.enumeration { return .problem("give a case of \(enumeration.name)") }
        if let problem = literalProblem(self, width: leaf.width, isSigned: leaf.isSigned) { return .problem(problem) }
        return .value(BitVector(truncating: self, width: leaf.width))
    }
}

extension Bool: DecodeEntry {
    public func _value(for leaf: Leaf) -> DecodedValue {
        guard leaf.width == 1, leaf.enumeration == nil else { return .problem("give a number of \(bits(leaf.width))") }
        return .value(BitVector(self ? 1 : 0, width: 1))
    }
}

extension BitVector: DecodeEntry {
    public func _value(for leaf: Leaf) -> DecodedValue {
        width == leaf.width ? .value(self) : .problem("it has \(bits(width)), not \(bits(leaf.width))")
    }
}

extension HardwareEnum {
    public func _value(for leaf: Leaf) -> DecodedValue {
        guard let enumeration = leaf.enumeration, enumeration == Self.enumeration else {
            return .problem("\(Self.self) is not what it holds")
        }
        return .value(BitVector(UInt64(encoding), width: leaf.width))
    }
}
