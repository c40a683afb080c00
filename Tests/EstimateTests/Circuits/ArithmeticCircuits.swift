import HDL
import Netlist

// Small circuits whose cost in the reference flow is known: see `ReferenceFigures`.

final class Adder: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a + b
    }
}

final class Subtractor: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a - b
    }
}

final class GrowingAdd: Module {
    let a = input(unsigned(8))
    let b = input(unsigned(8))
    let y = output(unsigned(9))
    override func circuit() {
        y <== a.adding(b)
    }
}

final class AddConst: Module {
    let a = input(unsigned(32))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a + 12
    }
}

final class Add3: Module {
    let a = input(unsigned(16))
    let b = input(unsigned(16))
    let c = input(unsigned(16))
    let y = output(unsigned(16))
    override func circuit() {
        y <== a + b + c
    }
}

final class Equal: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let y = output(bit)
    override func circuit() {
        y <== (a === b)
    }
}

final class EqualConst: Module {
    let a = input(unsigned(32))
    let y = output(bit)
    override func circuit() {
        y <== (a === 0xdead_beef)
    }
}

final class Less: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let y = output(bit)
    override func circuit() {
        y <== (a < b)
    }
}

final class LessSigned: Module {
    let a = input(signed(32))
    let b = input(signed(32))
    let y = output(bit)
    override func circuit() {
        y <== (a < b)
    }
}

final class LessSmall: Module {
    let a = input(unsigned(6))
    let b = input(unsigned(6))
    let y = output(bit)
    override func circuit() {
        y <== (a < b)
    }
}

final class LessEq16: Module {
    let a = input(unsigned(16))
    let b = input(unsigned(16))
    let y = output(bit)
    override func circuit() {
        y <== (a <= b)
    }
}

final class LessConst: Module {
    let a = input(unsigned(32))
    let y = output(bit)
    override func circuit() {
        y <== (a < 1000)
    }
}

final class LessConst64: Module {
    let a = input(unsigned(32))
    let y = output(bit)
    override func circuit() {
        y <== (a < 64)
    }
}

final class LessConst8: Module {
    let a = input(unsigned(8))
    let y = output(bit)
    override func circuit() {
        y <== (a < 100)
    }
}

final class Alu: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let op = input(unsigned(3))
    let y = output(unsigned(32))
    override func circuit() {
        op.switch {
            on(0) { y <== a + b }
            on(1) { y <== a - b }
            on(2) { y <== a & b }
            on(3) { y <== a | b }
            on(4) { y <== a ^ b }
            on(5) { y <== concatenate(a < b).extended(to: 32) }
            on(6) { y <== a << b.bits(from: 0, width: 5) }
            on(7) { y <== a >> b.bits(from: 0, width: 5) }
        }
    }
}

final class RangeCheck: Module {
    let base = input(unsigned(32))
    let len = input(unsigned(32))
    let addr = input(unsigned(32))
    let valid = input(bit)
    let hit = output(bit)
    let off = output(unsigned(32))
    override func circuit() {
        let o = wire(addr - base)
        off <== o
        hit <== valid & (o < len)
    }
}

final class Mask: Module {
    let base = input(unsigned(32))
    let mask = input(unsigned(32))
    let addr = input(unsigned(32))
    let hit = output(bit)
    override func circuit() {
        hit <== ((addr & ~mask) === (base & ~mask))
    }
}

final class Multiply: Module {
    let a = input(unsigned(16))
    let b = input(unsigned(16))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a * b
    }
}

final class AddMux: Module {
    let s = input(unsigned(2))
    let base = input(unsigned(32))
    let x = input(unsigned(32))
    let y = input(unsigned(32))
    let z = input(unsigned(32))
    let q = output(unsigned(32))
    override func circuit() {
        let r = wire(unsigned(32))
        s.switch {
            on(0) { r <== base + x }
            on(1) { r <== base + y }
            otherwise { r <== z }
        }
        q <== r
    }
}
