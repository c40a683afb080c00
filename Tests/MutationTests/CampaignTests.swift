import Evaluator
import Formal
import Foundation
import HDL
import Mutation
import Netlist
import Simulation
import Testing

/// Weak tests let mutants live, strong ones do not.
@Suite struct CampaignTests {
    /// Runs the mutants of ``Limiter`` against a test that says whether a design fails.
    private func score(_ fails: @escaping @Sendable (Design) throws -> Bool) throws -> (MutationScore, [String]) {
        let design = try elaborate { Limiter() }
        var drawn = Mutants(of: design, seed: 1)
        let mutants = drawn.draw(80)
        let found = Found()
        Campaign(jobs: 2).run(
            mutants, of: design,
            trial: { mutant, mutated in
                var result = MutantResult(number: 0, verdict: .survived)
                if Self.isSame(design, mutated) {
                    result.verdict = .equivalent
                } else if (try? fails(mutated)) ?? true {
                    result.verdict = .killed
                    result.by = "test"
                }
                return result
            }, finished: { found.add($0, $1) })
        #expect(found.results.map(\.number).sorted() == mutants.map(\.number))
        return (MutationScore(found.results), found.survivors)
    }

    private static func isSame(_ design: Design, _ other: Design) -> Bool {
        guard let mine = try? Evaluator(design, checks: false), let its = try? Evaluator(other, checks: false) else {
            return false
        }
        return mine.computesTheSame(as: its)
    }

    private final class Found: @unchecked Sendable {
        var results: [MutantResult] = []
        var survivors: [String] = []
        func add(_ mutant: Mutant, _ result: MutantResult) {
            results.append(result)
            if result.verdict == .survived { survivors.append(mutant.text) }
        }
    }

    @Test func aWeakTestLetsMutantsLive() throws {
        let (score, survivors) = try score { design in
            let circuit = try Evaluator(design)
            try circuit.step(3)
            return try circuit.peek("count") != 3
        }
        #expect(score.mutants > 40 && survivors.count == score.survived)
        #expect(score.killed > 0 && score.survived > 10 && score.score < 0.7)
    }

    /// Against what the circuit is meant to do, with all inputs and with a reset on the way.
    @Test func aStrongTestKillsAll() throws {
        let (score, survivors) = try score { design in
            let circuit = try Evaluator(design)
            var random = SystemLike(state: 1)
            var expected: UInt64 = 3
            for cycle in 0..<4000 {
                let (enable, limit) = (random.next(3) != 0, UInt64(random.next(16)))
                let isReset = cycle % 97 == 60
                try circuit.poke("enable", enable ? 1 : 0)
                try circuit.poke("limit", limit)
                try circuit.poke("reset", isReset ? 1 : 0)
                if try circuit.peek("count") != expected { return true }
                if try circuit.peek("isFull") != (expected >= limit ? 1 : 0) { return true }
                try circuit.step(1)
                if isReset { expected = 3 } else if enable, expected < limit { expected += 1 }
            }
            return false
        }
        #expect(score.score == 1, "\(survivors.joined(separator: "\n"))")
        #expect(score.killed > 30 && score.killers == ["test": score.killed])
    }

    private struct SystemLike {
        var state: UInt64
        mutating func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
    }

    /// Many mutants stand in one instance, and the one that is chosen acts as it does alone.
    @Test func aChosenMutantActsAsAlone() throws {
        let alone = try elaborate { Machine() }
        let (drawn, selectable, both) = try twins(isAllReset: false)
        #expect(selectable.count > 80 && selectable.count < drawn.count)
        var differing = 0
        for (number, mutant) in selectable {
            let circuits = [
                try Evaluator(both, checks: false), try Evaluator(alone, checks: false),
                try Evaluator(mutant.mutation.applied(to: alone), checks: false),
            ]
            try circuits[0].poke("choice", UInt64(number))
            var random = SystemLike(state: 3)
            var hasDiffered = false
            for _ in 0..<200 {
                let inputs = Self.inputs(&random)
                for circuit in circuits { for (name, value) in inputs { try circuit.poke(name, value) } }
                var isSame: UInt64 = 0
                for name in ["value", "isFull", "isBusy", "state"] {
                    isSame = try isSame << 1 | (circuits[1].peek(name) == circuits[2].peek(name) ? 1 : 0)
                }
                #expect(try circuits[0].peek("isSame") == isSame, "\(mutant.text)")
                hasDiffered = hasDiffered || isSame != 15
                for circuit in circuits { try circuit.step(1) }
            }
            if hasDiffered { differing += 1 }
        }
        #expect(differing > 50)
    }

