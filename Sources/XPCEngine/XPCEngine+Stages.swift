import HDL

/// What holds while an instruction or a CSR access is under way. The properties of section 8 speak of the moment of a commit; they follow from
/// these, each of which follows from itself one cycle before. All of it is ghost logic.
extension XPCEngine {
    /// What passed a check still passes it: no register changes under an instruction.
    func checkStages(_ progress: Wire<Progress>, _ findings: Wire<Findings>) {
        let state = progress.state
        let hasLooked = wire(state.isOne(of: .root, .capability, .load, .act, .store))
        check(
            "R4.xcall.1 the ID stays one",
            (hasLooked & progress.isCallish).implies(findings.isKnown & findings.isInTable))
        check("R4.swapseg.1 the index stays one", (hasLooked & progress.isExchange).implies(findings.isInList))
        check("R4.xret.1 the record stays in range", (hasLooked & progress.isReturn).implies(findings.isLinkInRange))
        check(
            "R4.xret.1 no write of a record has failed when one is read",
            (hasLooked & progress.isReturn & !progress.isFromBuffer).implies(!findings.hasLinkFailed))
        if configuration.bufferedRecords == 0 {
            let pushes = (state === .store) & (progress.operation === .xcall)
            check("R4.xcall.4 the record stays in range", pushes.implies(findings.isLinkInRange))
        }
        check(
            "R4.xret.4 what is written back was judged good",
            ((state === .store) & progress.isReturn).implies(findings.isRecordGood))
        check(
            "R4.swapseg.5 what is stored over was judged good",
            ((state === .store) & progress.isExchange & !progress.isRestoring)
                .implies(!findings.isBusy & !findings.isMalformedEntry))
        check("an exchange only stores", progress.isExchange.implies(!state.isOne(of: .root, .capability)))
        check("a return does not look up", progress.isReturn.implies(!state.isOne(of: .root, .capability)))
    }

    /// What an instruction or a CSR access is about to put into the segment registers.
    func checkStaged(
        _ progress: Wire<Progress>, _ writes: Wire<StagedWrites>, _ segment: Wire<Segment>, _ mask: Wire<Mask>,
        _ staged: Wire<LinkRecord>, _ request: Wire<SequencerRequest>, _ record: Wire<LinkRecord>, _ data: Unsigned
    ) {
        let state = progress.state
        let isCall = progress.operation === .xcall
        let list = progress.isExchange & state.isOne(of: .act, .store)
        check(
            "R2.8 with a list entry its length is staged for the mask",
            list.implies(staged.mask.offset === staged.segment.length))

        let setsMask = wire(writes.commitsMaskOffset | writes.commitsMaskLength)
        let setsAddress = wire(writes.commitsVirtual | writes.commitsPhysical)
        check(
            "R2.10 a mask is judged by the segment", setsMask.implies(staged.segment.length === segment.length))
        check(
            "R2.8 with an address the length is staged for the mask",
            setsAddress.implies(staged.mask.offset === segment.length))
        check(
            "R2.8 with a length it is staged for the mask",
            writes.commitsLength.implies(staged.mask.offset === staged.segment.length))

        guard configuration.isSerial else {
            let moves = wire(isCall & !state.isOne(of: .idle, .check, .raise))
            check(
                "R4.xcall.6 a call has staged the segment",
                moves.implies(
                    (staged.segment.asBits === segment.asBits) & (staged.mask.asBits === mask.asBits)))
            return
        }
        let isPushing = wire(isCall & (state === .store))
        func hasLeft(_ word: Int) -> Bit { isPushing & (request.beat > word) }
        check("R4.xcall.6 the VA that left is staged", hasLeft(4).implies(staged.segment.virtual === segment.virtual))
        check(
            "R4.xcall.6 the PA that left is staged",
            hasLeft(5).implies(
                (staged.segment.physical === segment.physical) & (staged.segment.permission === segment.permission)))
        check("R4.xcall.6 the length that left is staged", hasLeft(6).implies(staged.segment.length === segment.length))
        check("R4.xcall.6 the offset that left is staged", hasLeft(7).implies(staged.mask.offset === mask.offset))
        check(
            "R4.xcall.5 the words that leave are the caller's",
            (request.valid & isCall & state.isOne(of: .act, .store)).implies(
                data === select(request.beat[2...0], record.words(configuration))))
    }

    /// P11 of buffered records: they lie where they were pushed, and the kernel moves no link register before they are drained (R7.10).
    func checkBuffer(_ buffer: LinkBuffer, _ tables: Wire<TableRegisters>) {
        let block = buffer.request.block
        check(
            "P11 buffered records lie inside the link stack",
            (!buffer.isDrained).implies(
                (tables.linkBase <= block) & (block <= tables.link) & (tables.link <= tables.linkLimit)
                    & (block < tables.linkLimit)))
    }
}
