/// The kernel's hand: builds and edits the tables of section 3, past all failures.
extension MemoryImage {
    /// Writes words one after another.
    public mutating func write(_ words: [UInt64], at address: UInt64) {
        for (index, word) in words.enumerated() { self[address + 8 * UInt64(index)] = word }
    }

    /// Reads words one after another.
    public func read(_ count: Int, at address: UInt64) -> [UInt64] {
        (0..<count).map { self[address + 8 * UInt64($0)] }
    }

    /// Writes a valid x-entry (R3.1).
    public mutating func writeEntry(_ entry: XEntry, id: UInt64, table: UInt64) {
        write(entry.words, at: table + XEntry.size * id)
    }

    /// Clears the valid bit of an x-entry (R3.1).
    public mutating func invalidateEntry(id: UInt64, table: UInt64) { self[table + XEntry.size * id] &= ~1 }

    /// Grants or takes away an x-entry in a bitmap at a PA (R3.4); its size is not looked at.
    public mutating func setCapability(_ granted: Bool, id: UInt64, bitmap: UInt64) {
        let mask: UInt64 = 1 << (id % 64)
        let address = bitmap + 8 * (id / 64)
        self[address] = granted ? self[address] | mask : self[address] & ~mask
    }

    /// Grants or takes away an x-entry in a radix table (R3.5).
    ///
    /// - Parameters:
    ///   - root: PA of the root.
    ///   - newLeaf: PA of an unused, zeroed 4 KiB page, used if the leaf is absent.
    /// - Returns: whether `newLeaf` was used.
    @discardableResult
    public mutating func setCapability(_ granted: Bool, id: UInt64, radix root: UInt64, newLeaf: UInt64) -> Bool {
        let slot = root + 8 * (id / 32768)
        let absent = self[slot] & 1 == 0
        if absent { self[slot] = newLeaf | 1 }
        setCapability(granted, id: id % 32768, bitmap: self[slot] & ~0xFFF)
        return absent
    }

    /// Writes a segment into an entry of a list (R3.12); word 3 stays.
    public mutating func writeSegment(_ segment: RelaySegment, index: UInt64, list: UInt64) {
        write(SegmentListEntry.words(segment), at: list + SegmentListEntry.size * index)
    }

    /// Writes a linkage record (R3.7).
    public mutating func writeRecord(_ record: LinkRecord, at address: UInt64) { write(record.words, at: address) }

    /// Clears the valid bit of a linkage record (R3.7).
    public mutating func invalidateRecord(at address: UInt64) { self[address] &= ~1 }
}
