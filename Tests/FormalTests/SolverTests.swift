import Foundation
import HDL
import Netlist
import Testing

@testable import Formal

/// The second engine: bounded model checking and k-induction by an SMT solver.
@Suite struct SolverTests {
    private static var options: ProofOptions {
        var options = ProofOptions()
        options.engine = .smt
        options.timeout = 30
        options.depth = 15
        return options
    }

    static let isThere = (try? ProofTools(options)) != nil

    @Test(.enabled(if: isThere, "z3 is not installed: only ABC decides")) func counter() throws {
        let report = try prove(try elaborate { Decade() }, Self.options)
        #expect(report.properties.map(\.name).prefix(2) == ["never twelve", "below five"])
        #expect(report.properties.map(\.status) == [.undecided, .failed, .undecided, .proven, .proven, .undecided])
        // From eleven, which is never reached, induction of any depth can wait and then go on.
        #expect(report.properties[0].method == .induction)
        #expect(report.properties[0].depth == 15)
        #expect(report.properties[1].method == .bmc)
        #expect(report.properties[1].depth == 7)
        #expect(report.properties[3].method == .induction)
        #expect(report.properties[3].premiseDepth == 11)
        #expect(report.properties[4].depth == 11)
        #expect(report.exitCode == 1)
    }

    @Test(.enabled(if: isThere, "z3 is not installed: only ABC decides")) func assumptionsAndMemories() throws {
        var options = Self.options
        options.checksInnerAssumptions = true
        let pair = try prove(try elaborate { Pair() }, options)
        #expect(
            pair.properties.map { "\($0.instance) \($0.status)" } == [
                "Pair proven", "Pair.first proven", "Pair.first vacuous", "Pair.second failed", "Pair.second failed",
            ])
        #expect(pair.properties.map(\.depth).suffix(2) == [9, 10])
        let store = try prove(try elaborate { Store() }, Self.options)
        // True, but a word that differs need not be looked at for any number of steps.
        #expect(store.properties.map(\.status) == [.undecided, .failed])
        #expect(store.properties[1].depth == 3)
    }

    @Test func argumentsOfSolvers() {
        var options = Self.options
        #expect(SMTEngine.arguments(options) == ["-s", "z3", "--timeout", "30"])
        options.solver = "bitwuzla"
        #expect(
            SMTEngine.arguments(options) == ["-s", "bitwuzla", "--noincr", "-S", "--time-limit", "-S", "30000"])
        options.solver = "boolector"
        #expect(SMTEngine.arguments(options) == ["-s", "boolector"])
    }

    @Test(.enabled(if: withBitwuzla, "bitwuzla is not installed")) func bitwuzla() throws {
        var options = Self.options
        options.solver = "bitwuzla"
        options.depth = 10
        let report = try prove(try elaborate { Decade() }, options)
        #expect(report.properties.map(\.status) == [.undecided, .failed, .undecided, .proven, .undecided, .undecided])
        #expect(report.properties[1].depth == 7)
    }

    static var withBitwuzla: Bool {
        var options = Self.options
        options.solver = "bitwuzla"
        return (try? ProofTools(options)) != nil
    }

    @Test func missingSolver() throws {
        var options = Self.options
        options.solver = "no-solver"
        let error = #expect(throws: ProofError.self) {
            _ = try ProofTools(
                options, environment: ["XPC_YOSYS": "/bin/sh", "XPC_SMTBMC": "/bin/sh", "PATH": "/nowhere"])
        }
        #expect(
            error?.description == """
                error[PRV001]: the solver no-solver is needed to prove, and “no-solver” was not found on the path
                  help: on Debian or Ubuntu: sudo apt-get install yosys (it brings yosys-abc), and z3 for --prover smt
                """)
    }

    @Test func whatTheSolverSays() {
        let steps = "##  0:00:00  Checking assertions in step 0..\n##  0:00:00  Checking assertions in step 1..\n"
        #expect(SMTEngine.searched(steps + "##  0:00:00  BMC failed!\n") == .happens(depth: 1, isShortest: true))
        #expect(SMTEngine.searched(steps + "##  0:00:00  Status: PASSED\n") == .unknown(depth: 1))
        // Out of time in step 1.
        #expect(SMTEngine.searched(steps) == .unknown(depth: 0))
        let tries = "##  0:00:00  Trying induction in step 5..\n##  0:00:00  Trying induction in step 4..\n"
        let good = "##  0:00:00  Temporal induction successful.\n##  0:00:00  Status: PASSED\n"
        #expect(SMTEngine.induction(tries + good, depth: 5) == 1)
        #expect(SMTEngine.induction(tries, depth: 5) == nil)
    }
}
