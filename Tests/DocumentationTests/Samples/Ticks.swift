import HDL

final class Ticks: Module {
    let enable = input(bit)
    let count = output(unsigned(8))

    override func circuit() {
        let value = register(unsigned(8))
        when(enable) { value <== value + 1 }
        count <== value
    }
}
