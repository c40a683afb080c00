import HDL
import Netlist

/// Joins several streams to one: in each cycle one of those that are valid is chosen.
///
/// Latency 0, throughput 1 element per cycle. While the consumer is not ready the choice stays, so that `granted` keeps its payload whoever else comes.
///
/// - Priority: the lowest number that is valid. A higher one can starve.
/// - Round robin: the next one that is valid behind the last that was served. Each of `count` requesters waits for at most `count - 1` others.
/// - `lockedUntil`: once an element of a requester has moved, only that one is served until an element for which the closure gives one has
///   moved: the last beat of a packet. In between others wait, also while the requester has nothing to give.
public final class Arbiter<Element: HardwareValue>: Module {
    /// Who is chosen when several are valid.
    public enum Policy: Hashable, Sendable { case priority, roundRobin }

    public let requests: Vector<Stream<Element>>
    public let granted: Wire<Stream<Element>>
    /// The number of the requester whose element is shown; zero when there is none.
    public let source: Unsigned

    let element: Element
    let count: Int
    let isRoundRobin: Bool
    let isLocked: Bool
    private let isLast: ((Element.Handle) -> Bit)?

    public init(
        of element: Element, count: Int, policy: Policy, lockedUntil isLast: ((Element.Handle) -> Bit)? = nil
    ) {
        requests = input(vector(count, of: Stream(of: element)))
        granted = output(Stream(of: element))
        source = output(unsigned(indexWidth(max(1, count))))
        self.element = element
        self.count = count
        isRoundRobin = policy == .roundRobin
        isLocked = isLast != nil
        self.isLast = isLast
    }

    public override func circuit() {
        let valid = wire(bits(requests.elements.map(\.valid)))
        // The requester that keeps the grant; none: zeros.
        let kept = register(unsigned(count))
        let fresh = isRoundRobin ? roundRobin(valid) : valid.lowestOneOnly
        let choice = wire(mux(kept.anyOne, kept, fresh))

        granted.valid <== (choice & valid).anyOne
        granted.payload <== oneHotMux(choice, vector(requests.elements.map(\.payload), of: element))
        source <== choice.oneHotIndex
        for (number, request) in requests.elements.enumerated() { request.ready <== choice[number] & granted.ready }

        let isDone = isLast.map { granted.ready & $0(granted.payload) } ?? granted.ready
        when(granted.valid) { kept <== mux(isDone, 0, choice) }

        check("one is chosen at most", choice.isOneHotOrZero)
        check("nobody waits for an idle grant", valid.anyOne.implies(choice.anyOne))
        if !isLocked { check("who is chosen is valid", (choice & ~valid) === 0) }
        for (number, request) in requests.elements.enumerated() {
            assumeHeld("requester \(number) keeps its element", request)
        }
        checkHeld("the granted element stays until it is taken", granted)
    }

    /// The lowest one of `valid` behind the requester that was served last, else the lowest.
    private func roundRobin(_ valid: Unsigned) -> Unsigned {
        guard count > 1 else { return valid }
        // Ones above the requester that was served last.
        let behind = register(unsigned(count))
        when(granted.fires) {
            let served = bits(requests.elements.map(\.ready))
            behind <== ~(served | (served - 1))
        }
        let later = wire(valid & behind)
        return mux(later.anyOne, later.lowestOneOnly, valid.lowestOneOnly)
    }
}

/// Bits as a number, the first one at the bottom.
func bits(_ bits: [Bit]) -> Unsigned {
    vector(bits, of: bit).asBits
}
