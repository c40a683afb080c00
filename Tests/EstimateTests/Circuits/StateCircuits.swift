import HDL
import Netlist

// Small circuits whose cost in the reference flow is known: see `ReferenceFigures`.

final class Reg: Module {
    let en = input(bit)
    let d = input(unsigned(32))
    let q = output(unsigned(32))
    override func circuit() {
        let r = register(unsigned(32))
        q <== r
        when(en) { r <== d }
    }
}

final class RegClear: Module {
    let en = input(bit)
    let clear = input(bit)
    let d = input(unsigned(32))
    let q = output(unsigned(32))
    override func circuit() {
        let r = register(unsigned(32))
        q <== r
        when(en) { r <== d }
        when(clear) { r <== 0 }
    }
}

final class RegTwo: Module {
    let e1 = input(bit)
    let e2 = input(bit)
    let d1 = input(unsigned(32))
    let d2 = input(unsigned(32))
    let q = output(unsigned(32))
    override func circuit() {
        let r = register(unsigned(32))
        q <== r
        when(e1) { r <== d1 }.elsewhen(e2) { r <== d2 }
    }
}

final class Counter: Module {
    let en = input(bit)
    let q = output(unsigned(16))
    override func circuit() {
        let r = register(unsigned(16))
        q <== r
        when(en) { r <== r + 1 }
    }
}

final class CounterLoad: Module {
    let en = input(bit)
    let load = input(bit)
    let d = input(unsigned(16))
    let q = output(unsigned(16))
    override func circuit() {
        let r = register(unsigned(16))
        q <== r
        when(en) { r <== r + 1 }
        when(load) { r <== d }
    }
}

final class UpDown: Module {
    let up = input(bit)
    let down = input(bit)
    let q = output(unsigned(8))
    override func circuit() {
        let r = register(unsigned(8))
        q <== r
        when(up) { r <== r + 1 }.elsewhen(down) { r <== r - 1 }
    }
}

final class Fsm: Module {
    let go = input(bit)
    let ack = input(bit)
    let err = input(bit)
    let n = input(unsigned(4))
    let busy = output(bit)
    let done = output(bit)
    let st = output(unsigned(3))
    override func circuit() {
        let s = register(unsigned(3))
        let c = register(unsigned(4))
        busy <== (s !== 0)
        done <== (s === 4)
        st <== s
        s.switch {
            on(0) {
                when(go) {
                    s <== 1
                    c <== n
                }
            }
            on(1) {
                when(ack) {
                    s <== 2
                }
            }
            on(2) {
                when(err) { s <== 5 }.elsewhen(c === 0) { s <== 4 }.otherwise {
                    c <== c - 1
                    s <== 1
                }
            }
            on(4) { s <== 0 }
            on(5) {
                when(go) {
                    s <== 0
                }
            }
            otherwise {}
        }
    }
}

final class LutRam: Module {
    let we = input(bit)
    let wa = input(unsigned(6))
    let ra = input(unsigned(6))
    let wd = input(unsigned(32))
    let rd = output(unsigned(32))
    override func circuit() {
        let m = memory(of: unsigned(32), depth: 64)
        rd <== m[ra]
        when(we) { m[wa] <== wd }
    }
}

final class BlockRam: Module {
    let we = input(bit)
    let wa = input(unsigned(10))
    let ra = input(unsigned(10))
    let wd = input(unsigned(32))
    let rd = output(unsigned(32))
    override func circuit() {
        let m = memory(of: unsigned(32), depth: 1024)
        rd <== m.read(ra)
        when(we) { m[wa] <== wd }
    }
}

final class RegNext: Module {
    let e1 = input(bit)
    let e2 = input(bit)
    let d = input(unsigned(16))
    let q = output(unsigned(16))
    let z = output(unsigned(16))
    override func circuit() {
        let r = register(unsigned(16))
        let n = wire(mux(e1, d, mux(e2, r + 4, r)))
        r <== n
        q <== r
        z <== r
    }
}

final class RegFile: Module {
    let we = input(bit)
    let wa = input(unsigned(3))
    let ra = input(unsigned(3))
    let wd = input(unsigned(16))
    let rd = output(unsigned(16))
    override func circuit() {
        let r = (0..<8).map { _ in register(unsigned(16)) }
        for i in 0..<8 {
            when(we & (wa === i)) {
                r[i] <== wd
            }
        }
        rd <== concatenate(r[7], r[6], r[5], r[4], r[3], r[2], r[1], r[0]).part(ra, width: 16)
    }
}

final class ShiftReg: Module {
    let en = input(bit)
    let d = input(unsigned(8))
    let q = output(unsigned(8))
    override func circuit() {
        var x = d
        for _ in 0..<6 {
            let r = register(unsigned(8))
            when(en) { r <== x }
            x = r
        }
        q <== x
    }
}

final class Csr: Module {
    let we = input(bit)
    let addr = input(unsigned(12))
    let wd = input(unsigned(64))
    let rd = output(unsigned(64))
    let bad = output(bit)
    let w0 = input(bit)
    let v0 = input(unsigned(64))
    override func circuit() {
        let r = (0..<6).map { _ in register(unsigned(64)) }
        for i in 0..<6 {
            when(we & (addr === 0x5c0 + i)) {
                r[i] <== wd
            }
        }
        when(w0) { r[0] <== v0 }
        rd <== 0
        bad <== 0
        addr.switch {
            on(0x5c0) { rd <== r[0] }
            on(0x5c1) { rd <== r[1] }
            on(0x5c2) { rd <== r[2] }
            on(0x5c3) { rd <== r[3] }
            on(0x5c4) { rd <== r[4] }
            on(0x5c5) { rd <== r[5] }
            otherwise {
                bad <== 1
            }
        }

    }
}

final class ByteMem: Module {
    let we = input(bit)
    let m = input(unsigned(4))
    let wa = input(unsigned(6))
    let ra = input(unsigned(6))
    let wd = input(unsigned(32))
    let rd = output(unsigned(32))
    override func circuit() {
        let s = memory(of: unsigned(32), depth: 64)
        rd <== s[ra]
        when(we) { s.write(wa, wd, mask: m) }
    }
}
