import CallSite
import Netlist

/// How the states of a machine are numbered.
public enum StateEncoding: Hashable, Sendable {
    /// 0, 1, 2, ... in the order of the cases: the fewest bits.
    case binary
    /// A bit for each state: the fastest to decode.
    case oneHot
    /// Like `binary`, but neighbouring cases differ in one bit.
    case gray

    /// Bits of a state.
    func width(count: Int) -> Int { self == .oneHot ? max(1, count) : indexWidth(count) }

    /// What stands for the state of that number.
    func value(_ number: Int, count: Int) -> BitVector {
        var value = BitVector.zero(width: width(count: count))
        switch self {
        case .binary: return BitVector(UInt64(number), width: value.width)
        case .oneHot: value[number] = true
        case .gray: return BitVector(UInt64(number ^ number >> 1), width: value.width)
        }
        return value
    }
}

/// A state machine whose states are the cases of an enumeration, `initial` after reset.
///
///     let state = stateMachine(State.idle)
///     state.switch {
///         on(.idle) { when(start) { state.go(to: .busy) } }
///         on(.busy) { when(count === 0) { state.go(to: .idle) } }
///     }
///     state.onEntry(.busy) { count <== 9 }
///
/// It stays in its state where no `go(to:)` is reached; the last one wins. `state.switch` needs an arm for every state, or `otherwise`. A state to which
/// no way leads from `initial` is a warning. In the Verilog it is a register `state` and a wire `state_next`.
public func stateMachine<States: HardwareEnum>(
    _ initial: States, encoding: StateEncoding = .binary, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> StateMachine<States> {
    let count = States.allCases.count
    let bits = register(
        reset: encoding.value(initial.encoding, count: count), fileID: fileID, filePath: filePath, line: line,
        column: column)
    let machine = StateMachine<States>(
        bits: bits, core: StateMachineCore(initial: initial.encoding, encoding, States.self))
    if let elaboration = Elaboration.current, elaboration.builder != nil {
        _ = machine.opened(at: elaboration.place(fileID, line, column))
    }
    return machine
}

/// A state machine; made by `stateMachine(_:encoding:)`.
public struct StateMachine<States: HardwareEnum>: Structured {
    /// The state as its encoding has it.
    public let bits: Unsigned
    let core: StateMachineCore

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        bits._appendLeaves(to: &leaves, name: name, isFlipped: isFlipped)
    }
    public var _bound: Bound? { bits._bound }

    /// The next state is `state`. The last one that is reached wins.
    public func go(to state: States, fileID: StaticString = #fileID, line: Int = #line) {
        let place = Elaboration.current?.place(fileID, line) ?? .none
        guard let open = opened(at: place) else { return }
        let value = open.builder.constant(core.value(state.encoding), at: place)
        open.builder.circuit.enumerations[value] = open.enumeration
        open.builder.statement(.assign(Assignment(target: open.next, value: value, place: place)))
    }

    /// The next state is the case that `state` holds, as for a return from a state that several lead to. The last one that is reached wins.
    public func go(to state: Enumerated<States>, fileID: StaticString = #fileID, line: Int = #line) {
        let place = Elaboration.current?.place(fileID, line) ?? .none
        guard let open = opened(at: place), let node = open.builder.operand(state._bound, at: place),
            !open.builder.poisoned.contains(node)
        else { return }
        let value = core.encoded(node, Gates(builder: open.builder, place: place))
        open.builder.circuit.enumerations[value] = open.enumeration
        open.builder.statement(.assign(Assignment(target: open.next, value: value, place: place)))
    }

    /// The statements of the arm whose state it is in. Every state must have an arm, or there must be an `otherwise`.
    public func `switch`(
        fileID: StaticString = #fileID, line: Int = #line, @CaseBuilder<States> _ arms: () -> Case<States>
    ) {
        guard let elaboration = Elaboration.current, opened(at: elaboration.place(fileID, line)) != nil else { return }
        select(bits.term, core.cases, fileID, line) { _ = arms() }
    }

    /// One while it is in this state.
    @inline(never)
    public static func === (left: StateMachine, right: States) -> Bit {
        left.isIn(right, at: Place(returnAddress: call_site()))
    }

    /// One while it is in another state.
    @inline(never)
    public static func !== (left: StateMachine, right: States) -> Bit {
        let address = call_site()
        return Bit(apply(.not, left.isIn(right, at: Place(returnAddress: address)).term, width: 1, address))
    }

    /// One in the cycle at whose end this state is entered.
    @inline(never)
    public func isEntering(_ state: States) -> Bit {
        crossing([state], from: \.state, to: \.next, at: Place(returnAddress: call_site()))
    }

    /// One in the cycle at whose end this state is left: its last one.
    @inline(never)
    public func isLeaving(_ state: States) -> Bit {
        crossing([state], from: \.next, to: \.state, at: Place(returnAddress: call_site()))
    }

    /// Statements that count in the cycle at whose end one of these states is entered: what they assign to registers is there in the state's
    /// first cycle.
    public func onEntry(
        _ states: States..., fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
    ) {
        let place = Elaboration.current?.place(fileID, line) ?? .none
        when(crossing(states, from: \.state, to: \.next, at: place), fileID: fileID, line: line, body)
    }

    /// Statements that count in the last cycle of these states.
    public func onExit(
        _ states: States..., fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
    ) {
        let place = Elaboration.current?.place(fileID, line) ?? .none
        when(crossing(states, from: \.next, to: \.state, at: place), fileID: fileID, line: line, body)
    }

    /// The state as a case, whatever the encoding.
    public var value: Enumerated<States> {
        @inline(never) get {
            let place = Place(returnAddress: call_site())
            guard let open = opened(at: place) else {
                return Enumerated(Elaboration.current?.poison(widths: [States.width]))
            }
            if core.encoding == .binary { return Enumerated(bits._bound) }
            let gates = Gates(builder: open.builder, place: place)
            let node = gates.bits(of: core.enumeration.cases.indices.map { BitVector(UInt64($0), width: States.width) })
            {
                core.matches($0, open.state, gates)
            }
            open.builder.circuit.enumerations[node] = open.builder.elaboration.number(of: States.enumeration)
            return Enumerated(open.builder.bound(node))
        }
    }

    /// Says that no way has to lead to these states: no warning.
    public func allowUnreachable(_ states: States...) { core.allowed.formUnion(states.map(\.encoding)) }

    private func isIn(_ state: States, at place: Place) -> Bit {
        guard let open = opened(at: place) else { return Bit(Elaboration.current?.poison(widths: [1])) }
        let gates = Gates(builder: open.builder, place: place)
        return Bit(open.builder.bound(core.matches(state.encoding, open.state, gates)))
    }

    /// One in a cycle in which one of `states` is where `to` says and not where `from` says.
    private func crossing(
        _ states: [States], from: KeyPath<OpenStateMachine, NodeID>, to: KeyPath<OpenStateMachine, NodeID>,
        at place: Place
    ) -> Bit {
        guard let open = opened(at: place) else { return Bit(Elaboration.current?.poison(widths: [1])) }
        let gates = Gates(builder: open.builder, place: place)
        let crossings = states.map { state in
            gates.and(
                core.matches(state.encoding, open[keyPath: to], gates),
                gates.not(core.matches(state.encoding, open[keyPath: from], gates)))
        }
        return Bit(
            open.builder.bound(crossings.isEmpty ? gates.constant(0, width: 1) : gates.tree(crossings, gates.or)))
    }

    func opened(at place: Place) -> OpenStateMachine? {
        guard let elaboration = Elaboration.current ?? bits._bound?.elaboration,
            let builder = elaboration.running(at: place), let state = builder.operand(bits._bound, at: place),
            !builder.poisoned.contains(state)
        else { return nil }
        return core.open(state, builder, at: place)
    }
}
