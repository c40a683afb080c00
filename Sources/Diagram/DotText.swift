/// Text in Graphviz' language, line by line.
struct DotText {
    private(set) var text: String

    /// - Parameter direction: `LR` or `TB`.
    init(direction: String, nodeSpacing: String, rankSpacing: String, more: String = "", caption: [String]) {
        let label = caption.enumerated().map { index, line in
            index == 0
                ? "<b>\(Self.escaped(line))</b>"
                : "<font point-size=\"11\" color=\"\(Palette.soft)\">\(Self.escaped(line))</font>"
        }.joined(separator: "<br align=\"left\"/>")
        text = """
            digraph {
              graph [rankdir=\(direction), nodesep=\(nodeSpacing), ranksep=\(rankSpacing)\(more), fontname="Helvetica,Arial,sans-serif", fontsize=15, labelloc=t, labeljust=l, pad=0.15, label=<\(label)<br align="left"/>>]
              node [shape=box, style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=12, margin="0.1,0.05", height=0.3, color="\(Palette.ink)", fontcolor="\(Palette.text)"]
              edge [fontname="Helvetica,Arial,sans-serif", fontsize=10, color="\(Palette.ink)", fontcolor="\(Palette.text)", arrowsize=0.6]

            """
    }

    /// A line inside the graph.
    mutating func line(_ line: String) { text += "  \(line)\n" }

    /// The whole text.
    var finished: String { text + "}\n" }

    /// Text for a label between `<` and `>`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}

/// The colours of all diagrams: dark enough for print, one for each kind of box.
enum Palette {
    static let ink = "#44525f"
    static let text = "#16202b"
    static let soft = "#5c6b7a"
    static let net = "#0b5a8a"
    static let port = "#ffffff"
    static let instance = "#d6e6f5"
    static let register = "#fbe7c6"
    static let memory = "#d9efd9"
    static let logic = "#eceff2"
}
