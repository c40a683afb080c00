import HDL

/// Says when a number of cycles has passed.
///
/// `start` in cycle *t* with `cycles` = *n* (at least 1) makes `expires` one in cycle *t + n*, for one cycle; with 0 nothing starts. `start` while it runs
/// starts it anew, `stop` ends it without `expires`; of both, `start` counts. With `repeats` at `start` it goes on, and expires every *n* cycles.
public final class Timer: Module {
    public let start = input(bit)
    public let stop = input(bit)
    public let repeats = input(bit)
    public let cycles: Unsigned
    /// One from the cycle after `start` to that in which it expires for the last time.
    public let isRunning = output(bit)
    public let expires = output(bit)

    let width: Int

    /// - Parameter width: bits of `cycles`.
    public init(width: Int) {
        cycles = input(unsigned(width))
        self.width = width
    }

    public override func circuit() {
        let left = register(unsigned(width))
        let period = register(unsigned(width))
        let isLast = wire(left === 1)
        when(start) {
            left <== cycles
            period <== mux(repeats, cycles, 0)
        }.elsewhen(stop) {
            left <== 0
        }.elsewhen(left !== 0) {
            left <== mux(isLast, period, left - 1)
        }
        isRunning <== left !== 0
        expires <== isLast

        check("it expires while it runs", expires.implies(isRunning))
        check("a period is not shorter than what is left", (period !== 0).implies(left <= period))
    }
}
