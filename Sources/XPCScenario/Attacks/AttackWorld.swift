import Simulation
import XPCModel

/// The kernel's tables for attacks: those of ``RandomWorld``, with segments of which no two share a byte, and a link stack for each thread.
struct AttackWorld {
    static let threads = 3
    /// A thread's link stack at first, and at most.
    static let records: UInt64 = 8
    static let mostRecords: UInt64 = 12

    /// The first of 64 x-entries that every process holds and that lie where no memory is.
    static let beyond: UInt64 = 60_032

    let tables: RandomWorld

    init(_ configuration: XPCModelConfiguration, draw: Int) { tables = RandomWorld(configuration, draw: draw) }

    func linkBase(_ thread: Int) -> UInt64 { tables.base + 0x3_0000 + 0x1000 * UInt64(thread) }

    func entryAddress(_ process: Int, _ index: UInt64) -> UInt64 { tables.list(process) & ~0x3F + 32 * index }

    /// Place and length of a segment: its number is unique in the world.
    private func segment(_ number: Int, _ random: inout SplitMix) -> [UInt64] {
        let length = 8 * UInt64(1 + random.below(0x400))
        let virtual =
            random.chance(10)
            ? (1 << 38) - length : 0x20_0000_0000 + 0x1_0000 * UInt64(random.chance(80) ? number : random.below(48))
        let permission = UInt64([3, 3, 3, 3, 1, 2][random.below(6)])
        return [virtual, tables.base + 0x200_0000 + 0x1_0000 * UInt64(number) | permission, length]
    }

    func threadSegment(_ thread: Int, _ random: inout SplitMix) -> [UInt64] { segment(40 + thread, &random) }

    func listSegment(_ process: Int, _ index: UInt64, _ random: inout SplitMix) -> [UInt64] {
        if index == RandomWorld.busyEntry { return [0, SegmentListEntry.busy, 0] }
        if RandomWorld.badEntries.contains(index) { return tables.badSegment(&random) }
        if index >= 4 || random.chance(10) { return [0, 0, 0] }
        return segment(process * 8 + Int(index), &random)
    }

    /// Writes all tables, on both sides.
    func build(_ lockStep: LockStep, _ random: inout SplitMix) {
        tables.build(lockStep, &random)
        for process in 0..<RandomWorld.processes { lockStep[tables.capabilityWord(process, Self.beyond)] = .max }
        let places = tables.entryAddress(Self.beyond)...(tables.entryAddress(Self.beyond + 64) - 1)
        lockStep.fail(places, [.load, .store, .exchange])
        resetLists(lockStep, &random)
    }

    /// Writes all lists anew.
    func resetLists(_ lockStep: LockStep, _ random: inout SplitMix) {
        for process in 0..<RandomWorld.processes {
            for index in 0..<RandomWorld.listSize {
                lockStep.write(listSegment(process, index, &random), at: entryAddress(process, index))
            }
        }
    }

    /// The segments in lists that are well-formed and not empty, with their entries' addresses.
    func listed(_ lockStep: LockStep) -> [(address: UInt64, segment: RelaySegment)] {
        var found: [(UInt64, RelaySegment)] = []
        for process in 0..<RandomWorld.processes {
            for index in 0..<RandomWorld.listSize where !RandomWorld.badEntries.contains(index) {
                let address = entryAddress(process, index)
                let words = (0..<3).map { lockStep[address + 8 * UInt64($0)] }
                guard words[1] & 4 == 0, words[2] > 0,
                    let segment = SegmentListEntry.segment(words: words, configuration: tables.configuration)
                else { continue }
                found.append((address, segment))
            }
        }
        return found
    }
}
