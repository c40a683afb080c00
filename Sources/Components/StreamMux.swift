import HDL
import Netlist

/// One of several streams, by number; the others wait.
///
/// Latency 0, throughput 1 element per cycle. `select` may change whenever no element waits; a number past the end selects none.
public final class StreamMux<Element: HardwareValue>: Module {
    public let sources: Vector<Stream<Element>>
    public let select: Unsigned
    public let sink: Wire<Stream<Element>>

    let element: Element
    let count: Int

    public init(of element: Element, count: Int) {
        sources = input(vector(count, of: Stream(of: element)))
        select = input(unsigned(indexWidth(max(1, count))))
        sink = output(Stream(of: element))
        self.element = element
        self.count = count
    }

    public override func circuit() {
        sink.valid <== vector(sources.elements.map(\.valid), of: bit)[select]
        sink.payload <== vector(sources.elements.map(\.payload), of: element)[select]
        for (number, source) in sources.elements.enumerated() {
            source.ready <== sink.ready & (select === constant(number, width: select.width))
            assumeHeld("source \(number) keeps its element", source)
        }
        assumeStays("the selection stays while an element waits", select, while: sink.valid & !sink.ready)
        checkHeld("an element stays until it is taken", sink)
    }
}

/// Gives each element of a stream to one of several consumers, by number.
///
/// Latency 0, throughput 1 element per cycle. `select` may change whenever no element waits; with a number past the end the stream waits.
public final class StreamDemux<Element: HardwareValue>: Module {
    public let source: Wire<Stream<Element>>
    public let select: Unsigned
    public let sinks: Vector<Stream<Element>>

    let count: Int

    public init(of element: Element, count: Int) {
        source = input(Stream(of: element))
        select = input(unsigned(indexWidth(max(1, count))))
        sinks = output(vector(count, of: Stream(of: element)))
        self.count = count
    }

    public override func circuit() {
        for (number, sink) in sinks.elements.enumerated() {
            sink.valid <== source.valid & (select === constant(number, width: select.width))
            sink.payload <== source.payload
            checkHeld("an element stays until sink \(number) takes it", sink)
        }
        source.ready <== vector(sinks.elements.map(\.ready), of: bit)[select]

        assumeHeld("the producer keeps its element", source)
        assumeStays("the selection stays while an element waits", select, while: source.valid & !source.ready)
        check("one sink is offered it at most", bits(sinks.elements.map(\.valid)).isOneHotOrZero)
    }
}

/// Promises that a number does not change in the cycle after one with `condition`.
private func assumeStays(_ name: String, _ number: Unsigned, while condition: Bit) {
    let mustStay = registerNext(condition)
    let before = registerNext(number)
    assume(name, mustStay.implies(number === before))
}
