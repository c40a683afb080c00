import HDL

/// Divides the clock: `tick` is one in one cycle of every `period` (at least 1).
final class BaudGenerator: Module {
    let tick = output(bit)
    let period: Int

    init(period: Int) { self.period = max(1, period) }

    override func circuit() {
        let count = register(unsigned(indexWidth(period)))
        tick <== count === period - 1
        count <== mux(tick, 0, count + 1)
    }
}
