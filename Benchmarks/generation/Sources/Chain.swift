import HDL

/// `stages` adders with a register behind each.
final class Chain: Module {
    let a = input(unsigned(32))
    let y = output(unsigned(32))
    let stages: Int

    init(stages: Int) { self.stages = stages }

    override func circuit() {
        var previous = a
        for stage in 0..<stages {
            let r = register(unsigned(32))
            r <== previous + (stage == 0 ? 1 : mixed(stage))
            previous = r
        }
        y <== previous
    }
}
