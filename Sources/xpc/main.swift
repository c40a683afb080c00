import Components
import Estimate
import HDL
import Netlist
import Verilog

struct Pair: Bundle { let key = unsigned(8); let isWrite = bit }
enum State: HardwareEnum { case idle, run, done }
final class Demo: Module {
    let a = input(unsigned(8))
    let b = input(unsigned(8))
    let go = input(bit)
    let y = output(unsigned(8))
    let sel = input(unsigned(2))
    let req = output(Stream(of: Pair()))
    let lanes = output(vector(4, of: unsigned(4)))
    override func circuit() {
        let state = register(State.idle)
        let count = register(unsigned(8))
        state.switch {
            on(.idle) { when(go) { state <== .run; count <== a } }
            on(.run) { count <== count - 1; when(count === 1) { state <== .done } }
            on(.done) { state <== .idle }
        }
        let q = instance(Queue(of: Pair(), depth: 4))
        q.enqueue.valid <== state.isOne(of: .run, .done)
        q.enqueue.payload.key <== count
        q.enqueue.payload.isWrite <== (Signed(a) < Signed(b))
        unused(q.enqueue.ready)
        req <== q.dequeue
        let bank = register(vector(4, of: unsigned(4)))
        when(go) { bank[sel] <== a[3...0] }
        lanes <== bank
        sel.switch {
            on(0) { y <== a + b }
            on(1) { y <== a - b }
            on("1?") { y <== a ^ (b << 2) }
        }
        check("count stays small", (count < 200) | go)
    }
}
do {
    let design = try elaborate { Demo() }
    for file in verilog(of: design) { print(file.text) }
    print(design.warnings.map { $0.text(design.sources) })
    print(estimate(design).total)
} catch { print(error) }
