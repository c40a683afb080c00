import HDL

/// A first-in first-out buffer with ready/valid handshakes on both sides.
///
/// Latency 1 cycle from `enqueue` to `dequeue`, throughput 1 element per cycle. It holds up to `depth` elements (at least 1).
public final class Queue<Element: HardwareValue>: Module {
    public let enqueue: Wire<Stream<Element>>
    public let dequeue: Wire<Stream<Element>>

    let element: Element
    let depth: Int

    public init(of element: Element, depth: Int) {
        enqueue = input(Stream(of: element))
        dequeue = output(Stream(of: element))
        self.element = element
        self.depth = max(1, depth)
    }

    public override func circuit() {
        let storage = memory(of: element, depth: depth)
        let head = register(unsigned(storage.addressWidth))
        let tail = register(unsigned(storage.addressWidth))
        let isFull = register(bit)
        let isEmpty = wire((head === tail) & !isFull)

        enqueue.ready <== !isFull
        dequeue.valid <== !isEmpty
        dequeue.payload <== storage[head]

        when(enqueue.fires) {
            storage[tail] <== enqueue.payload
            tail <== next(tail)
        }
        when(dequeue.fires) { head <== next(head) }
        when(enqueue.fires !== dequeue.fires) { isFull <== enqueue.fires & (next(tail) === head) }

        check("a full queue takes nothing", isFull.implies(!enqueue.fires))
        check("an empty queue gives nothing", isEmpty.implies(!dequeue.fires))
        cover("it becomes full", isFull)
    }

    /// The index behind `index`, around the end.
    private func next(_ index: Unsigned) -> Unsigned {
        depth == 1 << index.width ? index + 1 : mux(index === depth - 1, 0, index + 1)
    }
}
