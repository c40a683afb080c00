import CallSite
import Netlist

extension Unsigned {
    /// Shifted towards the top by a constant amount; nothing is lost: `amount` bits wider.
    @inline(never)
    public func shiftedLeft(by amount: Int) -> Unsigned {
        grown(by: amount, call_site())
    }

    /// Shifted towards the top by an amount of *v* bits; nothing is lost: 2^*v* - 1 bits wider.
    @inline(never)
    public func shiftedLeft(by amount: Unsigned) -> Unsigned {
        grown(by: amount, call_site())
    }

    /// Turned towards the top by a constant amount: what leaves at the top comes in at the bottom.
    @inline(never)
    public func rotatedLeft(by amount: Int) -> Unsigned { turned(amount, isLeft: true, call_site()) }

    /// Turned towards the bottom by a constant amount: what leaves at the bottom comes in at the top.
    @inline(never)
    public func rotatedRight(by amount: Int) -> Unsigned { turned(amount, isLeft: false, call_site()) }

    /// Turned towards the top by an amount of any width, modulo the number's width.
    @inline(never)
    public func rotatedLeft(by amount: Unsigned) -> Unsigned {
        turned(amount, isLeft: true, call_site())
    }

    /// Turned towards the bottom by an amount of any width, modulo the number's width.
    @inline(never)
    public func rotatedRight(by amount: Unsigned) -> Unsigned {
        turned(amount, isLeft: false, call_site())
    }

    @inline(never)
    private func grown(by amount: Int, _ address: UInt) -> Unsigned {
        Unsigned(grownLeft(term, by: amount, address), width: possibleWidth(widthSum(width, Swift.max(0, amount))))
    }

    @inline(never)
    private func grown(by amount: Unsigned, _ address: UInt) -> Unsigned {
        let result = grownWidth(width, amount)
        return Unsigned(grownLeft(term, by: amount, width: result, .zeroExtend, address), width: result)
    }

    @inline(never)
    private func turned(_ amount: Int, isLeft: Bool, _ address: UInt) -> Unsigned {
        let right = amount % width
        let low = ((isLeft ? -right : right) + width) % width
        let bound = built([term], width: width, address) { gates, nodes in gates.turned(nodes[0], rightBy: low) }
        return Unsigned(bound, width: width)
    }

    /// One stage for each bit of the amount: bit *i* turns by 2^*i* modulo the width.
    @inline(never)
    private func turned(_ amount: Unsigned, isLeft: Bool, _ address: UInt) -> Unsigned {
        let bound = built([term, amount.term], width: width, address) { gates, nodes in
            var (value, step) = (nodes[0], 1 % width)
            for index in 0..<amount.width {
                if step != 0 {
                    let turned = gates.turned(value, rightBy: isLeft ? width - step : step)
                    value = gates.mux(gates.bit(nodes[1], index), turned, value)
                }
                step = step * 2 % width
            }
            return value
        }
        return Unsigned(bound, width: width)
    }
}

extension Signed {
    /// Shifted towards the top by a constant amount; nothing is lost: `amount` bits wider.
    @inline(never)
    public func shiftedLeft(by amount: Int) -> Signed {
        grown(by: amount, call_site())
    }

    /// Shifted towards the top by an amount of *v* bits; nothing is lost: 2^*v* - 1 bits wider.
    @inline(never)
    public func shiftedLeft(by amount: Unsigned) -> Signed {
        grown(by: amount, call_site())
    }

    @inline(never)
    private func grown(by amount: Int, _ address: UInt) -> Signed {
        Signed(grownLeft(term, by: amount, address), width: possibleWidth(widthSum(width, Swift.max(0, amount))))
    }

    @inline(never)
    private func grown(by amount: Unsigned, _ address: UInt) -> Signed {
        let result = grownWidth(width, amount)
        return Signed(grownLeft(term, by: amount, width: result, .signExtend, address), width: result)
    }
}

/// As wide as the longest shift needs; far too wide, so that it is refused, when that is more than a signal can have.
private func grownWidth(_ width: Int, _ amount: Unsigned) -> Int {
    amount.width > 16 ? Elaboration.largestWidth + 1 : widthSum(width, (1 << amount.width) - 1)
}

private func grownLeft(
    _ value: Term, by amount: Unsigned, width: Int, _ extending: Operation, _ address: UInt
) -> Bound? {
    built([value, amount.term], width: width, address) { gates, nodes in
        gates.node(.shiftLeft, width: width, gates.extended(nodes[0], to: width, extending), nodes[1])
    }
}

private func grownLeft(_ value: Term, by amount: Int, _ address: UInt) -> Bound? {
    guard amount >= 0 else {
        return Elaboration.of(value.bound, nil)?.refuse(
            Code.indexRange, "a shift by \(amount)", at: Place(returnAddress: address), hint: "shift the other way",
            widths: [value.width])
    }
    return built([value], width: widthSum(value.width, amount), address) { gates, nodes in
        amount == 0 ? nodes[0] : gates.concatenate([nodes[0], gates.constant(0, width: amount)])
    }
}
