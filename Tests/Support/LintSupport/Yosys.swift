import Foundation

/// What Yosys makes of Verilog files.
public enum Yosys {
    /// Whether `yosys` is on the search path.
    public static var isInstalled: Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/yosys")
        }
    }

    /// How many cells of each kind `synth_xilinx -family xc7` needs for each of the modules, by itself. All look-up tables and inverters count
    /// as `LUT`; pads and clock buffers are left out.
    public static func cells(_ files: [(name: String, text: String)], of modules: [String]) throws -> [String: [String:
        Int]]
    {
        let instances = modules.map { "  (* keep *) \($0) part_\($0) ();\n" }.joined()
        let top = (name: "Everything.v", text: "module Everything;\n\(instances)endmodule\n")
        let text = try Lint(files + [top]).yosysStatistics(
            "synth_xilinx -family xc7 -noiopad -noclkbuf -top Everything")
        var cells: [String: [String: Int]] = [:]
        var module = ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count > 3, words[0] == "===" { module = "" }
            if words.count == 3, words[0] == "===", words[2] == "===" {
                module = String(words[1])
                cells[module] = [:]
            }
            guard words.count == 2, let count = Int(words[1]), words[0].allSatisfy({ $0.isUppercase || $0.isNumber })
            else {
                continue
            }
            let isTable = words[0].hasPrefix("LUT") || words[0] == "INV"
            cells[module]?[isTable ? "LUT" : String(words[0]), default: 0] += count
        }
        return cells
    }
}
