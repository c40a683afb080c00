import Foundation
import Testing

@testable import Estimate

/// Registers, latches and memories of a netlist.
@Suite struct CellStateTests {
    private func total(_ text: String) throws -> ResourceCounts {
        estimate(try NetlistFile(Array(text.utf8), name: "x.json")).total
    }

    /// All ports of the cell are ports of the module.
    private func register(_ type: String, _ parameters: [String: Int], _ ports: [String], width: Int) -> String {
        let wide: Set = ["D", "AD", "SET", "CLR"]
        return CellFunctionTests.netlist(
            type, parameters.merging(["WIDTH": width]) { $1 }, ports.map { ($0, wide.contains($0) ? width : 1) },
            ("Q", width))
    }

    @Test func registers() throws {
        for (type, parameters, ports) in [
            ("$ff", [:], ["D"]), ("$dff", [:], ["CLK", "D"]), ("$dffe", [:], ["CLK", "EN", "D"]),
            ("$adff", ["ARST_VALUE": 5], ["CLK", "ARST", "D"]),
            ("$adffe", ["ARST_VALUE": 5], ["CLK", "EN", "ARST", "D"]),
            ("$sdff", ["SRST_VALUE": 5], ["CLK", "SRST", "D"]), ("$sdffe", [:], ["CLK", "EN", "SRST", "D"]),
            ("$sr", [:], ["SET", "CLR"]), ("$dlatch", [:], ["EN", "D"]),
            ("$adlatch", ["ARST_VALUE": 5], ["EN", "ARST", "D"]),
        ] as [(String, [String: Int], [String])] {
            let counts = try total(register(type, parameters, ports, width: 4))
            // Set and reset at once is put together from three.
            #expect(counts.ff == (type == "$sr" ? 12 : 4), "\(type)")
            #expect(counts.lut == (type == "$sr" ? 8 : 0), "\(type)")
        }
        // Enable over reset takes a LUT for the reset of each bit.
        let gated = try total(register("$sdffce", [:], ["CLK", "EN", "SRST", "D"], width: 4))
        #expect(gated.ff == 4 && gated.lut == 4)
        let loaded = try total(register("$aldff", [:], ["CLK", "ALOAD", "AD", "D"], width: 2))
        #expect(loaded.ff == 6)
        let cleared = try total(register("$dffsr", [:], ["CLK", "SET", "CLR", "D"], width: 2))
        #expect(cleared.ff == 6)
    }

