import HDL

/// Chapter 6: where an access lies, in granules of 8 bytes. An access of at most 8 bytes touches one granule or two.
struct SegmentRange {
    /// VA of its first granule - `xsegva`, modulo 2^36.
    let distance: Unsigned
    /// Its first granule is in the segment.
    let isInside: Bit
    /// It ends in the segment's first granule, and begins in the granule before (R6.6).
    let endsInside: Bit
    /// It touches a second granule.
    let straddles: Bit
    /// Its first granule is the segment's last.
    let isLast: Bit

    private static let granules: BitRange = 38...3

    /// - Parameter findsLast: `isLast` is wanted; it needs the difference, of which otherwise the comparison is enough.
    init(address: Unsigned, size: Unsigned, isActive: Bit, segment: Wire<Segment>, findsLast: Bool) {
        let low = address[2...0]
        straddles =
            ((size === 1) & low.allOnes) | ((size === 2) & low[2] & low[1...0].anyOne) | ((size === 3) & low.anyOne)
        // Bit 38 tells an address past the user half from one in it; bits above are no segment's.
        let isLow = isActive & !address[63...39].anyOne
        let granule = address[Self.granules]
        distance = granule - segment.virtual.extended(to: granule.width)
        let bits = XPCConfiguration.lengthBits
        let near = distance[(bits - 1)...0]
        let beforeEnd = findsLast ? near.subtracting(segment.length) : nil
        isLast = beforeEnd?[(bits - 1)...0].allOnes ?? constant(false)
        let isBefore = beforeEnd?[bits] ?? (near < segment.length)
        isInside = isLow & !distance[(distance.width - 1)...bits].anyOne & isBefore
        endsInside = isLow & straddles & distance.allOnes & !address[38] & segment.length.anyOne
    }

    /// VA of the access, or of its second granule.
    static func tval(_ address: Unsigned, second: Bit) -> Unsigned {
        let granule = address[granules]
        return concatenate(
            address[63...39], granule + Unsigned(second).extended(to: granule.width),
            address[2...0] & (!second).repeated(3))
    }
}

/// Whether the segment applies to an access at `privilege` (R6.1).
func isActive(_ privilege: Unsigned, sum: Bit, isClosed: Bit) -> Bit {
    !isClosed & ((privilege === 0) | ((privilege === 1) & sum))
}

/// Chapter 6 for loads, stores and atomics. Combinational: it adds no cycle (R6.2).
final class RelayTranslation: Module {
    let port: Wire<XPCDataTranslation>
    let sum = input(bit)
    let isClosed = input(bit)
    let segment: Wire<Segment>

    init(_ configuration: XPCConfiguration) {
        port = input(XPCDataTranslation(configuration))
        segment = input(Segment(configuration))
    }

    override func circuit() {
        let active = isActive(port.privilege, sum: sum, isClosed: isClosed)
        let range = SegmentRange(
            address: port.address, size: port.size, isActive: active, segment: segment, findsLast: true)
        let granuleBits = segment.physical.width
        let distance = range.distance[(XPCConfiguration.lengthBits - 1)...0]
        let physical = wire(segment.physical.adding(extend(distance, granuleBits)))
        let isAllowed = wire(  // R6.4, R6.5, R6.8
            (!port.read | segment.permission[0]) & (!port.write | segment.permission[1])
                & !physical[granuleBits] & !port.address[38])
        // The second granule is past the segment (R6.6), the physical width or the user half (R6.8).
        let isNextBad = wire(
            range.straddles
                & (range.isLast | physical[(granuleBits - 1)...0].allOnes
                    | port.address[37...3].allOnes))
        let hit = wire(range.isInside & isAllowed & !isNextBad)
        port.hit <== hit
        port.fault <== (range.endsInside | (range.isInside & !(isAllowed & !isNextBad)))
        port.physical <== concatenate(physical[(granuleBits - 1)...0], port.address[2...0])
        port.tval <== SegmentRange.tval(port.address, second: !(range.isInside & !isAllowed))  // R6.9

        check(
            "P6 only with the segment's permission",
            hit.implies(
                (!port.read | segment.permission[0]) & (!port.write | segment.permission[1]) & active))
        check(
            "P6 only to an address inside the segment",
            hit.implies(
                (port.physical[(granuleBits + 2)...3] >= segment.physical) & (distance < segment.length)))
        check("a hit is no fault", !(port.hit & port.fault))
    }

    private func extend(_ number: Unsigned, _ width: Int) -> Unsigned {
        number.width == width ? number : number.extended(to: width)
    }
}

/// Chapter 6 for instruction fetches (R6.7).
final class FetchTranslation: Module {
    let port = input(XPCFetchTranslation())
    let privilege = input(unsigned(2))
    let sum = input(bit)
    let isClosed = input(bit)
    let segment: Wire<Segment>

    init(_ configuration: XPCConfiguration) { segment = input(Segment(configuration)) }

    override func circuit() {
        let active = isActive(privilege, sum: sum, isClosed: isClosed)
        let range = SegmentRange(
            address: port.address, size: port.size, isActive: active, segment: segment, findsLast: false)
        port.fault <== (range.isInside | range.endsInside)
        port.tval <== SegmentRange.tval(port.address, second: !range.isInside)  // R6.9
        unused(segment)
    }
}
