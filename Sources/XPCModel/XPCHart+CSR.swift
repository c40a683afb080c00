/// CSR instructions (R2.8 to R2.15).
extension XPCHart {
    /// Executes a CSR instruction at the current privilege. `pc` is not moved: CSRs are the hart's business.
    ///
    /// - Parameters:
    ///   - address: the CSR's address; one that is not XPC's is an illegal instruction.
    ///   - operation: what happens with the operand.
    ///   - operand: value of `rs1`, or the immediate.
    ///   - writes: false for CSRRS and CSRRC with source x0 or immediate 0, which do not write (R2.13).
    /// - Returns: the value before, for `rd`, or the exception.
    public mutating func accessCSR(
        _ address: UInt16, _ operation: CSROperation, operand: UInt64, writes: Bool = true
    ) -> CSROutcome {
        guard let csr = XPCCSR(rawValue: address), isAccessible(csr), !(writes && csr.isReadOnly) else {
            return .exception(.illegalInstruction)  // R2.15, R2.2, R2.3
        }
        let old = registers.value(of: csr, configuration: configuration)
        guard writes else { return .completed(old: old) }  // R2.13
        let value =
            switch operation {
            case .write: operand
            case .set: old | operand
            case .clear: old & ~operand
            }
        if csr == .xmaskoff, value > registers.xseglen {
            return .exception(XPCException(.invalidMask, tval: value))  // R2.10, R2.12, R5.27
        }
        if csr == .xmasklen {
            let (end, overflow) = registers.xmaskoff.addingReportingOverflow(value)
            if overflow || end > registers.xseglen {
                return .exception(XPCException(.invalidMask, tval: value))  // R2.11, R2.12, R5.27
            }
        }
        store(value, in: csr)
        if csr.isSupervisor { fence() }  // R7.2
        return .completed(old: old)
    }

    /// Reads a CSR at the current privilege (CSRRS with x0).
    public mutating func readCSR(_ csr: XPCCSR) -> CSROutcome {
        accessCSR(csr.address, .set, operand: 0, writes: false)
    }

    /// Writes a CSR at the current privilege (CSRRW).
    @discardableResult
    public mutating func writeCSR(_ csr: XPCCSR, _ value: UInt64) -> CSROutcome {
        accessCSR(csr.address, .write, operand: value)
    }

    private func isAccessible(_ csr: XPCCSR) -> Bool {
        if csr.isSupervisor {
            return registers.privilege >= .supervisor && !registers.virtualised  // R2.15, R2.3
        }
        return !registers.isClosed  // R2.2
    }

    private mutating func store(_ value: UInt64, in csr: XPCCSR) {
        switch csr {
        case .xetbase: registers.xetbase = configuration.legalBlockAddress(value)
        case .xetsize: registers.xetsize = configuration.legalTableSize(value)
        case .xcap: registers.xcap = configuration.legalCapability(value)
        case .xcapbase: registers.xcapbase = configuration.legalBlockAddress(value)
        case .xlink: registers.xlink = configuration.legalBlockAddress(value)
        case .xlinkbase: registers.xlinkbase = configuration.legalBlockAddress(value)
        case .xlinklimit: registers.xlinklimit = configuration.legalBlockAddress(value)
        case .xlinkerr: registers.xlinkerr = configuration.legalLinkError(value)
        case .xseglist: registers.xseglist = configuration.legalSegmentList(value)
        case .xsegva:
            registers.xsegva = configuration.legalSegmentVirtual(value)
            registers.setSegment(registers.segment)  // R2.8, R2.9
        case .xsegpa:
            registers.xsegpa = configuration.legalSegmentPhysical(value)
            registers.setSegment(registers.segment)  // R2.8, R2.9
        case .xseglen:
            registers.xseglen = configuration.legalLength(value)
            registers.setSegment(registers.segment)  // R2.8, R2.9
        case .xmaskoff:
            registers.xmaskoff = configuration.legalLength(value)  // R2.10
            registers.xmasklen = registers.xseglen - registers.xmaskoff
        case .xmasklen: registers.xmasklen = configuration.legalLength(value)  // R2.11
        case .ucaller, .useglist, .usegva, .useglen: break  // read-only, refused before
        }
    }
}
