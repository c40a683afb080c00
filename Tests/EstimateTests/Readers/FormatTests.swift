import Foundation
import Testing

@testable import Estimate

/// The same small design in every format, and hierarchy.
@Suite struct FormatTests {
    private func report(_ bytes: [UInt8], _ name: String) throws -> EstimateReport {
        estimate(try NetlistFile(bytes, name: name))
    }

    /// A majority of three, and a register that takes it.
    private static let blif = """
        # a comment
        .model top
        .inputs a b c clk
        .outputs y
        .subckt majority i[0]=a i[1]=b \\
          i[2]=c o=m
        .latch m y re clk 0
        .end
        .model majority
        .inputs i[0] i[1] i[2]
        .outputs o
        .names i[0] i[1] i[2] o
        11- 1
        1-1 1
        -11 1
        .end
        """

    @Test func blifWithHierarchy() throws {
        let report = try report(Array(Self.blif.utf8), "top.blif")
        #expect(report.total.ff == 1 && report.total.lut == 1 && report.total.lutsBySize[2] == 1)
        #expect(report.modules.map(\.instance) == ["top", "majority_0"])
        #expect(report.modules[1].local.lut == 1)
    }

    @Test func asciiAiger() throws {
        let text = "aag 8 3 1 1 4\n2\n4\n6\n8 17 0\n8\n10 2 4\n12 2 6\n14 4 6\n16 11 13\ni0 a\nc\nnothing\n"
        // y is a register; its data are not (not (a and b) and not (a and c)).
        let report = try report(Array(text.utf8), "top.aag")
        #expect(report.total.ff == 1 && report.total.lut == 1)
        #expect(report.modules[0].instance == "top")
    }

    @Test func binaryAigerIsAsTheMapperReadsIt() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Data/epfl/cavlc.aig").path
        let graph = try AndGraph(aiger: Array(Data(contentsOf: URL(fileURLWithPath: file))))
        let total = estimate(try NetlistFile(path: file)).total
        #expect((80...110).contains(total.lut) && graph.inputs.count == 10)
        #expect(total.ff == 0 && total.carry == 0)
    }

    @Test func instancesOfYosys() throws {
        let text = """
            {"modules": {
              "half": {"ports": {"a": {"direction": "input", "bits": [2, 3]}, "s": {"direction": "output", "bits": [4]},
                                 "k": {"direction": "output", "bits": ["1"]}},
                "cells": {"x": {"type": "$xor", "parameters": {"A_WIDTH": 1, "B_WIDTH": 1, "Y_WIDTH": 1},
                  "connections": {"A": [2], "B": [3], "Y": [4]}}}},
              "top": {"attributes": {"top": "1"},
                "ports": {"a": {"direction": "input", "bits": [2, 3, 4]}, "y": {"direction": "output", "bits": [5, 7]}},
                "cells": {"one": {"type": "half", "connections": {"a": [2, 3], "s": [6], "k": [7]}},
                          "two": {"type": "half", "connections": {"a": [6, 4], "s": [5]}}}}}}
            """
        let report = try report(Array(text.utf8), "x.json")
        #expect(report.modules.map(\.instance) == ["top", "one", "two"])
        #expect(report.total.lut == 1 && report.total.lutsBySize[2] == 1)
    }

    @Test func cellsOfTheDevice() throws {
        let text = """
            {"modules": {"RAMB36E1": {"attributes": {"blackbox": 1}, "ports": {"A": {"direction": "input", "bits": [2]}}},
              "top": {"ports": {"a": {"direction": "input", "bits": [2, 3]}}, "cells": {
                "n": {"type": "$_AND_", "connections": {"A": [2], "B": [3], "Y": [4]}},
                "r": {"type": "RAMB36E1", "connections": {"A": [4]}}}}}}
            """
        let total = try report(Array(text.utf8), "x.json").total
        #expect(total.bram36 == 1 && total.lut == 1)
    }

    @Test func moreEffortTakesFewerLUTs() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Data/epfl/i2c.aig").path
        let netlist = try NetlistFile(path: file)
        let luts = Effort.allCases.map { effort in
            var options = EstimateOptions()
            options.effort = effort
            return estimate(netlist, options: options).total.lut
        }
        #expect(luts[0] > luts[1] && luts[1] >= luts[2])
    }
}
