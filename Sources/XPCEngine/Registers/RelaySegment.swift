import HDL

/// Which instruction commits; none, or one of them.
struct Commits: Bundle {
    let call = bit
    let recordReturn = bit
    let exchange = bit
    /// xcall runs, xret runs, whether it commits or not: what selects between values must be known early. A wide multiplexer behind a
    /// long path is built from many LUTs; the commit itself only enables.
    let isCalling = bit
    let isReturning = bit
}

/// Chapter 2: the relay segment and its mask (R2.8 to R2.11, R4.7).
///
/// All values come from the staging registers: CSR writes land there, as records and list entries do. Addresses come through the window's
/// adders, which add nothing where the staged segment itself is wanted.
final class RelaySegment: Module {
    let writes = input(StagedWrites())
    let commits = input(Commits())
    let staged: Wire<Segment>
    let stagedMask = input(Mask())
    let window: Wire<Window>
    let segment: Wire<Segment>
    let mask = output(Mask())

    init(_ configuration: XPCConfiguration) {
        staged = input(Segment(configuration))
        window = input(Window(configuration))
        segment = output(Segment(configuration))
    }

    override func circuit() {
        let held = register(segment.shape)
        let heldMask = register(Mask())
        segment <== held
        mask <== heldMask

        let isEmpty = wire(!held.length.anyOne)
        let takesStaged = wire(commits.recordReturn | commits.exchange)
        let setsVirtual = writes.commitsVirtual & !isEmpty  // R2.9
        let setsPhysical = writes.commitsPhysical & !isEmpty
        when(setsVirtual | commits.call | takesStaged) { held.virtual <== window.virtual }
        when(setsPhysical | commits.call | takesStaged) { held.physical <== window.physical }
        when(setsPhysical | takesStaged) { held.permission <== staged.permission }
        when(writes.commitsLength | commits.call | takesStaged) {
            held.length <== mux(commits.isCalling, heldMask.length, staged.length)
        }
        // R2.9, R4.7: a segment without bytes is all zero.
        let isWindowEmpty = wire(!heldMask.length.anyOne | window.startsBeyond)
        when(
            (commits.call & isWindowEmpty) | ((takesStaged | writes.commitsLength) & !staged.length.anyOne)
        ) { held <== zero(held) }

        let setsSegment = writes.commitsVirtual | writes.commitsPhysical | writes.commitsLength
        let setsMask = (writes.commitsMaskOffset | writes.commitsMaskLength) & !window.isOutside
        when(commits.recordReturn | (writes.commitsMaskOffset & !window.isOutside)) {  // R2.10
            heldMask.offset <== stagedMask.offset
        }
        when(setsSegment | commits.call | commits.exchange) { heldMask.offset <== 0 }  // R2.8
        let staysInside = mux(writes.commitsMaskLength, stagedMask.offset, window.rest)  // R2.10, R2.11
        let setsAnyMask = writes.commitsMaskOffset | writes.commitsMaskLength
        let takesLength = !setsAnyMask  // R2.8
        // xcall makes the window the segment, and so keeps the mask's length.
        when(setsSegment | takesStaged | setsMask) {
            heldMask.length
                <== mux(
                    commits.isReturning, stagedMask.length, mux(takesLength, staged.length, staysInside))
        }
        when(commits.call & isWindowEmpty) { heldMask.length <== 0 }

        unused(writes, window, staged)
        let end = heldMask.offset.adding(heldMask.length)
        check("P5 the mask is inside the segment", end <= held.length.extended(to: end.width))
        check(
            "R2.9 a segment without bytes is normalised",
            isEmpty.implies(!held.asBits.anyOne & !heldMask.asBits.anyOne))
    }

    private func zero(_ segment: Wire<Segment>) -> Wire<Segment> {
        self.segment.shape.from(bits: constant(0, width: segment.bitWidth))
    }
}
