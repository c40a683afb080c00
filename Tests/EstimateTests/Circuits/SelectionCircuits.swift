import HDL
import Netlist

// Small circuits whose cost in the reference flow is known: see `ReferenceFigures`.

final class Mux2: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let s = input(bit)
    let y = output(unsigned(32))
    override func circuit() {
        y <== mux(s, a, b)
    }
}

final class Mux4: Module {
    let a = input(unsigned(128))
    let s = input(unsigned(2))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a.part(s, width: 32)
    }
}

final class Mux8: Module {
    let a = input(unsigned(256))
    let s = input(unsigned(3))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a.part(s, width: 32)
    }
}

final class Mux16: Module {
    let a = input(unsigned(512))
    let s = input(unsigned(4))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a.part(s, width: 32)
    }
}

final class CaseMux: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let c = input(unsigned(32))
    let d = input(unsigned(32))
    let e = input(unsigned(32))
    let s = input(unsigned(3))
    let y = output(unsigned(32))
    override func circuit() {
        s.switch {
            on(0) { y <== a }
            on(1) { y <== b }
            on(2) { y <== c }
            on(3) { y <== d }
            otherwise { y <== e }
        }
    }
}

final class CaseSparse: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let c = input(unsigned(32))
    let d = input(unsigned(32))
    let s = input(unsigned(12))
    let y = output(unsigned(32))
    override func circuit() {
        s.switch {
            on(0x5b0) { y <== a }
            on(0x5b1) { y <== b }
            on(0x180) { y <== c }
            on(0x301) { y <== d }
            otherwise { y <== 0 }
        }
    }
}

final class Barrel: Module {
    let a = input(unsigned(32))
    let s = input(unsigned(5))
    let y = output(unsigned(32))
    override func circuit() {
        y <== a << s
    }
}

final class BarrelRightArith: Module {
    let a = input(signed(32))
    let s = input(unsigned(5))
    let y = output(signed(32))
    override func circuit() {
        y <== a >> s
    }
}

final class Priority: Module {
    let a = input(unsigned(8))
    let y = output(unsigned(3))
    override func circuit() {
        y <== 0
        when(a[7]) { y <== 7 }.elsewhen(a[6]) { y <== 6 }.elsewhen(a[5]) { y <== 5 }.elsewhen(a[4]) { y <== 4 }
            .elsewhen(a[3]) { y <== 3 }.elsewhen(a[2]) { y <== 2 }.elsewhen(a[1]) { y <== 1 }
    }
}

final class Decode: Module {
    let a = input(unsigned(4))
    let y = output(unsigned(16))
    override func circuit() {
        y <== constant(1, width: 16) << a
    }
}
