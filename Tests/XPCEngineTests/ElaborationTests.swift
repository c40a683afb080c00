import HDL
import LintSupport
import Netlist
import Testing
import Verilog
import XPCEngine

@Suite struct ElaborationTests {
    @Test(arguments: XPCConfiguration.named + corners)
    func elaboratesWithoutAWarning(_ configuration: XPCConfiguration) throws {
        let design = try design(configuration)
        #expect(design.warnings.map { $0.text(design.sources) } == [])
    }

    @Test func allCornersAreConfigurations() { #expect(corners.count == 6) }

    @Test func theSameBytesTwice() throws {
        let texts = try (0..<2).map { _ in verilog(of: try design(.full)).map(\.text) }
        #expect(texts[0] == texts[1])
    }

    @Test(arguments: corners)
    func cornersAreClean(_ configuration: XPCConfiguration) throws {
        let lint = try Lint(verilog(of: try design(configuration)).map { ($0.name, $0.text) })
        #expect(try lint.verilator(top: "XPCEngine") == [])
        #expect(try lint.icarus(top: "XPCEngine") == [])
    }
}
