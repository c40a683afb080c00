import HDL

/// Two values that travel together.
public struct Pair<First: HardwareValue, Second: HardwareValue>: Bundle {
    public let first: First
    public let second: Second

    public init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }
}

/// Waits for an element of each of two streams and gives them as one.
///
/// Latency 0, throughput 1 pair per cycle. No storage: both streams move in the cycle in which the pair does.
public final class StreamJoin<First: HardwareValue, Second: HardwareValue>: Module {
    public let first: Wire<Stream<First>>
    public let second: Wire<Stream<Second>>
    public let joined: Wire<Stream<Pair<First, Second>>>

    public init(_ first: First, _ second: Second) {
        self.first = input(Stream(of: first))
        self.second = input(Stream(of: second))
        joined = output(Stream(of: Pair(first, second)))
    }

    public override func circuit() {
        joined.valid <== first.valid & second.valid
        joined.payload.first <== first.payload
        joined.payload.second <== second.payload
        first.ready <== joined.fires
        second.ready <== joined.fires

        assumeHeld("the first producer keeps its element", first)
        assumeHeld("the second producer keeps its element", second)
        checkHeld("a pair stays until it is taken", joined)
        check("both move or none", first.fires === second.fires)
    }
}
