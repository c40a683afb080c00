import HDL

/// The registers of section 2 but segment and mask, as the rest of the engine sees them.
struct TableRegisters: Bundle {
    /// `xetbase`, `xlink`, `xlinkbase`, `xlinklimit`: bits W-1..6.
    let entryBase: Unsigned
    let link: Unsigned
    let linkBase: Unsigned
    let linkLimit: Unsigned
    /// `xetsize`: 0 to 2^24.
    let entryCount = unsigned(XPCConfiguration.idBits + 1)
    /// `xcap` and `xseglist`, as `TableLayout` holds them.
    let capability: Unsigned
    let list: Unsigned
    /// `xlinkerr` is set (R2.6).
    let linkFailed = bit
    /// Identity of the running thread: `ucaller` (R2.ucaller).
    let caller: Unsigned
    /// R2.2.
    let isClosed = bit

    init(_ configuration: XPCConfiguration) {
        let block = unsigned(configuration.blockBits)
        (entryBase, link, linkBase, linkLimit, caller) = (block, block, block, block, block)
        capability = configuration.capabilityLayout.shape
        list = configuration.listLayout.shape
    }
}

/// What xcall and xret change here, all at once.
struct RegisterCommit: Bundle {
    /// xcall or xret commits: `xlink` := `link`, `xcap` and `xseglist` := the staged ones.
    let valid = bit
    let link: Unsigned
    /// A buffered record's write failed (R7.12).
    let failure: Valid<Unsigned>

    init(_ configuration: XPCConfiguration) {
        link = unsigned(configuration.blockBits)
        failure = Valid(of: unsigned(configuration.blockBits))
    }
}

/// The cycles of a CSR access. Registers that the instructions change too are written through the staging registers, in two cycles more.
enum AccessStep: HardwareEnum {
    /// No access, or its first cycle: the read multiplexer's select is registered.
    case select
    /// The old value is shown; most writes are done here. The value of the others lands in a staging register.
    case land
    /// The staged length becomes `xseglen`, which mask and segment writes are judged by.
    case refresh
    /// The register takes what is staged.
    case commit
}

/// The writes of staged registers: which staging register the value lands in, and which register commits.
struct StagedWrites: Bundle {
    let landsCapability = bit
    let landsList = bit
    let landsVirtual = bit
    let landsPhysical = bit
    let landsLength = bit
    let landsOffset = bit
    let refreshesLength = bit
    let refreshesOffset = bit
    let commitsVirtual = bit
    let commitsPhysical = bit
    let commitsLength = bit
    let commitsMaskOffset = bit
    let commitsMaskLength = bit
    /// The value has bits above those that a length holds, or below (R2.12).
    let isHigh = bit
    let isOdd = bit
}

/// Chapter 2: registers, their addresses and rights, and the multiplexer that reads them.
///
/// The multiplexer has two users: the CSR port while the engine is idle, and the memory port, which takes the words of a record or of a list
/// entry from it while an instruction runs.
final class ControlRegisters: Module {
    let port = input(XPCRegisterPort())
    let privilege = input(unsigned(2))
    let tvm = input(bit)
    let virtualised = input(bit)
    let isIdle = input(bit)

    let words = input(Valid(of: Enumerated<RegisterSource>()))
    let returnPC = input(unsigned(XPCConfiguration.pcBits))
    /// Bit 0 of the word with the return PC: zero where xret clears a record (R4.xret.4).
    let returnValid = input(bit)
    /// The low half. The high half of what is only pushed does not pass through the multiplexer (`MemoryInterface`).
    let satp = input(unsigned(32))
    let segment: Wire<Segment>
    let mask = input(Mask())
    let isMaskRefused = input(bit)

    let commit: Wire<RegisterCommit>
    let stagedCapability: Unsigned
    let stagedList: Unsigned

    let tables: Wire<TableRegisters>
    let writes = output(StagedWrites())
    /// An S-mode XPC CSR is written (R7.2).
    let emptiesCache = output(bit)

    /// For proofs.
    let watched: Wire<RegisterState>?

