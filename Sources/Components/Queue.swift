import HDL

/// A first-in first-out buffer with ready/valid handshakes on both sides.
///
/// | | latency | throughput | `enqueue.ready` | `dequeue.valid`, `.payload` |
/// | --- | --- | --- | --- | --- |
/// | normal | 1 | 1 element per cycle, from depth 2 on; at depth 1 one in two cycles | from a register | from registers |
/// | `pipe` | 1 | 1 element per cycle at every depth | also by `dequeue.ready`: a full queue takes one while it gives one | from registers |
/// | `flow` | 0 when empty, else 1 | 1 element per cycle at every depth while the consumer takes | from a register | also by `enqueue`: an empty queue shows what comes |
///
/// Both can be combined. A full queue takes nothing and an empty one gives nothing, but for that; nothing is lost, and the order stays.
public final class Queue<Element: HardwareValue>: Module {
    public let enqueue: Wire<Stream<Element>>
    public let dequeue: Wire<Stream<Element>>

    let element: Element
    let depth: Int
    let pipe: Bool
    let flow: Bool

    /// - Parameters:
    ///   - depth: how many elements it holds, at least 1.
    ///   - pipe: a full queue takes an element in a cycle in which it gives one.
    ///   - flow: an empty queue gives an element in the cycle in which it comes.
    public init(of element: Element, depth: Int, pipe: Bool = false, flow: Bool = false) {
        enqueue = input(Stream(of: element))
        dequeue = output(Stream(of: element))
        self.element = element
        self.depth = depth
        self.pipe = pipe
        self.flow = flow
    }

    public override func circuit() {
        guard require(depth >= 1, "a queue of \(depth) elements", hint: "give it a depth of at least 1") else { return }
        let storage = memory(of: element, depth: depth)
        let head = register(unsigned(storage.addressWidth))
        let tail = register(unsigned(storage.addressWidth))
        let isFull = register(bit)
        let isEmpty = wire((head === tail) & !isFull)

        enqueue.ready <== (pipe ? !isFull | dequeue.ready : !isFull)
        dequeue.valid <== (flow ? !isEmpty | enqueue.valid : !isEmpty)
        dequeue.payload <== (flow ? mux(isEmpty, enqueue.payload, storage[head]) : storage[head])

        let enters = flow ? wire(enqueue.fires & !(isEmpty & dequeue.ready)) : enqueue.fires
        let leaves = flow ? wire(dequeue.ready & !isEmpty) : dequeue.fires
        when(enters) {
            storage[tail] <== enqueue.payload
            tail <== next(tail)
        }
        when(leaves) { head <== next(head) }
        when(enters !== leaves) { isFull <== enters & (next(tail) === head) }

        check("a full queue takes nothing", isFull.implies(!enqueue.fires | (pipe ? dequeue.fires : constant(false))))
        check(
            "an empty queue gives nothing", isEmpty.implies(!dequeue.fires | (flow ? enqueue.fires : constant(false))))
        if flow { assumeHeld("the producer keeps its element", enqueue) }
        checkHeld("an element stays until it is taken", dequeue)
        cover("it becomes full", isFull)
    }

    /// The index behind `index`, around the end.
    private func next(_ index: Unsigned) -> Unsigned {
        depth == 1 << index.width ? index + 1 : mux(index === depth - 1, 0, index + 1)
    }
}
