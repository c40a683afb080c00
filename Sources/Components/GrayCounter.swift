import HDL

/// Counts in Gray code: of `gray` exactly one bit changes with each count, so another clock may synchronise it (`synchronized(gray:)`).
///
/// Latency 1 from `enable`, throughput one count per cycle. Both outputs come out of registers. After all ones (in `binary`) comes 0.
public final class GrayCounter: Module {
    public let enable = input(bit)
    public let binary: Unsigned
    public let gray: Unsigned

    let width: Int

    /// - Parameter width: bits, at least 2.
    public init(width: Int) {
        binary = output(unsigned(width))
        gray = output(unsigned(width))
        self.width = width
    }

    public override func circuit() {
        let count = register(unsigned(width))
        let code = register(unsigned(width))
        when(enable) {
            let following = wire(count + 1)
            count <== following
            code <== following.grayEncoded
        }
        binary <== count
        gray <== code

        let before = registerNext(code)
        check("one bit changes at a time", (code ^ before).isOneHotOrZero)
        check("both count alike", code === count.grayEncoded)
    }
}
