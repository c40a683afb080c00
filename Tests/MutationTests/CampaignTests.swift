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

    /// The draw is that of the part alone, and the mutation is in one of the two only.
    @Test func aTwinIsMutatedAlone() throws {
        let alone = try elaborate { Limiter() }
        let design = try elaborate { Twins() }
        var drawn = Mutants(of: alone, seed: 1)
        var drawnBelow = Mutants(of: design, part: design.topCircuit.instances[0].circuit, seed: 1)
        let (mutants, below) = (drawn.draw(60), drawnBelow.draw(60))
        #expect(mutants.map(\.change) == below.map(\.change))
        var differing = 0
        for (mutant, twin) in zip(mutants, below) {
            let both = twin.mutation.applied(to: design, inInstance: InstanceID(1))
            #expect(!both.check().contains { $0.severity == .error })
            let circuits = [
                try Evaluator(both, checks: false), try Evaluator(alone, checks: false),
                try Evaluator(mutant.mutation.applied(to: alone), checks: false),
            ]
            var random = SystemLike(state: 3)
            var hasDiffered = false
            for _ in 0..<200 {
                let inputs = [
                    ("enable", UInt64(random.next(2))), ("limit", UInt64(random.next(16))),
                    ("reset", UInt64(random.next(20) == 0 ? 1 : 0)),
                ]
                for circuit in circuits { for (name, value) in inputs { try circuit.poke(name, value) } }
                let counts = try circuits[1...].map { try $0.peek("count") }
                #expect(try circuits[0].peek("first") == counts[0] && circuits[0].peek("second") == counts[1])
                hasDiffered = hasDiffered || counts[0] != counts[1]
                for circuit in circuits { try circuit.step(1) }
            }
            if hasDiffered { differing += 1 }
        }
        #expect(differing > 20)
    }

    /// The check of a mutant's shadow has failed before, or when, the mutant shows; it never fails for what computes the same.
    @Test func shadowsShowEveryDifference() throws {
        let design = try elaborate { Stepper() }
        var drawn = Mutants(of: design, seed: 2)
        let mutants = drawn.draw(80).filter { $0.mutation.kind != .reset }
        #expect(!design.shadowed(by: mutants.map(\.mutation)).check().contains { $0.severity == .error })
        let checks = design.shadowed(by: mutants.map(\.mutation)).circuits.flatMap(\.properties).map(\.name)
        for number in mutants.indices { #expect(checks.contains(Design.shadowCheck(number))) }
        var (shown, hidden) = (Set<String>(), 0)
        for mutant in mutants {
            let shadow = try Evaluator(design.shadowed(by: [mutant.mutation]))
            let mutated = mutant.mutation.applied(to: design)
            let (mine, its) = (try Evaluator(design, checks: false), try Evaluator(mutated, checks: false))
            var random = SystemLike(state: 5)
            var (differs, hasFailed) = (false, false)
            for _ in 0..<300 {
                let inputs = [
                    ("go", UInt64(random.next(2))), ("limit", UInt64(random.next(16))),
                    ("reset", random.next(20) == 0 ? 1 : 0),
                ]
                for circuit in [mine, its, shadow] { for (name, value) in inputs { try circuit.poke(name, value) } }
                differs = try differs || ["count", "isBusy"].contains { try mine.peek($0) != its.peek($0) }
                for circuit in [mine, its] { try circuit.step(1) }
                if Self.failures(of: shadow).contains("check: \(Design.shadowCheck(0))") { hasFailed = true }
                // While the reset is active the outputs may differ already.
                if inputs[2].1 == 0 { #expect(hasFailed || !differs, "\(mutant.text)") }
                if hasFailed { break }
            }
            #expect(!hasFailed || !Self.isSame(design, mutated), "\(mutant.text)")
            if hasFailed { shown.insert(mutant.instance) } else { hidden += 1 }
        }
        // Of its own circuit, at both levels; some never show.
        #expect(shown.count == 2 && hidden > 0 && hidden < mutants.count / 2, "\(hidden)")
    }

    /// Of mutants that live some are proven equivalent, though they are other programs; of mutants that die none is.
    @Test func shadowsProveMutantsEquivalent() throws {
        let design = try elaborate { Stepper() }
        var drawn = Mutants(of: design, seed: 2)
        var (alive, dead) = ([Mutation](), [Mutation]())
        for mutation in drawn.draw(150).map(\.mutation) {
            let mutated = mutation.applied(to: design)
            if Self.isSame(design, mutated) { continue }
            if try Self.differ(design, mutated) { dead.append(mutation) } else { alive.append(mutation) }
        }
        dead.removeLast(max(0, dead.count - 12))
        var options = ProofOptions()
        options.property = "makes no difference"
        options.timeout = 4
        options.depth = 1
        let report = try prove(design.shadowed(by: alive + dead), options)
        let proven = (alive + dead).indices.map { report.isProven(Design.shadowCheck($0)) }
        #expect(proven[..<alive.count].contains(true) && dead.count == 12)
        #expect(!proven[alive.count...].contains(true))
    }

    /// Whether one of the outputs of two `Stepper`s shows a difference.
    private static func differ(_ design: Design, _ other: Design) throws -> Bool {
        let circuits = [try Evaluator(design, checks: false), try Evaluator(other, checks: false)]
        var random = SystemLike(state: 7)
        for cycle in 0..<1000 {
            let inputs = [
                ("reset", cycle == 0 || cycle % 101 == 50 ? 1 : 0), ("go", UInt64(random.next(2))),
                ("limit", UInt64(random.next(16))),
            ]
            for circuit in circuits { for (name, value) in inputs { try circuit.poke(name, value) } }
            for output in ["count", "isBusy"] where try circuits[0].peek(output) != circuits[1].peek(output) {
                return true
            }
            for circuit in circuits { try circuit.step(1) }
        }
        return false
    }

    /// Which checks fail in the next cycle.
    private static func failures(of circuit: Evaluator) -> [String] {
        do { try circuit.step(1) } catch { return error.details }
        return []
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
