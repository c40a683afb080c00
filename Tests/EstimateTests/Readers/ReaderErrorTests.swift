import Testing

@testable import Estimate

/// What is wrong with a file is said with the place, the cell, and what would be right; nothing crashes.
@Suite struct ReaderErrorTests {
    private func message(_ text: String, name: String = "x.json", top: String? = nil) -> String {
        do {
            _ = try NetlistFile(Array(text.utf8), name: name, top: top)
            return "no error"
        } catch { return error.description }
    }

    private func module(_ cells: String, ports: String = "") -> String {
        "{\"modules\": {\"top\": {\n\"ports\": {\(ports)},\n\"cells\": {\n\(cells)\n}}}}"
    }

    @Test func cutOff() {
        #expect(
            message("{\"modules\": {\n\"top\": {\"ports\"") == """
                error[EST001]: the JSON text ends early
                  at x.json:2
                  help: write the file again with Yosys' write_json; perhaps it was cut off
                """)
        #expect(
            message("") == """
                error[EST001]: the file is empty
                  at x.json:1
                  help: it is JSON of Yosys (write_json), BLIF, or AIGER
                """)
        #expect(
            message(".model a\n.inputs x\n", name: "x.blif") == """
                error[EST001]: model 'a' has no '.end'
                  at x.blif:3
                  help: write the file again; perhaps it was cut off
                """)
        #expect(
            message("aag 3 2 0 1 1\n2\n4\n6\n", name: "x.aag") == """
                error[EST001]: the file ends before an AND
                  at x.aag:5
                  help: perhaps it was cut off
                """)
        #expect(
            message("aig 3 2 0 1 1\n6\n\u{02}", name: "x.aig") == """
                error[EST001]: the file ends before AND 6
                  at x.aig:2
                  help: perhaps it was cut off
                """)
    }

    @Test func structure() {
        #expect(
            message("{}") == """
                error[EST002]: the file has no object 'modules'
                  at x.json:1
                  help: write it with Yosys' write_json
                """)
        #expect(
            message(module("\"a\": {\"type\": \"$not\", \"connections\": {\"A\": [-1]}}")) == """
                error[EST002]: expected a list of net numbers (0 to 268435456) and of "0", "1", "x" and "z", not a list with something else in it
                  at x.json:4 (modules.top.cells.a.connections.A)
                  help: write the file with Yosys' write_json
                """)
        #expect(
            message("aag 1 1\n", name: "x.aag") == """
                error[EST002]: 'aag 1 1' is not a header of AIGER
                  at x.aag:1
                  help: 'aig M I L O A' or 'aag M I L O A' with numbers
                """)
        #expect(
            message(".model a\n.names x y\n1- 1\n.end\n", name: "x.blif") == """
                error[EST005]: '1- 1' is not a row of the table 'y'
                  at x.blif:3
                  help: 1 of 0, 1 and -, then 0 or 1
                """)
    }

    @Test func tops() {
        #expect(
            message(module(""), top: "core") == """
                error[EST003]: there is no module 'core' in the file
                  at x.json
                  help: it has: top
                """)
        #expect(
            message("{\"modules\": {\"a\": {}, \"b\": {}}}") == """
                error[EST003]: more than one module can be the top
                  at x.json
                  help: say which with --top; there are: a, b
                """)
    }

    @Test func unknownCells() {
        #expect(
            message(module("\"a\": {\"type\": \"$magic\", \"connections\": {}}")) == """
                error[EST004]: cell 'a' ($magic) in module 'top': the cell's type is not known
                  at x.json:4 (modules.top.cells.a)
                  help: read are the cells that Yosys 0.23 has after 'proc; memory -nomap', and its gates; map it to those
                """)
        #expect(
            message(module("\"a\": {\"type\": \"BUFX\", \"connections\": {}}")) == """
                error[EST004]: cell 'a' (BUFX) in module 'top': the cell's type is not known
                  at x.json:4 (modules.top.cells.a)
                  help: the file has no module of this name: write it too, or read it as a black box ('read_verilog -lib')
                """)
        #expect(
            message(".model a\n.subckt b x=y\n.end\n", name: "x.blif") == """
                error[EST004]: cell 'b_0' (b) in module 'a': the cell's type is not known
                  at x.blif:2
                  help: the file has no module of this name: write it too, or read it as a black box ('read_verilog -lib')
                """)
    }

    @Test func widths() {
        let wrong = """
            "a": {"type": "$add", "parameters": {"A_WIDTH": 2, "B_WIDTH": "00000011", "Y_WIDTH": 2},
             "connections": {"A": [2, 3], "B": [4], "Y": [5, 6]}}
            """
        #expect(
            message(module(wrong)) == """
                error[EST005]: cell 'a' ($add) in module 'top': port 'B' is connected to 1 bits
                  at x.json:4 (modules.top.cells.a.connections.B)
                  help: B_WIDTH is 3
                """)
        let child = """
            {"modules": {"top": {"cells": {"u": {"type": "sub", "connections": {"i": [2, 3]}}}},
             "sub": {"ports": {"i": {"direction": "input", "bits": [2]}}}}}
            """
        #expect(
            message(child) == """
                error[EST005]: cell 'u' (sub) in module 'top': port 'i' is connected to 2 bits
                  at x.json:1 (modules.top.cells.u.connections.i)
                  help: it has 1 in module 'sub'
                """)
    }

    @Test func parameters() {
        let huge = """
            "a": {"type": "$add", "parameters": {"A_WIDTH": 99999999999999999999, "B_WIDTH": 1, "Y_WIDTH": 2}, "connections": {}}
            """
        #expect(
            message(module(huge)) == """
                error[EST002]: a parameter is a string or a whole number, not a number
                  at x.json:4 (modules.top.cells.a.parameters.A_WIDTH)
                  help: write the file with Yosys' write_json
                """)
        let large =
            "\"a\": {\"type\": \"$not\", \"parameters\": {\"A_WIDTH\": 9223372036854775807}, \"connections\": {}}"
        #expect(
            message(module(large)) == """
                error[EST006]: cell 'a' ($not) in module 'top': parameter 'A_WIDTH' is 9223372036854775807
                  at x.json:4 (modules.top.cells.a)
                  help: it is a number from 0 to 4194304
                """)
        #expect(
            message(module("\"a\": {\"type\": \"$mux\", \"connections\": {}}")) == """
                error[EST006]: cell 'a' ($mux) in module 'top': parameter 'WIDTH' is missing
                  at x.json:4 (modules.top.cells.a)
                  help: it is a number from 0
                """)
    }

    @Test func drivers() {
        let two = """
            "a": {"type": "$_NOT_", "connections": {"A": [2], "Y": [3]}},
            "b": {"type": "$_NOT_", "connections": {"A": [2], "Y": [3]}}
            """
        #expect(
            message(module(two)) == """
                error[EST007]: cell 'b' ($_NOT_) in module 'top': it drives a bit that something else drives too
                  at x.json:5 (modules.top.cells.b)
                  help: each bit has one driver
                """)
        #expect(
            message("aag 1 1 0 0 1\n2\n2 2 2\n", name: "x.aag") == """
                error[EST002]: M is 1, but I + L + A is 2
                  at x.aag:1
                  help: M is at least that sum
                """)
        #expect(
            message("aag 3 1 0 0 1\n2\n2 2 2\n", name: "x.aag") == """
                error[EST007]: literal 2 is defined twice
                  at x.aag:3
                  help: each has one input, latch or AND
                """)
    }

    @Test func loops() throws {
        #expect(
            message("aag 2 0 0 1 2\n2\n2 4 1\n4 2 1\n", name: "x.aag") == """
                error[EST008]: AND 4 depends on itself
                  at x.aag:4
                  help: a loop needs a latch
                """)
        #expect(
            message(".model a\n.outputs y\n.names y y\n0 1\n.end\n", name: "x.blif") == """
                error[EST008]: cell 'y' (.names) in module 'a': its output depends on itself through logic only
                  at x.blif:3
                  help: a loop needs a register; it was cut here
                """)
        let loop = module(
            "\"a\": {\"type\": \"$_NOT_\", \"connections\": {\"A\": [2], \"Y\": [2]}}",
            ports: "\"y\": {\"direction\": \"output\", \"bits\": [2]}")
        #expect(
            try NetlistFile(Array(loop.utf8), name: "x.json").warnings == [
                """
                warning[EST008]: cell 'a' ($_NOT_) in module 'top': its output depends on itself through logic only
                  at x.json:4 (modules.top.cells.a)
                  help: a loop needs a register; it was cut here
                """
            ])
        let itself = "{\"modules\": {\"top\": {\"cells\": {\"u\": {\"type\": \"top\", \"connections\": {}}}}}}"
        #expect(
            message(itself, top: "top") == """
                error[EST008]: cell 'u' (top) in module 'top': the module contains itself
                  at x.json:1 (modules.top.cells.u)
                  help: a module cannot be part of itself
                """)
    }

    @Test func undefinedLiterals() {
        #expect(
            message("aag 2 0 0 1 1\n2\n2 4 4\n", name: "x.aag") == """
                error[EST009]: AND 2: literal 4 is defined nowhere
                  at x.aag:3
                  help: define it as an input, a latch or an AND
                """)
    }

    @Test func sizes() {
        #expect(
            message("aag 999999999999 1 0 0 0\n2\n", name: "x.aag") == """
                error[EST010]: a number in the header is too large
                  at x.aag:1
                  help: at most 268435456 variables are read
                """)
        let memory = """
            "m": {"type": "$mem_v2", "parameters": {"ABITS": 30, "WIDTH": 100000, "SIZE": 1000000000, "RD_PORTS": 0, "WR_PORTS": 0},
             "connections": {}}
            """
        #expect(
            message(module(memory)) == """
                error[EST010]: cell 'm' ($mem_v2) in module 'top': a memory of 1000000000 words of 100000 bits
                  at x.json:4 (modules.top.cells.m)
                  help: at most 2^40 bits are estimated
                """)
    }

    /// Files cut off anywhere, and files with a byte changed, are read or refused.
    @Test func damagedFiles() {
        let files = [
            CellFunctionTests.netlist(
                "$alu", ["A_WIDTH": 3, "B_WIDTH": 3, "Y_WIDTH": 3], [("A", 3), ("B", 3), ("CI", 1), ("BI", 1)], ("Y", 3)
            ),
            CellFunctionTests.netlist("$pmux", ["WIDTH": 2, "S_WIDTH": 3], [("A", 2), ("B", 6), ("S", 3)], ("Y", 2)),
            CellFunctionTests.netlist(
                "$div", ["A_WIDTH": 3, "B_WIDTH": 3, "Y_WIDTH": 3], [("A", 3), ("B", 3)], ("Y", 3)),
            ".model a\n.inputs x z\n.outputs y\n.subckt b i=x o=w\n.names w z y\n10 1\n.latch y z re x 2\n.end\n.model b\n.inputs i\n.outputs o\n.names i o\n0 1\n.end\n",
            "aag 7 2 1 2 4\n2\n4\n6 8 0\n6\n7\n8 4 10\n10 13 15\n12 2 6\n14 3 7\n",
        ]
        for file in files {
            let bytes = Array(file.utf8)
            #expect(message(file) == "no error")
            for end in bytes.indices { _ = try? NetlistFile(Array(bytes[..<end]), name: "cut") }
            for place in stride(from: 0, to: bytes.count, by: 3) {
                var changed = bytes
                for byte in "0123456789-\"{}[].$ab\n\0".utf8 {
                    changed[place] = byte
                    guard let netlist = try? NetlistFile(changed, name: "changed") else { continue }
                    if place % 21 == 0 { _ = estimate(netlist) }
                }
            }
        }
        let nested = String(repeating: "[", count: 100_000)
        #expect(message("{\"modules\": \(nested)").contains("more than 64 levels of nesting"))
    }
}
