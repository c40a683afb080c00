import CircuitSupport
import Foundation
import Netlist
import Testing

@testable import Verilog

struct FileTests {
    @Test func linesLeadBackToSwift() throws {
        let design = design(Samples.counter())
        let files = verilog(of: design)
        let map = SourceMap(files, sources: design.sources)
        let lines = files[0].text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(files[0].lineMap.count == lines.count - 1)
        let assign = try #require(
            design.circuits[0].statements.compactMap { statement -> Assignment? in
                if case .assign(let assignment) = statement { assignment } else { nil }
            }.last)
        let number = try #require(lines.firstIndex { $0.contains("assign last") }) + 1
        #expect(
            map.lookup(file: "build/obj/Counter.v", line: number)
                == SourcePosition(file: "Tests/Hand.swift", line: assign.place.position?.line ?? 0))
        #expect(map.lookup(file: "Counter.v", line: 1) == nil)
        #expect(map.lookup(file: "Counter.v", line: 1000) == nil)
        #expect(map.lookup(file: "Other.v", line: 3) == nil)
    }

    @Test func commentsNameTheSwiftLine() {
        let text = verilog(of: design(Samples.counter()), options: VerilogOptions(sourceComments: true))[0].text
        #expect(text.contains("  assign last = enable && (counter == 8'd255);  // Hand.swift:20\n"))
        #expect(!verilog(of: design(Samples.counter()))[0].text.contains("Hand.swift"))
    }

    @Test func manifest() throws {
        let files = verilog(of: design(Samples.pair()))
        let manifest = Manifest(
            files, configuration: ["name": .text("a \"b\"\n"), "depth": .integer(4), "fast": .flag(true)])
        let hashes = files.map { SHA256.hex($0.text) }
        #expect(
            manifest.json == """
                {
                  "top": "Pair",
                  "configuration": {
                    "depth": 4,
                    "fast": true,
                    "name": "a \\"b\\"\\n"
                  },
                  "ports": [
                    { "name": "clock", "direction": "input", "width": 1 },
                    { "name": "reset", "direction": "input", "width": 1 },
                    { "name": "go", "direction": "input", "width": 2 },
                    { "name": "start", "direction": "input", "width": 16 },
                    { "name": "sum", "direction": "output", "width": 9 }
                  ],
                  "modules": [
                    { "name": "Counter", "file": "Counter.v", "sha256": "\(hashes[0])" },
                    { "name": "Pair", "file": "Pair.v", "sha256": "\(hashes[1])" }
                  ],
                  "contentHash": "sha256:\(SHA256.hex(files[0].text + files[1].text))"
                }

                """)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(manifest.json.utf8)) }
        #expect(fileList(files) == "Counter.v\nPair.v\n")
    }

    @Test func sha256() {
        #expect(SHA256.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.hex(String(repeating: "a", count: 1000))
                == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    }

    @Test func namesThatCannotBe() {
        let file = verilog(of: design(Samples.names()))[0]
        #expect(file.name == "module_.v")
        #expect(file.ports.map(\.name) == ["clock", "reg_", "always_", "new_", "int_"])
        #expect(Set(file.names.values).isSuperset(of: ["a_b_c", "reg__2", "Reg"]))
        let scope = NameScope()
        #expect(
            ["x", "x", "x", "x_2", "9", "", "wire"].map { scope.claimText($0) } == [
                "x", "x_2", "x_3", "x_2_2", "_9", "_", "wire_",
            ])
    }

    @Test func literals() {
        func text(_ value: UInt64, _ width: Int, signed: Bool = false) -> String {
            var out = TextBuffer(capacity: 16)
            out.literal(BitVector(value, width: width), signed: signed)
            return TextPiece.joined(out.take()).text
        }
        #expect(text(1, 1) == "1'b1")
        #expect(text(1023, 32) == "32'd1023")
        #expect(text(1024, 32) == "32'h400")
        #expect(text(0xFFFF_0000, 64) == "64'hffff_0000")
        #expect(text(0xFB, 8, signed: true) == "-8'sd5")
        #expect(text(0x80, 8, signed: true) == "-8'sd128")
        #expect(text(0x7F, 8, signed: true) == "8'sd127")
    }
}
