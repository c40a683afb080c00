import Components
import HDL

/// Chapter 7: the engine cache. Only xprefetch fills it; entries are tagged by ID and `xcap`. (R7.5, no two entries have one tag: a check of `CAM`.)
final class EntryCache: Module {
    let progress = input(Progress())
    let capability: Unsigned
    /// R7.2.
    let empties = input(bit)
    let filling: Wire<Space>

    let isHit = output(bit)
    let entry: Wire<Space>

    private let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        capability = input(configuration.capabilityLayout.shape)
        filling = input(Space(configuration))
        entry = output(Space(configuration))
    }

    override func circuit() {
        unused(progress)
        let count = configuration.cacheEntries
        let id = progress.operand[(XPCConfiguration.idBits - 1)...0]
        let tag = wire(concatenate(id, capability))  // R7.1
        let store = instance(CAM(key: tag, value: filling.shape, entries: count))  // R7.3
        store.key <== tag
        isHit <== (progress.isCallish & store.hit & !empties)
        entry <== store.value

        // A prefetch in flight dies with what is emptied.
        let isStale = register(bit)
        when(empties) { isStale <== true }.elsewhen(progress.isIdle) { isStale <== false }
        let fills = wire(progress.fills & !isStale & !empties & !store.hit)  // R7.5
        store.clear <== empties
        store.write.valid <== fills
        store.write.payload.key <== tag
        store.write.payload.value <== filling
        if count > 1 {  // R7.4
            let next = register(unsigned(count.trailingZeroBitCount))
            when(fills) { next <== next + 1 }
            when(empties) { next <== 0 }
            store.write.payload.index <== next
        } else {
            store.write.payload.index <== 0
        }

        // Ghost: the youngest entry, as it was when it came.
        let (youngest, youngestTag, hasYoungest) = (
            register(filling.shape, reset: nil), register(tag, reset: nil), register(bit)
        )
        when(fills) {
            youngest <== filling
            youngestTag <== tag
            hasYoungest <== true
        }
        when(empties) { hasYoungest <== false }
        check(
            "P2 a hit gives what the prefetch read",
            (isHit & hasYoungest & (youngestTag === tag)).implies(entry.asBits === youngest.asBits))

        let wasEmptied = register(bit, reset: true)
        wasEmptied <== empties
        check("P12 nothing is left after emptying", wasEmptied.implies(!store.hit))
    }
}
