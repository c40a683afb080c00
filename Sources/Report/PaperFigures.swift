/// What the paper measured (XPC, ISCA 2019, table of hardware costs): a whole Rocket SoC on an FPGA, synthesised by Vivado.
///
/// An engine alone, mapped by another tool, is not the same thing: wherever both stand together, `caveat` does too.
public enum PaperFigures {
    /// One row of the paper's table.
    public struct Row: Sendable {
        public let resource: String
        public let baseline: Int
        public let withXPC: Int
        /// What the engine added.
        public var added: Int { withXPC - baseline }
        /// The addition in percent of the baseline.
        public var percent: Double { Double(added) * 100 / Double(baseline) }
    }

    /// The paper's table.
    public static let cost = [
        Row(resource: "LUT", baseline: 44643, withXPC: 45531), Row(resource: "LUTRAM", baseline: 3370, withXPC: 3370),
        Row(resource: "SRL", baseline: 636, withXPC: 636), Row(resource: "FF", baseline: 30379, withXPC: 31386),
        Row(resource: "RAMB36", baseline: 3, withXPC: 3), Row(resource: "RAMB18", baseline: 48, withXPC: 48),
        Row(resource: "DSP48", baseline: 15, withXPC: 16),
    ]

    /// Why the two cannot be compared as they stand.
    public static let caveat = """
        The paper's figures are the increment of a whole Rocket SoC in Vivado; ours are the engine alone, by our mapper \
        (or Yosys). They are not the same thing.
        """

    /// The table for a terminal.
    public static var text: String {
        var lines = ["The paper (Vivado, whole SoC)      without       with      added"]
        for row in cost {
            lines.append(
                pad(row.resource, 32) + padLeft("\(row.baseline)", 10) + padLeft("\(row.withXPC)", 11)
                    + padLeft("+\(row.added)", 11) + padLeft(percentText(row.percent), 9))
        }
        return (lines + [caveat, ""]).joined(separator: "\n")
    }
}

/// `text`, filled with blanks to `width` columns.
func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// `text` with blanks before it, up to `width` columns.
func padLeft(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

/// `+1.99 %`.
func percentText(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let fraction = hundredths % 100
    return "\(value < 0 ? "-" : "+")\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) %"
}
