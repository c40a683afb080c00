import HDL

/// The radix table denies exactly what the bitmap with the same contents denies (R3.4 to R3.6): both capability checks are asked about one ID.
///
/// The contents are one bitmap of as many bits as there can be IDs, zero past the end of the table. Memory holds it as a bitmap, and as a root
/// with leaves, of which those without a one may be absent or malformed. It answers each check with the word at the address that the check
/// names; each word is left open.
public final class CapabilityTables: Module {
    let progress = input(Progress())
    let bitmap: Wire<TableRegisters>
    let radix: Wire<TableRegisters>
    /// The word of the bitmap, of the root and of the leaf, where the checks look.
    let word = input(unsigned(XPCConfiguration.wordBits))
    let rootWord = input(unsigned(XPCConfiguration.wordBits))
    let leafWord = input(unsigned(XPCConfiguration.wordBits))

    private let builds: (bitmap: XPCConfiguration, radix: XPCConfiguration)

    /// Words of a leaf.
    private static let leafWords = 9

    public init(_ configuration: XPCConfiguration) {
        var (bitmap, radix) = (configuration, configuration)
        bitmap.capabilityTable = .bitmap
        radix.capabilityTable = .radix
        builds = (bitmap, radix)
        self.bitmap = input(TableRegisters(bitmap))
        self.radix = input(TableRegisters(radix))
    }

    public override func circuit() {
        let one = instance(CapabilityCheck(builds.bitmap))
        let other = instance(CapabilityCheck(builds.radix))
        let state = progress.state
        let isRoot = wire(state === .root)
        let isLeaf = wire(state === .capability)
        one.progress <== progress
        one.tables <== bitmap
        one.word <== word
        one.answersRoot <== false
        other.progress <== progress
        other.tables <== radix
        other.word <== mux(isLeaf, leafWord, rootWord)
        other.answersRoot <== (isRoot & other.hasLeaf)
        unused(one.isInList, other.isInList, one.hasLeaf, other.isInTable, bitmap, radix, progress)

        // As the sequencer does: the root word first, and the leaf if it names one.
        let goesOn = register(bit)
        goesOn <== (isRoot & other.hasLeaf)
        assume("a leaf is looked into after its root word", isLeaf.implies(goesOn))
        assume("nothing else is under way", state.isOne(of: .idle, .root, .capability) & goesOn.implies(isLeaf))
        let wasLast = register(bit)
        wasLast <== (isLeaf | (isRoot & !other.hasLeaf))
        let wasIdle = register(bit)
        wasIdle <== (state === .idle)
        assume("a lookup begins after idle, and ends in it", isRoot.implies(wasIdle) & wasLast.implies(state === .idle))
        let ran = register(bit)
        ran <== isRoot
        assume(
            "no register changes under an instruction",
            ran.implies(stable(progress.operand) & stable(bitmap.asBits) & stable(radix.asBits)))
        assume("both have as many x-entries", bitmap.entryCount === radix.entryCount)

        // Where the checks look, counted in words of the contents.
        let width = builds.radix.granuleBits
        let layout = builds.bitmap.capabilityLayout
        let index = wire(number(one.base, one.wordNumber, from: layout.granule(bitmap.capability)))
        let root = wire(
            number(other.base, other.wordNumber, from: builds.radix.capabilityLayout.granule(radix.capability)))
        let rootIndex = register(unsigned(width), reset: nil)
        when(isRoot) { rootIndex <== root }
        let page = register(unsigned(builds.radix.granuleBits), reset: nil)
        when(isRoot) { page <== rootWord[(builds.radix.physicalAddressBits - 1)...3] }
        let leaf = number(other.base, other.wordNumber, from: page)
        let leafIndex = wire(rootIndex.shiftedLeft(by: Self.leafWords) + leaf.extended(to: width + Self.leafWords))
        let wide = index.extended(to: leafIndex.width)
        // 2^size blocks of 8 words.
        let isPast = ((leafIndex >> 3) >> layout.size(bitmap.capability)).anyOne
        assume(
            "the leaf holds what the bitmap holds",
            isLeaf.implies(mux(isPast, !leafWord.anyOne, (wide === leafIndex).implies(leafWord === word))))
        assume(
            "a leaf is absent where the bitmap has no ones",
            (isRoot & !other.hasLeaf & ((index >> Self.leafWords) === root)).implies(!word.anyOne))

        let isGranted = wire(one.isKnown & one.isInTable & one.isGranted)
        check("R3.5 both know the same IDs", one.isKnown === other.isKnown)
        check("R3.6 what has no leaf is denied by the bitmap", (isRoot & !other.hasLeaf).implies(!isGranted))
        check(
            "R3.5 a leaf grants what the bitmap grants",
            isLeaf.implies(isGranted === (other.isKnown & other.isGranted)))
        cover("both grant", isLeaf & isGranted)
        cover("both deny", isLeaf & one.isKnown & !one.isInTable)
    }

    /// The address as a number of words from `start`.
    private func number(_ base: Unsigned, _ word: Unsigned, from start: Unsigned) -> Unsigned {
        base + word.extended(to: base.width) - start
    }
}
