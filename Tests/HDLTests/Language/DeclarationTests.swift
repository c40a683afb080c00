import HDL
import Netlist
import Testing

/// Names and shapes of what declarations make.
@Suite struct DeclarationTests {
    struct Inner<Payload: HardwareValue>: Bundle {
        let flag = bit
        let back = Flipped(unsigned(2))
        let payload: Payload
    }
    struct Outer: Bundle {
        let inner: Inner<Signed>
        let lanes = vector(2, of: unsigned(4))
        let reversed = Flipped(Inner(payload: bit))
    }
    enum Mode: HardwareEnum { case off, slow, fast }

    final class Ports: Module {
        let request = input(Outer(inner: Inner(payload: signed(5))))
        let many = [output(bit), output(bit)]
        let perhaps: Unsigned? = input(unsigned(3))
        let never: Unsigned? = nil
        let mode = output(Enumerated<Mode>())
    }

    @Test func portsOfNestedFlippedGenericBundles() throws {
        let circuit = try elaborate(checked: false) { Ports() }.topCircuit
        let ports = circuit.ports.map {
            "\($0.direction) \(circuit.names[$0.node] ?? "") \(circuit.width($0.node))"
        }
        #expect(
            ports == [
                "input request_inner_flag 1", "output request_inner_back 2", "input request_inner_payload 5",
                "input request_lanes_0 4", "input request_lanes_1 4", "output request_reversed_flag 1",
                "input request_reversed_back 2", "output request_reversed_payload 1", "output many_0 1",
                "output many_1 1", "input perhaps 3", "output mode 2",
            ])
    }

    @Test func enumerationsAreNamed() throws {
        let design = try elaborate(checked: false) { Ports() }
        let mode = try #require(design.topCircuit.node("mode"))
        let enumeration = design.enumerations[try #require(design.topCircuit.enumerations[mode]).index]
        #expect(enumeration.name == "Mode")
        #expect(enumeration.cases.map(\.name) == ["off", "slow", "fast"])
        #expect(enumeration.cases.map(\.value.low64) == [0, 1, 2])
    }

    @Test func namesOfLocals() throws {
        let circuit = try circuit { bench in
            let count = register(unsigned(4), reset: 3)
            let lanes = (0..<2).map { _ in register(bit, reset: true) }
            let pair = wire(Valid(of: unsigned(2)))
            for _ in 0..<2 {
                let sum = wire(bench.a + bench.b)
                unused(sum)
            }
            let forward: Unsigned = wire(unsigned(6))
            unused(count, lanes[0], pair, forward)
        }
        #expect(
            circuit.signals.suffix(11).sorted()
                == [
                    "clock:1", "count:4", "forward:6", "lanes_0:1", "lanes_1:1", "pair_payload:2", "pair_valid:1",
                    "reset:1", "sum:8", "sum_1:8", "out:8",
                ].sorted())
        #expect(circuit.registers.map(\.initial.description) == ["4'h3", "1'h1", "1'h1"])
        #expect(circuit.registers.map { $0.reset?.value.description } == ["4'h3", "1'h1", "1'h1"])
    }

    @Test func registers() throws {
        let circuit = try circuit { _ in
            let bundle = register(Valid(of: signed(4)), reset: [1, -2])
            let bank = register(vector(3, of: unsigned(4)), reset: [1, 2, 3])
            let free = register(unsigned(4), reset: nil)
            let wide = register(reset: BitVector(words: [1, 2], width: 128))
            let mode = register(Mode.slow)
            unused(bundle, bank, free, wide, mode)
        }
        let text = circuit.registers.map {
            "\(circuit.names[$0.node] ?? "") \($0.initial) \($0.reset.map { "\($0.value)" } ?? "no reset")"
        }
        #expect(
            text == [
                "bundle_valid 1'h1 1'h1", "bundle_payload 4'he 4'he", "bank_0 4'h1 4'h1", "bank_1 4'h2 4'h2",
                "bank_2 4'h3 4'h3", "free 4'h0 no reset",
                "wide 128'h00000000000000020000000000000001 128'h00000000000000020000000000000001",
                "mode 2'h1 2'h1",
            ])
        let clock = try #require(circuit.node("clock"))
        #expect(circuit.registers.allSatisfy { $0.clocking == Clocking(clock: clock) && $0.enable == nil })
        #expect(
            circuit.registers.allSatisfy {
                $0.reset.map { $0.kind == .synchronous && $0.polarity == .activeHigh } ?? true
            })
    }

    @Test func aCircuitWithoutStateHasNoClock() throws {
        let circuit = try circuit { $0.out <== $0.a }
        #expect(circuit.ports.compactMap { circuit.names[$0.node] } == ["a", "b", "n", "s", "t", "c", "d", "out"])
    }

    class Base: Module {
        let first = input(bit)
        let last = output(bit)
        override func circuit() { last <== first }
    }
    final class Derived: Base {
        let extra = output(bit)
        override func circuit() {
            super.circuit()
            extra <== !first
        }
    }

    @Test func superclassesComeFirst() throws {
        let circuit = try elaborate(checked: false) { Derived() }.topCircuit
        #expect(circuit.ports.compactMap { circuit.names[$0.node] } == ["first", "last", "extra"])
        #expect(circuit.statementLines == ["last = first", "extra = not(first):1"])
    }
}
