import Estimate
import HDL
import Verilog

/// Counts the cycles in which `enable` is one, up to `limit`, then starts again.
final class Counter: Module {
    let enable = input(bit)
    let count = output(unsigned(8))
    let limit: Int

    init(limit: Int) { self.limit = limit }

    override func circuit() {
        let value = register(unsigned(8))
        when(enable) { value <== mux(value === limit, 0, value + 1) }
        count <== value
        check("the limit holds", value <= limit)
    }
}

@main
struct Main {
    static func main() throws {
        let design = try elaborate { Counter(limit: 99) }
        for file in verilog(of: design) { print(file.text) }
        print(estimate(design).table())
    }
}
