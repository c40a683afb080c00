import HDL
import Netlist
import Testing

/// The full text of each message about modules: whose a signal is, where things may stand.
@Suite struct ModuleDiagnosticTests {
    final class Part: Module {
        let a = input(bit)
        let inner = register(unsigned(4))
        let storage = memory(of: bit, depth: 2)
    }
    final class Holder<Content: Module>: Module {
        let part: Content
        let body: (Holder) -> Void
        init(_ part: Content, _ body: @escaping (Holder) -> Void) {
            self.part = part
            self.body = body
        }
        override func circuit() { body(self) }
    }

    @Test func foreignSignals() throws {
        diagnoseModule(
            {
                Holder(Part()) { holder in
                    let copy = wire(holder.part.inner)
                    unused(copy)
                }
            },
            says: """
                error[HDL003]: 'inner' of Part is used in Holder, which it does not belong to
                  at HERE+3
                  note: it was made at HDLTests/ModuleDiagnosticTests.swift:9
                  help: pass it through a port; verification logic may use `probe(...)`
                """)
        diagnose(
            { bench in
                let part = Part()
                part.a <== bench.c
            },
            says: """
                error[HDL003]: 'a' of Part is used in Bench, which it does not belong to
                  at HERE+3
                  note: it was made at HDLTests/ModuleDiagnosticTests.swift:8
                  help: make the module an instance first: `let part = instance(Part(...))`
                error[HDL003]: the module Part is nobody's instance
                  at HDLTests/ModuleDiagnosticTests.swift:8
                  help: write `let part = instance(Part(...))`, or keep it in a stored property
                """)
        diagnoseModule(
            {
                Holder(Part()) { holder in
                    holder.part.storage[0] <== true
                }
            },
            says: """
                error[HDL003]: a memory is used in Holder, which it does not belong to
                  at HERE+3
                  help: give the module that owns it ports
                """)
        var escaped: Bench?
        _ = try elaborate {
            let bench = Bench { $0.out <== $0.a }
            escaped = bench
            return bench
        }
        let old = try #require(escaped)
        diagnose(
            { bench in
                bench.out <== old.a + old.b
            },
            says: """
                error[HDL003]: a signal of another elaboration is used in Bench, which it does not belong to
                  at HERE+2
                  help: make it inside this `elaborate`
                """)
        diagnoseModule(
            { old },
            says: """
                error[HDL003]: the top module was made outside of this elaboration
                  at HDLTests/Bench.swift:ELABORATE
                  help: create it inside `elaborate { ... }`
                """.replacing("ELABORATE", with: "\(elaborateLine)"))
        diagnose(
            { bench in
                let part = instance(old)
                attribute("keep", on: part)
            },
            says: """
                error[HDL003]: the module 'part' was made outside of this elaboration
                  at HERE+2
                  help: create it inside `elaborate { ... }`
                error[HDL003]: an attribute on a module that is no instance of Bench
                  at HERE+3
                  help: make it an instance first: `let part = instance(...)`
                """)
        let made = register(unsigned(8))
        diagnose(
            { bench in
                bench.out <== made
            },
            says: """
                error[HDL003]: a signal of another elaboration is used in Bench, which it does not belong to
                  at HERE+2
                  help: make it inside this `elaborate`
                """)
    }

    static let earlyLine = #line + 4
    final class Early: Module {
        let a = input(unsigned(8))
        let sum: Unsigned
        override init() { sum = a + 1 }
        override func circuit() { unused(sum) }
    }
    final class Careless: Module {
        override init() { _ = input(unsigned(8)) }
    }

    @Test func placesOfDeclarationsAndOperators() {
        diagnoseModule(
            { Early() },
            says: """
                error[HDL006]: hardware is described outside of a module's circuit()
                  at HDLTests/ModuleDiagnosticTests.swift:EARLY
                  help: move operators and statements into `override func circuit()`
                """.replacing("EARLY", with: "\(Self.earlyLine)"))
        diagnose(
            { bench in
                bench.out <== input(unsigned(8))
            },
            says: """
                error[HDL007]: a port is declared inside circuit()
                  at HERE+2
                  help: make it a stored property of the module: `let name = input(...)`
                """)
        diagnoseModule(
            { Careless() },
            says: """
                error[HDL007]: a declaration is neither a stored property of a module nor inside circuit()
                  at HDLTests/ModuleDiagnosticTests.swift:CARELESS
                  help: keep what it returns in a stored property, or move it into circuit()
                """.replacing("CARELESS", with: "\(Self.earlyLine + 4)"))
    }

    @Test func instances() {
        diagnose(
            { bench in
                let part = Part()
                let one = instance(part)
                let two = instance(part)
                unused(one.a, two.a)
            },
            says: """
                error[HDL018]: one module is made an instance twice, as 'two' the second time
                  at HERE+4
                  note: the first time at HERE+3
                  help: create a module for each instance; in a stored property it is one without `instance`
                """)
        diagnoseModule(
            { Endless() },
            says: """
                error[HDL020]: Endless stands inside 200 modules; does it contain itself?
                  at HDLTests/ModuleDiagnosticTests.swift:ENDLESS
                  help: end the recursion with a parameter
                """.replacing("ENDLESS", with: "\(Self.endlessLine)"))
    }
    final class Endless: Module {
        override func circuit() { _ = instance(Endless()) }
    }
    static let endlessLine = #line - 2

    @Test func probes() {
        diagnoseModule(
            {
                Holder(Holder<Part>(Part()) { _ in }) { outer in
                    let inner = instance(Holder<Module>(Module()) { _ in check("none", probe(outer.part.part.a)) })
                    _ = inner
                }
            },
            says: """
                error[HDL019]: a probe looks at a signal outside of Holder
                  at HERE+3
                  help: probe stored properties of instances inside this module
                """)
    }

    /// One mistake is one message, however often its module is used and whatever is made of it.
    @Test func oneMistakeOneMessage() {
        let found = messages {
            Holder(Module()) { _ in
                for _ in 0..<3 {
                    _ = instance(
                        Bench { bench in
                            let bad = wire(bench.a + bench.n)
                            let worse = wire(mux(bad === 3, bad, bench.a).extended(to: 9))
                            when(worse[8]) { bench.out <== worse[7...0] + 500 }
                            bench.out <== concatenate(bad, bad)
                            bad.switch {
                                on(1) { bench.out <== bad << 2 }
                            }
                            check("bad", bad.anyOne)
                            unused(bad, worse)
                        })
                }
            }
        }
        #expect(found.count == 1, "\(found)")
    }
}
