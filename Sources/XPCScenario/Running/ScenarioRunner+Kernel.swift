import XPCModel

/// The kernel of a scenario: builds the tables, loads registers, edits.
extension ScenarioRunner {
    /// Writes all tables and starts the first process.
    func setUp() throws {
        for process in scenario.processes {
            guard let place = layout.processes[process.name] else { continue }
            for (index, entry) in process.list.enumerated() {
                try writeList(place.xseglist & ~0x3F, UInt64(index), entry, process: process.name)
            }
        }
        for entry in scenario.entries {
            try writeEntry(entry.name, words: entry.words, isValid: entry.isValid)
        }
        for process in scenario.processes {
            for call in process.calls { setCapability(true, process: process.name, entry: call.name) }
        }
        try asKernel {
            try set(.xetbase, layout.entryTable)
            try set(.xetsize, scenario.entryTable.size)
            try set(.xcapbase, layout.identities)
            try set(.xlinkbase, layout.linkBase)
            try set(.xlinklimit, layout.linkLimit)
            try set(.xlink, layout.linkBase)
        }
        try load(scenario.start)
    }

    /// Does something in S-mode, with the records written as in a trap handler.
    func asKernel(_ body: () throws -> Void) throws {
        try lockStep.drain()
        let privilege = lockStep.core.privilege
        lockStep.setCore { $0.privilege = .supervisor }
        try body()
        lockStep.setCore { $0.privilege = privilege }
    }

    func set(_ csr: XPCCSR, _ value: UInt64) throws { _ = try lockStep.access(csr.address, .write, operand: value) }

    /// Loads the registers of a process, as a context switch does.
    func load(_ name: String) throws {
        guard let process = layout.processes[name] else { return }
        try asKernel {
            try set(.xcap, process.xcap)
            try set(.xseglist, process.xseglist)
            try set(.xseglen, process.segment.length)
            try set(.xsegva, process.segment.virtualAddress)
            try set(.xsegpa, process.segment.physicalWithPermission)
            if let mask = process.mask {
                try set(.xmaskoff, mask.offset)
                try set(.xmasklen, mask.length)
            }
        }
        lockStep.setCore {
            $0.satp = process.satp
            $0.pc = process.code
            $0.t0 = 0
            $0.privilege = .user
        }
        skips = 0
    }

    func setCapability(_ granted: Bool, process: String, entry: String) {
        guard let xcap = layout.processes[process]?.xcap, let id = layout.entryIDs[entry] else { return }
        let place = layout.capabilityWord(xcap, id)
        if let rootWord = place.rootWord, lockStep[rootWord] & 1 == 0 { lockStep[rootWord] = place.leaf | 1 }
        let bit: UInt64 = 1 << (id % 64)
        let old = lockStep[place.word]
        lockStep[place.word] = granted ? old | bit : old & ~bit
    }

    /// Writes an x-entry as the file describes it, some words replaced.
    func writeEntry(_ name: String, words: [(index: Int, value: Expression)], isValid: Bool) throws {
        guard let entry = scenario.entries.first(where: { $0.name == name }),
            let process = layout.processes[entry.process.name], let id = layout.entryIDs[name]
        else { return }
        var all =
            XEntry(
                satp: process.satp, pc: entry.pc ?? process.code, xcap: process.xcap, xseglist: process.xseglist
            ).words + [0, 0, 0]
        if !isValid { all[0] = 0 }
        for word in words { all[word.index] = try value(word.value) }
        lockStep.write(all, at: layout.entryTable + 64 * id)
    }

    func writeList(_ list: UInt64, _ index: UInt64, _ entry: Scenario.ListEntry, process: String) throws {
        let address = list + SegmentListEntry.size * index
        switch entry {
        case .empty: lockStep.write([0, 0, 0], at: address)
        case .busy: lockStep.write([0, SegmentListEntry.busy, 0], at: address)
        case .words(let words): lockStep.write(try words.map { try value($0) }, at: address)
        case .segment(let segment):
            // Without addresses of its own, each entry has a place of its own.
            let number = UInt64(scenario.processes.firstIndex { $0.name == process } ?? 0) * 64 + index + 1
            let placed = layout.segment(
                segment, defaultVA: 0x20_4000_0000 + 0x10_0000 * number, defaultPA: 0xA000_0000 + 0x10_0000 * number)
            lockStep.write(SegmentListEntry.words(placed), at: address)
        }
    }

    func editRecord(at address: UInt64, words: [(index: Int, value: Expression)], invalidate: Bool) throws {
        try lockStep.drain()
        var all = (0..<8).map { lockStep[address + 8 * UInt64($0)] }
        for word in words { all[word.index] = try value(word.value) }
        if invalidate { all[0] &= ~1 }
        lockStep.write(all, at: address)
    }
}
