import CallSite
import Netlist

extension ClockSignal {
    /// Drives a clock. Where one of the two handles stands for the falling edge, it is inverted, so that the edges that count coincide.
    @discardableResult @inline(never)
    public static func <== (left: ClockSignal, right: ClockSignal) -> Connection {
        drive(left._bound, right._bound, isInverted: left.edge != right.edge, call_site())
    }
}

extension ResetSignal {
    /// Drives a reset. Where the polarities differ, it is inverted.
    @discardableResult @inline(never)
    public static func <== (left: ResetSignal, right: ResetSignal) -> Connection {
        drive(left._bound, right._bound, isInverted: left.style.polarity != right.style.polarity, call_site())
    }
}

private func drive(_ left: Bound?, _ right: Bound?, isInverted: Bool, _ address: UInt) -> Connection {
    let place = Place(returnAddress: address)
    guard let elaboration = Elaboration.of(left, right), let builder = elaboration.running(at: place) else {
        return .made
    }
    guard let left, let right, let source = builder.operand(right, at: place) else {
        if left == nil || right == nil { _ = builder.operand(nil, at: place) }
        return .made
    }
    let value = isInverted ? builder.append(Node(.not, width: 1, a: source.index), at: place) : source
    builder.assign(left, builder.bound(value), widths: (1, 1), at: place)
    return .made
}
