import HDL
import Netlist
import Testing

/// The rules of names as a table: each kind of declaration, in each place where it can be written. `docs/language.md` has it in words.
@Suite struct NameRuleTests {
    enum State: HardwareEnum { case idle, busy }

    final class Part: Module {
        let a = input(bit)
        override func circuit() { unused(a) }
    }

    final class Place: Module {
        let x = input(unsigned(2))
        let c = input(bit)
        let body: (Place) -> Void
        init(_ body: @escaping (Place) -> Void) { self.body = body }
        override func circuit() { body(self) }
    }

    /// The names of signals, memories and instances, without those of the ports, in order.
    private static func names(_ circuit: Circuit, ports: Set<String> = ["x", "c", "clock", "reset"]) -> String {
        let instances = circuit.instances.map(\.name)
        let signals = circuit.names.sorted { $0.key < $1.key }.map(\.value).filter { name in
            !ports.contains(name) && !instances.contains { name.hasPrefix("\($0)_") }
        }
        return (signals + circuit.memories.map(\.name) + instances).joined(separator: " ")
    }

    private func names(_ body: @escaping (Place) -> Void) throws -> String {
        Self.names(try elaborate(checked: false) { Place(body) }.topCircuit)
    }

    @Test func locals() throws {
        let found = try names { place in
            let r = register(unsigned(2))
            let w = wire(unsigned(2))
            let v = wire(place.x + 1)
            let n = registerNext(place.x)
            let e = registerEnabled(place.x, when: place.c)
            let p = pipelineRegister(place.x, valid: place.c)
            let t = lookup([1, 2, 3, 0], width: 2, at: place.x)
            let d = decodeTable(place.x, outputs: unsigned(2), default: [0]) { $0.row(1, 2) }
            let s = stateMachine(State.idle)
            let m = memory(of: bit, depth: 4)
            let i = instance(Part())
            unused(r, w, v, n, e, p, t, d, s.value, m[place.x], i.a)
        }
        #expect(found == "r w v n e p_valid p_payload t d s s_next m i")
    }

    @Test func insideOfAWhen() throws {
        let found = try names { place in
            when(place.c) {
                let r = register(unsigned(2))
                let v = wire(place.x + 1)
                let n = registerNext(place.x)
                let t = lookup([1, 2, 3, 0], width: 2, at: place.x)
                let s = stateMachine(State.idle)
                let m = memory(of: bit, depth: 4)
                let i = instance(Part())
                unused(r, v, n, t, s.value, m[place.x], i.a)
            }
        }
        #expect(found == "r v n t s s_next m i")
    }

    @Test func aSecondTime() throws {
        let found = try names { place in
            for _ in 0..<2 {
                let r = register(unsigned(2))
                let w = wire(unsigned(2))
                let v = wire(place.x + 1)
                let n = registerNext(place.x)
                let t = lookup([1, 2, 3, 0], width: 2, at: place.x)
                let d = decodeTable(place.x, outputs: unsigned(2), default: [0]) { $0.row(1, 2) }
                let s = stateMachine(State.idle)
                let m = memory(of: bit, depth: 4)
                let i = instance(Part())
                unused(r, w, v, n, t, d, s.value, m[place.x], i.a)
            }
        }
        #expect(found == "r w v n t d s s_next r_1 w_1 v_1 n_1 t_1 d_1 s_1 s_1_next m m_1 i i_1")
    }

