import Foundation
import Netlist

/// A module that is written in Verilog. Subclass it: ports are stored properties, with the names and widths that the Verilog has.
///
///     final class Buffer: ExternalModule {
///         let source = inputClock()
///         let out = outputClock()
///         override var verilogName: String { "BUFG" }
///         override var portNames: [String: String] { ["source": "I", "out": "O"] }
///     }
///
/// Its outputs count as driven, and belong to no clock; no path through it is looked for. An estimate does not know what is inside.
open class ExternalModule: Module {
    /// The module's name in Verilog; unless overridden, that of the type.
    open var verilogName: String { "\(Swift.type(of: self))" }

    /// The parameters and their values.
    open var verilogParameters: [ExternalCircuit.Parameter] { [] }

    /// What ports are called in Verilog, where it is not the property's name.
    open var portNames: [String: String] { [:] }

    /// Where its Verilog is: it becomes a file of the design, for linters, simulators and file lists. Nil: the tools know the module.
    open var verilogSource: VerilogSource? { nil }

    /// What the module does, in Swift: the evaluator runs it in place of the Verilog, and refuses a module without one (SIM021). The Verilated
    /// model runs the Verilog; a test that compares the two holds them equal. Ports have the names of the properties.
    open var behavior: ExternalBehavior? { nil }

    /// A Verilog text, or a file that has it.
    public enum VerilogSource: Sendable {
        case text(String)
        /// A relative path counts from the working directory.
        case file(String)
    }

    /// Nothing: the Verilog says what it does.
    public final override func circuit() {}

    func external(at place: Place) -> ExternalCircuit {
        func report(_ message: String, _ hint: String) {
            builder?.elaboration.report(Diagnostic(Code.externalModule, message, at: place, hint: hint))
        }
        for name in [verilogName] + verilogParameters.map(\.name) + portNames.values where !isIdentifier(name) {
            report(
                "'\(name)' is no name in Verilog",
                "names have letters, digits, `_` and `$`, and begin with a letter or `_`")
        }
        if let builder {
            for (node, name) in builder.circuit.names {
                if let other = portNames[name] { builder.circuit.names[node] = other }
            }
        }
        var text: String?
        switch verilogSource {
        case .text(let verilog): text = verilog
        case .file(let path):
            text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
            if text == nil {
                report(
                    "the file '\(path)' cannot be read",
                    "a relative path counts from the working directory, \(FileManager.default.currentDirectoryPath)")
            }
        case nil: break
        }
        return ExternalCircuit(module: verilogName, parameters: verilogParameters, text: text)
    }

    private func isIdentifier(_ name: String) -> Bool {
        guard let first = name.first, first.isLetter || first == "_" else { return false }
        return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
    }
}
