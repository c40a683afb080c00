import HDL

/// Sends bytes: a start bit (0), eight bits of data, the lowest first, and a stop bit (1), each as long as 16 ticks.
///
/// Throughput one byte in 160 ticks; `line` is one between bytes.
final class Transmitter: Module {
    enum State: HardwareEnum { case idle, start, data, stop }

    let tick = input(bit)
    let byte = input(Stream(of: unsigned(8)))
    let line = output(bit)

    override func circuit() {
        let state = stateMachine(State.idle)
        let phase = register(unsigned(4))
        let position = register(unsigned(3))
        let shift = register(unsigned(8))
        let isBitOver = wire(tick & phase.allOnes)

        byte.ready <== state === .idle
        line <== 1
        when(byte.fires) {
            shift <== byte.payload
            phase <== 0
            state.go(to: .start)
        }.elsewhen(tick) { phase <== phase + 1 }

        state.switch {
            on(.idle) {}
            on(.start) {
                line <== 0
                when(isBitOver) { state.go(to: .data) }
            }
            on(.data) {
                line <== shift[0]
                when(isBitOver) {
                    shift <== shift >> 1
                    position <== position + 1
                    when(position.allOnes) { state.go(to: .stop) }
                }
            }
            on(.stop) { when(isBitOver) { state.go(to: .idle) } }
        }
        check("a byte ends at a multiple of eight bits", (state === .idle).implies(position === 0))
    }
}
