import ArgumentParser
import Diagram
import Foundation
import Netlist
import Simulation

/// `xpc diagram`.
struct DrawDiagram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagram",
        abstract: "Draws the engine: its tree of instances, or the connections of one of its modules.",
        discussion: """
            SVG is drawn by Graphviz (`dot`), which has to be installed; `--format dot` writes its input and needs nothing.

            EXAMPLES
              xpc diagram --output hierarchy.svg                      the tree of instances, with sizes
              xpc diagram --module XPCEngine --output engine.svg      the parts of the engine and what connects them
              xpc diagram --config wide --module LinkBuffer --format dot
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case svg, dot }

    @OptionGroup var engine: EngineOptions

    @Option(help: "The module whose connections are drawn; without it the tree of instances.")
    var module: String?

    @Option(help: "How many levels of the tree are drawn below the top.")
    var depth: Int?

    @Option(help: "svg or dot.")
    var format = Format.svg

    @Option(name: .shortAndLong, help: "The file to write; without it, standard output.")
    var output: String?

    func validate() throws {
        if let depth, depth < 0 { throw ValidationError("--depth is 0 or more") }
        if module != nil, depth != nil { throw ValidationError("--depth is for the tree: leave out --module") }
    }

    func run() throws {
        let design = try engine.configuration().design()
        let text =
            try module.map { connectionDiagram(of: try circuit(named: $0, in: design), in: design) }
            ?? hierarchyDiagram(of: design, depth: depth)
        do {
            let picture = format == .svg ? try Graphviz().svg(text) : text
            guard let output else { return print(picture, terminator: "") }
            try Data(picture.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch let error as Graphviz.Failure {
            throw RuntimeError(error.description)
        }
    }

    private func circuit(named name: String, in design: Design) throws -> CircuitID {
        if let index = design.circuits.firstIndex(where: { $0.name == name }) { return CircuitID(index) }
        let names = design.circuits.map(\.name)
        let guess = nearest(to: name, among: names).map { " (did you mean \($0)?)" } ?? ""
        throw ValidationError(
            "there is no module '\(name)'\(guess); take one of \(names.sorted().joined(separator: ", "))")
    }
}
