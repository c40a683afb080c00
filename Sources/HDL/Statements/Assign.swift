import CallSite
import Netlist

precedencegroup ConnectPrecedence {
    lowerThan: TernaryPrecedence
    assignment: true
}

/// Connects: the left side takes the value of the right side. In a register at the clock edge, elsewhere at once. The last one wins.
infix operator <== : ConnectPrecedence

/// What `<==` returns, so that it is never the last call of a function (its caller's place would be lost).
public final class Connection: Sendable {
    static let made = Connection()
}

extension Bit {
    /// Drives a bit.
    @discardableResult @inline(never)
    public static func <== (left: Bit, right: Bit) -> Connection {
        connect(left, right, left.term, right.term, call_site())
    }

    /// Drives a bit with 0 or 1.
    @discardableResult @inline(never)
    public static func <== (left: Bit, right: Int) -> Connection {
        let address = call_site()
        let value = literal(right, like: left.term, symbol: "<==", address)
        return connect(left, Bit(value.bound), left.term, value, address)
    }

    /// Drives a bit with a constant.
    @discardableResult @inline(never)
    public static func <== (left: Bit, right: Bool) -> Connection {
        let address = call_site()
        let value = literal(right ? 1 : 0, like: left.term, symbol: "<==", address)
        return connect(left, Bit(value.bound), left.term, value, address)
    }
}

extension Unsigned {
    /// Drives a number with one of the same width.
    @discardableResult @inline(never)
    public static func <== (left: Unsigned, right: Unsigned) -> Connection {
        connect(left, right, left.term, right.term, call_site())
    }

    /// Drives a number with a literal that fits.
    @discardableResult @inline(never)
    public static func <== (left: Unsigned, right: Int) -> Connection {
        let address = call_site()
        let value = literal(right, like: left.term, symbol: "<==", address)
        return connect(left, Unsigned(value.bound, width: left.width), left.term, value, address)
    }
}

extension Signed {
    /// Drives a number with one of the same width.
    @discardableResult @inline(never)
    public static func <== (left: Signed, right: Signed) -> Connection {
        connect(left, right, left.term, right.term, call_site())
    }

    /// Drives a number with a literal that fits.
    @discardableResult @inline(never)
    public static func <== (left: Signed, right: Int) -> Connection {
        let address = call_site()
        let value = literal(right, like: left.term, isSigned: true, symbol: "<==", address)
        return connect(left, Signed(value.bound, width: left.width), left.term, value, address)
    }
}

extension Enumerated {
    /// Drives it with a case.
    @discardableResult @inline(never)
    public static func <== (left: Enumerated, right: Cases) -> Connection {
        let address = call_site()
        let value = enumerationConstant(right, like: left._bound, at: Place(returnAddress: address))
        return connect(left, Enumerated(value), left.term, Term(bound: value, width: left.width), address)
    }

    /// Drives it with another one.
    @discardableResult @inline(never)
    public static func <== (left: Enumerated, right: Enumerated) -> Connection {
        connect(left, right, left.term, right.term, call_site())
    }
}

/// Connects two values of one shape leaf by leaf; of bundles, `Flipped` fields flow from left to right.
@discardableResult @inline(never) @_disfavoredOverload
public func <== <Value: HardwareHandle>(left: Value, right: Value) -> Connection { connect(left, right, call_site()) }

/// Connects two scalars.
private func connect<Value: HardwareHandle>(
    _ left: Value, _ right: Value, _ target: Term, _ source: Term, _ address: UInt
) -> Connection {
    guard assign(target, source, at: Place(returnAddress: address)) else { return connect(left, right, address) }
    return .made
}

/// False where it is not that simple.
private func assign(_ target: Term, _ source: Term, at place: Place) -> Bool {
    let isDone = Elaboration.running(target.bound, source.bound, at: place) { builder -> Bool? in
        guard target.bound != nil, source.bound != nil, builder.memoryElement(target.bound) == nil else { return nil }
        builder.assign(target.bound, source.bound, widths: (target.width, source.width), at: place)
        return true
    }
    return isDone ?? false
}

private func connect<Value: HardwareHandle>(_ left: Value, _ right: Value, _ address: UInt) -> Connection {
    let place = Place(returnAddress: address)
    guard let elaboration = Elaboration.of(left._bound, right._bound), let builder = elaboration.running(at: place)
    else { return .made }
    guard let target = left._bound, let source = right._bound else {
        _ = builder.operand(nil, at: place)
        return .made
    }
    let (targets, sources) = (left.leaves, right.leaves)
    if targets.count != sources.count {
        elaboration.report(
            Diagnostic(
                Code.widthMismatch, "'<==' connects \(targets.count) signals to \(sources.count)", at: place,
                hint: "both sides need the same number of elements"))
        return .made
    }
    if let element = builder.memoryElement(target), element.leaf == 0, element.leafCount == targets.count {
        builder.writeElement(element, from: source, count: targets.count, widths: (targets, sources), at: place)
        return .made
    }
    for (offset, (leaf, other)) in zip(targets, sources).enumerated() {
        let (to, from) = (target.advanced(by: offset), source.advanced(by: offset))
        if leaf.isFlipped {
            builder.assign(from, to, widths: (other.width, leaf.width), at: place)
        } else {
            builder.assign(to, from, widths: (leaf.width, other.width), at: place)
        }
    }
    return .made
}
