import HDL
import Netlist

/// A first-in first-out buffer between two clocks, of which nothing is known about the other.
///
/// Latency: 1 cycle of `enqueueClock` and `stages` to `stages + 1` cycles of `dequeueClock`; a place that becomes free is seen as late the other way.
/// Throughput: 1 element per cycle of the slower clock when `depth` is at least 2 * (`stages` + 2). It holds `depth` elements.
///
/// Each side counts what went through in Gray code, and the other side synchronises the count. Words in the memory stand still while the other clock
/// may read them. Both sides are reset by `reset`, which must be active for at least `stages + 1` cycles of both clocks; elements in it are lost then.
public final class AsyncQueue<Element: HardwareValue>: Module {
    public let enqueueClock = inputClock()
    public let enqueueReset: ResetSignal
    public let enqueue: Wire<Stream<Element>>
    public let dequeueClock = inputClock()
    public let dequeueReset: ResetSignal
    public let dequeue: Wire<Stream<Element>>

    let element: Element
    let depth: Int
    let stages: Int

    /// - Parameters:
    ///   - depth: a power of two, at least 2.
    ///   - stages: of the synchronisers, at least 2.
    ///   - reset: kind and polarity of `enqueueReset` and `dequeueReset`, each of which belongs to its clock.
    public init(of element: Element, depth: Int, stages: Int = 2, reset: ResetStyle = ResetStyle()) {
        enqueueReset = inputReset(reset.kind, reset.polarity)
        enqueue = input(Stream(of: element))
        dequeueReset = inputReset(reset.kind, reset.polarity)
        dequeue = output(Stream(of: element))
        self.element = element
        self.depth = depth
        self.stages = stages
    }

    public override func circuit() {
        guard
            require(
                depth >= 2 && depth & (depth - 1) == 0, "an asynchronous queue of \(depth) elements",
                hint: "its depth is a power of two, at least 2")
        else { return }
        let storage = memory(of: element, depth: depth)
        crossing(storage)
        let width = storage.addressWidth + 1
        let writing = ClockDomain(enqueueClock, reset: enqueueReset)
        let reading = ClockDomain(dequeueClock, reset: dequeueReset)
        // How many elements came and went, with one bit more than an address; and the same in Gray code.
        let tail = register(unsigned(width), in: writing)
        let tailGray = register(unsigned(width), in: writing)
        let head = register(unsigned(width), in: reading)
        let headGray = register(unsigned(width), in: reading)

        clocked(in: writing) {
            let seenHead = synchronized(gray: headGray, stages: stages)
            // Full when `depth` apart: in Gray code the two top bits differ, and nothing else.
            let isFull = wire(tailGray === (seenHead ^ constant(3 << (width - 2), width: width)))
            enqueue.ready <== !isFull
            let following = wire(tail + 1)
            when(enqueue.fires) {
                storage[tail[width - 2...0]] <== enqueue.payload
                tail <== following
                tailGray <== following.grayEncoded
            }
            check("it never holds more than fits", tail - seenHead.grayDecoded <= depth)
        }
        clocked(in: reading) {
            let seenTail = synchronized(gray: tailGray, stages: stages)
            dequeue.valid <== headGray !== seenTail
            dequeue.payload <== storage[head[width - 2...0]]
            let following = wire(head + 1)
            when(dequeue.fires) {
                head <== following
                headGray <== following.grayEncoded
            }
            check("it never gives what did not come", seenTail.grayDecoded - head <= depth)
            checkHeld("an element stays until it is taken", dequeue)
        }
    }
}
