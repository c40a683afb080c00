import HDL
import Netlist
import Testing

/// The examples of `docs/language.md`, with all checks.
@Suite struct GuideTests {
    final class Counter: Module {
        let enable = input(bit)
        let count = output(unsigned(8))
        let limit: Int

        init(limit: Int) { self.limit = limit }

        override func circuit() {
            let value = register(unsigned(8))
            when(enable) { value <== mux(value === limit, 0, value + 1) }
            count <== value
            check("the limit holds", value <= limit)
        }
    }

    enum State: HardwareEnum { case idle, busy, done }

    struct Request<Payload: HardwareValue>: Bundle {
        let isWrite = bit
        let address = unsigned(32)
        let granted = Flipped(bit)
        let payload: Payload
    }

    final class Statements: Module {
        let start = input(bit)
        let stop = input(bit)
        let index = input(unsigned(1))
        let low = input(unsigned(8))
        let opcode = input(unsigned(4))
        let request = input(Request(payload: unsigned(8)))
        let other = output(Request(payload: unsigned(8)))
        let ready = output(bit)
        let word = output(unsigned(16))
        let lanes = output(vector(2, of: Valid(of: unsigned(8))))

        override func circuit() {
            let state = register(State.idle)
            ready <== 1
            word <== 0
            for lane in lanes.elements {
                lane.valid <== request.isAligned
                lane.payload <== 0
            }
            when(start) {
                ready <== 0
                word[7...0] <== low
                lanes[index].payload <== low
            }.elsewhen(stop) { ready <== state === .idle }.otherwise { word[15] <== true }
            state.switch {
                on(.idle) { when(start) { state <== .busy } }
                on(.busy, .done) { state <== .idle }
            }
            opcode.switch {
                on(0, 1) { word[8] <== 1 }
                on("1??0") { word[9] <== 1 }
                otherwise {}
            }
            other <== request
        }
    }

    @Test func examples() throws {
        let counter = try elaborate { Counter(limit: 99) }
        #expect(counter.topCircuit.name == "Counter_limit99")
        #expect(counter.warnings.isEmpty)
        let statements = try elaborate { Statements() }
        #expect(statements.warnings.isEmpty)
        #expect(statements.topCircuit.driver("request_granted") == "other_granted")
    }
}

extension Wire where Shape == GuideTests.Request<Unsigned> {
    fileprivate var isAligned: Bit { self.address[1...0] === 0 }
}
