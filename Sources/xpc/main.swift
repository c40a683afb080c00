import HDL
import Netlist
import Components
final class Bad: Module {
    let a = input(unsigned(8))
    let b = input(unsigned(4))
    let y = output(unsigned(8))
    override func circuit() {
        y <== a + b
        y <== a + 300
        a <== 3
    }
}
do {
    let design = try elaborate { Queue(of: unsigned(8), depth: 4) }
    for c in design.circuits {
        print(c.name, c.names.sorted { $0.key < $1.key }.map { "\($0.key.index):\($0.value)" })
        for s in c.statements { print(s) }
    }
    _ = try elaborate { Bad() }
} catch { print(error) }
