import Simulation

/// Two instances of the top that are driven alike, over a clock edge from anywhere: which registers it makes differ.
///
/// Registers of the one that are equal to the other's are one signal at first, so that what both instances do alike is there once, and the
/// question is small. Events are those of properties, which are seen a clock edge later.
struct EqualityStep {
    private var gates: GateBuilder
    /// By cycle: what each variable of the source is.
    private var cycles: [[Int]] = []
    private let source: Aiger
    /// The registers that are equal, by latch.
    private let twins: [Int: Int]
    /// What is one when everything is kept, and the first cycle's events did not happen.
    private var kept: Int

    /// - Parameters:
    ///   - events: what is one when something is not alike.
    ///   - constraints: what is one in every cycle.
    init(_ source: Aiger, twins: [Int: Int], events: [Int], constraints: [Int]) {
        let (inputs, latches) = (source.inputs, source.latches.count)
        // The one latch is there because ABC asks for one; questions are about its first value.
        gates = GateBuilder(inputs: 3 * inputs + latches, latches: 1)
        kept = gates.latch(0) ^ 1
        self.source = source
        self.twins = twins
        var state = (0..<latches).map { gates.input(3 * inputs + (twins[$0] ?? $0)) }
        for cycle in 0..<3 {
            let literals = literals(firstInput: cycle * inputs, state)
            state = source.latches.map { Self.literal($0.next, in: literals) }
            cycles.append(literals)
        }
        for (cycle, literals) in cycles.enumerated() {
            let unwanted = cycle == 1 ? events : []
            for literal in constraints + unwanted.map({ $0 ^ 1 }) {
                kept = gates.and(kept, Self.literal(literal, in: literals))
            }
        }
    }

    /// Registers that one cycle may make differ.
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

    /// The registers that one cycle can make differ, as far as structure does not tell; nil when there are none.
    mutating func differences() -> Differences? {
        var (latches, events) = ([Int](), [Int]())
        for (latch, twin) in twins.sorted(by: { $0.key < $1.key }) {
            let one = Self.literal(source.latches[latch].next, in: cycles[0])
            let other = Self.literal(source.latches[twin].next, in: cycles[0])
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
