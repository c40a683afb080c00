import Foundation

/// A page in Markdown, and its blocks of code.
///
/// What a block needs and a reader does not want to see stands in an HTML comment before it:
///
///     <!-- given
///     let start = input(bit)
///     -->
///
/// `<!-- given for all` starts the same for every block of the page; a block may hide it by a declaration of its own.
/// `<!-- continues -->` says that a block uses what the blocks before it declare, since the last one without it;
/// `<!-- output of Counter(limit: 99) -->`, before a block of Verilog, that it is what this circuit prints. A block in which `// wrong`
/// stands shows a mistake.
struct Document {
    struct Block {
        var language: String
        var text: String
        /// The line of the document on which the text starts.
        var line: Int
        /// The Swift of the comment before it, and the line on which that starts.
        var given: (text: String, line: Int) = ("", 1)
        var continues = false
        var outputOf: String?
    }

    /// From the root of the package.
    var path: String
    var blocks: [Block]
    /// The Swift that every block is given.
    var shared: (text: String, line: Int)?

    init(_ path: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
        self.init(path: path, text: text)
    }

    init(path: String, text: String) {
        self.path = path
        blocks = []
        var next = Block(language: "", text: "", line: 0)
        var isShared = false
        var inside: (closing: String, first: Int, lines: [Substring])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if let (closing, first, lines) = inside {
                if trimmed != closing {
                    inside?.lines.append(line)
                } else {
                    inside = nil
                    let text = lines.joined(separator: "\n")
                    if closing == "-->", isShared {
                        shared = (text, first)
                    } else if closing == "-->" {
                        next.given = (text, first)
                    } else {
                        (next.text, next.line) = (text, first)
                        blocks.append(next)
                        next = Block(language: "", text: "", line: 0)
                    }
                }
            } else if trimmed == "<!-- given" || trimmed == "<!-- given for all" {
                isShared = trimmed != "<!-- given"
                inside = ("-->", index + 2, [])
            } else if trimmed == "<!-- continues -->" {
                next.continues = true
            } else if trimmed.hasPrefix("<!-- output of ") {
                next.outputOf = String(trimmed.dropFirst(15).dropLast(4))
            } else if trimmed.hasPrefix("```") {
                next.language = String(trimmed.dropFirst(3))
                inside = ("```", index + 2, [])
            } else if !trimmed.isEmpty {
                // A comment belongs to the block that follows at once.
                next = Block(language: "", text: "", line: 0)
            }
        }
    }

    /// The root of the package.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every page whose code is compiled: the catalogue's, and those beside it.
    static let all: [String] = {
        let catalogue = "Sources/HDL/HDL.docc"
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: catalogue).path())) ?? []
        let pages = files.filter { $0.hasSuffix(".md") }.sorted()
        return ["README.md", "docs/language.md", "docs/errors.md"] + pages.map { "\(catalogue)/\($0)" }
    }()
}