    let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        self.configuration = configuration
        watched = isWatched ? wire(RegisterState(configuration)) : nil
        segment = input(Segment(configuration))
        commit = input(RegisterCommit(configuration))
        stagedCapability = input(configuration.capabilityLayout.shape)
        stagedList = input(configuration.listLayout.shape)
        tables = output(TableRegisters(configuration))
    }

    override func circuit() {
        let block = unsigned(configuration.blockBits)
        let entryBase = register(block)
        let entryCount = register(unsigned(XPCConfiguration.idBits + 1))
        let capability = register(configuration.capabilityLayout.shape)
        let capabilityBase = register(block)
        let link = register(block)
        let linkBase = register(block)
        let linkLimit = register(block)
        let list = register(configuration.listLayout.shape)

        tables.entryBase <== entryBase
        tables.entryCount <== entryCount
        tables.capability <== capability
        tables.link <== link
        tables.linkBase <== linkBase
        tables.linkLimit <== linkLimit
        tables.list <== list
        tables.caller <== configuration.capabilityLayout.block(capability) - capabilityBase  // R2.ucaller
        let isClosed = wire(!entryCount.anyOne | tvm | virtualised)  // R2.2
        tables.isClosed <== isClosed

        // R2.15: which register, and whether it may be accessed.
        let address = port.address
        let isKernel = wire(
            (address[11...4] === RegisterAddress.kernelGroup) & !(address[3...2].allOnes))
        let isMask = wire(address[11...1] === RegisterAddress.mask / 2)
        let isUser = wire(address[11...2] === RegisterAddress.user / 4)
        let isIllegal = wire(
            (isKernel & ((privilege === 0) | virtualised))  // R2.3
                | ((isMask | isUser) & isClosed) | (isUser & port.write))
        port.hit <== (isKernel | isMask | isUser)
        port.illegal <== isIllegal

        let step = register(AccessStep.select)
        let isWriting = port.valid & port.write & (step !== .select)
        let writesKernel = wire(isWriting & isKernel & (privilege !== 0) & !virtualised)
        let writesMask = wire(isWriting & isMask & !isClosed)
        let writesStaged = wire(
            writesMask
                | (writesKernel
                    & (isRegister(.xcap) | isRegister(.xseglist) | isRegister(.xsegva) | isRegister(.xsegpa)
                        | isRegister(.xseglen)))
        )
        step.switch {
            on(.select) { when(port.valid & isIdle) { step <== .land } }
            on(.land) { step <== mux(writesStaged, constant(AccessStep.refresh), constant(AccessStep.select)) }
            on(.refresh) { step <== .commit }
            on(.commit) { step <== .select }
        }
        check("an access and an instruction exclude each other", (step !== .select).implies(isIdle & port.valid))
        let commits = wire(step === .commit)
        port.ready <== (commits | ((step === .land) & !writesStaged))
        port.exception <== (commits & writesMask & isMaskRefused)  // R5.27
        port.tval <== port.value
        emptiesCache <== writesKernel
        driveWrites(lands: step === .land, refreshes: step === .refresh, commits, writesKernel, writesMask)

        // Registers that only the kernel writes take the value as it comes.
        let value = port.value
        let written = value[(configuration.physicalAddressBits - 1)...6]
        when(writesKernel & isRegister(.xetbase)) { entryBase <== written }
        when(writesKernel & isRegister(.xcapbase)) { capabilityBase <== written }
        when(writesKernel & isRegister(.xlinkbase)) { linkBase <== written }
        when(writesKernel & isRegister(.xlinklimit)) { linkLimit <== written }
        let largest = XPCConfiguration.idBits
        let isLarge = value[63...largest].anyOne
        when(writesKernel & isRegister(.xetsize)) {  // R2.xetsize
            entryCount[largest] <== isLarge
            entryCount[(largest - 1)...0] <== value[(largest - 1)...0]
        }
        // A statement of its own, so that it is the flip-flops' reset and no multiplexer.
        when(writesKernel & isRegister(.xetsize) & isLarge) { entryCount[(largest - 1)...0] <== 0 }
        when(commit.valid | (writesKernel & isRegister(.xlink))) { link <== mux(isIdle, written, commit.link) }
        when(commit.valid | (commits & writesKernel & isRegister(.xcap))) { capability <== stagedCapability }
        when(commit.valid | (commits & writesKernel & isRegister(.xseglist))) { list <== stagedList }

        let linkError = linkError(written, writesKernel)
        tables.linkFailed <== (linkError?[0] ?? constant(false))

        let isReading = words.valid
        let number = isUserNumber(isKernel, isMask)
        let listCount = listCount(list)
        let caller = tables.caller.extended(to: XPCConfiguration.wordBits)
        let showsList = isUser & address[0]
        let showsPermission = isUser & !isReading  // useglen
        let sources: [Unsigned] = [
            blockWord(entryBase), entryCount.extended(to: 64), configuration.capabilityLayout.word(capability),
            blockWord(capabilityBase), blockWord(link), blockWord(linkBase), blockWord(linkLimit),
            linkError?.extended(to: 64) ?? concatenate(returnPC, isReading & returnValid).extended(to: 64),
            configuration.listLayout.word(list), granuleWord(segment.virtual),
            physicalWord(segment.physical, busy: constant(false), segment.permission),
            concatenate(
                segment.permission & showsPermission.repeated(2), granuleWord(segment.length)[61...0]),
            granuleWord(mask.offset), granuleWord(mask.length),
            mux(showsList, listCount.extended(to: 64), caller),
            satp.extended(to: XPCConfiguration.wordBits),
        ]
        // The select is a register: the paths through the multiplexer are the widest of the engine, so they are kept shallow.
        let source = register(number, reset: nil)
        source <== mux(isReading, Unsigned(words.payload), number)
        // The refresh looks at `xseglen`.
        when(step === .land) { source <== RegisterSource.xseglen.encoding }
        port.data <== select(source, sources)

        if let watched {
            watched.step <== step
            watched.source <== source
            watched.failed <== (linkError.map { $0[($0.width - 1)...6] } ?? constant(0, width: configuration.blockBits))
        }
        unused(segment, mask, returnPC, returnValid)
        check("P8 user code does not empty the cache by a CSR access", emptiesCache.implies(privilege !== 0))
        let window = mux(address[0], granuleWord(mask.length), granuleWord(mask.offset))
        let length = concatenate(segment.permission, granuleWord(segment.length)[61...0])
        let identity = mux(address[0], listCount.extended(to: 64), caller)
        let shown = mux(
            isMask, window,
            mux(address[1], mux(address[0], length, granuleWord(segment.virtual)), identity))
        let isShown = wire(port.valid & step.isOne(of: .land, .commit) & (isMask | isUser) & !isIllegal)
        check(
            "P8 user code reads its caller's number, the size of its list, and mask, VA, length and permission of its segment",
            isShown.implies(port.data === shown))
    }

    private func isRegister(_ source: RegisterSource) -> Bit { port.address[3...0] === source.encoding }

    private func driveWrites(lands: Bit, refreshes: Bit, _ commits: Bit, _ kernel: Bit, _ mask: Bit) {
        let kernelLands = lands & kernel
        writes.landsCapability <== (kernelLands & isRegister(.xcap))
        writes.landsList <== (kernelLands & isRegister(.xseglist))
        writes.landsVirtual <== (kernelLands & isRegister(.xsegva))
        writes.landsPhysical <== (kernelLands & isRegister(.xsegpa))
        writes.landsLength <== (kernelLands & isRegister(.xseglen))
        // What the mask becomes is staged as its offset: a value, or with a segment register the new length, `xseglen`.
        writes.landsOffset <== (lands & (mask | (kernel & isRegister(.xseglen))))
        writes.refreshesOffset <== (refreshes & kernel & !isRegister(.xseglen))
        writes.refreshesLength <== (refreshes & !(kernel & isRegister(.xseglen)))
        let kernelCommits = commits & kernel
        writes.commitsVirtual <== (kernelCommits & isRegister(.xsegva))
        writes.commitsPhysical <== (kernelCommits & isRegister(.xsegpa))
        writes.commitsLength <== (kernelCommits & isRegister(.xseglen))
        writes.commitsMaskOffset <== (commits & mask & !port.address[0])
        writes.commitsMaskLength <== (commits & mask & port.address[0])
        writes.isHigh <== port.value[63...32].anyOne
        writes.isOdd <== port.value[2...0].anyOne
    }

    /// `xlinkerr`: PA and bit 0 (R2.6); nil in a blocking build.
    private func linkError(_ written: Unsigned, _ writesKernel: Bit) -> Unsigned? {
        guard configuration.bufferedRecords > 0 else {
            unused(commit.failure)
            return nil
        }
        let isSet = register(bit)
        let failed = register(unsigned(configuration.blockBits))
        when(commit.failure.valid & !isSet) {  // R7.12
            isSet <== true
            failed <== commit.failure.payload
        }.elsewhen(writesKernel & isRegister(.xlinkerrOrReturn)) {
            isSet <== port.value[0]
            failed <== written & port.value[0].repeated(configuration.blockBits)
        }
        return concatenate(failed, constant(0, width: 5), isSet)
    }

    /// The source that the accessed address names.
    private func isUserNumber(_ isKernel: Bit, _ isMask: Bit) -> Unsigned {
        let address = port.address
        let mask = concatenate(constant(RegisterSource.xmaskoff.encoding / 2, width: 3), address[0])
        // 0xCC0, 0xCC1: identity and list; 0xCC2, 0xCC3: `xsegva`, `xseglen`.
        let segment = concatenate(constant(0b10, width: 2), address[0], constant(true))
        let user = mux(address[1], segment, constant(RegisterSource.callerOrListCount.encoding, width: 4))
        return mux(isKernel, address[3...0], mux(isMask, mask, user))
    }

    /// Entries of the relay-segment list (R2.useglist).
    private func listCount(_ list: Unsigned) -> Unsigned {
        let layout = configuration.listLayout
        let one = Unsigned(layout.base(list).anyOne).extended(to: XPCConfiguration.indexBits + 1)
        return one << layout.size(list)
    }

    private func blockWord(_ block: Unsigned) -> Unsigned {
        concatenate(block, constant(0, width: 6)).extended(to: XPCConfiguration.wordBits)
    }
}
