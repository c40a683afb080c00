import HDL

/// Receives what `Transmitter` sends, from a line that knows no clock. A bit is sampled in its middle.
///
/// `byte.valid` is one for one cycle in the middle of the stop bit, `isBroken` instead of it when that is zero.
final class Receiver: Module {
    enum State: HardwareEnum { case idle, start, data, stop }

    let tick = input(bit)
    let line = input(bit)
    let byte = output(Valid(of: unsigned(8)))
    let isBroken = output(bit)

    override func circuit() {
        let state = stateMachine(State.idle)
        let level = synchronized(line, initial: true)
        let phase = register(unsigned(4))
        let position = register(unsigned(3))
        let shift = register(unsigned(8))
        let isMiddle = wire(tick & (phase === 7))

        byte.valid <== 0
        byte.payload <== shift
        isBroken <== 0
        when(tick) { phase <== phase + 1 }

        state.switch {
            on(.idle) {
                phase <== 0
                when(!level) { state.go(to: .start) }
            }
            // A line that is one again in the middle of the start bit was noise.
            on(.start) {
                when(isMiddle & level) { state.go(to: .idle) }
                when(isMiddle & !level) { state.go(to: .data) }
            }
            on(.data) {
                when(isMiddle) {
                    shift <== concatenate(level, shift[7...1])
                    position <== position + 1
                    when(position.allOnes) { state.go(to: .stop) }
                }
            }
            on(.stop) {
                when(isMiddle) {
                    byte.valid <== level
                    isBroken <== !level
                    state.go(to: .idle)
                }
            }
        }
        check("a byte is whole or broken", !(byte.valid & isBroken))
        cover("noise is ignored", state.isLeaving(.start) & level)
    }
}
