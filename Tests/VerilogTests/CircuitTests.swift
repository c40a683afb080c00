import Components
import HDL
import LintSupport
import Netlist
import Testing

@testable import Verilog

/// What a small processor's datapath needs.
private enum Operation: HardwareEnum { case add, subtract, and, or, xor, shiftLeft, shiftRight, less }

private final class ArithmeticUnit: Module {
    let operation = input(Enumerated<Operation>())
    let left = input(unsigned(32))
    let right = input(unsigned(32))
    let result = output(unsigned(32))

    override func circuit() {
        operation.switch {
            on(.add) { result <== left + right }
            on(.subtract) { result <== left - right }
            on(.and) { result <== left & right }
            on(.or) { result <== left | right }
            on(.xor) { result <== left ^ right }
            on(.shiftLeft) { result <== left << right[4...0] }
            on(.shiftRight) { result <== left >> right[4...0] }
            on(.less) { result <== (left < right).asBits.extended(to: 32) }
        }
    }
}

private final class RegisterFile: Module {
    let address = input(unsigned(3))
    let write = input(bit)
    let data = input(unsigned(16))
    let read = output(unsigned(16))

    override func circuit() {
        let words = register(vector(6, of: unsigned(16)))
        when(write) { words[address] <== data }
        read <== words[address]
    }
}

private final class Watched: Module {
    let operation = input(Enumerated<Operation>())
    let isAdding = output(bit)

    override func circuit() {
        isAdding <== (operation === .add)
        check("no comparison", operation !== .less)
    }
}

/// Circuits in the language: clean in every tool, each module as its own top.
struct CircuitTests {
    private func expectClean(_ design: Design) throws {
        let files = verilog(of: design)
        let lint = try Lint(files.map { ($0.name, $0.text) })
        for file in files {
            let messages = try lint.messages(top: file.module)
            #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(file.text)")
        }
    }

    @Test(arguments: [1, 3, 4]) func queues(depth: Int) throws {
        try expectClean(elaborate { Queue(of: unsigned(8), depth: depth) })
    }

    @Test func datapath() throws {
        try expectClean(elaborate { ArithmeticUnit() })
        try expectClean(elaborate { RegisterFile() })
    }

    @Test func aSwitchOverAnEnumerationIsACase() throws {
        let text = try verilog(of: elaborate { ArithmeticUnit() })[0].text
        #expect(text.contains("    case (operation)\n      Operation_add: result = left + right;\n"))
        #expect(text.contains("      default: result = {31'd0, left < right};  // less\n"))
    }

    @Test func aCaseThatOnlyChecksNameIsDeclaredUnderFormal() throws {
        let design = try elaborate { Watched() }
        try expectClean(design)
        let text = verilog(of: design)[0].text
        let formal = try #require(text.range(of: "`ifdef FORMAL")).lowerBound
        #expect(try #require(text.range(of: "Operation_add ")).lowerBound < formal)
        #expect(try #require(text.range(of: "Operation_less ")).lowerBound > formal)
    }

    @Test func theDesignersNamesAreKept() throws {
        let text = try verilog(of: elaborate { Queue(of: unsigned(8), depth: 4) })[0].text
        for name in ["head", "tail", "isFull", "isEmpty", "storage", "enqueue_payload"] { #expect(text.contains(name)) }
        #expect(text.contains("  assign dequeue_payload = storage[head];\n"))
    }
}
