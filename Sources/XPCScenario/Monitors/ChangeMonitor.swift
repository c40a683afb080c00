import Simulation
import XPCModel

/// P7, P8, P16: registers and memory change when they may, and by whom they may.
final class ChangeMonitor: PropertyMonitor {
    override func cycle(
        _ before: EngineCycle, _ now: EngineCycle, _ history: EngineHistory
    ) -> PropertyViolation? {
        if before.isReset {
            let isOff =
                now.registers == CSRValues() && !now.isBusy && now.isDrained && !now.isEnabled && now.request == nil
                && now.response == nil && !now.isKilled
            return isOff ? nil : Self.violation("P16", "something is on after reset")
        }
        if let access = now.access, let found = judge(access, now) { return found }
        guard before.registers != now.registers else { return nil }
        var allowed = before.registers
        let new = now.registers
        if let response = before.response, !response.isException {
            (allowed.xlink, allowed.xcap, allowed.xseglist) = (new.xlink, new.xcap, new.xseglist)
            allowed.segment = new.segment
        }
        if let access = before.access, access.isWrite, !access.isIllegal, !access.isException {
            allow(access.address, new, &allowed)
        }
        if allowed.xlinkerr != new.xlinkerr, before.registers.xlinkerr == 0, new.xlinkerr & 63 == 1,
            history.failed.contains(new.xlinkerr & ~63)
        {
            allowed.xlinkerr = new.xlinkerr
        }
        return allowed == new
            ? nil : Self.violation("P8", "a register changes without an instruction that may change it")
    }

    private func allow(_ address: UInt16, _ new: CSRValues, _ allowed: inout CSRValues) {
        switch XPCCSR(rawValue: address) {
        case .xetbase: allowed.xetbase = new.xetbase
        case .xetsize: allowed.xetsize = new.xetsize
        case .xcap: allowed.xcap = new.xcap
        case .xcapbase: allowed.xcapbase = new.xcapbase
        case .xlink: allowed.xlink = new.xlink
        case .xlinkbase: allowed.xlinkbase = new.xlinkbase
        case .xlinklimit: allowed.xlinklimit = new.xlinklimit
        case .xlinkerr: allowed.xlinkerr = new.xlinkerr
        case .xseglist: allowed.xseglist = new.xseglist
        case .xsegva, .xsegpa, .xseglen: allowed.segment = new.segment
        case .xmaskoff, .xmasklen:
            (allowed.segment.maskOffset, allowed.segment.maskLength) = (new.segment.maskOffset, new.segment.maskLength)
        default: break
        }
    }

    /// Who may access what, and what a user reads: nothing that depends on a PA but whether a list is empty.
    private func judge(_ access: EngineCycle.Access, _ now: EngineCycle) -> PropertyViolation? {
        let csr = XPCCSR(rawValue: access.address)
        let isIllegal =
            switch csr {
            case nil: true
            case .some(let csr) where csr.isSupervisor: now.privilege == 0 || now.virtualised
            case .some(let csr): now.isClosed || (csr.isReadOnly && access.isWrite)
            }
        guard access.isIllegal == isIllegal else {
            return Self.violation(
                "P8", "CSR \(hexadecimal(UInt64(access.address))) is open, or closed, to the wrong one")
        }
        let segment = now.registers.segment
        let value: UInt64? =
            switch csr {
            case .xmaskoff: segment.maskOffset
            case .xmasklen: segment.maskLength
            case .usegva: segment.virtual
            case .useglen: segment.length | segment.permission << 62
            case .useglist: now.registers.xseglist >> 6 == 0 ? 0 : 1 << (now.registers.xseglist & 63)
            default: nil
            }
        guard !isIllegal, let value, access.data != value else { return nil }
        return Self.violation("P8", "\(csr.map { "\($0)" } ?? "a CSR") reads as \(hexadecimal(access.data))")
    }

    override func ended(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? {
        var (before, after) = (command.before, command.after)
        (before.xlinkerr, after.xlinkerr) = (0, 0)
        guard !command.isCommitted else {
            if command.operation == .swapseg { after.segment = before.segment }
            let isFixed = command.operation == .swapseg || command.operation == .xprefetch
            return isFixed && (before != after || command.satpOut != nil || command.t0 != nil)
                ? Self.violation("P8", "\(command.operation) changes more than it may") : nil
        }
        guard before == after, command.satpOut == nil, command.t0 == nil else {
            return Self.violation("P7", "a register changes without the instruction")
        }
        let stores = command.accesses.filter { !$0.isDrain && $0.stores }
        if command.response == nil, !stores.isEmpty {
            return Self.violation("P7", "an instruction is killed after its first store")
        }
        // R4.13: a platform that fails in the middle of an entry has broken R4.11.
        let isBroken = command.operation == .swapseg && stores.contains { $0.isError && $0.operation == .store }
        guard !isBroken else { return nil }
        var seen: Set<UInt64> = []
        for store in stores where store.answer != nil {
            for lane in 0..<history.format.lanes where store.mask >> UInt64(8 * lane) & 0xFF != 0 {
                let place = store.line(history.format.lanes) &+ 8 * UInt64(lane)
                guard seen.insert(place).inserted, !isSpare(place, before), history.memory[place] != store.before[lane]
                else { continue }
                // R4.swapseg.3: of an entry that is busy, the value is 4, or the protocol of R3.15 was broken before.
                if store.operation == .exchange, store.before[lane] & 4 != 0 { continue }
                return Self.violation(
                    "P7", "memory at \(hexadecimal(place)) changes without the \(command.operation)")
            }
        }
        return nil
    }

    /// Memory at and above `xlink`.
    private func isSpare(_ place: UInt64, _ registers: CSRValues) -> Bool {
        place >= registers.xlink && place < registers.xlinklimit
    }
}
