import Netlist

/// All values of the flattened design: each once, constants folded, wiring seen through.
struct ValueGraph {
    private(set) var values: [Value] = []
    private(set) var wideConstants: [BitVector] = []
    private var wideIndices: [BitVector: ValueID] = [:]
    /// Open addressing over `values`; -1 is free.
    private var table = [ValueID](repeating: -1, count: 1 << 12)

    subscript(id: ValueID) -> Value { values[Int(id)] }

    /// The value, which exists already or is new.
    mutating func unique(_ value: Value) -> ValueID {
        if values.count * 2 > table.count { grow() }
        var place = Self.hash(value) & (table.count - 1)
        while table[place] >= 0 {
            if values[Int(table[place])] == value { return table[place] }
            place = (place + 1) & (table.count - 1)
        }
        table[place] = ValueID(values.count)
        values.append(value)
        return ValueID(values.count - 1)
    }

    private static func hash(_ value: Value) -> Int {
        var mixed = UInt64(value.kind.rawValue) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(UInt32(bitPattern: value.width))
        for word in [value.a, value.b, value.c, value.parameter] {
            mixed = (mixed ^ UInt64(UInt32(bitPattern: word))) &* 0xFF51_AFD7_ED55_8CCD
            mixed ^= mixed >> 32
        }
        return Int(truncatingIfNeeded: mixed & 0x7FFF_FFFF)
    }

    private mutating func grow() {
        table = [ValueID](repeating: -1, count: table.count * 4)
        for (index, value) in values.enumerated() {
            var place = Self.hash(value) & (table.count - 1)
            while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
            table[place] = ValueID(index)
        }
    }

    // Constants.

    mutating func constant(_ value: UInt64) -> ValueID {
        unique(
            Value(
                kind: .constant, width: Int32(max(1, 64 - value.leadingZeroBitCount)),
                a: Int32(truncatingIfNeeded: value), b: Int32(truncatingIfNeeded: value >> 32)))
    }

    mutating func constant(_ value: BitVector) -> ValueID {
        guard value.width > 64 else { return constant(value.low64) }
        if let known = wideIndices[value] { return known }
        wideConstants.append(value)
        let id = unique(
            Value(kind: .constant, width: Int32(value.width), parameter: Int32(wideConstants.count - 1)))
        wideIndices[value] = id
        return id
    }

    /// The number, if it is a constant of at most 64 bits.
    func number(_ id: ValueID) -> UInt64? {
        let value = self[id]
        guard value.kind == .constant, !value.isWide else { return nil }
        return UInt64(UInt32(bitPattern: value.a)) | UInt64(UInt32(bitPattern: value.b)) << 32
    }

    func wideNumber(_ id: ValueID) -> BitVector? {
        let value = self[id]
        return value.kind == .constant && value.isWide ? wideConstants[Int(value.parameter)] : nil
    }

    func number(_ id: ValueID, is number: UInt64) -> Bool { self.number(id) == number }

    // Wiring.

    /// Bits `low ..< low + width` of `a`.
    mutating func slice(_ a: ValueID, low: Int, width: Int) -> ValueID {
        let value = self[a]
        if let number = number(a) { return constant(low < 64 ? number >> UInt64(low) & ones(min(64, width)) : 0) }
        if let number = wideNumber(a) { return constant(number.slice(low: low, width: width)) }
        if low >= Int(value.width) { return zero(width) }
        if low == 0, width >= Int(value.width), (width + 63) / 64 == value.words { return a }
        switch value.kind {
        case .slice:
            // The inner slice may be narrower than what is asked for: above it, there is zero.
            if low + width <= Int(value.width) {
                return slice(value.a, low: Int(value.parameter) + low, width: width)
            }
        case .concatenate:
            let below = Int(value.parameter)
            if low >= below { return slice(value.a, low: low - below, width: width) }
            if low + width <= below { return slice(value.b, low: low, width: width) }
        case .zeroExtend:
            if low + width <= Int(value.parameter) { return slice(value.a, low: low, width: width) }
        default: break
        }
        return unique(Value(kind: .slice, width: Int32(width), a: a, parameter: Int32(low)))
    }

    mutating func zero(_ width: Int) -> ValueID { width > 64 ? constant(.zero(width: width)) : constant(0 as UInt64) }

    /// `a` above `b`, which has `low` bits.
    mutating func concatenate(_ a: ValueID, _ b: ValueID, low: Int, width: Int) -> ValueID {
        if number(a, is: 0), (width + 63) / 64 == self[b].words { return b }
        if width <= 64, let high = number(a), let number = number(b) { return constant(high << UInt64(low) | number) }
        let (high, below) = (self[a], self[b])
        // Neighbouring slices of one value.
        if high.kind == .slice, below.kind == .slice, high.a == below.a, Int(below.width) == low,
            below.parameter + below.width == high.parameter, Int(high.width) == width - low
        {
            return slice(high.a, low: Int(below.parameter), width: width)
        }
        return unique(Value(kind: .concatenate, width: Int32(width), a: a, b: b, parameter: Int32(low)))
    }

    mutating func zeroExtend(_ a: ValueID, from source: Int, to width: Int) -> ValueID {
        if (width + 63) / 64 == self[a].words { return a }
        if let number = number(a) { return constant(BitVector(number, width: width)) }
        if let number = wideNumber(a) { return constant(number.resized(to: width)) }
        return unique(Value(kind: .zeroExtend, width: Int32(width), a: a, parameter: Int32(source)))
    }

    mutating func signExtend(_ a: ValueID, from source: Int, to width: Int) -> ValueID {
        if source == width { return a }
        if let number = number(a) {
            return constant(BitVector(number, width: source).signExtended(to: width))
        }
        if let number = wideNumber(a) { return constant(number.resized(to: source).signExtended(to: width)) }
        return unique(Value(kind: .signExtend, width: Int32(width), a: a, parameter: Int32(source)))
    }
}
