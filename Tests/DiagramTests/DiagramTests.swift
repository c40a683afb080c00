import Diagram
import Foundation
import HDL
import Netlist
import Testing
import XPCEngine

/// Keeps two values.
private final class Keeper: Module {
    let enqueue = input(Stream(of: unsigned(8)))
    let dequeue = output(Stream(of: unsigned(8)))

    override func circuit() {
        let storage = memory(of: unsigned(8), depth: 2)
        let head = register(unsigned(1))
        let tail = register(unsigned(2))
        enqueue.ready <== !tail[1]
        dequeue.valid <== (tail[0] !== head[0])
        dequeue.payload <== storage[head]
        when(enqueue.fires) {
            storage[tail[0...0]] <== enqueue.payload
            tail <== tail + 1
        }
        when(dequeue.fires) { head <== head + 1 }
    }
}

/// Counts what passes.
private final class Watched: Module {
    let source = input(Stream(of: unsigned(8)))
    let sink = output(Stream(of: unsigned(8)))
    let isHeld = input(bit)
    let count = output(unsigned(4))

    override func circuit() {
        let keeper = instance(Keeper())
        keeper.enqueue <== source
        sink.valid <== (keeper.dequeue.valid & !isHeld)
        keeper.dequeue.ready <== (sink.ready & !isHeld)
        sink.payload <== keeper.dequeue.payload
        let passed = register(unsigned(4))
        when(sink.fires) { passed <== passed + 1 }
        count <== passed
    }
}

@Suite struct DiagramTests {
    @Test func connectionsOfASmallCircuit() throws {
        let design = try elaborate { Watched() }
        #expect(connectionDiagram(of: design.top, in: design) == "")
    }

    @Test func treeOfASmallCircuit() throws {
        let design = try elaborate { Watched() }
        #expect(hierarchyDiagram(of: design) == "")
        #expect(hierarchyDiagram(of: design, depth: 0).contains("+ 1 instances"))
    }

    @Test func aPictureOfEveryModuleOfTheEngine() throws {
        for configuration in XPCConfiguration.named {
            let design = try elaborate { XPCEngine(configuration) }
            for index in design.circuits.indices {
                let text = connectionDiagram(of: CircuitID(index), in: design)
                for instance in design.circuits[index].instances { #expect(text.contains("<b>\(instance.name)</b>")) }
                guard configuration.name == XPCConfiguration.paper.name else { continue }
                let svg = try Graphviz().svg(text)
                #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n"))
            }
        }
    }

    @Test func thePictureInTheDocumentsIsOfThisEngine() throws {
        let design = try elaborate { XPCEngine(.paper) }
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/engine.svg")
        let drawn = try String(contentsOf: path, encoding: .utf8)
        #expect(drawn.utf8.count < 100_000)
        for instance in design.topCircuit.instances { #expect(drawn.contains(">\(instance.name)</text>")) }
    }

    @Test func graphvizIsMissing() throws {
        let failure = #expect(throws: Graphviz.Failure.self) { try Graphviz(program: "no-such-dot").svg("digraph {}") }
        #expect(
            failure?.description == """
                “no-such-dot” is needed to draw the picture and cannot be found
                help: install Graphviz (Debian: apt-get install graphviz; macOS: brew install graphviz), or write the text with --format dot
                """)
    }

    @Test func graphvizRefuses() throws {
        let failure = #expect(throws: Graphviz.Failure.self) { try Graphviz().svg("no graph") }
        #expect(failure?.description.hasPrefix("Graphviz refuses the text: ") == true)
    }
}
