import CircuitSupport
import Netlist

extension Samples {
    /// A child with a hidden register and a check that keeps a history of its own.
    static func watched() -> Circuit {
        let b = Builder("Watched")
        let (clock, reset) = (b.input("clock"), b.input("reset"))
        let step = b.input("step", 4)
        let total = b.output("total", 8)
        let sum = b.register("sum", 8, clock: clock, reset: reset)
        let previous = b.register("previous", 8, clock: clock, reset: reset)
        let grows = b.wire("grows")
        b.assign(sum, b.add(sum, b.extend(step, 8)))
        b.assign(previous, sum)
        b.assign(total, sum)
        b.assign(grows, b.node(.lessOrEqualUnsigned, 1, previous, sum))
        b.when(b.equal(step, 0)) { b.property(.check, "it rests", b.equal(previous, previous), clock: clock) }
        b.property(.assume, "it never wraps", grows, clock: clock, reset: reset)
        b.property(.cover, "it reaches 100", b.equal(sum, 100), clock: clock, reset: reset)
        return b.done()
    }

    /// Two levels above `watched`: reads its register through a probe.
    static func probing() -> [Circuit] {
        let child = watched()
        let target = child.names.first { $0.value == "sum" }!.key
        let m = Builder("Middle")
        let (clock, reset, step) = (m.input("clock"), m.input("reset"), m.input("step", 4))
        let first = m.instance("first", of: 0, child, inputs: ["clock": clock, "reset": reset, "step": step])
        let second = m.instance("second", of: 0, child, inputs: ["clock": clock, "reset": reset, "step": step])
        m.assign(m.output("both", 8), m.xor(first["total"]!, second["total"]!))
        let middle = m.done()
        let b = Builder("Probing")
        let (topClock, topReset, by) = (b.input("clock"), b.input("reset"), b.input("by", 4))
        let part = b.instance("part", of: 1, middle, inputs: ["clock": topClock, "reset": topReset, "step": by])
        b.assign(b.output("result", 8), part["both"]!)
        let seen = b.probe([0, 0], target, width: 8)
        b.property(.check, "the sum is small", b.less(seen, b.constant(200, 8)), clock: topClock, reset: topReset)
        return [child, middle, b.done()]
    }

    /// Resets and edges of every kind, an enable, attributes, a register of which some bits are never assigned.
    static func clocking() -> Circuit {
        let b = Builder("Clocking")
        let (clock, reset) = (b.input("clock"), b.input("reset"))
        let (resetN, clearN) = (b.input("reset_n"), b.input("clear_n"))
        let (enable, data) = (b.input("enable"), b.input("data", 8))
        let a = b.register("a", 8, clock: clock, reset: resetN, value: 3, kind: .asynchronous, polarity: .activeLow)
        let c = b.register("c", 8, clock: clock, reset: reset, kind: .synchronous, enable: enable)
        let d = b.register("d", 8, clock: clock, value: 255, edge: .falling)
        let e = b.register("e", 8, clock: clock, reset: clearN, value: 1, polarity: .activeLow)
        let fixed = b.register("fixed", 8, clock: clock, value: 9)
        b.circuit.attributes[a] = [Attribute("keep"), Attribute("mark_debug", "true")]
        b.circuit.moduleAttributes = [Attribute("keep_hierarchy", "yes")]
        b.assign(a, b.xor(a, data))
        b.assign(c, data)
        b.assign(d, b.slice(data, 3, 0), low: 2)
        b.when(enable) { b.assign(e, b.subtract(e, fixed)) }
        b.assign(b.output("all", 32), b.join(a, c, d, e))
        return b.done()
    }

    /// Names that Verilog, SystemVerilog or C++ would not accept.
    static func names() -> Circuit {
        let b = Builder("module")
        let clock = b.input("clock")
        let (reg, always, new) = (b.input("reg", 4), b.input("always"), b.input("new", 4))
        let int = b.output("int", 4)
        let odd = b.wire("a b-c", 4)
        let clash = b.wire("reg_", 4)
        let upper = b.register("Reg", 4, clock: clock)
        b.assign(odd, b.add(reg, new))
        b.assign(clash, b.xor(odd, reg))
        b.assign(upper, b.mux(always, clash, odd))
        b.assign(int, upper)
        return b.done()
    }

    /// Everything with a sign, and what is chosen or written at run time.
    static func operators() -> Circuit {
        let b = Builder("Operators")
        let (x, y) = (b.input("x", 8), b.input("y", 8))
        let index = b.input("index", 2)
        let vector = b.input("lanes", 24)
        b.assign(b.output("less"), b.node(.lessSigned, 1, x, y))
        b.assign(b.output("negative"), b.node(.lessSigned, 1, x, b.constant(0, 8)))
        b.assign(b.output("tiny"), b.node(.lessOrEqualSigned, 1, x, b.constant(0xFB, 8)))
        b.assign(b.output("shifted", 8), b.node(.shiftRightArithmetic, 8, x, b.slice(y, 3, 0)))
        b.assign(
            b.output("mixed", 8), b.add(b.node(.shiftRightArithmetic, 8, x, b.slice(y, 3, 0)), b.constant(1, 8)))
        b.assign(b.output("wide", 16), b.signExtend(b.add(x, y), 16))
        b.assign(b.output("chosen", 8), b.element(vector, index, 8))
        let replaced = b.output("replaced", 24)
        b.assign(replaced, vector)
        b.assign(replaced, x, index: index)
        let parts = b.output("parts", 8)
        b.assign(parts, x)
        b.assign(parts, b.slice(y, 2, 0), low: 3)
        let chain = b.output("chain", 8)
        b.assign(chain, b.constant(0, 8))
        b.when(b.bit(x, 0)) {
            b.assign(chain, y)
        } otherwise: {
            b.when(b.bit(x, 1)) { b.assign(chain, b.not(y)) }
        }
        b.when(b.bit(y, 7)) { b.assign(chain, b.constant(1, 4), low: 4) }
        let decoded = b.output("decoded", 4)
        func pattern(_ value: UInt64, _ care: UInt64) -> [Pattern] {
            [Pattern(value: BitVector(value, width: 8), care: BitVector(care, width: 8))]
        }
        b.select(
            x,
            [
                (pattern(0x80, 0x80), { b.assign(decoded, b.constant(1, 4)) }),
                (pattern(0x40, 0xC0), { b.assign(decoded, b.constant(2, 4)) }),
                (pattern(0x03, 0xFF), { b.assign(decoded, b.constant(3, 4)) }),
            ], otherwise: { b.assign(decoded, b.constant(0, 4)) })
        let first = b.output("first", 4)
        b.select(
            x,
            [
                (pattern(0x80, 0x80), { b.assign(first, b.constant(8, 4)) }),
                (pattern(0x01, 0x01), { b.assign(first, b.constant(9, 4)) }),
            ], otherwise: { b.assign(first, b.constant(0, 4)) })
        return b.done()
    }

    static var allDesigns: [Design] {
        [
            design(counter()), design(machine(), enumerations: [state]), design(pair()), design(storage()),
            design(watched()), design(probing()), design(clocking()), design(names()), design(operators()),
        ]
    }
}

func design(_ circuits: [Circuit]) -> Design {
    var result = design(circuits[0])
    result.circuits = circuits
    result.top = CircuitID(circuits.count - 1)
    return result
}
