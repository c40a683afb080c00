import Simulation
import XPCEngine

/// A property of `docs/xpc-isa.md`, section 8, that a run broke.
public struct PropertyViolation: Hashable, Sendable, CustomStringConvertible {
    /// Its number: `P1`.
    public var property: String
    /// What was seen.
    public var what: String

    public var description: String { "\(property): \(what)" }
}

/// Watches some properties while an engine runs. Everything that is not overridden sees nothing.
class PropertyMonitor {
    /// A cycle and the next one, which is not a reset; `now` is not yet part of the history.
    func cycle(_ before: EngineCycle, _ now: EngineCycle, _ history: EngineHistory) -> PropertyViolation? { nil }
    /// Memory takes a request; `access` is part of the history.
    func took(_ access: MemoryAccess, _ now: EngineCycle, _ history: EngineHistory) -> PropertyViolation? { nil }
    /// A command was answered or killed, and the registers show what it did; the history does not yet.
    func ended(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? { nil }
    func translated(_ translation: EngineTranslation, _ format: ArchitecturalFormat) -> PropertyViolation? { nil }

    static func violation(_ property: String, _ what: String) -> PropertyViolation {
        PropertyViolation(property: property, what: what)
    }
}

/// P1 to P14 and P16 as monitors of a running engine (`docs/xpc-isa.md`, section 8), fed with what its ports and its CSRs show in each
/// cycle. P15 speaks of two runs: ``SecretsRun``.
final class PropertyMonitors {
    let history: EngineHistory
    private let monitors: [PropertyMonitor]
    private let cycleMonitors: [PropertyMonitor]
    /// The first that was seen.
    private(set) var violation: PropertyViolation?
    /// How many commands and translations were judged.
    private(set) var judged = 0

    init(_ configuration: XPCConfiguration, memory: SparseMemory) {
        history = EngineHistory(ArchitecturalFormat(configuration), memory: memory)
        let (calls, changes) = (CallMonitor(), ChangeMonitor())
        let (segments, returns) = (SegmentMonitor(), ReturnMonitor())
        let time = TimeMonitor(configuration)
        monitors = [calls, returns, segments, changes, AccessMonitor(), CompletenessMonitor(calls), time]
        cycleMonitors = [calls, returns, segments, changes, time]
    }

    private func note(_ found: PropertyViolation?) { if violation == nil { violation = found } }

    /// The first violation since this was asked last.
    func takeViolation() -> PropertyViolation? {
        defer { violation = nil }
        return violation
    }

    /// The next cycle, before its clock edge.
    func see(_ now: EngineCycle) {
        finish(now.registers)
        if let last = history.last, !now.isReset {
            for monitor in cycleMonitors { note(monitor.cycle(last, now, history)) }
        }
        if let access = history.see(now) { for monitor in monitors { note(monitor.took(access, now, history)) } }
    }

    /// What the registers hold after the cycle that was seen last.
    func finish(_ registers: CSRValues) {
        guard var ended = history.ended else { return }
        ended.after = registers
        judged += 1
        for monitor in monitors { note(monitor.ended(ended, history)) }
        history.apply(ended)
    }

    /// An access of the hart was translated.
    func see(_ translation: EngineTranslation) {
        judged += 1
        for monitor in monitors { note(monitor.translated(translation, history.format)) }
    }
}
