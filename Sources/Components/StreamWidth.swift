import HDL
import Netlist

/// Makes wide words of narrow ones: `ratio` words of `width` bits, the first in the low bits.
///
/// Latency 0 from the last narrow word to the wide one, throughput 1 narrow word per cycle. Storage for `ratio - 1` narrow words; words that
/// do not make a whole wide one wait for more.
public final class StreamWidener: Module {
    public let source: Wire<Stream<Unsigned>>
    public let sink: Wire<Stream<Unsigned>>

    let width: Int
    let ratio: Int

    /// - Parameters:
    ///   - width: bits of a narrow word.
    ///   - ratio: narrow words in a wide one, at least 2.
    public init(width: Int, ratio: Int) {
        source = input(Stream(of: unsigned(width)))
        sink = output(Stream(of: unsigned(width * max(1, ratio))))
        self.width = width
        self.ratio = ratio
    }

    public override func circuit() {
        guard require(ratio >= 2, "a width ratio of \(ratio)", hint: "connect the streams when the widths are equal")
        else { return }
        let count = register(unsigned(indexWidth(ratio)))
        let words = register(vector(ratio - 1, of: unsigned(width)), reset: nil)
        let isLast = wire(count === ratio - 1)
        source.ready <== !isLast | sink.ready
        sink.valid <== isLast & source.valid
        sink.payload <== concatenate(source.payload, words.asBits)
        when(source.fires) {
            count <== mux(isLast, 0, count + 1)
            for number in 0..<ratio - 1 {
                when(count === number) { words[number] <== source.payload }
            }
        }

        assumeHeld("the producer keeps its word", source)
        checkHeld("a word stays until it is taken", sink)
        if ratio < 1 << count.width { check("the count stays in range", count < ratio) }
    }
}

/// Makes narrow words of wide ones: `ratio` words of `width` bits, the low bits first.
///
/// Latency 0, throughput 1 narrow word per cycle. No storage: the wide word moves in the cycle in which its last part does.
public final class StreamNarrower: Module {
    public let source: Wire<Stream<Unsigned>>
    public let sink: Wire<Stream<Unsigned>>

    let width: Int
    let ratio: Int

    /// - Parameters:
    ///   - width: bits of a narrow word.
    ///   - ratio: narrow words in a wide one, at least 2.
    public init(width: Int, ratio: Int) {
        source = input(Stream(of: unsigned(width * max(1, ratio))))
        sink = output(Stream(of: unsigned(width)))
        self.width = width
        self.ratio = ratio
    }

    public override func circuit() {
        guard require(ratio >= 2, "a width ratio of \(ratio)", hint: "connect the streams when the widths are equal")
        else { return }
        let count = register(unsigned(indexWidth(ratio)))
        let isLast = wire(count === ratio - 1)
        sink.valid <== source.valid
        sink.payload <== source.payload.part(count, width: width)
        source.ready <== isLast & sink.ready
        when(sink.fires) { count <== mux(isLast, 0, count + 1) }

        assumeHeld("the producer keeps its word", source)
        checkHeld("a word stays until it is taken", sink)
    }
}
