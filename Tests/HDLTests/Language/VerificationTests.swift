import HDL
import Netlist
import Testing

@Suite struct VerificationTests {
    final class Deep: Module {
        let secret = register(unsigned(4), reset: 2)
        override func circuit() { secret <== secret + 1 }
    }
    final class Middle: Module {
        let deep = Deep()
    }
    final class Top: Module {
        let middle = Middle()
        override func circuit() {
            let seen = probe(middle.deep.secret)
            check("small", seen < 9)
            when(seen === 3) { assume("three", seen !== 4) }
            for limit in 1...2 { cover("reaches", seen === constant(limit, width: 4)) }
        }
    }

    @Test func propertiesAndProbes() throws {
        let design = try elaborate(checked: false) { Top() }
        let top = design.topCircuit
        #expect(
            top.statementLines.suffix(5) == [
                "check small: lessUnsigned(probe0, 4'h9):1", "when equal(probe0, 4'h3):1",
                "  assume three: notEqual(probe0, 4'h4):1",
                "cover reaches: equal(probe0, 4'h1):1",
                "cover reaches (2): equal(probe0, 4'h2):1",
            ])
        let deep = try #require(design.circuits.first { $0.name == "Deep" })
        #expect(top.probes.map { deep.names[$0.target] } == ["secret"])
        #expect(top.probes[0].path.map(\.index) == [0, 0])
        #expect(top.properties.allSatisfy { $0.reset?.signal == top.node("reset") })
    }

    @Test func unusedSilences() throws {
        let circuit = try circuit { unused($0.a, $0.c) }
        #expect(Set(circuit.silenced.compactMap { circuit.names[$0] }) == ["a", "c"])
    }
}
