import HDL
import Netlist

/// Brings a bit of another clock, or of none, into this module's clock, by flip-flops in a row.
///
/// Latency `stages` to `stages + 1` cycles. A level must last longer than a cycle of this clock, or it may not be seen; for pulses
/// there is `PulseSynchronizer`. The bit must come straight out of a register of the other clock. The first stage may become metastable: two stages suffice
/// up to some 200 MHz on an FPGA, three beyond.
public final class Synchronizer: Module {
    public let source = input(bit)
    public let sink = output(bit)

    let stages: Int

    public init(stages: Int = 2) { self.stages = stages }

    public override func circuit() {
        sink <== synchronized(source, stages: stages)
    }
}

/// Brings pulses of one clock into another: for each cycle with `source` there is one cycle with `sink`.
///
/// Latency 1 cycle of the source's clock and `stages + 1` of the sink's. Two pulses must be at least 2 cycles of the sink's clock apart, or both
/// may vanish.
public final class PulseSynchronizer: Module {
    public let sourceClock = inputClock()
    public let sinkClock = inputClock()
    public let source = input(bit)
    public let sink = output(bit)

    let stages: Int

    public init(stages: Int = 2) { self.stages = stages }

    public override func circuit() {
        // Its level changes with each pulse. Without a reset: the two sides could not be reset at the same moment.
        let level = register(bit, in: ClockDomain(sourceClock, reset: nil))
        when(source) { level <== !level }
        clocked(by: sinkClock, reset: nil) {
            let seen = synchronized(level, stages: stages)
            let before = registerNext(seen)
            sink <== seen !== before
        }
    }
}

/// Brings a reset into this module's clock: it becomes active at once, and inactive at an edge.
///
/// Latency 0 to active, `stages` cycles to inactive. `sink` is asynchronous and active high.
public final class ResetSynchronizer: Module {
    public let source: ResetSignal
    public let sink = outputReset(.asynchronous, .activeHigh)

    let stages: Int

    public init(
        stages: Int = 2, _ kind: Netlist.Reset.Kind = .asynchronous, _ polarity: Netlist.Reset.Polarity = .activeHigh
    ) {
        source = inputReset(kind, polarity)
        self.stages = stages
    }

    public override func circuit() {
        sink <== synchronized(reset: source, stages: stages)
    }
}
