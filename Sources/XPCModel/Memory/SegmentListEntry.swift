/// An entry of the relay-segment list (R3.12).
public enum SegmentListEntry {
    /// Size of an entry in bytes.
    public static let size: UInt64 = 32

    /// The value of word 1 that says busy (R3.15).
    public static let busy: UInt64 = 4

    /// Words 0 to 2 of an entry that holds a segment (R3.12); the empty segment gives three zeros (R4.swapseg.5).
    public static func words(_ segment: RelaySegment) -> [UInt64] {
        [segment.virtualAddress, segment.physicalWithPermission, segment.length]
    }

    /// The segment in an entry that is not busy.
    ///
    /// - Parameter words: words 0 to 2.
    /// - Returns: the segment, or `nil` if the entry is malformed (R3.14).
    public static func segment(words: [UInt64], configuration: XPCModelConfiguration) -> RelaySegment? {
        guard words.count >= 3 else { return nil }
        let (virtual, physical, length) = (words[0], words[1], words[2])
        if length == 0 { return .empty }  // R3.13
        guard length < 1 << 32, length % 8 == 0 else { return nil }  // R3.14.a
        guard virtual < VirtualAddress.userLimit, virtual % 8 == 0, virtual + length <= VirtualAddress.userLimit else {
            return nil  // R3.14.b
        }
        let first = physical & ~7
        guard physical < configuration.physicalLimit, first + length <= configuration.physicalLimit else {
            return nil  // R3.14.c
        }
        guard physical & 3 != 0 else { return nil }  // R3.14.d
        return RelaySegment(
            virtualAddress: virtual, physicalAddress: first, isReadable: physical & 1 == 1,
            isWritable: physical & 2 == 2, length: length)
    }
}