    /// `lanes_1` is an element of the first `lanes`, so the second `lanes` is behind all elements.
    @Test func aSecondTimeBehindAVector() throws {
        let found = try names { place in
            for count in [3, 1] {
                let lanes = register(vector(count, of: unsigned(2)))
                unused(lanes)
            }
            func more() -> [Unsigned] {
                let lanes = wire(unsigned(2))
                let pair = wire(vector([place.x, place.x], of: unsigned(2)))
                return [lanes, pair[0]]
            }
            let nested = wire(vector(2, of: vector(2, of: bit)))
            unused(nested, more()[0], more()[1])
            do {
                let nested = wire(vector(2, of: vector(1, of: bit)))
                let pair = wire(bit)
                unused(nested, pair)
            }
        }
        #expect(
            found == """
                lanes_0 lanes_1 lanes_2 lanes_3_0 nested_0_0 nested_0_1 nested_1_0 nested_1_1 lanes_4 pair_0 pair_1 \
                lanes_5 pair_2_0 pair_2_1 nested_2_0_0 nested_2_1_0 pair_3
                """)
    }

    /// Without a check for equal names a right design would be refused (HDL035).
    @Test func aVectorBeforeAScalarOfOneName() {
        final class Twice: Module {
            let x = input(unsigned(2))
            let y = output(unsigned(2))
            override func circuit() {
                let lanes = wire(vector(2, of: unsigned(2)))
                for index in 0..<2 { lanes[index] <== x }
                func sum() -> Unsigned {
                    let lanes = wire(lanes[0] + lanes[1])
                    return lanes
                }
                y <== sum()
            }
        }
        #expect(messages { Twice() }.isEmpty)
    }

    @Test func elementsOfClosuresAndArrays() throws {
        let found = try names { place in
            let r = (0..<2).map { _ in register(unsigned(2)) }
            let w = [wire(unsigned(2)), wire(unsigned(2))]
            let v = (0..<2).map { wire(place.x + $0) }
            let n = [registerNext(place.x)]
            let t = (0..<2).map { _ in lookup([1, 2, 3, 0], width: 2, at: place.x) }
            let s = [stateMachine(State.idle), stateMachine(State.busy)]
            let m = (0..<2).map { _ in memory(of: bit, depth: 4) }
            let i = [instance(Part()), instance(Part())]
            unused(r[0], w[0], v[0], n[0], t[0], s[0].value, m[0][place.x], i[0].a)
        }
        #expect(found == "r_0 r_1 w_0 w_1 v_0 v_1 n_0 t_0 t_1 s_0 s_0_next s_1 s_1_next m_0 m_1 i_0 i_1")
    }

    @Test func tuplesAndBranches() throws {
        let found = try names { place in
            let (r, w) = (register(unsigned(2)), wire(unsigned(2)))
            let (m, i) = (memory(of: bit, depth: 4), instance(Part()))
            let isWide = place.x.width > 1
            let v = if isWide { wire(place.x + 1) } else { wire(place.x) }
            let n = isWide ? registerNext(place.x) : registerNext(~place.x)
            unused(r, w, v, n, m[place.x], i.a)
        }
        // Of `?:`, the scanner does not know that a branch is the whole value.
        #expect(found == "r w v state m i")
    }

    /// A call that is not the value of a `let`: the kind of thing it is.
    @Test func withoutALet() throws {
        func made() -> Unsigned { register(unsigned(2)) }
        let found = try names { place in
            let r = made()
            unused(r, wire(unsigned(2)), wire(place.x + 1), registerNext(place.x))
            unused(lookup([1, 2, 3, 0], width: 2, at: place.x), memory(of: bit, depth: 4)[place.x])
            let sum = register(unsigned(2)) + wire(unsigned(2))
            unused(sum, instance(Part()).a, pipelineRegister(place.x, valid: place.c))
        }
        #expect(
            found == "state signal signal_1 state_1 table state_2 signal_2 state_3_valid state_3_payload storage part")
    }

    /// Stored properties have the property's name, in every kind and form.
    final class Stored: Module {
        let i = input(bit)
        let o = output(Valid(of: bit))
        let ports = [input(bit), input(bit)]
        let maybe: Bit? = input(bit)
        let none: Bit? = nil
        let r = register(unsigned(2))
        let w = wire(unsigned(2))
        let v = vector(2, of: bit)
        let lanes = (0..<2).map { _ in register(unsigned(2)) }
        let s = stateMachine(State.idle)
        let m = memory(of: bit, depth: 4)
        let p = Part()
        let parts = [Part(), Part()]
        override func circuit() { unused(s.value) }
    }

    @Test func storedProperties() throws {
        let circuit = try elaborate(checked: false) { Stored() }.topCircuit
        #expect(
            Self.names(circuit, ports: ["clock", "reset"])
                == "i o_valid o_payload ports_0 ports_1 maybe r w lanes_0 lanes_1 s s_next m p parts_0 parts_1")
    }

    /// The same circuit with other lines, comments and Swift values around its declarations.
    // swift-format-ignore
    final class Spread: Module {
        let x = input(unsigned(2))

        let c = input(bit)
        override func circuit() {
            // A line more.
            let unrelated = 3; let r = register(unsigned(2), reset: unrelated)
            let (w,
                v) = (wire(unsigned(2)),

                wire(x + 1))
            /* And another one. */ let lanes = (0..<2).map { _ in
                registerNext(x)
            }
            r <== w ^ v
            w <== lanes[0]
        }
    }
    final class Dense: Module {
        let x = input(unsigned(2))
        let c = input(bit)
        override func circuit() {
            let r = register(unsigned(2), reset: 3)
            let (w, v) = (wire(unsigned(2)), wire(x + 1))
            let lanes = (0..<2).map { _ in registerNext(x) }
            r <== w ^ v
            w <== lanes[0]
        }
    }

    @Test func aLineElsewhereRenamesNothing() throws {
        let spread = try elaborate(checked: false) { Spread() }.topCircuit
        let dense = try elaborate(checked: false) { Dense() }.topCircuit
        #expect(spread.signals == dense.signals)
        #expect(spread.statementLines == dense.statementLines)
        #expect(
            spread.signals.filter { !["x:2", "c:1", "clock:1", "reset:1"].contains($0) } == [
                "r:2", "w:2", "v:2", "lanes_0:2", "lanes_1:2",
            ])
    }

    /// A declaration more renames those of another name not at all.
    @Test func aDeclarationElsewhereRenamesNothing() throws {
        let before = try names { _ in
            let r = register(unsigned(2))
            let w = wire(unsigned(2))
            unused(r, w)
        }
        let after = try names { place in
            let extra = register(unsigned(5))
            let r = register(unsigned(2))
            let more = wire(place.x + 2)
            let w = wire(unsigned(2))
            unused(r, w, extra, more)
        }
        #expect(before == "r w")
        #expect(after == "extra r more w")
    }
}
