import Foundation

/// Draws Graphviz text by running `dot`.
public struct Graphviz: Sendable {
    /// The program: a path, or a name that is looked up in the `PATH`.
    public var program: String

    public init(program: String = "dot") { self.program = program }

    /// What went wrong.
    public enum Failure: Error, Hashable, CustomStringConvertible {
        /// The program is not there.
        case missing(String)
        /// It ran and refused; its message.
        case refused(String)

        public var description: String {
            switch self {
            case .missing(let program):
                """
                “\(program)” is needed to draw the picture and cannot be found
                help: install Graphviz (Debian: apt-get install graphviz; macOS: brew install graphviz), or write the text with --format dot
                """
            case .refused(let message): "Graphviz refuses the text: \(message)"
            }
        }
    }

    /// The picture as SVG.
    ///
    /// - Throws: ``Failure``.
    public func svg(_ text: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("diagram-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appendingPathComponent("in.dot"), folder.appendingPathComponent("out.svg"))
        try Data(text.utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program, "-Tsvg", "-o", output.path, input.path]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus == 127 { throw Failure.missing(program) }
        guard process.terminationStatus == 0, let svg = try? String(contentsOf: output, encoding: .utf8) else {
            throw Failure.refused(message.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return svg
    }
}
