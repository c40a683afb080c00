import Bench
import Estimate
import HDL
import Simulation

/// Sends a text through the transmitter, a wire and the receiver; then disturbs the line.
@main
struct Main {
    static func main() throws {
        let design = try elaborate { UART(clocksPerBit: 48) }
        let model = try simulator(design)
        let text = "Hello from a circuit.\n"
        var line = Line(model: model)

        print(try line.send(Array(text.utf8)).map { String(UnicodeScalar($0)) }.joined(), terminator: "")
        try expect("the number of received bytes", line.received.count, equals: text.utf8.count)
        try expect("the received text", line.received, equals: Array(text.utf8))
        print("\(text.utf8.count) bytes in \(model.cycle) cycles")

        // A short pulse is no start bit; a line that stays zero is a broken byte.
        line.received = []
        try line.hold(0, cycles: 10)
        try line.hold(1, cycles: 600)
        try expect("what noise looks like", line.received, equals: [])
        try expect("the number of broken bytes", line.broken, equals: 0)
        try line.hold(0, cycles: 480)
        try line.hold(1, cycles: 600)
        try expect("the number of broken bytes", line.broken, equals: 1)
        print("noise was ignored, a broken byte was seen")
        print(estimate(design).table())
    }
}

/// What stands around the circuit: a wire from its output to its input.
struct Line {
    let model: any Simulator
    var received: [UInt8] = []
    var broken = 0

    /// Sends `bytes` as soon as they are taken, until as many came back, or far too long. Returns what came back.
    mutating func send(_ bytes: [UInt8]) throws -> [UInt8] {
        let first = received.count
        var next = 0
        for _ in 0..<bytes.count * 1000 where received.count - first < bytes.count {
            try model.poke("send_valid", next < bytes.count ? 1 : 0)
            try model.poke("send_payload", next < bytes.count ? UInt64(bytes[next]) : 0)
            try model.poke("receiveLine", model.peek("transmitLine"))
            if next < bytes.count, try model.peek("send_ready") == 1 { next += 1 }
            try step()
        }
        return Array(received[first...])
    }

    /// Keeps the line at `level`.
    mutating func hold(_ level: UInt64, cycles: Int) throws {
        try model.poke("send_valid", 0)
        try model.poke("receiveLine", level)
        for _ in 0..<cycles { try step() }
    }

    private mutating func step() throws {
        if try model.peek("received_valid") == 1 { received.append(UInt8(try model.peek("received_payload"))) }
        if try model.peek("isBroken") == 1 { broken += 1 }
        try model.step()
    }
}