    @Test func registerGates() throws {
        let gates: [(String, [String])] = [
            ("$_DFF_P_", ["C", "D"]), ("$_DFF_N_", ["C", "D"]), ("$_DFFE_PN_", ["C", "E", "D"]),
            ("$_DFF_PN0_", ["C", "R", "D"]), ("$_DFFE_PP1N_", ["C", "R", "E", "D"]), ("$_SDFF_PP0_", ["C", "R", "D"]),
            ("$_SDFFE_PN1P_", ["C", "R", "E", "D"]), ("$_DLATCH_P_", ["E", "D"]), ("$_DLATCH_NP0_", ["E", "R", "D"]),
            ("$_FF_", ["D"]),
        ]
        for (type, ports) in gates {
            let counts = try total(CellFunctionTests.netlist(type, [:], ports.map { ($0, 1) }, ("Q", 1)))
            #expect(counts.ff == 1 && counts.lut == 0, "\(type)")
        }
        #expect(
            throws: NetlistFileError.self,
            performing: { try total(CellFunctionTests.netlist("$_DFF_X_", [:], [("C", 1), ("D", 1)], ("Q", 1))) })
    }

    /// A memory with a write port and one read port.
    private func memory(words: Int, width: Int, addressBits: Int, isClocked: Bool) -> String {
        let parameters = [
            "ABITS": addressBits, "WIDTH": width, "SIZE": words, "RD_PORTS": 1, "WR_PORTS": 1, "WR_CLK_POLARITY": 1,
            "RD_CLK_ENABLE": isClocked ? 1 : 0, "RD_CLK_POLARITY": 1,
        ]
        let ports = [
            ("RD_CLK", 1), ("RD_EN", 1), ("RD_ARST", 1), ("RD_SRST", 1), ("RD_ADDR", addressBits), ("WR_CLK", 1),
            ("WR_EN", width), ("WR_ADDR", addressBits), ("WR_DATA", width),
        ]
        let text = CellFunctionTests.netlist("$mem_v2", parameters, ports, ("RD_DATA", width))
        // One enable for all bits.
        let first = 2 + 1 + 1 + 1 + 1 + addressBits + 1
        let all = (first..<first + width).map(String.init).joined(separator: ", ")
        let one = (0..<width).map { _ in "\(first)" }.joined(separator: ", ")
        return text.replacingOccurrences(of: "\"WR_EN\": [\(all)]", with: "\"WR_EN\": [\(one)]")
            .replacingOccurrences(of: "\"RD_ARST\": [4]", with: "\"RD_ARST\": [\"0\"]")
            .replacingOccurrences(of: "\"RD_SRST\": [5]", with: "\"RD_SRST\": [\"0\"]")
    }

    @Test func memories() throws {
        #expect(try total(memory(words: 1024, width: 32, addressBits: 10, isClocked: true)).bram36 == 1)
        let small = try total(memory(words: 32, width: 6, addressBits: 5, isClocked: false))
        #expect(small.lutram == 4 && small.ff == 0 && small.lut == 0)
    }

    /// A register of one bit that takes `data` while enabled.
    private func single(_ data: String, resetValue: Int, initial: String = "") -> String {
        """
        {"modules": {"top": {"ports": {"c": {"direction": "input", "bits": [2, 3, 4]}, "q": {"direction": "output", "bits": [5]}},
          "netnames": {\(initial)},
          "cells": {"r": {"type": "$sdffe", "parameters": {"WIDTH": 1, "SRST_VALUE": \(resetValue)},
            "connections": {"CLK": [2], "EN": [3], "SRST": [4], "D": [\(data)], "Q": [5]}}}}}}
        """
    }

    @Test func registersThatHaveOneValue() throws {
        #expect(try total(single("\"1\"", resetValue: 1)).ff == 0)
        #expect(try total(single("\"1\"", resetValue: 0)).ff == 1)
        // What only holds, and is reset, goes, as in the reference flow.
        #expect(try total(single("5", resetValue: 1)).ff == 0)
        let starts = "\"q\": {\"bits\": [5], \"attributes\": {\"init\": \"0\"}}"
        #expect(try total(single("\"1\"", resetValue: 1, initial: starts)).ff == 1)
    }

    /// What is read is what is written at the same edge: five registers for the address, not six for the data; with an enable six, past which goes
    /// what is written.
    @Test func transparentReads() throws {
        let plain = memory(words: 32, width: 6, addressBits: 5, isClocked: true)
        let enabled = plain.replacingOccurrences(of: "\"WIDTH\": 6", with: "\"WIDTH\": 6, \"RD_TRANSPARENCY_MASK\": 1")
        let always = enabled.replacingOccurrences(of: "\"RD_EN\": [3]", with: "\"RD_EN\": [\"1\"]")
        #expect(always != enabled)
        #expect(try total(plain).ff == 6)
        #expect(try total(plain).lut == 0)
        #expect(try total(always).ff == 5)
        #expect(try total(always).lutram == 4)
        #expect(try total(enabled).ff == 6)
        #expect(try total(enabled).lut > 6)
    }

    @Test func theAttributeOfAMemoryDecides() throws {
        let text = memory(words: 32, width: 6, addressBits: 5, isClocked: true)
            .replacingOccurrences(
                of: "\"type\": \"$mem_v2\"", with: "\"type\": \"$mem_v2\", \"attributes\": {\"ram_style\": \"block\"}")
        let figures = try total(text)
        #expect((figures.lutram, figures.bram18, figures.ff) == (0, 1, 0))
    }

    /// Two choices where what is chosen else does not matter: the second needs no condition, so there are three inputs.
    @Test func theLastChoiceNeedsNoCondition() throws {
        func text(_ other: String) -> String {
            """
            {"modules": {"top": {"ports": {"i": {"direction": "input", "bits": [2, 3, 4, 5]}, "q": {"direction": "output", "bits": [6]}},
              "cells": {"m": {"type": "$pmux", "parameters": {"WIDTH": 1, "S_WIDTH": 2},
                "connections": {"A": [\(other)], "B": [2, 3], "S": [4, 5], "Y": [6]}}}}}}
            """
        }
        #expect(try total(text("\"x\"")).lutsBySize == [0, 0, 1, 0, 0, 0])
        #expect(try total(text("\"0\"")).lutsBySize == [0, 0, 0, 1, 0, 0])
    }

    /// A multiplexer for each bit of a word's enable, all the same.
    @Test func enablesByBit() throws {
        let text = memory(words: 32, width: 6, addressBits: 5, isClocked: false)
        let enable = 2 + 1 + 1 + 1 + 1 + 5 + 1
        let one = (0..<6).map { _ in "\(enable)" }.joined(separator: ", ")
        let mux = """
            "cells": {"m": {"type": "$mux", "parameters": {"WIDTH": 6}, "connections": {"A": ["0", "0", "0", "0", "0", "0"],
              "B": ["1", "1", "1", "1", "1", "1"], "S": [\(enable)], "Y": [900, 901, 902, 903, 904, 905]}},
            """
        let changed = text.replacingOccurrences(of: "\"cells\": {", with: mux)
            .replacingOccurrences(of: "\"WR_EN\": [\(one)]", with: "\"WR_EN\": [900, 901, 902, 903, 904, 905]")
        #expect(changed != text)
        #expect(try total(changed).lutram == 4)
    }
}
