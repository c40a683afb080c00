import HDL

/// Gives each element of a stream to every one of several consumers.
///
/// Latency 0, throughput 1 element per cycle. A consumer may take an element earlier than others; it is offered to each exactly once, and
/// `source` moves in the cycle in which the last one takes it. Costs a flip-flop for each consumer.
public final class StreamFork<Element: HardwareValue>: Module {
    public let source: Wire<Stream<Element>>
    public let sinks: Vector<Stream<Element>>

    let count: Int

    public init(of element: Element, count: Int) {
        source = input(Stream(of: element))
        sinks = output(vector(count, of: Stream(of: element)))
        self.count = count
    }

    public override func circuit() {
        // Consumers that have taken the element already.
        let served = register(unsigned(count))
        let taken = wire(served | bits(sinks.elements.map(\.ready)))
        source.ready <== taken.allOnes
        for (number, sink) in sinks.elements.enumerated() {
            sink.valid <== source.valid & !served[number]
            sink.payload <== source.payload
        }
        when(source.valid) { served <== mux(taken.allOnes, 0, taken) }

        assumeHeld("the producer keeps its element", source)
        for (number, sink) in sinks.elements.enumerated() {
            checkHeld("an element stays until sink \(number) takes it", sink)
        }
        check("not all have an element that did not move", !served.allOnes)
    }
}
