import HDL

/// `lanes` small arithmetic units side by side, and the exclusive or of their results, registered behind every 16 lanes.
final class ALU: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let op = input(unsigned(3))
    let y = output(unsigned(32))
    let lanes: Int

    init(lanes: Int) { self.lanes = lanes }

    override func circuit() {
        var sum: Unsigned?
        for lane in 0..<lanes {
            let x = wire(a ^ mixed(lane))
            let r = register(unsigned(32))
            op.switch {
                on(0) { r <== x + b }
                on(1) { r <== x - b }
                on(2) { r <== x & b }
                on(3) { r <== x | b }
                on(4) { r <== x ^ b }
                on(5) { r <== Unsigned(x < b).extended(to: 32) }
                on(6) { r <== x << b[4...0] }
                otherwise { r <== x }
            }
            let next = sum.map { $0 ^ r } ?? r
            if lane % 16 == 15 {
                let acc = register(unsigned(32))
                acc <== next
                sum = acc
            } else {
                sum = next
            }
        }
        if let sum { y <== sum }
    }
}
