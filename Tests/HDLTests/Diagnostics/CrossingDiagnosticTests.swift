import HDL
import Netlist
import Testing

/// HDL039 and HDL050, and what must not be said.
@Suite struct CrossingDiagnosticTests {
    /// Two clocks; `status` belongs to the module's `clock`.
    final class Direct: Module {
        let fast = inputClock()
        let go = input(bit)
        let out = output(bit)
        let body: (Direct, Bit) -> Bit
        init(_ body: @escaping (Direct, Bit) -> Bit) { self.body = body }
        override func circuit() {
            let status = register(bit)
            status <== go
            clocked(by: fast) {
                let got = register(bit)
                got <== body(self, status) & got
                out <== got
            }
        }
    }

    @Test func aSignalOfAnotherClock() throws {
        let message = """
            error[HDL039]: 'got' of clock 'fast' receives 'status' of clock 'clock' without a synchroniser
              at HDLTests/CrossingDiagnosticTests.swift:18
              note: 'status' of clock 'clock' sends at HDLTests/CrossingDiagnosticTests.swift:15
              help: pass one bit through `synchronized(...)`, a Gray code through `synchronized(gray:)`, a reset through `synchronized(reset:)`; what is held still while it is read is a `crossing(...)`
            """
        #expect(found { Direct { _, status in !status } } == message)
        #expect(found { Direct { bench, status in mux(status, bench.go, !bench.go) } } == message)
        #expect(found { Direct { _, status in synchronized(status) } } == "")
        #expect(found { Direct { _, _ in synchronized(constant(true)) } }.contains("register 'status' is never read"))
        #expect(
            found {
                Direct { _, status in
                    crossing(status)
                    return status
                }
            } == "")
    }

    @Test func inputsWithAClock() throws {
        #expect(found { Direct { bench, status in synchronized(status) & bench.go } } == "")
        #expect(
            found {
                Direct { bench, status in
                    synchronous(bench.go, to: currentClock())
                    return synchronized(status) & bench.go
                }
            }.contains("'status' of clock 'clock' receives 'go' of clock 'fast' without a synchroniser"))
    }

    final class Sender: Module {
        let go = input(bit)
        let status = output(bit)
        override func circuit() {
            let state = register(bit)
            state <== go
            status <== !state
        }
    }
    final class Receiver: Module {
        let status = input(bit)
        let out = output(bit)
        override func circuit() {
            let got = register(bit)
            when(status) { got <== !got }
            out <== got
        }
    }
    final class Parts: Module {
        let fast = inputClock()
        let go = input(bit)
        let out = output(bit)
        let isSame: Bool
        init(isSame: Bool) { self.isSame = isSame }
        override func circuit() {
            let sender = instance(Sender())
            sender.go <== go
            clocked(by: isSame ? currentClock() : fast) {
                let receiver = instance(Receiver())
                receiver.status <== sender.status
                out <== receiver.out
            }
            if isSame { unused(fast.asBit) }
        }
    }

    @Test func throughTheHierarchy() throws {
        #expect(found { Parts(isSame: true) } == "")
        #expect(
            found { Parts(isSame: false) } == """
                error[HDL039]: 'receiver.got' of clock 'fast' receives 'sender.state' of clock 'clock' without a synchroniser
                  at HDLTests/CrossingDiagnosticTests.swift:69
                  note: 'sender.state' of clock 'clock' sends at HDLTests/CrossingDiagnosticTests.swift:60
                  help: pass one bit through `synchronized(...)`, a Gray code through `synchronized(gray:)`, a reset through `synchronized(reset:)`; what is held still while it is read is a `crossing(...)`
                """)
    }

    /// Two clock inputs, which one parent connects to one clock and another to two.
    final class Inner: Module {
        let first = inputClock(), second = inputClock()
        let out = output(bit)
        override func circuit() {
            var value = constant(false)
            clocked(by: first, reset: nil) {
                let one = register(bit)
                one <== !one
                value = one
            }
            clocked(by: second, reset: nil) {
                let two = register(bit)
                two <== value
                out <== two
            }
        }
    }
    final class Outer: Module {
        let a = inputClock(), b = inputClock()
        let out = output(bit)
        let inner = Inner()
        let isOne: Bool
        init(isOne: Bool) { self.isOne = isOne }
        override func circuit() {
            inner.first <== a
            inner.second <== (isOne ? a.falling : b)
            if isOne { unused(b.asBit) }
            out <== inner.out
        }
    }

    @Test func clocksThatAreOneOutside() throws {
        #expect(found { Outer(isOne: true) } == "")
        #expect(
            found { Outer(isOne: false) }.contains(
                "'inner.two' of clock 'b' receives 'inner.one' of clock 'a' without"))
    }

    final class Shared: Module {
        let fast = inputClock()
        let address = input(unsigned(2))
        let data = input(unsigned(4))
        let out = output(unsigned(4))
        let isRegistered: Bool
        let isSafe: Bool
        init(isRegistered: Bool, isSafe: Bool) {
            self.isRegistered = isRegistered
            self.isSafe = isSafe
        }
        override func circuit() {
            let storage = memory(of: unsigned(4), depth: 4)
            storage[address] <== data
            if isSafe { crossing(storage) }
            clocked(by: fast) {
                if isRegistered {
                    out <== storage.read(address)
                } else {
                    let got = register(unsigned(4))
                    got <== storage[address]
                    out <== got
                }
            }
        }
    }

    @Test func memoriesBetweenClocks() throws {
        #expect(
            found { Shared(isRegistered: true, isSafe: false) }.contains(
                "'storage' of clock 'fast' receives 'storage' of clock 'clock' without a synchroniser"))
        #expect(
            found { Shared(isRegistered: false, isSafe: false) }.contains(
                "'got' of clock 'fast' receives 'storage' of clock 'clock' without a synchroniser"))
        #expect(found { Shared(isRegistered: true, isSafe: true) } == "")
        #expect(found { Shared(isRegistered: false, isSafe: true) } == "")
    }

    /// A divided clock is one of its own.
    final class Divided: Module {
        let out = output(bit)
        override func circuit() {
            let half = register(bit)
            half <== !half
            let count = register(bit)
            count <== !count
            clocked(by: half.asClock) {
                let got = register(bit)
                got <== count
                out <== got
            }
        }
    }

    @Test func clocksThatAreMadeInside() throws {
        #expect(found { Divided() }.contains("'got' of clock 'half' receives 'count' of clock 'clock' without"))
    }

    /// Two registers of `clock`, of which a part that synchronises sees what `body` makes.
    final class Mixed: Module {
        final class Part: Module {
            let source = input(unsigned(2))
            let sink = output(bit)
            let body: (Unsigned) -> Bit
            init(_ body: @escaping (Unsigned) -> Bit) { self.body = body }
            override func circuit() { sink <== synchronized(body(source)) }
        }
        let slow = inputClock()
        let data = input(unsigned(2))
        let out = output(bit)
        let sent: (Unsigned) -> Unsigned
        let received: (Unsigned) -> Bit
        init(_ sent: @escaping (Unsigned) -> Unsigned, _ received: @escaping (Unsigned) -> Bit) {
            self.sent = sent
            self.received = received
        }
        override func circuit() {
            let pair = register(unsigned(2))
            pair <== data
            let value = wire(sent(pair))
            clocked(by: slow) {
                let part = instance(Part(received))
                part.source <== value
                out <== part.sink
            }
        }
    }

    @Test func logicBeforeASynchronizer() throws {
        #expect(found { Mixed({ $0 }, { $0[1] }) } == "")
        #expect(found { Mixed({ ~$0 }, { !$0[0] }) } == "")
        #expect(found { Mixed({ concatenate($0[0], $0[1]) }, { $0[0] }) } == "")
        let message = """
            error[HDL077]: the synchroniser 'part.synchronized_stage_0' of clock 'slow' receives 'pair' of clock 'clock' through logic
              at HDLTests/CrossingDiagnosticTests.swift:207
              note: 'pair' of clock 'clock' sends at HDLTests/CrossingDiagnosticTests.swift:219
              help: let a register of clock 'clock' take over what the logic makes, and synchronise the register
            """
        #expect(found { Mixed({ $0 }, { $0.anyOne }) } == message)
        #expect(found { Mixed({ $0 + 1 }, { $0[1] }) } == message)
        #expect(found { Mixed({ $0 + 1 }, { $0 === 2 }) } == message)
    }

    /// A register of `slow` that a reset of `clock` resets.
    final class ResetAcross: Module {
        let slow = inputClock()
        let data = input(bit)
        let out = output(bit)
        let isSynchronized: Bool
        let kind: Reset.Kind
        init(_ kind: Reset.Kind, isSynchronized: Bool) {
            self.kind = kind
            self.isSynchronized = isSynchronized
        }
        override func circuit() {
            let stop = register(bit)
            stop <== data
            let reset = stop.asReset(kind, .activeHigh)
            clocked(by: slow) {
                let held = register(
                    bit, in: ClockDomain(slow, reset: isSynchronized ? synchronized(reset: reset) : reset))
                held <== data
                out <== held
            }
        }
    }

    @Test func resetsOfAnotherClock() throws {
        for kind in [Reset.Kind.synchronous, .asynchronous] {
            #expect(found { ResetAcross(kind, isSynchronized: true) } == "")
            #expect(
                found { ResetAcross(kind, isSynchronized: false) }.contains(
                    "error[HDL039]: 'held' of clock 'slow' receives 'stop' of clock 'clock' without a synchroniser"))
        }
    }

    /// A clock that is one of two inputs; what lowering makes of that has no words of the designer's.
    final class ChosenClock: Module {
        let first = input(bit)
        let second = input(bit)
        let pick = input(bit)
        let out = output(bit)
        override func circuit() {
            let status = register(bit)
            status <== pick
            let chosen = wire(bit)
            when(pick) { chosen <== first }.otherwise { chosen <== second }
            clocked(by: chosen.asClock) {
                let got = register(bit)
                got <== status
                out <== got
            }
        }
    }

    @Test func aClockChosenByConditions() throws {
        #expect(
            found { ChosenClock() }.contains(
                "error[HDL039]: 'got' of clock 'a clock chosen by conditions' receives 'status' of clock 'clock' without a synchroniser"
            ))
    }

    @Test func tooFewStages() throws {
        diagnose(
            { bench in
                let copy = synchronized(bench.c, stages: 1)
                unused(copy)
            },
            says: """
                error[HDL050]: a synchroniser of 1 stage
                  at HERE+2
                  help: give it 2 or more (at most 1000), so that the first can settle before it is read
                """)
    }

    private func found(_ make: () -> Module) -> String {
        do {
            return try elaborate { make() }.warnings.map(\.message).joined(separator: "\n")
        } catch {
            return "\(error)"
        }
    }
}
