import CallSite
import Netlist

extension Unsigned {
    /// The bit as a number of 1 bit.
    public init(_ bit: Bit) { self.init(bit._bound, width: 1) }

    /// The same bits, read as an unsigned number.
    public init(_ number: Signed) { self.init(number._bound, width: number.width) }

    /// The encoding of the case that it holds.
    public init<Cases: HardwareEnum>(_ value: Enumerated<Cases>) { self.init(value._bound, width: Cases.width) }

    /// The same number in `width` bits, at least as many as it has.
    @inline(never)
    public func extended(to width: Int) -> Unsigned {
        resized(term, to: width, .zeroExtend, call_site())
    }

    /// The low `width` bits, at most as many as it has: modulo 2^width.
    @inline(never)
    public func truncated(to width: Int) -> Unsigned {
        resized(term, to: width, .slice, call_site())
    }
}

extension Signed {
    /// The same bits, read in two's complement.
    public init(_ number: Unsigned) { self.init(number._bound, width: number.width) }

    /// The same number in `width` bits, at least as many as it has.
    @inline(never)
    public func extended(to width: Int) -> Signed {
        resized(term, to: width, .signExtend, call_site())
    }

    /// The low `width` bits, at most as many as it has.
    @inline(never)
    public func truncated(to width: Int) -> Signed {
        resized(term, to: width, .slice, call_site())
    }
}

extension Bit {
    /// `width` copies of the bit.
    @inline(never)
    public func repeated(_ width: Int) -> Unsigned {
        resized(term, to: width, .signExtend, call_site())
    }
}

// A width that no signal can have was told about; the result goes on as one that it can have.

@inline(never)
private func resized(_ term: Term, to width: Int, _ operation: Operation, _ address: UInt) -> Unsigned {
    Unsigned(resizedBits(term, to: width, operation, address), width: possibleWidth(width))
}

@inline(never)
private func resized(_ term: Term, to width: Int, _ operation: Operation, _ address: UInt) -> Signed {
    Signed(resizedBits(term, to: width, operation, address), width: possibleWidth(width))
}

private func resizedBits(_ term: Term, to width: Int, _ operation: Operation, _ address: UInt) -> Bound? {
    if width == term.width { return term.bound }
    let place = Place(returnAddress: address)
    let grows = operation != .slice
    if width >= 1, width <= Elaboration.largestWidth, grows == (width > term.width) {
        return apply(operation, term, width: width, address)
    }
    guard let elaboration = Elaboration.of(term.bound, nil) else { return nil }
    let result = possibleWidth(width)
    guard let builder = elaboration.running(at: place), let node = builder.operand(term.bound, at: place),
        !builder.poisoned.contains(node)
    else { return elaboration.poison(widths: [result]) }
    guard width >= 1, width <= Elaboration.largestWidth else {
        elaboration.report(.width(width, at: place))
        return elaboration.poison(widths: [result])
    }
    return elaboration.refuse(
        Code.widthMismatch,
        "\(builder.describe(node)) has \(bits(term.width)) and cannot be \(grows ? "extended" : "truncated") to \(bits(width))",
        at: place, notes: builder.declarationNotes(node),
        hint: grows ? "`.truncated(to: \(width))` drops bits" : "`.extended(to: \(width))` adds bits",
        widths: [result])
}

extension HardwareHandle {
    /// All bits as one number; the first leaf is lowest.
    @inline(never)
    public var asBits: Unsigned {
        let place = Place(returnAddress: call_site())
        let leaves = self.leaves
        let width = leaves.reduce(0) { $0 + $1.width }
        guard let bound = _bound else { return Unsigned(nil, width: width) }
        guard let builder = bound.elaboration.running(at: place),
            let packed = builder.pack(bound, count: leaves.count, at: place)
        else { return Unsigned(bound.elaboration.poison(widths: [width]), width: width) }
        if leaves.indices.contains(where: {
            builder.poisoned.contains(NodeID(bound.node + bound.scope.base + Int32($0)))
        }) {
            builder.poisoned.insert(packed)
        }
        return Unsigned(builder.bound(packed), width: width)
    }
}

extension HardwareValue {
    /// Hardware of this shape made of `bits`, which must be as wide; the first leaf is lowest.
    @inline(never)
    public func from(bits number: Unsigned) -> Handle {
        let place = Place(returnAddress: call_site())
        let leaves = self.leaves
        let width = leaves.reduce(0) { $0 + $1.width }
        let elaboration = Elaboration.of(number._bound, nil) ?? Elaboration()
        guard let builder = elaboration.running(at: place), let node = builder.operand(number._bound, at: place),
            !builder.poisoned.contains(node)
        else { return _bind(elaboration.poison(widths: leaves.map(\.width))) }
        guard number.width == width else {
            return _bind(
                elaboration.refuse(
                    Code.widthMismatch,
                    "\(builder.describe(node)) of \(bits(number.width)) is read as a \(Self.self) of \(bits(width))",
                    at: place, notes: builder.declarationNotes(node), hint: "extend or slice the number",
                    widths: leaves.map(\.width)))
        }
        return _bind(builder.unpack(node, leaves: leaves, at: place))
    }
}
