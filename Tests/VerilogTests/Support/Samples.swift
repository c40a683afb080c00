import CircuitSupport
import Netlist

@testable import Verilog

/// Circuits that the tests print, lint and simulate.
enum Samples {
    static let state = Enumeration(
        name: "State", width: 2,
        cases: ["idle", "run", "done"].enumerated().map {
            Enumeration.Case(name: $1, value: BitVector(UInt64($0), width: 2))
        })

    /// A counter with a load, a bypassed output and a parity.
    static func counter() -> Circuit {
        let b = Builder("Counter")
        let (clock, reset) = (b.input("clock"), b.input("reset"))
        let (enable, load) = (b.input("enable"), b.input("load"))
        let value = b.input("value", 16)
        let (count, last) = (b.output("count", 8), b.output("last"))
        let counter = b.register("counter", 8, clock: clock, reset: reset)
        b.when(load) {
            b.assign(counter, b.slice(value, 7, 0))
        } otherwise: {
            b.when(enable) { b.assign(counter, b.add(counter, b.constant(1, 8))) }
        }
        b.assign(count, counter)
        b.assign(last, b.and(enable, b.equal(counter, 255)))
        return b.done()
    }

    /// A state machine with a combinational output per state.
    static func machine() -> Circuit {
        let b = Builder("Machine")
        let (clock, reset) = (b.input("clock"), b.input("reset"))
        let (start, stop) = (b.input("start"), b.input("stop"))
        let data = b.input("data", 32)
        let (result, busy) = (b.output("result", 32), b.output("busy"))
        let state = b.register("state", 2, clock: clock, reset: reset)
        let kept = b.register("kept", 32, clock: clock)
        let kind = EnumerationID(0)
        b.circuit.enumerations[state] = kind
        func named(_ value: UInt64) -> NodeID {
            let id = b.constant(value, 2)
            b.circuit.enumerations[id] = kind
            return id
        }
        b.assign(busy, b.not(b.equal(state, named(0))))
        b.select(
            state,
            [
                (
                    b.exactly(state, 0),
                    {
                        b.assign(result, b.constant(0, 32))
                        b.when(start) {
                            b.assign(state, named(1))
                            b.assign(kept, data)
                        }
                    }
                ),
                (
                    b.exactly(state, 1),
                    {
                        b.assign(result, kept)
                        b.when(stop) { b.assign(state, named(2)) }
                    }
                ),
                (
                    b.exactly(state, 2),
                    {
                        b.assign(result, b.not(kept))
                        b.assign(state, named(0))
                    }
                ),
            ], exhaustive: true)
        return b.done()
    }

    /// Two counters; one output of each is not read.
    static func pair() -> [Circuit] {
        let child = counter()
        let b = Builder("Pair")
        let (clock, reset) = (b.input("clock"), b.input("reset"))
        let go = b.input("go", 2)
        let start = b.input("start", 16)
        let sum = b.output("sum", 9)
        let zero = b.constant(0, 1)
        let left = b.instance(
            "left", of: 0, child,
            inputs: ["clock": clock, "reset": reset, "enable": b.bit(go, 0), "load": zero, "value": start])
        let right = b.instance(
            "right", of: 0, child,
            inputs: [
                "clock": clock, "reset": reset, "enable": b.bit(go, 1), "load": left["last"]!, "value": start,
            ])
        b.assign(sum, b.add(b.extend(left["count"]!, 9), b.extend(right["count"]!, 9)))
        return [child, b.done()]
    }

    /// A memory with a byte mask, a combinational and a registered read.
    static func storage() -> Circuit {
        let b = Builder("Storage")
        let clock = b.input("clock")
        let (address, other) = (b.input("address", 4), b.input("other", 4))
        let (write, mask, data) = (b.input("write"), b.input("mask", 4), b.input("data", 32))
        let (value, later, newer) = (b.output("value", 32), b.output("later", 32), b.output("newer", 32))
        let memory = b.memory("storage", width: 32, depth: 16, initial: [0, 1, 0xFFFF_0000])
        b.when(write) { b.write(memory, address, data, clock: clock, mask: mask, granule: 8) }
        b.assign(value, b.read(memory, other))
        b.assign(later, b.read(memory, other, clock: clock, enable: write, name: "late_value"))
        b.assign(newer, b.read(memory, other, clock: clock, underWrite: .new))
        return b.done()
    }

    static func lines(_ files: [VerilogFile]) -> String { files.map(\.text).joined(separator: "\n") }
}
