import HDL

/// P14: two engines and a kernel at work on one entry of a relay-segment list, in any order that memory can see.
///
/// Any entry: its place is left open, and stays. Memory holds its words 0 to 2, and answers everything else as it likes. It does exchanges and
/// stores when it accepts them, one at a time, and loads when it answers them. The kernel edits the entry by the same protocol as the engines
/// (R4.swapseg.7); after reset it has it.
public final class EnginesOnOneEntry: Module {
    /// Who has the entry.
    enum Holder: HardwareEnum { case nobody, first, second, kernel }

    /// What the kernel does with the entry.
    struct Edit: Bundle {
        let takes = bit
        let releases = bit
        let words = vector(3, of: unsigned(XPCConfiguration.wordBits))
    }

    let first: Wire<CoreStimulus>
    let second: Wire<CoreStimulus>
    /// In units of an entry.
    let place: Unsigned
    let edit = input(Edit())
    /// Memory refuses an exchange of the engine, which is not done then.
    let refusesFirst = input(bit)
    let refusesSecond = input(bit)

    let configuration: XPCConfiguration

    /// Two engines of that configuration, and the entry.
    public init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        first = input(CoreStimulus(configuration))
        second = input(CoreStimulus(configuration))
        place = input(unsigned(configuration.physicalAddressBits - EntryAccess.entryBits))
    }

    public override func circuit() {
        let hasBegun = register(bit)
        hasBegun <== true
        assume("the entry stays where it is", hasBegun.implies(stable(place)))

        let one = instance(XPCEngine(configuration, isWatched: true))
        let other = instance(XPCEngine(configuration, isWatched: true))
        guard let watchedOne = one.watched, let watchedOther = other.watched else { return }
        one.drive(first)
        other.drive(second)
        let words = (0..<3).map { register(unsigned(XPCConfiguration.wordBits), reset: $0 == 1 ? Self.busy : nil) }
        let holder = register(Holder.kernel)
        let sides = [
            follow(one, wire(probe(watchedOne)), first, words, refusesFirst),
            follow(other, wire(probe(watchedOther)), second, words, refusesSecond),
        ]
        let (touchesFirst, touchesSecond) = (sides[0].access.touches, sides[1].access.touches)
        assume("memory does one access to the entry at a time", !(touchesFirst & touchesSecond))

        let isTouched = wire(touchesFirst | touchesSecond)
        let isFree = wire(holder === .nobody)
        let isKernels = wire(holder === .kernel)
        when(isKernels) {
            words[0] <== edit.words[0]
            words[2] <== edit.words[2]
            when(edit.releases & !isTouched) {
                words[1] <== edit.words[1] & ~constant(Self.busy, width: XPCConfiguration.wordBits)
                holder <== .nobody
            }
        }
        when(isFree & edit.takes & !isTouched) {
            words[1] <== Self.busy
            holder <== .kernel
        }
        for (side, name) in zip(sides, [Holder.first, .second]) {
            let access = side.access
            when(side.exchanges) { words[1] <== access.data[1] }
            when(side.takes) { holder <== name }
            for word in 0..<3 { when(access.stores[word]) { words[word] <== access.data[word] } }
            when(side.releases) { holder <== .nobody }
            check(
                "P14 only who has taken the entry stores to it",
                (access.stores[0] | access.stores[1] | access.stores[2]).implies(holder === name))
            side.checkStages(holder === name, words)
        }
        check(
            "P14 the entry is busy while somebody has it, and only then",
            mux(isFree, !words[1][2], words[1] === Self.busy))
        checkPair(sides, words, holder, isRunning: hasBegun)
    }

    /// What an engine's part of it is.
    private func follow(
        _ engine: XPCEngine, _ state: Wire<EngineState>, _ stimulus: Wire<CoreStimulus>, _ words: [Unsigned],
        _ refuses: Bit
    ) -> EntryExchange {
        EntryExchange(configuration, engine, state, stimulus, place: place, words: words, refuses: refuses)
    }

    /// The pair of a register and the entry is exchanged as one, and nothing else happens to either.
    private func checkPair(
        _ sides: [EntryExchange], _ words: [Unsigned], _ holder: Enumerated<Holder>, isRunning: Bit
    ) {
        let entry = wire(
            mux(
                holder === .first, sides[0].normalised(sides[0].followed.before.elements),
                mux(
                    holder === .second, sides[1].normalised(sides[1].followed.before.elements),
                    sides[0].normalised(words))))
        let entryBefore = past(entry)
        var isSwapped = constant(false)
        for side in sides {
            let value = side.value
            let valueBefore = past(value)
            let swaps = past(side.swaps)
            check(
                "P14 swapseg exchanges register and entry",
                (isRunning & swaps).implies((entry === valueBefore) & (value === entryBefore)))
            check(
                "P14 nothing else changes the register but the kernel, xcall, xret and other entries",
                (isRunning & !swaps & !past(side.isRewritten)).implies(value === valueBefore))
            isSwapped = isSwapped | swaps
        }
        let isKernels = (holder === .kernel) | past(holder === .kernel)
        check(
            "P14 nothing else changes the entry but the kernel",
            (isRunning & !isSwapped & !isKernels).implies(entry === entryBefore))

        let hasSwapped = sides.map { side -> Bit in
            let flag = register(bit)
            when(side.swaps) { flag <== true }
            return flag
        }
        cover("an engine takes what the other left", hasSwapped[0] & sides[1].swaps)
        cover("an engine meets the other's entry", (holder === .first) & sides[1].exchanges)
    }

    /// R3.15.
    static let busy = 4
}
