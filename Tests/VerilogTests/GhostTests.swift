import CircuitSupport
import Netlist
import Testing

@testable import Verilog

struct GhostTests {
    @Test func whatOnlyChecksReadIsGhost() {
        let circuit = Samples.watched()
        let part = GhostLogic(of: design(circuit)).circuits[0]
        let ghosts = circuit.names.filter { part.isGhost($0.key) }.map(\.value).sorted()
        #expect(ghosts == ["grows", "previous"])
        #expect(part.registers == [false, true])
    }

    @Test func aProbeMakesNothingReal() {
        let circuits = Samples.probing()
        let ghost = GhostLogic(of: design(circuits))
        #expect(ghost.circuits[0].probed.map { circuits[0].names[$0] } == ["sum"])
        #expect(ghost.circuits[1].instances == [false, false])
    }

    @Test func aMonitorIsGhost() {
        let m = Builder("Monitor")
        let (clock, value) = (m.input("clock"), m.input("value", 4))
        m.property(.check, "not 9", m.not(m.equal(value, 9)), clock: clock)
        let monitor = m.done()
        let b = Builder("Top")
        let (topClock, data) = (b.input("clock"), b.input("data", 4))
        _ = b.instance("monitor", of: 0, monitor, inputs: ["clock": topClock, "value": data])
        b.assign(b.output("copy", 4), data)
        let design = design([monitor, b.done()])
        #expect(GhostLogic(of: design).circuits[1].instances == [true])
        let text = verilog(of: design)[1].text
        let formal = text.range(of: "`ifdef FORMAL")?.lowerBound
        #expect(text.range(of: "Monitor monitor")!.lowerBound > formal!)
    }

    @Test func textUnderFormal() {
        let files = verilog(of: design(Samples.probing()))
        #expect(files[0].text == Expected.watched)
        #expect(files[2].text == Expected.probing)
    }
}
