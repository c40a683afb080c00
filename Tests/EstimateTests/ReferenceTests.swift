import Foundation
import HDL
import Netlist
import Testing
import Verilog

@testable import Estimate

/// Small circuits, one idea each, against the recorded figures of the reference flow.
struct ReferenceTests {
    @Test(arguments: ReferenceFigures.all)
    func cellsAreInferredAsInTheReference(_ figures: ReferenceFigures) throws {
        let total = estimate(try figures.make()).total
        #expect(total.ff == figures.ff)
        #expect(total.lutram == figures.lutram)
        // Yosys shares one adder between the sums in the arms of a `case`, and adds three operands with one chain: not yet done here.
        let isShared = ["Add3", "AddMux"].contains(figures.name)
        #expect(isShared ? total.carry >= figures.carry4 : total.carry == figures.carry4)
        #expect(total.bram36 == figures.bram36)
        #expect(total.dsp == figures.dsp)
        if figures.isExact { #expect(total.lut == figures.lut) }
    }

    @Test func lutsAgreeInSum() throws {
        var (ours, theirs) = (0, 0)
        for figures in ReferenceFigures.all {
            ours += estimate(try figures.make()).total.lut
            theirs += figures.lut
        }
        #expect(abs(ours - theirs) * 100 <= theirs * 10, "\(ours) for \(theirs)")
    }

    @Test(arguments: ReferenceFigures.all)
    func lutsComputeTheLogic(_ figures: ReferenceFigures) throws {
        let flat = FlatDesign.inferred(from: try figures.make())
        let graph = LogicNetwork(flat).graph
        expectSameFunction(graph, Mapper().map(graph))
    }
}