    /// Mutants of the second of two machines: as drawn from a machine alone, those that can be chosen by their number, and both with them.
    private func twins(isAllReset: Bool) throws -> ([Mutant], [(Int, Mutant)], Design) {
        let alone = try elaborate { Machine(isAllReset: isAllReset) }
        let design = try elaborate { Twins(isAllReset: isAllReset) }
        var drawn = Mutants(of: alone, seed: 1)
        var drawnBelow = Mutants(of: design, part: design.topCircuit.instances[0].circuit, seed: 1)
        let (mutants, below) = (drawn.draw(150), drawnBelow.draw(150))
        #expect(mutants.map(\.change) == below.map(\.change))
        var taken: [Int: Mutation] = [:]
        var both = design
        for (number, mutant) in below.enumerated() where mutant.mutation.isSelectable(in: design) {
            taken[number] = mutant.mutation
            let more = design.withMutants(taken, of: InstanceID(1), chosenBy: "choice")
            // Together they can have a loop that none has alone.
            if more.check().contains(where: { $0.severity == .error }) { taken[number] = nil } else { both = more }
        }
        return (mutants, mutants.indices.filter { taken[$0] != nil }.map { ($0, mutants[$0]) }, both)
    }

    private static func inputs(_ random: inout SystemLike) -> [(String, UInt64)] {
        [
            ("go", UInt64(random.next(2))), ("limit", UInt64(random.next(16))), ("address", UInt64(random.next(4))),
            ("reset", random.next(20) == 0 ? 1 : 0),
        ]
    }

    /// Of mutants that live some are proven equivalent; of mutants that die none is.
    @Test func chosenMutantsAreProvenEquivalent() throws {
        let alone = try elaborate { Machine(isAllReset: true) }
        let (_, selectable, both) = try twins(isAllReset: true)
        var options = ProofOptions()
        options.timeout = 10
        options.start = .powerOn
        var isProven: [Int: Bool] = [:]
        try proveCases(both, options, input: "choice", values: selectable.map(\.0), instances: ("one", "other")) {
            isProven[$0] = $1
        }
        #expect(isProven.count == selectable.count)
        var (proven, dead) = (0, 0)
        for (number, mutant) in selectable {
            let isProven = isProven[number] ?? false
            let mutated = mutant.mutation.applied(to: alone)
            if try Self.differ(alone, mutated) {
                #expect(!isProven, "\(mutant.text)")
                dead += 1
            } else if isProven {
                proven += 1
            }
        }
        for (input, value) in [("choice", 256), ("chosen", 0)] {
            #expect(throws: ProofError.self) {
                try proveCases(both, options, input: input, values: [value], instances: ("one", "other")) { _, _ in }
            }
        }
        #expect(proven > 0 && dead > 50, "\(proven) proven, \(dead) dead of \(selectable.count)")
    }

    /// Whether one of the outputs of two machines shows a difference.
    private static func differ(_ design: Design, _ other: Design) throws -> Bool {
        let circuits = [try Evaluator(design, checks: false), try Evaluator(other, checks: false)]
        var random = SystemLike(state: 7)
        for _ in 0..<1000 {
            let inputs = inputs(&random)
            for circuit in circuits { for (name, value) in inputs { try circuit.poke(name, value) } }
            for output in ["value", "isFull", "isBusy", "state"]
            where try circuits[0].peek(output) != circuits[1].peek(output) { return true }
            for circuit in circuits { try circuit.step(1) }
        }
        return false
    }

    @Test func theScoreLeavesEquivalentMutantsOut() {
        let verdicts: [MutantResult.Verdict] = [.killed, .killed, .killed, .survived, .equivalent]
        let score = MutationScore(
            verdicts.enumerated().map { MutantResult(number: $0, verdict: $1, by: $0 == 0 ? "a" : "b") })
        #expect(score.score == 0.75)
        #expect(score.killers == ["a": 1, "b": 2])
        #expect(MutationScore([MutantResult]()).score == 1)
    }
}
