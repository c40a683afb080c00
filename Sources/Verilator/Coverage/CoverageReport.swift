import Netlist
import Verilog

/// What of the designer's Swift was exercised in simulations, line by line.
///
/// Counts of all instances of a module, of all runs and of all designs that are given are added. A Swift line that makes several
/// lines of Verilog has the points of all of them: a `when` has one for each way, a declaration one for each bit.
public struct CoverageReport: Sendable {
    /// What was counted in one run of one design.
    public struct Run: Sendable {
        public var points: [CoveragePoint]
        /// By Verilog file: the Swift behind each line, line 1 first; see `SourceMap.positions()`.
        public var positions: [String: [SourcePosition?]]

        public init(points: [CoveragePoint], positions: [String: [SourcePosition?]]) {
            self.points = points
            self.positions = positions
        }
    }

    /// How many there are, and how many of them were reached.
    public struct Ratio: Hashable, Sendable {
        public var reached = 0
        public var all = 0

        mutating func add(_ isReached: Bool) {
            all += 1
            if isReached { reached += 1 }
        }
    }

    /// A line of Swift.
    public struct Line: Sendable, Hashable {
        public var number: Int
        /// How often the statements ran that came from here; nil: there are none that Verilator counts. Where several came from one line, the least.
        public var runs: Int?
        /// Ways through the branches that begin here, by name: `taken`, `not taken`, `case`.
        public var branches: [String: Int] = [:]
        /// Bits of signals that are declared here, with the number of their changes.
        public var toggles: [String: Int] = [:]
        /// Cover points that stand here.
        public var covers: [String: Int] = [:]

        /// True when something that belongs to the line was never reached.
        public var isMissed: Bool {
            runs == 0 || branches.values.contains(0) || toggles.values.contains(0) || covers.values.contains(0)
        }
    }

    /// A file of Swift.
    public struct File: Sendable, Hashable {
        /// As `#fileID` has it: `Module/File.swift`.
        public var name: String
        /// Ascending; only lines that something was counted for.
        public var lines: [Line]
    }

    /// By name.
    public private(set) var files: [File] = []
    /// Points whose Verilog nobody wrote: the reset of a register, an instance's header.
    public private(set) var unplaced = 0
    /// Those of them that were never reached, by file and line of the Verilog. In a release build also what the optimiser took the place of.
    public private(set) var lost: [CoveragePoint] = []

    public init(_ runs: [Run]) {
        // Runs of one design are one.
        var designs: [Run] = []
        for run in runs {
            if let index = designs.firstIndex(where: { $0.positions == run.positions }) {
                designs[index].points += run.points
            } else {
                designs.append(run)
            }
        }
        var collector = CoverageCollector()
        for design in designs { collector.add(design) }
        files = collector.files
        unplaced = collector.unplaced
        lost = collector.lost.sorted { ($0.file, $0.line, $0.comment) < ($1.file, $1.line, $1.comment) }
    }
}

extension CoverageReport.File {
    /// Lines with statements.
    public var statements: CoverageReport.Ratio { ratio { line in line.runs.map { [$0] } ?? [] } }
    public var branches: CoverageReport.Ratio { ratio { Array($0.branches.values) } }
    /// Bits.
    public var toggles: CoverageReport.Ratio { ratio { Array($0.toggles.values) } }
    public var covers: CoverageReport.Ratio { ratio { Array($0.covers.values) } }

    private func ratio(_ counts: (CoverageReport.Line) -> [Int]) -> CoverageReport.Ratio {
        var ratio = CoverageReport.Ratio()
        for line in lines { for count in counts(line) { ratio.add(count > 0) } }
        return ratio
    }
}

extension CoverageReport {
    public var statements: Ratio { sum(\.statements) }
    public var branches: Ratio { sum(\.branches) }
    /// Bits.
    public var toggles: Ratio { sum(\.toggles) }
    public var covers: Ratio { sum(\.covers) }

    private func sum(_ part: (File) -> Ratio) -> Ratio {
        files.reduce(into: Ratio()) { result, file in
            result.reached += part(file).reached
            result.all += part(file).all
        }
    }
}
