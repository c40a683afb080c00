import LintSupport
import Netlist
import Testing

@testable import Verilog

@Test func printsEverything() throws {
    for design in [
        design(Samples.counter()), design(Samples.machine(), enumerations: [Samples.state]),
        Design(circuits: Samples.pair(), top: CircuitID(1), enumerations: [], sources: SourceTable()),
        design(Samples.storage()),
    ] {
        let files = verilog(of: design)
        print(Samples.lines(files))
        let lint = try Lint(files.map { ($0.name, $0.text) })
        for file in files {
            let messages = try lint.messages(top: file.module)
            #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
        }
    }
}
