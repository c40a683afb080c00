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
    /// Without the lines that set fonts and spacing.
    private func body(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(4).joined(separator: "\n")
    }

    @Test func partsAndMemoriesOfASmallCircuit() throws {
        let design = try elaborate { Keeper() }
        let text = connectionDiagram(of: design.top, in: design)
        #expect(
            text.contains(
                "shape=cylinder, style=filled, label=<storage<br/><font point-size=\"10\" color=\"#5c6b7a\">2 × 8 bits</font>"
            ))
        #expect(!text.contains("label=<clock") && !text.contains("label=<reset"))
    }

    @Test func connectionsOfASmallCircuit() throws {
        let design = try elaborate { Watched() }
        let text = connectionDiagram(of: design.top, in: design)
        #expect(text.contains("<b>Watched</b>"))
        #expect(
            body(text) == """
                  { rank=source
                    b0 [fillcolor="#ffffff", style=filled, height=0.25, margin="0.08,0.03", label=<source>]
                    b2 [fillcolor="#ffffff", style=filled, height=0.25, margin="0.08,0.03", label=<isHeld>]
                  }
                  { rank=sink
                    b1 [fillcolor="#ffffff", style=filled, height=0.25, margin="0.08,0.03", label=<sink>]
                    b3 [fillcolor="#ffffff", style=filled, height=0.25, margin="0.08,0.03", label=<count>]
                  }
                  b4 [fillcolor="#d6e6f5", label=<<b>keeper</b>>]
                  b5 [fillcolor="#fbe7c6", style=filled, label=<passed<br/><font point-size="10" color="#5c6b7a">4 bits</font>>]
                  j0 [shape=point, width=0.06, style=filled, fillcolor="#44525f", label=""]
                  b2 -> j0 [penwidth=0.9, arrowhead=none, label=<isHeld 1>]
                  j0 -> b1 [penwidth=0.9, style=dashed]
                  j0 -> b4 [penwidth=0.9, style=dashed]
                  j0 -> b5 [penwidth=0.9, style=dashed]
                  b4 -> b1 [penwidth=1.6, dir=both, arrowtail=oinv, label=<dequeue 9>]
                  b4 -> b5 [penwidth=0.9, style=dashed]
                  b5 -> b3 [penwidth=1.6, label=<passed 4>]
                  b0 -> b4 [penwidth=1.6, dir=both, arrowtail=oinv, label=<source 9>]
                  b1 -> b5 [penwidth=0.9, style=dashed, label=<sink 1>]
                }

                """)
    }

    @Test func treeOfASmallCircuit() throws {
        let design = try elaborate { Watched() }
        #expect(
            body(hierarchyDiagram(of: design)) == """
                  b0 [fillcolor="#d6e6f5", width=3, label=<<b>Watched</b><br/><font point-size="10" color="#5c6b7a">7 register bits · 16 memory bits · 12 operators</font>>]
                  b1 [fillcolor="#eceff2", width=3, label=<<b>keeper</b><br/><font point-size="10" color="#5c6b7a">3 register bits · 16 memory bits · 6 operators</font>>]
                  b0:e -> b1:w [arrowhead=none]
                }

                """)
        #expect(hierarchyDiagram(of: design, depth: 0).contains("+ 1 instance<"))
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
