import Netlist

/// What a set of Verilog files is: for people, build scripts, and the test that finds stale files.
public struct Manifest: Sendable, Hashable {
    /// A value of a configuration.
    public enum Value: Sendable, Hashable {
        case integer(Int)
        case text(String)
        case flag(Bool)
    }

    /// The top module's name.
    public var top: String
    /// The build-time parameters, by their names.
    public var configuration: [String: Value]
    /// The top module's ports, in order.
    public var ports: [VerilogPort]
    /// All modules, children before their parents: name, file, SHA-256 of the file.
    public var modules: [Entry]
    /// SHA-256 of all files' texts one after the other, in the order of `modules`.
    public var contentHash: String

    public struct Entry: Sendable, Hashable {
        public var name: String
        public var file: String
        public var sha256: String
    }

    /// - Parameter files: as `verilog(of:)` gives them: the top last.
    public init(_ files: [VerilogFile], configuration: [String: Value] = [:]) {
        top = files.last?.module ?? ""
        ports = files.last?.ports ?? []
        self.configuration = configuration
        modules = files.map { Entry(name: $0.module, file: $0.name, sha256: SHA256.hex($0.text)) }
        contentHash = SHA256.hex(files.map(\.text).joined())
    }

    /// The manifest as JSON, keys in a fixed order, with a line break at the end.
    public var json: String {
        let settings = configuration.sorted { $0.key < $1.key }.map { key, value in
            "    \(quoted(key)): \(text(value))"
        }
        let portLines = ports.map { port in
            let direction = port.direction == .input ? "input" : "output"
            return "    { \"name\": \(quoted(port.name)), \"direction\": \"\(direction)\", \"width\": \(port.width) }"
        }
        let moduleLines = modules.map { entry in
            "    { \"name\": \(quoted(entry.name)), \"file\": \(quoted(entry.file)), \"sha256\": \"\(entry.sha256)\" }"
        }
        return """
            {
              "top": \(quoted(top)),
              "configuration": \(block("{", settings, "}")),
              "ports": \(block("[", portLines, "]")),
              "modules": \(block("[", moduleLines, "]")),
              "contentHash": "sha256:\(contentHash)"
            }

            """
    }

    private func block(_ open: String, _ lines: [String], _ close: String) -> String {
        lines.isEmpty ? open + close : "\(open)\n\(lines.joined(separator: ",\n"))\n  \(close)"
    }

    private func text(_ value: Value) -> String {
        switch value {
        case .integer(let number): String(number)
        case .text(let text): quoted(text)
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}

/// The file list that Verilog tools take with `-f`: one name per line, children before their parents.
public func fileList(_ files: [VerilogFile]) -> String {
    files.map { $0.name + "\n" }.joined()
}
