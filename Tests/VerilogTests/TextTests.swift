import CircuitSupport
import Netlist
import Testing

@testable import Verilog

/// The whole text of small modules: how the Verilog reads is part of what it promises.
struct TextTests {
    @Test func counter() { #expect(verilog(of: design(Samples.counter()))[0].text == Expected.counter) }

    @Test func machine() {
        #expect(verilog(of: design(Samples.machine(), enumerations: [Samples.state]))[0].text == Expected.machine)
    }

    @Test func pair() { #expect(verilog(of: design(Samples.pair()))[1].text == Expected.pair) }

    @Test func storage() { #expect(verilog(of: design(Samples.storage()))[0].text == Expected.storage) }

    @Test func clocking() { #expect(verilog(of: design(Samples.clocking()))[0].text == Expected.clocking) }

    @Test func operators() { #expect(verilog(of: design(Samples.operators()))[0].text == Expected.operators) }
}
