import Netlist
import Simulation

/// One mutated design of a draw.
public struct Mutant: Sendable, Hashable {
    /// Its place in the draw, from 0.
    public var number: Int
    public var mutation: Mutation
    /// Where it is: the path of the first instance of its circuit, and the circuit's name: `XPCEngine.staging (Staging)`.
    public var instance: String
    /// Where it was written in Swift: `XPCEngine/Staging.swift:41`; nil where that is not known.
    public var place: String?
    /// What is different, on one line.
    public var change: String

    /// Where, and what: the same for the same design and seed.
    public var text: String { "\(instance), \(place ?? "place unknown"): \(change)" }
}

/// Mutants of a design, drawn from a seed: first a cell, each with the same probability, then one of the changes that it allows, then the
/// particulars of that change. What was drawn before, and what the checks of the netlist refuse, is drawn again.
///
/// The mutant of a number is the same for the same design and seed, however many are drawn.
public struct Mutants: Sendable {
    public let design: Design
    /// What is drawn from.
    public let cells: [Cell]
    private var random: SplitMix
    private var seen: Set<Mutation> = []
    private let choices: [Int: Choices]
    private var count = 0
    /// How many drawn mutations the checks refused.
    public private(set) var refused = 0
    /// After how many draws in a row without a new mutant there are taken to be no more.
    private static let patience = 2000

    /// - Parameters:
    ///   - design: one that the checks find no error in.
    ///   - part: the circuit that is mutated, with what is below it; the top unless given. The draw is that of the part alone, whatever ghost logic
    ///     the design adds to it.
    public init(of design: Design, part: CircuitID? = nil, seed: UInt64) {
        self.design = design
        let circuits = Set(design.circuits(below: part ?? design.top))
        cells = design.mutableCells.filter { circuits.contains($0.circuit) }
        random = SplitMix(seed: seed)
        let (ghosts, clocks) = (GhostLogic(of: design), design.clockNodes)
        choices = Dictionary(
            uniqueKeysWithValues: Set(cells.map(\.circuit.index)).map {
                ($0, Choices(design.circuits[$0], ghosts.circuits[$0], clocks: clocks[$0]))
            })
    }

    /// The next mutants; fewer when there are no more.
    public mutating func draw(_ wanted: Int) -> [Mutant] {
        var found: [Mutation] = []
        while found.count < wanted, let mutation = next() { found.append(mutation) }
        let describer = MutationDescriber(design)
        defer { count += found.count }
        return zip(found, describer.places(found)).enumerated().map { index, pair in
            Mutant(
                number: count + index, mutation: pair.0, instance: describer.instance(pair.0), place: pair.1,
                change: describer.change(pair.0))
        }
    }

    private mutating func next() -> Mutation? {
        for _ in 0..<Self.patience {
            guard let cell = random.pick(cells), let change = choices[cell.circuit.index]?.draw(cell.part, &random)
            else { continue }
            let mutation = Mutation(cell: cell, change: change)
            guard seen.insert(mutation).inserted else { continue }
            guard mutation.isLegal(in: design) else {
                refused += 1
                continue
            }
            return mutation
        }
        return nil
    }
}

extension Mutation {
    /// Whether the checks of the netlist find no error in the mutated design.
    func isLegal(in design: Design) -> Bool {
        !applied(to: design).check().contains { $0.severity == .error }
    }
}
