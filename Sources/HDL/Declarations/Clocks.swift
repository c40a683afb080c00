import Netlist

/// A clock: what registers, memory ports and checks are clocked by. It is no number and no condition; `asBit` reads it as data.
public struct ClockSignal: SelfHandle {
    public typealias Handle = ClockSignal
    public let _bound: Bound?
    /// The edge at which things happen.
    public let edge: Clocking.Edge

    /// The shape of a clock.
    public init() { self.init(nil, edge: .rising) }
    init(_ bound: Bound?, edge: Clocking.Edge) {
        _bound = bound
        self.edge = edge
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        leaves.append(Leaf(name: name, width: 1, isFlipped: isFlipped, isClock: true))
    }
    public func _bind(_ bound: Bound) -> ClockSignal { ClockSignal(bound, edge: edge) }

    /// The same clock, with the falling edge as the one that counts.
    public var falling: ClockSignal { ClockSignal(_bound, edge: .falling) }
    /// The same clock, with the rising edge as the one that counts.
    public var rising: ClockSignal { ClockSignal(_bound, edge: .rising) }
    /// The level of the clock, as data.
    public var asBit: Bit { Bit(_bound) }
}

/// How a reset works: at the clock's edge or at once, active while it is one or while it is zero.
public struct ResetStyle: Hashable, Sendable {
    /// At the clock's edge, or at once.
    public var kind: Netlist.Reset.Kind
    /// Active while it is one, or while it is zero.
    public var polarity: Netlist.Reset.Polarity

    public init(_ kind: Netlist.Reset.Kind = .synchronous, _ polarity: Netlist.Reset.Polarity = .activeHigh) {
        self.kind = kind
        self.polarity = polarity
    }

    /// What the implicit reset is called: `reset`, or `reset_n` when it is active low.
    var portName: String { polarity == .activeHigh ? "reset" : "reset_n" }
}

/// A reset, with its kind and polarity. `isActive` reads it as data.
public struct ResetSignal: SelfHandle {
    public typealias Handle = ResetSignal
    public let _bound: Bound?
    public let style: ResetStyle

    /// The shape of a reset.
    public init(_ kind: Netlist.Reset.Kind = .synchronous, _ polarity: Netlist.Reset.Polarity = .activeHigh) {
        self.init(nil, style: ResetStyle(kind, polarity))
    }
    init(_ bound: Bound?, style: ResetStyle) {
        _bound = bound
        self.style = style
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        leaves.append(Leaf(name: name, width: 1, isFlipped: isFlipped, isReset: true))
    }
    public func _bind(_ bound: Bound) -> ResetSignal { ResetSignal(bound, style: style) }

    /// One while the reset is active, whatever its polarity.
    public var isActive: Bit { style.polarity == .activeHigh ? Bit(_bound) : !Bit(_bound) }
}

extension Bit {
    /// The bit as a clock: of a divider, of a gate. It is a clock of its own; nothing is known about its phase.
    public var asClock: ClockSignal { ClockSignal(_bound, edge: .rising) }

    /// The bit as a reset.
    public func asReset(
        _ kind: Netlist.Reset.Kind = .synchronous, _ polarity: Netlist.Reset.Polarity = .activeHigh
    ) -> ResetSignal {
        ResetSignal(_bound, style: ResetStyle(kind, polarity))
    }
}

/// A clock input of the module whose stored property it is.
public func inputClock(
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> ClockSignal {
    input(ClockSignal(), fileID: fileID, filePath: filePath, line: line, column: column)
}

/// A clock that the module whose stored property it is gives to others.
public func outputClock(
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> ClockSignal {
    output(ClockSignal(), fileID: fileID, filePath: filePath, line: line, column: column)
}

/// A reset input of the module whose stored property it is.
public func inputReset(
    _ kind: Netlist.Reset.Kind = .synchronous, _ polarity: Netlist.Reset.Polarity = .activeHigh,
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> ResetSignal {
    input(ResetSignal(kind, polarity), fileID: fileID, filePath: filePath, line: line, column: column)
}

/// A reset that the module whose stored property it is gives to others.
public func outputReset(
    _ kind: Netlist.Reset.Kind = .synchronous, _ polarity: Netlist.Reset.Polarity = .activeHigh,
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> ResetSignal {
    output(ResetSignal(kind, polarity), fileID: fileID, filePath: filePath, line: line, column: column)
}
