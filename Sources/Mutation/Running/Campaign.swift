import Dispatch
import Foundation
import Netlist

/// What became of a mutant.
public struct MutantResult: Codable, Hashable, Sendable {
    public enum Verdict: String, Codable, Sendable {
        /// A test failed.
        case killed
        /// It was shown to do the same as the design.
        case equivalent
        /// No test failed.
        case survived
    }

    public var number: Int
    public var verdict: Verdict
    /// Which test failed, or how it was shown; of a survivor, how it was looked at.
    public var by: String
    /// More of that, for a person.
    public var detail: String
    public var seconds: Double

    public init(number: Int, verdict: Verdict, by: String = "", detail: String = "", seconds: Double = 0) {
        self.number = number
        self.verdict = verdict
        self.by = by
        self.detail = detail
        self.seconds = seconds
    }
}

/// Runs mutants, each through a closure that says what became of it.
public struct Campaign: Sendable {
    /// How many run side by side.
    public var jobs: Int

    public init(jobs: Int = 2) { self.jobs = jobs }

    /// Runs all mutants; those of lower numbers begin first.
    ///
    /// - Parameters:
    ///   - design: what they were drawn from.
    ///   - trial: runs one design and says what became of it; from several threads. The number and the time are filled in.
    ///   - finished: called once for each, by one thread at a time.
    public func run(
        _ mutants: [Mutant], of design: Design, trial: @escaping @Sendable (Mutant, Design) -> MutantResult,
        finished: @escaping @Sendable (Mutant, MutantResult) -> Void
    ) {
        let work = Work(count: mutants.count)
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, mutants.count))) { _ in
            while let index = work.next() {
                let mutant = mutants[index]
                let start = ContinuousClock.now
                var result = trial(mutant, mutant.mutation.applied(to: design))
                let (seconds, parts) = start.duration(to: .now).components
                result.number = mutant.number
                result.seconds = Double(seconds) + Double(parts / 1_000_000_000_000_000) / 1000
                work.report { finished(mutant, result) }
            }
        }
    }

    private final class Work: @unchecked Sendable {
        private let lock = NSLock()
        private let reporting = NSLock()
        private var index = 0
        private let count: Int

        init(count: Int) { self.count = count }

        func next() -> Int? {
            lock.withLock {
                guard index < count else { return nil }
                index += 1
                return index - 1
            }
        }

        func report(_ body: () -> Void) { reporting.withLock(body) }
    }
}
