import Simulation

/// Two instances of the top that are driven alike, over some clock edges from anywhere: which registers the last one makes differ.
///
/// Registers of the one that are equal to the other's are one signal before, so that what both instances do alike is there once, and the
/// question is small. Checks say nothing of a cycle with a reset; the edges before it tell what can stand in the registers then. Events are those of
/// properties, which are seen a clock edge later.
struct EqualityStep {
    private var gates: GateBuilder
    /// By cycle: what each variable of the source is.
    private var cycles: [[Int]] = []
    private let source: Aiger
    /// The registers that are equal, by latch.
    private let twins: [Int: Int]
    /// What is one when everything is kept, and no event happened before.
    private var kept: Int

    /// Clock edges before the one that is asked about.
    static let edges = 2

    /// - Parameters:
    ///   - events: what is one when something is not alike.
    ///   - constraints: what is one in every cycle.
    init(_ source: Aiger, twins: [Int: Int], events: [Int], constraints: [Int]) {
        let (inputs, latches) = (source.inputs, source.latches.count)
        // The one latch is there because ABC asks for one; questions are about its first value.
        let count = Self.edges + 3
        gates = GateBuilder(inputs: count * inputs + latches, latches: 1)
        kept = gates.latch(0) ^ 1
        self.source = source
        self.twins = twins
        var state = (0..<latches).map { gates.input(count * inputs + $0) }
        for cycle in 0..<count {
            if cycle <= Self.edges { for (latch, twin) in twins { state[latch] = state[twin] } }
            let literals = literals(firstInput: cycle * inputs, state)
            state = source.latches.map { Self.literal($0.next, in: literals) }
            cycles.append(literals)
        }
        for (cycle, literals) in cycles.enumerated() {
            let unwanted = (1...Self.edges + 1).contains(cycle) ? events : []
            for literal in constraints + unwanted.map({ $0 ^ 1 }) {
                kept = gates.and(kept, Self.literal(literal, in: literals))
            }
        }
    }

    /// Registers that the last edge may make differ.
    struct Differences {
        let latches: [Int]
        /// Of each: what is one when it does.
        let events: [Int]
        let graph: Aiger
        /// The file that asks whether any of them can.
        var file: [UInt8] {
            var asked = graph
            let any = asked.appendOr(events)
            return asked.bytes(bad: [any], constraints: [])
        }

        /// Those that these values of the inputs make differ, and those that values near them do: so few questions find all.
        func latches(ones: Set<Int>) -> [Int] {
            var random = SplitMix(seed: 1)
            var differing: Set<Int> = []
            for rarity in 2...6 {
                // One pattern as it is; in the others one bit in 4, 8, 16, ... is another.
                let patterns = (0..<graph.inputs).map { input in
                    (ones.contains(input) ? ~0 : 0) ^ (0..<rarity).reduce(~1) { mask, _ in mask & random.next() }
                }
                let values = graph.values(inputs: patterns)
                for place in latches.indices where Aiger.value(events[place], in: values) != 0 {
                    differing.insert(latches[place])
                }
            }
            return differing.sorted()
        }
    }

    /// The registers that the last edge can make differ, as far as structure does not tell; nil when there are none.
    mutating func differences() -> Differences? {
        var (latches, events) = ([Int](), [Int]())
        for (latch, twin) in twins.sorted(by: { $0.key < $1.key }) {
            let one = Self.literal(source.latches[latch].next, in: cycles[Self.edges])
            let other = Self.literal(source.latches[twin].next, in: cycles[Self.edges])
            guard one != other else { continue }
            let differs = gates.or(gates.and(one, other ^ 1), gates.and(one ^ 1, other))
            latches.append(latch)
            events.append(gates.and(kept, differs))
        }
        return latches.isEmpty ? nil : Differences(latches: latches, events: events, graph: gates.graph(next: [1]))
    }

    private mutating func literals(firstInput: Int, _ state: [Int]) -> [Int] {
        var literals = [0]
        literals.reserveCapacity(1 + source.inputs + state.count + source.gates.count)
        for input in 0..<source.inputs { literals.append(gates.input(firstInput + input)) }
        literals += state
        for gate in source.gates {
            literals.append(gates.and(Self.literal(gate.left, in: literals), Self.literal(gate.right, in: literals)))
        }
        return literals
    }

    private static func literal(_ literal: Int, in literals: [Int]) -> Int { literals[literal >> 1] ^ literal & 1 }
}
