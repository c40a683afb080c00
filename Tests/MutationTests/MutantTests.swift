import Evaluator
import HDL
import LintSupport
import Mutation
import Netlist
import Testing
import Verilog

/// What is drawn.
@Suite struct MutantTests {
    static func machine() throws -> Design { try elaborate { Machine() } }

    @Test func everyKindOccurs() throws {
        var drawn = Mutants(of: try Self.machine(), seed: 1)
        let mutants = drawn.draw(200)
        #expect(mutants.count == 200)
        #expect(Set(mutants.map(\.mutation.kind)) == Set(MutationKind.allCases))
        #expect(Set(mutants.map(\.mutation)).count == 200, "none comes twice")
        #expect(Set(mutants.map(\.mutation.cell.circuit)).count == 2, "in every module")
    }

    @Test func aSeedRepeatsADraw() throws {
        let design = try Self.machine()
        var (first, second, other) = (
            Mutants(of: design, seed: 7), Mutants(of: try Self.machine(), seed: 7), Mutants(of: design, seed: 8)
        )
        let all = first.draw(60)
        // In two parts: a mutant depends on its number alone.
        #expect(all == second.draw(10) + second.draw(50))
        #expect(all.map(\.number) == Array(0..<60))
        #expect(all.map(\.mutation) != other.draw(60).map(\.mutation))
    }

    /// Each cell is as likely as any other.
    @Test func cellsAreDrawnUniformly() throws {
        let design = try Self.machine()
        var counts: [Cell: Int] = [:]
        for seed in 0..<160 {
            var drawn = Mutants(of: design, seed: UInt64(seed))
            for mutant in drawn.draw(5) { counts[mutant.mutation.cell, default: 0] += 1 }
        }
        // Refused mutations are drawn again, so that cells where many are refused come less often.
        let mean = 800 / design.mutableCells.count
        #expect(counts.values.allSatisfy { $0 < 3 * mean })
        #expect(counts.values.count { $0 > mean / 2 } > design.mutableCells.count * 4 / 5)
    }

    @Test func textsSayWhereAndWhat() throws {
        let design = try Self.machine()
        var drawn = Mutants(of: design, seed: 3)
        let mutants = drawn.draw(150)
        for mutant in mutants {
            #expect(mutant.place?.hasPrefix("MutationTests/Samples.swift:") == true, "\(mutant.text)")
            #expect(!mutant.change.isEmpty && !mutant.change.contains("\n"), "\(mutant.text)")
        }
        let texts = Set(mutants.map { "\($0.instance): \($0.change)" })
        for expected in [
            "Machine: register 'step' is reset to .load instead of .wait",
            "Machine: (step === .load) | (step === .run) becomes step === .load in output 'isBusy'",
            "Machine: sum[7...1] becomes value[7...1] in sum[7...1]",
        ] {
            #expect(texts.contains(expected), "\(texts.sorted().joined(separator: "\n"))")
        }
    }

    @Test func ghostLogicAndClocksAreLeftAlone() throws {
        let design = try Self.machine()
        let ghosts = GhostLogic(of: design)
        let limiter = try #require(design.circuits.firstIndex { $0.name == "Limiter" })
        #expect(ghosts.circuits[limiter].nodes.contains(true))
        let circuit = design.circuits[limiter]
        for cell in design.mutableCells where cell.circuit.index == limiter {
            switch cell.part {
            case .node(let node):
                #expect(!ghosts.circuits[limiter].isGhost(node) && circuit.names[node] != "clock")
            case .register(let register): #expect(circuit.names[circuit.registers[register.index].node] == "value")
            default: break
            }
        }
        // when (enable & ...), value <==, count <==, isFull <==; not those of `seen`.
        #expect(
            design.mutableCells.count {
                if case .statement = $0.part { $0.circuit.index == limiter } else { false }
            } == 4)
    }

    @Test func theChecksRefuse() throws {
        let design = try Self.machine()
        // `isBusy <==` is the only statement that drives it.
        let statements = design.topCircuit.statements.count
        #expect(statements > 5)
        var drawn = Mutants(of: design, seed: 1)
        let mutants = drawn.draw(250)
        #expect(drawn.refused > 0)
        for mutant in mutants {
            let errors = mutant.mutation.applied(to: design).check().filter { $0.severity == .error }
            #expect(errors.isEmpty, "\(mutant.text)")
        }
    }

    /// Every mutant is a design like any other.
    @Test func mutantsAreGoodVerilog() throws {
        let design = try Self.machine()
        var drawn = Mutants(of: design, seed: 5)
        for mutant in drawn.draw(12) {
            let files = verilog(of: mutant.mutation.applied(to: design))
            let lint = try Lint(files.map { ($0.name, $0.text) })
            #expect(try lint.icarus(top: "Machine") == [], "\(mutant.text)")
            #expect(try lint.yosys(top: "Machine") == [], "\(mutant.text)")
            _ = try Evaluator(mutant.mutation.applied(to: design))
        }
    }
}
