import Foundation

/// The blocks of Swift of a page, as files of one module that the compiler can check.
///
/// Declarations of a block stay where they are, private to their file; statements become the body of a function. So a block may be a
/// module, a part of `circuit()`, or a program that elaborates and simulates.
struct Snippets {
    /// By the file's name: its text, and the place in the documents of each of its lines, from 1.
    var files: [String: (text: String, places: [String])] = [:]

    /// The modules that a block can use without importing them.
    static let imports = [
        "Components", "Estimate", "HDL", "Netlist", "Simulation", "Verilator", "Verilog",
    ]

    mutating func add(_ document: Document) {
        var number = 0
        let stem = document.path.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        var group: [Document.Block] = []
        for block in document.blocks where block.language == "swift" && Self.isCompiled(block) {
            if !block.continues, !group.isEmpty {
                number += 1
                files["\(stem)_\(number).swift"] = Self.file(of: group, in: document)
                group = []
            }
            group.append(block)
        }
        guard !group.isEmpty else { return }
        files["\(stem)_\(number + 1).swift"] = Self.file(of: group, in: document)
    }

    /// A `Package.swift` is no part of a circuit, and a mistake need not compile.
    private static func isCompiled(_ block: Document.Block) -> Bool {
        !block.text.contains("import PackageDescription") && !block.text.contains("// wrong")
    }

    private static func file(of blocks: [Document.Block], in document: Document) -> (text: String, places: [String]) {
        let path = document.path
        // What all blocks share is in an outer scope, so that a block can declare the same name.
        let outer = document.shared.map { [$0, ("do {", 1)] } ?? []
        let parts = outer + blocks.flatMap { [$0.given, ($0.text, $0.line)] } + (outer.isEmpty ? [] : [("}", 1)])
        var declarations: [(text: String, place: String)] = []
        var statements: [(text: String, place: String)] = []
        for part in parts {
            var isDeclaration = false
            for (index, line) in part.0.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let place = "\(path):\(part.1 + index)"
                if let first = line.first, !" })]".contains(first), !line.hasPrefix("//") {
                    isDeclaration = startsDeclaration(line)
                }
                let text = compilable(line)
                if isDeclaration {
                    declarations.append((text, place))
                } else {
                    statements.append((text, place))
                }
            }
        }
        // On one line, so that an error in them is one of line 1: the set-up's.
        let head = (imports.map { "import \($0)" }.joined(separator: "; "), "\(path):1")
        let lines =
            [head] + declarations + [("private func statements() async throws {", "\(path):1")] + statements
            + [("}", "\(path):1")]
        return (lines.map(\.0).joined(separator: "\n"), lines.map(\.1))
    }

    private static let keywords = [
        "class", "struct", "enum", "extension", "protocol", "typealias", "import", "func", "actor",
    ]
    private static let modifiers = ["final", "public", "private", "fileprivate", "open", "indirect"]

    /// Whether a line in column 0 starts a declaration that can stand in a file.
    private static func startsDeclaration(_ line: Substring) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first(where: { !modifiers.contains($0) }) else { return false }
        return keywords.contains(first) || first.hasPrefix("@")
    }

    /// A declaration is private to its file, as other pages have one of that name; what is left out is nothing.
    private static func compilable(_ line: Substring) -> String {
        var text = String(line).replacingOccurrences(of: "{ ... }", with: "{}")
        if text.trimmingCharacters(in: .whitespaces) == "@main" { text = "" }
        guard startsDeclaration(line), !line.hasPrefix("extension"), !line.hasPrefix("import"), !text.isEmpty else {
            return text
        }
        for word in ["public ", "private ", "open "] where text.hasPrefix(word) { text.removeFirst(word.count) }
        return text.hasPrefix("fileprivate") ? text : "fileprivate \(text)"
    }
}
