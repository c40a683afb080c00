import HDL
import Netlist
import Testing

@testable import Formal

/// What cannot be proven is said, with what would help.
@Suite struct RefusalTests {
    @Test func missingTools() throws {
        let error = #expect(throws: ProofError.self) { _ = try ProofTools(environment: ["PATH": "/nowhere"]) }
        #expect(
            error?.description == """
                error[PRV001]: Yosys is needed to prove, and “yosys” was not found on the path
                  help: on Debian or Ubuntu: sudo apt-get install yosys (it brings yosys-abc), and z3 for --prover smt
                """)
        let second = #expect(throws: ProofError.self) {
            _ = try ProofTools(environment: ["PATH": "/bin", "XPC_YOSYS": "/bin/sh", "XPC_ABC": "no-abc"])
        }
        #expect(
            second?.description == """
                error[PRV001]: ABC is needed to prove, and “no-abc” was not found on the path
                  help: on Debian or Ubuntu: sudo apt-get install yosys (it brings yosys-abc), and z3 for --prover smt
                """)
        #expect(try ProofTools(environment: ["XPC_YOSYS": "/bin/sh", "XPC_ABC": "/bin/sh"]).programs == ["/bin/sh"])
    }

    @Test(.enabled(if: (try? ProofTools()) != nil, "yosys is not installed")) func unknownModule() throws {
        final class Elsewhere: ExternalModule {
            let value = output(bit)
        }
        final class Around: Module {
            let value = output(bit)
            override func circuit() {
                let part = instance(Elsewhere())
                value <== part.value
                check("zero", !part.value)
            }
        }
        let design = try elaborate { Around() }
        let error = #expect(throws: ProofError.self) { try prove(design) }
        #expect(
            error?.description == """
                error[PRV003]: “Elsewhere” is written in Verilog, and its text is not known
                  help: give its text by verilogSource, or prove a module that does without it
                """)
    }

    @Test func whatABCSays() {
        #expect(ABCEngine.verdict("Property proved.  Time =     0.02 sec\n") == .never(induction: nil))
        let found = "Output 0 of miter \"q\" was asserted in frame 25. Time = 2.33 sec\n"
        #expect(ABCEngine.verdict(found) == .happens(depth: 25, isShortest: true))
        let bounded = "No output asserted in 21 frames. Resource limit reached (conf limit 0). Time = 0.12 sec\n"
        #expect(ABCEngine.verdict(bounded + found) == .happens(depth: 25, isShortest: false))
        #expect(ABCEngine.verdict(bounded) == .unknown(depth: 20))
        #expect(ABCEngine.verdict("Segmentation fault\n") == nil)
    }

    @Test func versionsOfYosys() {
        #expect(!YosysVersion("Yosys 0.23 (git sha1 7ce5011c24b)").hasCheckCells)
        #expect(YosysVersion("Yosys 0.70 (git sha1 28ba3cb92, Release)").hasCheckCells)
        #expect(YosysVersion("Yosys 0.38+92 (git sha1 84116c9a3)").minor == 38)
        #expect(YosysVersion("Yosys 1.0").hasCheckCells)
        #expect(YosysVersion("Yosys 0.70").command("abc -g AND -fast") == "aigmap")
        #expect(YosysVersion("Yosys 0.23").command("abc -g AND -fast") == "abc -g AND -fast")
    }

    @Test func gates() throws {
        let text = Array("aig 5 2 1 1 2\n10 0\n7\n".utf8) + [2, 2, 2, 5]
        let aiger = try #require(Aiger(text))
        #expect(aiger.latches.map(\.next) == [10])
        #expect(aiger.gates.map(\.left) == [6, 8])
        #expect(aiger.gates.map(\.right) == [4, 3])
        let question = aiger.bytes(bad: [7], constraints: [9])
        #expect(question == Array("aig 5 2 1 0 2 1 1\n10\n7\n9\n".utf8) + [2, 2, 2, 5])
        #expect(Aiger(Array("aag 1 1 0 0 0\n".utf8)) == nil)
        #expect(Aiger(Array("aig 5 2 1 1 2\n10\n7\n".utf8)) == nil)
    }
}
