import HDL
import Netlist
import Testing

/// State machines: what they are made of, and what is said about wrong ones.
@Suite struct StateMachineTests {
    enum State: HardwareEnum { case idle, load, run, done }

    final class Machine: Module {
        let start = input(bit)
        let busy = output(bit)
        let encoding: StateEncoding
        let body: (Machine, StateMachine<State>) -> Void

        init(_ encoding: StateEncoding = .binary, _ body: @escaping (Machine, StateMachine<State>) -> Void) {
            (self.encoding, self.body) = (encoding, body)
        }

        override func circuit() {
            let state = stateMachine(State.idle, encoding: encoding)
            busy <== state !== .idle
            body(self, state)
        }
    }

    private static func ring(_ machine: Machine, _ state: StateMachine<State>) {
        state.switch {
            on(.idle) { when(machine.start) { state.go(to: .load) } }
            on(.load) { state.go(to: .run) }
            on(.run) { state.go(to: .done) }
            on(.done) { state.go(to: .idle) }
        }
    }

    @Test(arguments: [
        (StateEncoding.binary, ["2'h0", "2'h1", "2'h2", "2'h3"]), (.gray, ["2'h0", "2'h1", "2'h3", "2'h2"]),
        (.oneHot, ["4'h1", "4'h2", "4'h4", "4'h8"]),
    ])
    func encodings(encoding: StateEncoding, values: [String]) throws {
        let design = try elaborate { Machine(encoding, Self.ring) }
        #expect(design.warnings.isEmpty)
        let circuit = design.topCircuit
        #expect(design.enumerations.map { $0.cases.map { "\($0.value)" } } == [values])
        #expect(circuit.registers.map { "\($0.initial)" } == [values[0]])
        let patterns = values.map { value in
            let width = Int(value.prefix { $0 != "'" }) ?? 0
            let number = Int(value.suffix(1), radix: 16) ?? 0
            return (0..<width).reversed().map { number >> $0 & 1 == 1 ? "1" : "0" }.joined()
        }
        #expect(
            circuit.statementLines == [
                "state_next = state", "state = state_next",
                encoding == .oneHot
                    ? "busy = not(state[0:0]):1" : "busy = not(equal(state, \(values[0])):1):1",
                "switch state all", ". \(patterns[0])", "  when start", "    state_next = \(values[1])",
                ". \(patterns[1])", "  state_next = \(values[2])", ". \(patterns[2])", "  state_next = \(values[3])",
                ". \(patterns[3])", "  state_next = \(values[0])",
            ])
    }

    final class Stored: Module {
        let state = stateMachine(State.idle, encoding: .oneHot)
        let current = output(Enumerated<State>())
        let entered = output(bit)

        override func circuit() {
            entered <== 0
            current <== state.value
            state.switch { otherwise { state.go(to: .run) } }
            state.onEntry(.run, .done) { entered <== 1 }
            state.onExit(.idle) { entered <== 0 }
            state.allowUnreachable(.load, .done)
        }
    }

    @Test func storedPropertiesEntryAndExit() throws {
        let design = try elaborate { Stored() }
        #expect(design.warnings.isEmpty)
        let circuit = design.topCircuit
        #expect(circuit.signals.filter { $0.hasPrefix("state") } == ["state:4", "state_next:4"])
        #expect(
            circuit.driver("current")
                == "concatenate(or(state[2:2], state[3:3]):1, or(state[1:1], state[3:3]):1):2")
        #expect(
            circuit.statementLines.suffix(6) == [
                ". otherwise", "  state_next = 4'h4",
                "when or(and(state_next[2:2], not(state[2:2]):1):1, and(state_next[3:3], not(state[3:3]):1):1):1",
                "  entered = 1'h1", "when and(state[0:0], not(state_next[0:0]):1):1", "  entered = 1'h0",
            ])
    }

    @Test func aStateWithoutAnArm() {
        diagnoseModule(
            {
                Machine { _, state in
                    state.switch {
                        on(.idle) { state.go(to: .run) }
                        on(.run) {}
                    }
                }
            },
            says: """
                error[HDL011]: the switch over 'state' has no arm for .load, .done
                  at HERE+3
                  help: add `on(.load, .done) { ... }`, or `otherwise { }`
                """)
    }

    @Test func unreachableStates() throws {
        let design = try elaborate {
            Machine { machine, state in
                state.switch {
                    on(.idle) { when(machine.start) { state.go(to: .load) } }
                    on(.load) { state.go(to: .idle) }
                    on(.run) { state.go(to: .done) }
                    on(.done) { state.go(to: .run) }
                }
            }
        }
        #expect(
            design.warnings.map { $0.text(design.sources) } == [
                """
                warning[HDL061]: no way leads to .run, .done of the state machine 'state'
                  at HDLTests/StateMachineTests.swift:20
                  help: add a `state.go(to:)`, remove the case, or say `state.allowUnreachable(.run, .done)`
                """
            ])
    }

    @Test func outsideOfItsModule() {
        final class Parent: Module {
            let child = Stored()
            let out = output(bit)
            override func circuit() { out <== child.state === .run }
        }
        let found = messages { Parent() }
        #expect(
            found.count == 1 && found[0].hasPrefix("error[HDL003]: 'state' of Stored is used in Parent"), "\(found)")
    }
}
