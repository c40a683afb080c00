import Netlist
import Verilog

/// What Yosys does to the Verilog of a design.
struct YosysScript {
    /// Reads the files and makes one flat module of them, whose flip-flops all follow one implicit clock.
    ///
    /// A value at power-on that is taken away becomes an explicit unknown (`$anyinit`) before anything is optimised: to Yosys, what is merely not
    /// given may be chosen as it is cheapest.
    static func flattened(
        _ design: Design, _ files: DesignFiles, ghost: GhostLogic, start: ProofOptions.Start, hasOneEvent: Bool,
        version: YosysVersion
    ) -> [String] {
        let names = files.files.map(\.name) + ["proof_top.v"]
        var lines = ["read_verilog -formal -DFORMAL \(names.joined(separator: " "))"]
        lines += ["hierarchy -check -top \(ProofTop.name)", "proc"]
        if start == .free { lines += freed(design, files, ghost) }
        lines += ["memory -nomap -nordff", "flatten", hasOneEvent ? "async2sync" : "clk2fflogic", "dffunmap"]
        if version.hasCheckCells { lines.append("chformal -lower") }
        return lines + ["formalff -clk2ff -ff2anyinit -setundef", "opt_clean"]
    }

    /// Takes the values at power-on from all registers that are not verification logic.
    private static func freed(_ design: Design, _ files: DesignFiles, _ ghost: GhostLogic) -> [String] {
        var lines: [String] = []
        for (index, circuit) in design.circuits.enumerated() {
            guard let file = files.file(of: index) else { continue }
            for register in circuit.registers where !ghost.circuits[index].isGhost(register.node) {
                guard let name = file.names[register.node] else { continue }
                lines.append("setattr -unset init \(file.module)/w:\(name)")
            }
        }
        return lines
    }
}

/// Which Yosys it is: what `yosys -V` prints, `Yosys 0.23 (git sha1 ...)`.
struct YosysVersion {
    /// The number behind `0.`; nil where it is another one.
    let minor: Int?

    init(_ text: String) {
        let words = text.split(separator: " ")
        let numbers = (words.count > 1 ? words[1] : "").split(separator: ".").map { $0.prefix { $0.isNumber } }
        minor = numbers.count > 1 && numbers[0] == "0" ? Int(numbers[1]) : nil
    }

    /// Properties are cells of another kind at first, which has to be turned into the old ones.
    var hasCheckCells: Bool { minor.map { $0 >= 38 } ?? true }

    /// A command as this version understands it.
    func command(_ line: String) -> String { line == "abc -g AND -fast" && hasCheckCells ? "aigmap" : line }
}
