import Components
import Foundation
import HDL
import LintSupport
import Netlist
import Testing
import Verilog
import XPCEngine

@testable import Interchange

/// Every kind of register and memory, next to each other.
private final class State: Module {
    let clock2 = inputClock()
    let enable = input(bit)
    let address = input(unsigned(3))
    let data = input(unsigned(8))
    let mask = input(unsigned(2))
    let index = input(unsigned(3))
    let outputs = output(vector(6, of: unsigned(8)))

    override func circuit() {
        let plain = register(unsigned(8), reset: nil)
        let counter = register(unsigned(8), reset: 5)
        plain <== data
        when(enable) {
            counter <== counter + 1
            counter[7...4] <== data[3...0]
        }
        let words = register(vector(6, of: unsigned(8)))
        when(enable) { words[index] <== data }
        let storage = memory(of: unsigned(8), depth: 6, initial: [1, 2, 3])
        when(enable) { storage.write(address, data, mask: mask) }
        outputs[0] <== plain
        outputs[1] <== counter
        outputs[2] <== words[index]
        outputs[3] <== storage[address]
        outputs[4] <== storage.read(address, enable: enable)
        outputs[5] <== (data >> 3) ^ (data << index)
        unused(clock2)
    }
}

/// Yosys proves that the exported netlist and the Verilog are the same circuit.
@Suite(.enabled(if: Yosys.isInstalled, "yosys is not installed: nobody compares the netlist with the Verilog"))
struct EquivalenceTests {
    @Test func modulesOfTheEngine() throws {
        let design = try elaborate { XPCEngine(.paper) }
        // The others and the whole engine: docs/interchange.md.
        for index in design.circuits.indices.dropLast() where design.circuits[index].registers.count < 12 {
            let part = design.with(top: CircuitID(index))
            #expect(try Equivalence.prove(part) == "", "\(design.circuits[index].name)")
        }
    }

    @Test func registersAndMemories() throws {
        let message = try Equivalence.prove(elaborate { State() })
        #expect(message == "")
    }

    @Test func queue() throws {
        #expect(try Equivalence.prove(elaborate { Queue(of: unsigned(8), depth: 4) }) == "")
    }

    @Test func aDifferenceIsFound() throws {
        let design = try elaborate { XPCEngine(.paper) }
        let index = try #require(design.circuits.firstIndex { $0.name == "LinkCheck" })
        let message = try Equivalence.prove(design.with(top: CircuitID(index))) { json in
            json.replacingOccurrences(of: "\"$not\"", with: "\"$pos\"")
        }
        #expect(message.contains("unproven $equiv cells"))
    }
}

struct TextTests {
    @Test func fuseSoCNamesAllFiles() throws {
        let files = verilog(of: try elaborate { Queue(of: unsigned(8), depth: 4) })
        let core = fuseSoCCore(name: "::queue:1.0", description: "A queue", files: files)
        #expect(core.hasPrefix("CAPI=2:\nname: \"::queue:1.0\"\n"))
        #expect(core.contains("      - \(files[0].name)\n"))
        #expect(core.contains("    toplevel: \(files[0].module)\n"))
    }

    @Test func theSameDesignGivesTheSameText() throws {
        let texts = try (0..<2).map { _ in try yosysJSON(of: elaborate { XPCEngine(.minimal) }) }
        #expect(texts[0] == texts[1])
    }
}
