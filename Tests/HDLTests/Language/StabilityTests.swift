import HDL
import Netlist
import Testing

/// The same netlist from debug and release builds, on every machine and in every run: the hash is checked in.
///
/// A change of the language that changes netlists changes it; then it is replaced by what the test prints. A hash that
/// differs between `swift test` and `swift test -c release` is a bug.
@Suite struct StabilityTests {
    enum Mode: HardwareEnum { case idle, run, stop }

    final class Mixed: Module {
        let request = input(Stream(of: unsigned(8)))
        let result = output(Valid(of: signed(12)))
        let parts = [ModuleTests.Adder(step: 1), ModuleTests.Adder(step: 2)]

        override func circuit() {
            let mode = register(Mode.idle)
            let bank = register(vector(4, of: unsigned(8)), reset: [1, 2, 3, 4])
            let storage = memory(of: unsigned(8), depth: 16, initial: [BitVector(7, width: 8)])
            let sum = wire(bank[request.payload[1...0]].adding(request.payload))
            request.ready <== mode === .run
            result.valid <== request.fires
            result.payload <== Signed(sum).extended(to: 12)
            for part in parts { part.left <== storage[request.payload[3...0]][3...0] }
            mode.switch {
                on(.idle) { when(request.valid) { mode <== .run } }
                on(.run) {
                    storage[parts[0].sum] <== sum[7...0]
                    bank[parts[1].sum[1...0]] <== request.payload
                    mode <== .stop
                }
                on(.stop) { mode <== mux(sum.parity, mode, .idle) }
            }
            check("ready in run only", request.ready.implies(mode === .run))
        }
    }

    @Test func hash() throws {
        let hash = try elaborate { Mixed() }.hash
        #expect(hash == "3c36064878420adce1eaaf90dd58f6b2")
    }
}
