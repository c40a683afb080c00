import HDL

/// Section 8, as far as it speaks of several chapters at once. All of it is ghost logic.
extension XPCEngine {
    /// P3.
    func checkWindow(
        _ commits: Wire<Commits>, _ segment: Wire<Segment>, _ mask: Wire<Mask>, _ window: Wire<Window>
    ) {
        let start = window.virtual - segment.virtual
        let end = start + mask.length.extended(to: start.width)
        let isInside =
            (window.virtual >= segment.virtual) & (end <= segment.length.extended(to: end.width))
            & ((window.physical - segment.physical) === resized(start, to: window.physical.width))
        check(
            "P3 the segment after xcall is inside the one before",
            (commits.call & !window.startsBeyond).implies(isInside))
    }

    /// P2: the x-entry's words are followed from memory's answers, or from the engine cache, to the registers.
    func checkCall(
        _ progress: Wire<Progress>, _ commits: Wire<Commits>, _ staged: Wire<LinkRecord>,
        _ tables: Wire<TableRegisters>, _ answer: Unsigned, _ cache: EntryCache?
    ) {
        let line = memory.response.payload.data
        func word(_ number: Int) -> Unsigned {
            line.bits(from: number % configuration.lanes * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
        }
        let read = register(Space(configuration), reset: nil)
        when(progress.arrivals[1]) { read.satp <== configuration.satpLayout.held(word(1)) }
        when(progress.arrivals[2]) { read.pc <== word(2)[XPCConfiguration.pcBits...1] }
        when(progress.arrivals[3]) { read.capability <== configuration.capabilityLayout.legal(word(3)) }
        when(progress.arrivals[4]) { read.list <== configuration.listLayout.legal(word(4)) }
        if let cache {
            when((progress.state === .check) & cache.isHit) { read <== cache.entry }
        }
        check(
            "P2 xcall goes where the x-entry says that was read for it or for its prefetch",
            commits.call.implies(
                (response.payload.pc === returnWord(read.pc, valid: constant(false)))
                    & (satpOut.payload === configuration.satpLayout.word(read.satp))))
        checkRead(progress, staged, read, answer, cache)
        if let cache {
            check("P2 xprefetch keeps what it read", progress.fills.implies(staged.space.asBits === read.asBits))
            check(
                "R7.3 an x-entry is read when the cache has none",
                progress.state.isOne(of: .root, .capability, .load).implies(!cache.isHit))
            check(
                "R7.3 what came out of the cache is still what the cache has",
                ((progress.state === .act) & cache.isHit).implies(staged.space.asBits === cache.entry.asBits))
        }

        let hasCalled = register(bit)
        hasCalled <== commits.call
        check(
            "P2 after xcall xcap and xseglist are those of the x-entry",
            hasCalled.implies((tables.capability === read.capability) & (tables.list === read.list)))
        check(
            "P2 xcall gives the caller's identity",
            commits.call.implies(t0.valid & (t0.payload[(configuration.blockBits - 1)...0] === tables.caller)))
    }

    /// Each word of the x-entry that has arrived is staged, and all have when it is judged.
    private func checkRead(
        _ progress: Wire<Progress>, _ staged: Wire<LinkRecord>, _ read: Wire<Space>, _ answer: Unsigned,
        _ cache: EntryCache?
    ) {
        let words = XPCConfiguration.wordsOfEntry
        let seen = register(unsigned(words))
        seen <== seen | progress.arrivals[(words - 1)...0]
        if let cache {
            when((progress.state === .check) & cache.isHit) { seen <== constant(1 << words - 1, width: words) }
        }
        when(progress.isIdle) { seen <== 0 }
        let isCallish = wire(progress.isCallish)
        let same: [Bit] = [
            constant(true), staged.space.satp === read.satp, staged.space.pc === read.pc,
            staged.space.capability === read.capability, staged.space.list === read.list,
        ]
        for (word, isSame) in same.enumerated() {
            if word > 0 {
                check("P2 word \(word) of the x-entry is staged as it came", (isCallish & seen[word]).implies(isSame))
            }
            // The last line's answer ends the phase.
            guard word / configuration.lanes < (words - 1) / configuration.lanes else { continue }
            check(
                "P2 word \(word) of the x-entry has come with its answer",
                (isCallish & (progress.state === .load) & (answer > word / configuration.lanes)).implies(seen[word]))
        }
        check(
            "P2 an x-entry is judged when it has come",
            (isCallish & progress.state.isOne(of: .act, .store)).implies(seen.allOnes))
    }

    /// P9: an instruction lets a bounded number of cycles pass in which it neither asks memory nor waits for an answer. Its requests are
    /// bounded, and only what was asked is waited for (`Sequencer`, `LinkBuffer`), so with a memory that accepts and answers in time it
    /// ends: `XPCConfiguration.longestOperation(memoryDelay:)`.
    func checkProgress(_ progress: Wire<Progress>, _ buffer: LinkBuffer?) {
        let state = progress.state
        let waits = wire(memory.request.valid | !progress.isQuiet | (buffer?.hasSent ?? constant(false)))
        let steps = register(unsigned(3))
        let hasPaused = register(bit)
        when(progress.isIdle) {
            steps <== 0
            hasPaused <== false
        }.otherwise {
            when(!waits) { steps <== steps + 1 }
            when(!waits & progress.awaitsPlace) { hasPaused <== true }
        }
        check(
            "P9 an instruction begins and reads without delay",
            state.isOne(of: .check, .root, .capability, .load).implies((steps <= 1) & !hasPaused))
        check(
            "P9 an instruction acts without delay",
            (state === .act).implies(steps <= Unsigned(hasPaused).extended(to: 3) + 2))
        check("P9 an instruction stores without delay", (state === .store).implies(steps <= 3))
        check("P9 an instruction raises without delay", (state === .raise).implies(steps <= 4))
        check("P9 an instruction that waits for nothing goes on", steps <= XPCConfiguration.mostSteps)
        if let buffer {
            check("P9 a place becomes free once", hasPaused.implies(!progress.awaitsPlace))
            check(
                "P9 only xcall waits for a place",
                (hasPaused & !progress.isIdle).implies(progress.operation === .xcall))
            check("an instruction's requests and a record's do not mix", progress.isQuiet | buffer.isQuiet)
            check(
                "P9 a return waits for a record once",
                (steps.anyOne & (state === .check)).implies(buffer.isQuiet & !buffer.isUnsettled))
            let judgesMemory =
                (state === .act) & (progress.isExchange | (progress.isReturn & !progress.isFromBuffer))
            check(
                "P9 no record is written while an instruction reads or stores",
                (state.isOne(of: .root, .capability, .load, .store) | judgesMemory).implies(buffer.isQuiet))
        } else {
            check("P9 nothing waits for a place in a buffer", !hasPaused)
        }
    }

    /// P7, P8 and P16. What raises or is killed does not commit (`Sequencer`).
    func checkRegisters(
        _ progress: Wire<Progress>, _ commits: Wire<Commits>, _ tables: Wire<TableRegisters>, _ segment: Wire<Segment>,
        _ mask: Wire<Mask>
    ) {
        let registers = wire(
            concatenate(
                tables.entryBase, tables.entryCount, tables.link, tables.linkBase, tables.linkLimit, tables.capability,
                tables.list, segment.asBits, mask.asBits))
        let runs = register(bit)
        runs <== (!progress.isIdle & !commits.call & !commits.recordReturn & !commits.exchange)
        check("P7 an instruction changes the registers by its commit only", runs.implies(stable(registers)))

        // In a user's cycle an access can change the mask only; `xlinkerr` is the buffer's (R7.12).
        let kernels = wire(
            concatenate(
                tables.entryBase, tables.entryCount, tables.link, tables.linkBase, tables.linkLimit, tables.capability,
                tables.list, tables.caller, segment.asBits))
        let wasUser = register(bit)
        wasUser <== ((privilege === 0) & !commits.call & !commits.recordReturn & !commits.exchange)
        check("P8 user code changes S-mode registers by the instructions only", wasUser.implies(stable(kernels)))

        let isFirst = register(bit, reset: true)
        isFirst <== false
        check(
            "P16 after reset all registers are zero, and nothing is under way",
            isFirst.implies(
                !registers.anyOne & !tables.linkFailed & tables.isClosed & !enabled & !busy & drained & !response.valid
                    & !memory.request.valid))
    }

    private func resized(_ number: Unsigned, to width: Int) -> Unsigned {
        if number.width == width { return number }
        return number.width < width ? number.extended(to: width) : number.truncated(to: width)
    }
}
