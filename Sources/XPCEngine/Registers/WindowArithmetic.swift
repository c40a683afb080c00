import HDL

/// What the sums of the staged segment and the staged mask say.
struct Window: Bundle {
    /// VA + offset, PA + offset: where the window begins (R4.7). The staged VA and PA where these are committed.
    let virtual = unsigned(XPCConfiguration.virtualGranuleBits)
    let physical: Unsigned
    /// The window begins past the user half or the physical width (R4.7).
    let startsBeyond = bit
    /// Length - offset (R2.10).
    let rest = unsigned(XPCConfiguration.lengthBits)
    /// The mask is not inside the segment: a malformed record (R3.8), or a mask CSR write to refuse (R2.10, R2.11).
    let isOutside = bit
    /// The window is the current segment (R4.xret.3).
    let isCurrent = bit
    /// Of a list entry, whose length is staged as offset too: it ends past the user half or the physical width (R3.14.b, R3.14.c).
    let endsBeyond = bit

    init(_ configuration: XPCConfiguration) { physical = unsigned(configuration.granuleBits) }
}

/// The one set of adders for windows, masks and ends of segments.
///
/// It works on the staging registers only, and so serves xcall (the current segment is staged), xret (the record is), swapseg (the entry is, with
/// its length as offset) and the writes of the mask CSRs (value and `xseglen` are).
final class WindowArithmetic: Module {
    let staged: Wire<Segment>
    let stagedMask = input(Mask())
    let segment: Wire<Segment>
    /// `xmaskoff`.
    let maskOffset = input(unsigned(XPCConfiguration.lengthBits))
    let writes = input(StagedWrites())
    /// The window is wanted: xcall runs, or what is staged is judged.
    let isWindow = input(bit)
    /// xcall runs.
    let isCalling = input(bit)
    let window: Wire<Window>

    private let isBlocking: Bool

    init(_ configuration: XPCConfiguration) {
        isBlocking = configuration.bufferedRecords == 0
        staged = input(Segment(configuration))
        segment = input(Segment(configuration))
        window = output(Window(configuration))
    }

    override func circuit() {
        let offset = stagedMask.offset
        // A blocking build judges and commits in different cycles: without an addend the sums are the staged addresses, and the segment
        // registers need no multiplexer. A build that commits while it judges has one.
        let addend = isBlocking ? offset & isWindow.repeated(offset.width) : offset
        let first = wire(sum(staged.virtual, addend))
        let physical = wire(sum(staged.physical, addend))
        let startsBeyond = wire(top(first) | top(physical))
        let isEmpty = wire(!stagedMask.length.anyOne | startsBeyond)
        window.virtual <== (isBlocking ? below(first) : mux(isCalling, below(first), staged.virtual))
        window.physical <== (isBlocking ? below(physical) : mux(isCalling, below(physical), staged.physical))
        window.startsBeyond <== startsBeyond
        window.endsBeyond <== ((top(first) & below(first).anyOne) | (top(physical) & below(physical).anyOne))

        // R3.8 asks for offset + length <= segment length; that is length <= rest, if there is a rest. For a mask CSR the value is staged as
        // offset, and length is what it must leave room for: `xmaskoff` where the length is written (the sum commutes), nothing otherwise.
        let rest = wire(staged.length.subtracting(offset))
        let writesMask = writes.commitsMaskOffset | writes.commitsMaskLength
        let needed =
            (stagedMask.length & (!writesMask).repeated(offset.width))
            | (maskOffset & writes.commitsMaskLength.repeated(offset.width))
        let odd = writesMask & writes.isOdd
        let isShort = concatenate(below(rest), constant(false)) < concatenate(needed, odd)
        window.rest <== below(rest)
        window.isOutside <== (top(rest) | isShort | (writesMask & writes.isHigh))

        let isSame =
            (stagedMask.length === segment.length) & (below(first) === segment.virtual)
            & (below(physical) === segment.physical) & (staged.permission === segment.permission)
        unused(writes, isWindow, isCalling)
        window.isCurrent <== mux(isEmpty, !segment.length.anyOne, isSame)  // R4.xret.3
    }

    /// The exact sum: one bit wider than `base`.
    private func sum(_ base: Unsigned, _ offset: Unsigned) -> Unsigned {
        base.adding(base.width == offset.width ? offset : offset.extended(to: base.width))
    }
    private func top(_ number: Unsigned) -> Bit { number[number.width - 1] }
    private func below(_ number: Unsigned) -> Unsigned { number[(number.width - 2)...0] }
}
