import HDL

/// A serial port: 8 bits, no parity, one stop bit.
final class UART: Module {
    let send = input(Stream(of: unsigned(8)))
    let received = output(Valid(of: unsigned(8)))
    let isBroken = output(bit)
    let transmitLine = output(bit)
    let receiveLine = input(bit)

    let baud: BaudGenerator
    let transmitter = Transmitter()
    let receiver = Receiver()

    /// - Parameter clocksPerBit: the clock's frequency by the baud rate; rounded to a multiple of 16.
    init(clocksPerBit: Int) { baud = BaudGenerator(period: (clocksPerBit + 8) / 16) }

    override func circuit() {
        transmitter.tick <== baud.tick
        transmitter.byte <== send
        transmitLine <== transmitter.line

        receiver.tick <== baud.tick
        receiver.line <== receiveLine
        received <== receiver.byte
        isBroken <== receiver.isBroken
    }
}
