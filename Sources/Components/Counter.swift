import HDL
import Netlist

/// Counts the cycles in which `enable` is one: 0, 1, ... `limit`.
///
/// Latency 1 from `enable` to `count`, throughput one count per cycle. At `limit` it begins again at 0, or stays there when it `saturates`. `clear` goes
/// before `enable`.
public final class Counter: Module {
    public let enable = input(bit)
    public let clear = input(bit)
    public let count: Unsigned
    /// One in a cycle in which the count is at `limit` and would go on.
    public let wraps = output(bit)

    let limit: Int
    let saturates: Bool

    /// - Parameters:
    ///   - limit: the highest count, at least 1.
    ///   - saturates: stays at `limit`, instead of beginning again.
    public init(limit: Int, saturates: Bool = false) {
        count = output(unsigned(indexWidth(max(1, limit) &+ 1)))
        self.limit = limit
        self.saturates = saturates
    }

    public override func circuit() {
        guard require(limit >= 1 && limit < .max, "a counter up to \(limit)", hint: "give it a limit of at least 1")
        else { return }
        let value = register(unsigned(count.width))
        let isAtLimit = wire(value === limit)
        when(clear) {
            value <== 0
        }.elsewhen(enable) {
            if saturates {
                when(!isAtLimit) { value <== value + 1 }
            } else if limit == 1 << count.width - 1 {
                value <== value + 1
            } else {
                value <== mux(isAtLimit, 0, value + 1)
            }
        }
        count <== value
        wraps <== enable & isAtLimit & !clear

        if limit < 1 << count.width - 1 { check("the limit holds", value <= limit) }
        cover("it reaches the limit", isAtLimit)
    }
}
