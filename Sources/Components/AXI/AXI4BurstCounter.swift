import HDL
import Netlist

/// Which bytes a burst of AXI4 is about.
struct AXI4BurstStart: Bundle {
    let id: Unsigned
    let addr: Unsigned
    let len = unsigned(8)
    let size = unsigned(3)
    let burst = Enumerated<AXIBurst>()
}

/// The beats of one burst after the other (A3.4.1).
///
/// From the cycle after `start` it shows the first beat, and the next one from the cycle after each `advance`. `start` goes before `advance`.
final class AXI4BurstCounter: Module {
    let start = input(bit)
    let first: Wire<AXI4BurstStart>
    let advance = input(bit)
    /// Of the beat, within the memory.
    let address: Unsigned
    let id: Unsigned
    let isLast = output(bit)
    /// The burst begins outside of the memory.
    let isOutside = output(bit)
    let response = output(Enumerated<AXIResponse>())

    let addressWidth: Int
    private let map: AXIMemoryMap

    init(_ map: AXIMemoryMap, idWidth: Int) {
        first = input(AXI4BurstStart(id: unsigned(idWidth), addr: unsigned(map.addressWidth)))
        address = output(unsigned(max(1, map.bits)))
        id = output(unsigned(idWidth))
        addressWidth = map.addressWidth
        self.map = map
    }

    override func circuit() {
        let current = register(unsigned(map.bits), reset: nil)
        let left = register(unsigned(8), reset: nil)
        // Bytes of a beat, and the bits of an address that change in the burst.
        let step = register(unsigned(map.bits), reset: nil)
        let changes = register(unsigned(map.bits), reset: nil)
        let identifier = register(unsigned(id.width), reset: nil)
        let isBeyond = register(bit, reset: nil)

        when(start) {
            let bytes = wire(first.size.oneHot(width: map.largestBeat).extended(to: map.bits))
            let span = wire((first.len.extended(to: max(15, map.bits)) << first.size).truncated(to: map.bits))
            current <== first.addr.truncated(to: map.bits)
            left <== first.len
            step <== bytes
            first.burst.switch {
                on(.fixed) { changes <== 0 }
                on(.increment) { changes <== constant(.ones(width: map.bits)) }
                on(.wrap) { changes <== span }
            }
            identifier <== first.id
            isBeyond <== !map.contains(first.addr)
        }.elsewhen(advance) {
            let following = wire((current & ~(step - 1)) + step)
            current <== (current & ~changes) | (following & changes)
            left <== left - 1
        }

        address <== current
        id <== identifier
        isLast <== left === 0
        isOutside <== isBeyond
        response <== mux(isBeyond, .decodeError, constant(AXIResponse.okay))

        if map.largestBeat < 8 {
            assume("a beat is not wider than the data", start.implies(first.size < map.largestBeat))
        }
        assume(
            "a burst that wraps has 2, 4, 8 or 16 beats",
            (start & (first.burst === .wrap)).implies(
                (first.len === 1) | (first.len === 3) | (first.len === 7) | (first.len === 15)))
    }
}

extension AXIMemoryMap {
    /// One more than the largest `size` of a beat.
    fileprivate var largestBeat: Int { (dataWidth / 8).trailingZeroBitCount + 1 }
}
