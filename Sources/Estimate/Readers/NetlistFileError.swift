/// What is wrong with a netlist file: where, at which cell, and what would be right.
public struct NetlistFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is; `docs/errors.md` has a paragraph for each.
    public enum Code: String, Sendable, CaseIterable {
        /// The file is cut off, or not written in the format that it says.
        case syntax = "EST001"
        /// A part of the file is missing or not of the kind that the format has there.
        case structure = "EST002"
        /// The top is not in the file, or there are several.
        case top = "EST003"
        /// The type of a cell is not known.
        case cell = "EST004"
        /// The width of a connection is not that which the cell's parameters, or the ports of its module, say.
        case width = "EST005"
        /// A parameter is missing or out of range.
        case parameter = "EST006"
        /// Something is driven or defined twice.
        case drivers = "EST007"
        /// Gates in a loop.
        case loop = "EST008"
        /// Something is used and defined nowhere.
        case undefined = "EST009"
        /// More than the estimator can hold.
        case size = "EST010"
    }

    public var code: Code
    public var message: String
    public var file: String
    /// From 1; 0: not known.
    public var line: Int
    /// Within the line: a path of JSON keys, or empty.
    public var path: String
    /// What would be right.
    public var hint: String

    init(_ code: Code, _ message: String, line: Int = 0, path: String = "", hint: String) {
        self.code = code
        self.message = message
        file = ""
        self.line = line
        self.path = path
        self.hint = hint
    }

    /// In the form of the language's messages.
    public var description: String {
        let position = file + (line > 0 ? ":\(line)" : "") + (path.isEmpty ? "" : " (\(path))")
        return "error[\(code.rawValue)]: \(message)\n  at \(position)\n  help: \(hint)"
    }

    func inFile(_ name: String) -> NetlistFileError {
        var result = self
        result.file = name
        return result
    }
}
