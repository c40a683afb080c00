import HDL

/// Cuts a stream with registers in both directions: no combinational path leads from one side to the other, neither along `valid` and the
/// payload nor along `ready`.
///
/// Latency 1, throughput 1 element per cycle. It holds two elements: the second one is what was under way when the consumer stopped.
///
/// Where one direction is enough: `Queue(of:depth: 1, pipe: true)` registers `valid` and payload, `Queue(of:depth: 1, flow: true)`
/// registers `ready`; each holds one element.
public final class SkidBuffer<Element: HardwareValue>: Module {
    public let enqueue: Wire<Stream<Element>>
    public let dequeue: Wire<Stream<Element>>

    let element: Element

    public init(of element: Element) {
        enqueue = input(Stream(of: element))
        dequeue = output(Stream(of: element))
        self.element = element
    }

    public override func circuit() {
        let first = register(element, reset: nil)
        let second = register(element, reset: nil)
        let hasFirst = register(bit)
        let hasSecond = register(bit)

        enqueue.ready <== !hasSecond
        dequeue.valid <== hasFirst
        dequeue.payload <== first

        when(dequeue.ready | !hasFirst) {
            first <== mux(hasSecond, second, enqueue.payload)
            hasFirst <== hasSecond | enqueue.valid
            hasSecond <== 0
        }.elsewhen(enqueue.fires) {
            second <== enqueue.payload
            hasSecond <== 1
        }

        check("the second element stands behind a first", hasSecond.implies(hasFirst))
        checkHeld("an element stays until it is taken", dequeue)
        cover("it becomes full", hasSecond)
    }
}
