import Netlist

/// A clock with its reset: what a register that is a stored property, or a region of `circuit()`, is clocked by.
public struct ClockDomain {
    public let clock: ClockSignal
    /// Nil: registers have their value at power-on and are never reset.
    public let reset: ResetSignal?

    public init(_ clock: ClockSignal, reset: ResetSignal?) {
        self.clock = clock
        self.reset = reset
    }
}

/// Everything that `body` declares is clocked by `clock`: registers, memory ports, `check`s, and the implicit clock of instances. The
/// reset stays that of the surroundings.
public func clocked(by clock: ClockSignal, fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void) {
    inRegion(fileID, line, body) { domain, builder, place in domain.set(clock: clock, builder, at: place) }
}

/// Everything that `body` declares is clocked by `clock` and reset by `reset`; nil: never reset.
///
/// Instances that stand in the region get both, and their implicit reset is of the same kind and polarity.
public func clocked(
    by clock: ClockSignal, reset: ResetSignal?, fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
) {
    inRegion(fileID, line, body) { domain, builder, place in
        domain.set(clock: clock, builder, at: place)
        domain.set(reset: reset, builder, at: place)
    }
}

/// Everything that `body` declares is clocked by the domain.
public func clocked(in domain: ClockDomain, fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void) {
    clocked(by: domain.clock, reset: domain.reset, fileID: fileID, line: line, body)
}

/// Everything that `body` declares is reset by `reset`; the clock stays that of the surroundings.
public func resetting(by reset: ResetSignal?, fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void) {
    inRegion(fileID, line, body) { domain, builder, place in domain.set(reset: reset, builder, at: place) }
}

/// Gives an instance that is a stored property its implicit clock and reset.
public func clocked(
    _ part: Module, in domain: ClockDomain, fileID: StaticString = #fileID, line: Int = #line
) {
    inRegion(
        fileID, line,
        {
            guard let elaboration = Elaboration.current, let builder = elaboration.builder else { return }
            guard let child = part.builder, child.parent === builder else {
                elaboration.report(
                    Diagnostic(
                        Code.foreignSignal, "a clock for a module that is no instance of \(builder.circuit.name)",
                        at: elaboration.place(fileID, line),
                        hint: "make it an instance first: `let part = instance(...)`"))
                return
            }
            builder.instanceDomains[child.instance] = builder.domain
        },
        { inner, builder, place in
            inner.set(clock: domain.clock, builder, at: place)
            inner.set(reset: domain.reset, builder, at: place)
        })
}

/// The clock of the region in which it is called; outside of any, the module's `clock`.
public func currentClock(fileID: StaticString = #fileID, line: Int = #line) -> ClockSignal {
    guard let (builder, _) = running(fileID, line) else { return ClockSignal() }
    let clocking = builder.clocking(builder.domain)
    return ClockSignal(builder.bound(clocking.clock), edge: clocking.edge)
}

/// The reset of the region in which it is called; outside of any, the module's `reset`. In a region without a reset it is never active.
public func currentReset(fileID: StaticString = #fileID, line: Int = #line) -> ResetSignal {
    guard let (builder, place) = running(fileID, line) else { return ResetSignal() }
    guard let reset = builder.reset(builder.domain, value: .zero(width: 1)) else {
        return ResetSignal(builder.bound(builder.constant(.zero(width: 1), at: place)), style: ResetStyle())
    }
    return ResetSignal(builder.bound(reset.signal), style: ResetStyle(reset.kind, reset.polarity))
}

private func running(_ fileID: StaticString, _ line: Int) -> (CircuitBuilder, Place)? {
    guard let elaboration = Elaboration.current else { return nil }
    let place = elaboration.place(fileID, line)
    return elaboration.running(at: place).map { ($0, place) }
}

private func inRegion(
    _ fileID: StaticString, _ line: Int, _ body: () -> Void,
    _ change: (inout ClockingDomain, CircuitBuilder, Place) -> Void
) {
    guard let (builder, place) = running(fileID, line) else { return }
    let outer = builder.domain
    change(&builder.domain, builder, place)
    body()
    // What the body declared and did not use yet was declared here.
    if !builder.elaboration.pending.isEmpty { builder.elaboration.adoptPending(into: builder) }
    builder.domain = outer
}
