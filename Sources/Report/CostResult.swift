import Estimate

/// What one configuration costs: our estimate, and Yosys' figures where they were asked for.
public struct CostResult: Sendable, Encodable {
    public var configuration: String
    public var estimate: EstimateReport
    public var yosys: YosysCheck?

    public init(configuration: String, estimate: EstimateReport, yosys: YosysCheck? = nil) {
        self.configuration = configuration
        self.estimate = estimate
        self.yosys = yosys
    }

    private enum Keys: String, CodingKey { case configuration, yosys }
    private struct Reference: Encodable {
        var total: ResourceCounts
        var modules: [String: ResourceCounts]
    }

    /// `configuration`, `total`, `modules`, and `yosys` with `total` and `modules` by name.
    public func encode(to encoder: any Encoder) throws {
        try estimate.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(configuration, forKey: .configuration)
        if let yosys { try container.encode(Reference(total: yosys.total, modules: yosys.modules), forKey: .yosys) }
    }

    /// The tables for a terminal.
    public var text: String {
        var text = "Configuration \(configuration) (Series 7, own mapper)\n\n\(estimate.table())"
        guard let yosys else { return text }
        text += "\n" + pad("Whole, flattened", 24) + padLeft("estimate", 10) + padLeft("yosys", 10)
        text += padLeft("difference", 12) + "\n"
        for difference in yosys.differences(from: estimate) {
            text += row(difference.column, difference.estimate, difference.yosys)
        }
        text += "\n" + pad("LUT of each module alone", 24) + padLeft("estimate", 10) + padLeft("yosys", 10)
        text += padLeft("difference", 12) + "\n"
        for (name, local) in localByModule {
            if let theirs = yosys.modules[name] { text += row(name, local.lut, theirs.lut) }
        }
        return text
    }

    /// The local figures of each module, of its first instance.
    private var localByModule: [(String, ResourceCounts)] {
        var seen: Set<String> = []
        return estimate.modules.compactMap { seen.insert($0.module).inserted ? ($0.module, $0.local) : nil }
    }

    private func row(_ name: String, _ ours: Int, _ theirs: Int) -> String {
        let percent = theirs == 0 ? (ours == 0 ? "" : "-") : percentText(Double(ours - theirs) * 100 / Double(theirs))
        return pad(name, 24) + padLeft("\(ours)", 10) + padLeft("\(theirs)", 10) + padLeft(percent, 12) + "\n"
    }
}
