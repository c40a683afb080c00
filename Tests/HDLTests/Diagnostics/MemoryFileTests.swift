import Foundation
import HDL
import Netlist
import Testing

/// Contents of memories from arrays and files, and what is wrong with a file.
@Suite struct MemoryFileTests {
    @Test func words() throws {
        let file = try File("// a comment\n12 a_B /* two\nlines */ FF\n@5\n7\n@2 3\n")
        let circuit = try elaborate(checked: false) { Rom(file.path) }.topCircuit
        #expect(circuit.memories[0].initial.map(\.low64) == [0x12, 0xAB, 3, 0, 0, 7])
        #expect(circuit.memories[0].initial.allSatisfy { $0.width == 9 })
    }

    @Test func arrays() throws {
        let circuit = try circuit { bench in
            let table = memory(of: unsigned(8), depth: 8, initial: [1, 2, 255])
            bench.out <== table[bench.n]
        }
        #expect(circuit.memories[0].initial == [1, 2, 255].map { BitVector($0, width: 8) })
        diagnose(
            { bench in
                let table = memory(of: unsigned(8), depth: 8, initial: [1, 256])
                bench.out <== table[bench.n]
            },
            says: """
                error[HDL002]: the initial word 1, 256, does not fit 8 bits
                  at HERE+2
                  help: 8 bits hold 0 to 255
                """)
    }

    @Test(arguments: [
        (
            "1\n2 xy", "2: 'xy' is no hexadecimal word",
            "words have the digits 0 to 9 and a to f (no x, no z), with spaces between them"
        ),
        ("1\n\n200", "3: '200' does not fit a word of 9 bits", "a word has at most 3 digits here"),
        (
            "@7 1 2", "1: a word for address 8 of a memory of 8 elements",
            "give at most one for each element; those that are not listed are zero"
        ),
        ("@g", "1: '@g' is no address", "write `@` and hexadecimal digits"),
        ("1\n/* 2", "2: a comment without an end", "close it with `*/`"),
    ])
    func faults(text: String, message: String, hint: String) throws {
        let file = try File(text)
        let found = messages { Rom(file.path) }
        #expect(
            found == [
                "error[HDL051]: \(file.path):\(message)\n  at HDLTests/MemoryFileTests.swift:\(romLine)\n  help: \(hint)"
            ])
    }

    @Test func missingFile() {
        let found = messages { Rom("no/such.hex") }
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix(
                "error[HDL051]: the file 'no/such.hex' cannot be read\n  at HDLTests/MemoryFileTests.swift:\(romLine)\n  help: a relative path counts from the working directory, /"
            ) == true)
    }

    final class Rom: Module {
        let address = input(unsigned(3))
        let word = output(unsigned(9))
        let file: String
        init(_ file: String) { self.file = file }
        override func circuit() {
            let table = memory(of: unsigned(9), depth: 8, hexFile: file)
            word <== table[address]
        }
    }
    private var romLine: Int { (#line) - 4 }

    final class File {
        let path: String
        init(_ text: String) throws {
            path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).hex").path
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }
}
