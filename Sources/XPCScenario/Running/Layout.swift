import XPCModel

/// Where a scenario's tables lie in one configuration, and what its symbols are worth.
///
/// Addresses that the file does not give are laid out from a base above everything that it gives by hand is likely to use.
struct Layout {
    struct Process {
        var xcap: UInt64
        var xseglist: UInt64
        var satp: UInt64
        var code: UInt64
        var segment: RelaySegment
        var mask: (offset: UInt64, length: UInt64)?
    }

    let configuration: XPCModelConfiguration
    private(set) var entryTable: UInt64 = 0
    private(set) var linkBase: UInt64 = 0
    private(set) var linkLimit: UInt64 = 0
    private(set) var identities: UInt64 = 0
    private(set) var processes: [String: Process] = [:]
    private(set) var entryIDs: [String: UInt64] = [:]
    /// Values of symbols that do not change while the scenario runs.
    private(set) var symbols: [String: UInt64] = [:]

    var isRadix: Bool { configuration.capabilityTable == .radix }

    /// Lays a scenario out.
    ///
    /// - Throws: ``ScenarioError`` when something does not fit the configuration.
    init(_ scenario: Scenario, _ configuration: XPCModelConfiguration) throws(ScenarioError) {
        self.configuration = configuration
        let base: UInt64 = 0x8000_0000
        entryTable = scenario.entryTable.address ?? base + 0x100_0000
        linkBase = scenario.linkStack.address ?? base + 0x3_0000
        linkLimit = linkBase + 64 * UInt64(scenario.linkStack.records)
        identities = base
        for (number, process) in scenario.processes.enumerated() {
            try add(process, UInt64(number), base)
        }
        var next: UInt64 = 1
        for entry in scenario.entries {
            let id = entry.id ?? next
            guard id > 0, id < 1 << 24 else {
                throw ScenarioError(entry.place, "the x-entry “\(entry.name)” has the ID \(id)", hint: "1 to 2^24 - 1")
            }
            next = id + 1
            entryIDs[entry.name] = id
            symbols[entry.name + ".id"] = id
            symbols[entry.name + ".address"] = entryTable + 64 * id
            if let process = processes[entry.process.name] { symbols[entry.name + ".pc"] = entry.pc ?? process.code }
        }
        symbols["entries"] = entryTable
        symbols["entries.size"] = scenario.entryTable.size
        symbols["stack"] = linkBase
        symbols["stack.limit"] = linkLimit
        symbols["identities"] = identities
    }

    private mutating func add(
        _ process: Scenario.Process, _ number: UInt64, _ base: UInt64
    ) throws(ScenarioError) {
        let table = process.capabilities ?? base + 0x10_0000 + 0x1_0000 * number
        // The list's size is the next power of two.
        var size: UInt64 = 0
        while 1 << size < process.list.count { size += 1 }
        guard size <= 12 else { throw ScenarioError(process.place, "a segment list has at most 4096 entries") }
        let list = process.listAddress ?? base + 0x4_0000 + 0x2_0000 * number
        let isEmpty = process.list.isEmpty && process.listAddress == nil
        let own = process.segment.map {
            segment(
                $0, defaultVA: 0x20_0000_0000 + 0x100_0000 * number, defaultPA: base + 0x4000_0000 + 0x100_0000 * number
            )
        }
        let made = Process(
            xcap: configuration.legalCapability(table),
            xseglist: isEmpty ? 0 : configuration.legalSegmentList(list | size),
            satp: configuration.legalTranslationRegister(process.satp ?? 8 << 60 | 0x80100 + number),
            code: process.code ?? 0x1_0000 * (number + 1), segment: own ?? .empty, mask: process.mask)
        processes[process.name] = made
        let name = process.name
        symbols[name + ".xcap"] = made.xcap
        symbols[name + ".capabilities"] = configuration.capabilityAddress(made.xcap)
        symbols[name + ".xseglist"] = made.xseglist
        symbols[name + ".list"] = isEmpty ? 0 : list
        symbols[name + ".satp"] = made.satp
        symbols[name + ".code"] = made.code
        symbols[name + ".identity"] =
            configuration.physical(configuration.capabilityAddress(made.xcap) &- identities) >> 6
        symbols[name + ".va"] = made.segment.virtualAddress
        symbols[name + ".pa"] = made.segment.physicalAddress
        symbols[name + ".length"] = made.segment.length
    }

    /// A segment with its addresses.
    func segment(_ segment: Scenario.Segment, defaultVA: UInt64, defaultPA: UInt64) -> RelaySegment {
        RelaySegment(
            virtualAddress: segment.va ?? defaultVA, physicalAddress: segment.pa ?? defaultPA,
            isReadable: segment.permission & 1 == 1, isWritable: segment.permission & 2 == 2, length: segment.length)
    }

    /// The word that holds the capability bit of an ID in a process's table, and the leaf that must be there first.
    func capabilityWord(_ xcap: UInt64, _ id: UInt64) -> (word: UInt64, rootWord: UInt64?, leaf: UInt64) {
        let table = configuration.capabilityAddress(xcap)
        guard isRadix else { return (table + 8 * (id / 64), nil, 0) }
        let leaf = table + 0x1000 * (1 + id / 32768 % 8)
        return (leaf + 8 * (id % 32768 / 64), table + 8 * (id / 32768), leaf)
    }
}
