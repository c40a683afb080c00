/// A relay segment: a physically contiguous range, mapped at a virtual address (R1.2).
///
/// A value may hold anything; ``normalised`` and ``window(offset:length:configuration:)`` follow R2.9 and R4.7.
public struct RelaySegment: Hashable, Sendable {
    /// First virtual address (`xsegva`).
    public var virtualAddress: UInt64
    /// First physical address, without permission bits.
    public var physicalAddress: UInt64
    /// Whether user loads are allowed: bit 0 of `xsegpa`.
    public var isReadable: Bool
    /// Whether user stores are allowed: bit 1 of `xsegpa`.
    public var isWritable: Bool
    /// Length in bytes (`xseglen`); 0 is no segment.
    public var length: UInt64

    /// A segment of these parts, as given.
    public init(
        virtualAddress: UInt64, physicalAddress: UInt64, isReadable: Bool, isWritable: Bool, length: UInt64
    ) {
        self.virtualAddress = virtualAddress
        self.physicalAddress = physicalAddress
        self.isReadable = isReadable
        self.isWritable = isWritable
        self.length = length
    }

    /// No segment: everything is 0 (R2.9).
    public static let empty = RelaySegment(
        virtualAddress: 0, physicalAddress: 0, isReadable: false, isWritable: false, length: 0)

    /// Physical address with R in bit 0 and W in bit 1, as `xsegpa` holds it.
    public var physicalWithPermission: UInt64 {
        physicalAddress | (isReadable ? 1 : 0) | (isWritable ? 2 : 0)
    }

    /// The segment itself, or the empty one if its length is 0 (R2.9).
    public var normalised: RelaySegment { length == 0 ? .empty : self }

    /// The part of the segment that a mask leaves (R4.7).
    ///
    /// - Parameters:
    ///   - offset: the mask's offset in bytes.
    ///   - length: the mask's length in bytes.
    /// - Returns: the window with the segment's permission, normalised; the empty segment if its first byte would lie
    ///   past the user half or past the physical width.
    public func window(
        offset: UInt64, length windowLength: UInt64, configuration: XPCModelConfiguration
    ) -> RelaySegment {
        let firstVirtual = virtualAddress + offset
        let firstPhysical = physicalAddress + offset
        guard firstVirtual < VirtualAddress.userLimit, firstPhysical < configuration.physicalLimit else {
            return .empty
        }
        return RelaySegment(
            virtualAddress: firstVirtual, physicalAddress: firstPhysical, isReadable: isReadable,
            isWritable: isWritable, length: windowLength
        ).normalised
    }
}

/// Facts about Sv39 addresses (R1.4).
public enum VirtualAddress {
    /// One past the last address of the user half: 2^38.
    public static let userLimit: UInt64 = 1 << 38

    /// Whether bits 63..39 all equal bit 38 (R1.4).
    public static func isCanonical(_ address: UInt64) -> Bool {
        let top = address >> 38
        return top == 0 || top == (1 << 26) - 1
    }
}
