/// What a hart does to memory with an access that the relay segment may translate (section 6).
public enum XPCAccess: String, Hashable, Sendable, CaseIterable {
    case fetch
    case load
    case store
    case loadReserved
    case storeConditional
    case atomic

    /// The page fault of this access (R6.4, R6.5, R6.7).
    public var pageFault: XPCException.Cause {
        switch self {
        case .fetch: .instructionPageFault
        case .load, .loadReserved: .loadPageFault
        case .store, .storeConditional, .atomic: .storePageFault
        }
    }

    /// Whether a segment with this permission lets the access through (R6.4, R6.5, R6.7).
    func isAllowed(by segment: RelaySegment) -> Bool {
        switch self {
        case .fetch: false
        case .load, .loadReserved: segment.isReadable
        case .store, .storeConditional: segment.isWritable
        case .atomic: segment.isReadable && segment.isWritable
        }
    }
}

/// Where an access goes.
public enum XPCTranslation: Hashable, Sendable {
    /// The segment has nothing to do with it (R6.10).
    case pageTable
    /// To this physical address, past the page table (R6.2).
    case physical(UInt64)
    /// A page fault (R6.4 to R6.8).
    case fault(XPCException)
}

extension XPCHart {
    /// Translates an access by the relay segment.
    ///
    /// - Parameters:
    ///   - virtualAddress: VA of the first byte.
    ///   - bytes: length of the access.
    ///   - access: what is done.
    ///   - privilege: effective privilege of the access; the current one if `nil`.
    ///   - sum: `mstatus.SUM`; the hart's own if `nil`.
    public func translate(
        _ virtualAddress: UInt64, bytes: Int, _ access: XPCAccess, privilege: XPCPrivilege? = nil, sum: Bool? = nil
    ) -> XPCTranslation {
        let applies =
            switch privilege ?? registers.privilege {
            case .user: true
            case .supervisor: sum ?? registers.sum
            case .machine: false
            }
        guard applies, !registers.isClosed else { return .pageTable }  // R6.1, R2.2
        let segment = registers.segment
        let fates = (0..<UInt64(max(bytes, 0))).map { fate(ofByte: $0, of: virtualAddress, in: segment) }
        guard let first = fates.first, fates.contains(where: { $0 != .outside }) else { return .pageTable }  // R6.10

        for (index, fate) in fates.enumerated() {
            let isAtFault =
                switch fate {
                case .outside: first != .outside  // R6.6, R6.9
                case .beyond: true  // R6.8
                case .inside: first == .outside || !access.isAllowed(by: segment)  // R6.4 to R6.7, R6.9
                }
            if isAtFault {
                return .fault(XPCException(access.pageFault, tval: virtualAddress &+ UInt64(index)))
            }
        }
        return .physical(segment.physicalAddress + (virtualAddress - segment.virtualAddress))  // R6.2
    }

    private enum Fate { case outside, inside, beyond }

    /// Whether a byte of an access is in the range, and if so whether past the user half or the physical width (R6.8).
    private func fate(ofByte index: UInt64, of start: UInt64, in segment: RelaySegment) -> Fate {
        let (address, wrapped) = start.addingReportingOverflow(index)
        guard !wrapped, address >= segment.virtualAddress, address - segment.virtualAddress < segment.length else {
            return .outside
        }
        let physical = segment.physicalAddress + (address - segment.virtualAddress)
        return address < VirtualAddress.userLimit && physical < configuration.physicalLimit ? .inside : .beyond
    }
}
