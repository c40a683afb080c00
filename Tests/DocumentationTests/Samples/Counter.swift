import HDL

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
