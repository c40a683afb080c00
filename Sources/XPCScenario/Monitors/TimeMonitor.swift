import XPCEngine

/// P9: every instruction, and every drain, ends within the bound for the memory that it met.
final class TimeMonitor: PropertyMonitor {
    private let configuration: XPCConfiguration
    /// The cycle in which the command was first offered.
    private var offered: UInt64?
    private var isRunning = false
    /// The slowest that memory was since then.
    private var delay = 1
    private var waitingSince: UInt64?
    private var taken: [UInt64] = []
    /// The bounds, by delay.
    private var bounds: [Int: Int] = [:]

    init(_ configuration: XPCConfiguration) { self.configuration = configuration }

    override func cycle(
        _ before: EngineCycle, _ now: EngineCycle, _ history: EngineHistory
    ) -> PropertyViolation? {
        if before.isReset { (offered, isRunning, delay, waitingSince, taken) = (nil, false, 1, nil, []) }
        if now.isOffered, !isRunning, offered == nil || !before.isOffered || before.response != nil || before.isKilled {
            (offered, delay) = (now.number, 1)
        }
        if now.command != nil { isRunning = true }
        if now.answer != nil, !taken.isEmpty { note(now.number - taken.removeFirst()) }
        if let request = now.request {
            if waitingSince == nil { waitingSince = now.number }
            if request.isTaken {
                note(now.number - (waitingSince ?? now.number))
                waitingSince = nil
                taken.append(now.number)
            }
        }
        guard let offered else { return nil }
        let elapsed = Int(now.number - offered)
        guard now.response != nil || now.isKilled || now.isDrained else { return nil }
        // So long, at least, memory takes for what it has not answered or accepted yet.
        if let oldest = taken.first { note(now.number - oldest) }
        if let waitingSince { note(now.number - waitingSince) }
        if now.response != nil || now.isKilled {
            isRunning = false
            return elapsed > bound ? late(elapsed, "an instruction") : nil
        }
        if !isRunning, !now.isOffered, now.isDrained {
            self.offered = nil
            return elapsed > bound ? late(elapsed, "an instruction with the drain after it") : nil
        }
        return nil
    }

    private func note(_ seen: UInt64) { delay = max(delay, Int(seen)) }

    private var bound: Int {
        if let known = bounds[delay] { return known }
        let bound = configuration.longestOperation(memoryDelay: delay)
        bounds[delay] = bound
        return bound
    }

    private func late(_ elapsed: Int, _ what: String) -> PropertyViolation {
        Self.violation("P9", "\(what) takes \(elapsed) cycles, and at most \(bound) with a memory that takes \(delay)")
    }
}
