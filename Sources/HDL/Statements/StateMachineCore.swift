import Netlist

/// What all copies of a state machine's handle share.
final class StateMachineCore {
    /// The number of the state after reset.
    let initial: Int
    let encoding: StateEncoding
    /// The states with their encoding.
    let enumeration: Enumeration
    let cases: EnumerationCases
    /// States that may be unreachable.
    var allowed: Set<Int> = []
    private var opened: OpenStateMachine?

    init<States: HardwareEnum>(initial: Int, _ encoding: StateEncoding, _ type: States.Type) {
        self.initial = initial
        self.encoding = encoding
        let count = States.allCases.count
        let cases = States.allCases.enumerated().map { number, state in
            Enumeration.Case(name: "\(state)", value: encoding.value(number, count: count))
        }
        // The same states may stand in one module in another encoding.
        let name = "\(States.self)" + (encoding == .binary ? "" : encoding == .oneHot ? "OneHot" : "Gray")
        enumeration = Enumeration(name: name, width: encoding.width(count: count), cases: cases)
        self.cases = EnumerationCases(type, as: enumeration)
    }

    /// The encoding of the state of that number.
    func value(_ number: Int) -> BitVector {
        enumeration.cases.indices.contains(number) ? enumeration.cases[number].value : .zero(width: enumeration.width)
    }

    /// One when `node`, which holds a state, holds the state of that number.
    func matches(_ number: Int, _ node: NodeID, _ gates: Gates) -> NodeID {
        if encoding == .oneHot { return gates.bit(node, number) }
        let constant = gates.builder.constant(value(number), at: gates.place)
        gates.builder.circuit.enumerations[constant] = gates.builder.elaboration.number(of: enumeration)
        return gates.node(.equal, width: 1, node, constant)
    }

    /// The encoding of the case that `node`, an `Enumerated`, holds.
    func encoded(_ node: NodeID, _ gates: Gates) -> NodeID {
        if encoding == .binary { return node }
        let width = gates.builder.circuit.width(node)
        return gates.bits(of: enumeration.cases.map(\.value)) { number in
            gates.node(
                .equal, width: 1, node, gates.builder.constant(BitVector(UInt64(number), width: width), at: gates.place)
            )
        }
    }

    /// The machine in the circuit that runs. The first time it gets its next state, which is by default the state that it is in.
    func open(_ state: NodeID, _ builder: CircuitBuilder, at place: Place) -> OpenStateMachine {
        if let opened { return opened }
        let number = builder.elaboration.number(of: enumeration)
        let declared = builder.circuit.places[Int(state.index)]
        let next = builder.append(Node(.wire, width: enumeration.width), at: declared)
        let name = builder.circuit.names[state] ?? "state"
        builder.circuit.names[next] = "\(name)_next"
        for node in [state, next] { builder.circuit.enumerations[node] = number }
        builder.unconditional.append(.assign(Assignment(target: next, value: state, place: declared)))
        builder.unconditional.append(.assign(Assignment(target: state, value: next, place: declared)))
        let made = OpenStateMachine(builder: builder, state: state, next: next, enumeration: number, core: self)
        opened = made
        builder.stateMachines.append(made)
        return made
    }
}

extension Gates {
    /// The one among `values` whose `isChosen` is one, at least one being there.
    func bits(of values: [BitVector], where isChosen: (Int) -> NodeID) -> NodeID {
        let choices = values.indices.map(isChosen)
        return concatenate(
            (0..<values[0].width).reversed().map { bit in
                let ones = values.indices.filter { values[$0][bit] }.map { choices[$0] }
                return ones.isEmpty ? constant(0, width: 1) : tree(ones, or)
            })
    }
}

/// A state machine inside its circuit.
struct OpenStateMachine {
    let builder: CircuitBuilder
    /// The register.
    let state: NodeID
    /// The wire that the register takes.
    let next: NodeID
    let enumeration: EnumerationID
    let core: StateMachineCore
}

extension CircuitBuilder {
    /// HDL061: warns of states to which no way leads from the first one.
    func reportUnreachableStates() {
        defer { stateMachines = [] }
        // After an error, transitions may be missing.
        if elaboration.hasErrors { return }
        for machine in stateMachines {
            var search = StateSearch(machine)
            search.walk(blocks[0], sources: search.all)
            let missing = search.all.subtracting(search.reached(from: machine.core.initial))
                .subtracting(machine.core.allowed).sorted()
            guard !missing.isEmpty else { continue }
            let names = missing.map { ".\(machine.core.enumeration.cases[$0].name)" }.joined(separator: ", ")
            let name = circuit.names[machine.state] ?? "state"
            elaboration.report(
                Diagnostic(
                    Code.unreachableState, .warning, "no way leads to \(names) of the state machine '\(name)'",
                    at: circuit.places[Int(machine.state.index)],
                    hint: "add a `\(name).go(to:)`, remove the case, or say `\(name).allowUnreachable(\(names))`"))
        }
    }
}

/// The transitions of a machine, read from the statements that make them.
private struct StateSearch {
    let machine: OpenStateMachine
    let all: Set<Int>
    private var ways: [Int: Set<Int>] = [:]

    init(_ machine: OpenStateMachine) {
        self.machine = machine
        all = Set(machine.core.enumeration.cases.indices)
    }

    /// Notes the transitions in `block`, which is reached in the states `sources`.
    mutating func walk(_ block: Block, sources: Set<Int>) {
        for statement in block {
            switch statement {
            case .assign(let assignment) where assignment.target == machine.next:
                let value = machine.builder.circuit.constant(assignment.value)
                let target = machine.core.enumeration.cases.firstIndex { $0.value == value }
                for source in sources { ways[source, default: []].formUnion(target.map { [$0] } ?? all) }
            case .when(let when):
                walk(when.then, sources: sources)
                walk(when.otherwise, sources: sources)
            case .select(let select) where select.subject == machine.state:
                var left = sources
                for arm in select.arms {
                    let here = left.filter { state in arm.patterns.contains { $0.value == machine.core.value(state) } }
                    walk(arm.body, sources: here)
                    left.subtract(here)
                }
                walk(select.otherwise ?? [], sources: left)
            case .select(let select):
                for arm in select.arms { walk(arm.body, sources: sources) }
                walk(select.otherwise ?? [], sources: sources)
            case .assign, .write, .property: break
            }
        }
    }

    func reached(from initial: Int) -> Set<Int> {
        var (found, open) = (Set([initial]), [initial])
        while let state = open.popLast() {
            for next in ways[state, default: []] where found.insert(next).inserted { open.append(next) }
        }
        return found
    }
}
