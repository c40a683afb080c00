import Simulation

/// A circuit as Verilog text: what a model is built from.
public struct VerilogSources: Sendable {
    /// One file of Verilog.
    public struct File: Sendable, Hashable {
        /// Its name as messages show it, without a folder: `Queue.v`.
        public var name: String
        public var text: String

        public init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// All files that the top module needs.
    public var files: [File]
    /// The name of the top module.
    public var top: String
    /// Its ports, in any order.
    public var ports: [PortShape]
    /// What a port is called in the Verilog text, where it is not its name: a port `begin` is `begin_1`, say.
    public var verilogNames: [String: String] = [:]
    /// Whether anything may happen at a falling edge of a clock; what `negedge` in the text says is found by itself.
    public var hasDerivedClocks = false
    /// The line of the designer's Swift (`Queue.swift:12`) behind a line (from 1) of a file, where it is known: what
    /// messages about that line point at.
    public var swiftLine: @Sendable (_ file: String, _ line: Int) -> String?

    public init(
        files: [File], top: String, ports: [PortShape],
        swiftLine: @escaping @Sendable (_ file: String, _ line: Int) -> String? = { _, _ in nil }
    ) {
        self.files = files
        self.top = top
        self.ports = ports
        self.swiftLine = swiftLine
    }

    /// A line of one of the files, without surrounding blanks.
    func text(ofFile name: String, line: Int) -> String? {
        guard let file = files.first(where: { $0.name == name }), line > 0 else { return nil }
        let lines = file.text.split(separator: "\n", maxSplits: line, omittingEmptySubsequences: false)
        guard lines.count >= line else { return nil }
        let text = lines[line - 1].drop { $0 == " " || $0 == "\t" }
        return text.isEmpty ? nil : String(text)
    }
}
