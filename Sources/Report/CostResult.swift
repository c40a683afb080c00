import Estimate

/// What one configuration costs: our estimate, and Yosys' figures where they were asked for.
public struct CostResult: Sendable, Encodable {
    public var configuration: String
    public var estimate: EstimateReport
    /// What `configuration` names, as the heading says it.
    public var kind = "Configuration"
    public var yosys: YosysCheck?
    /// What it has more than another configuration.
    public var increment: (baseline: String, cost: Increment)?

    public init(configuration: String, estimate: EstimateReport, yosys: YosysCheck? = nil) {
        self.configuration = configuration
        self.estimate = estimate
        self.yosys = yosys
    }

    private enum Keys: String, CodingKey { case configuration, yosys, baseline, increment }
    private struct Reference: Encodable {
        var total: ResourceCounts
        var modules: [String: ResourceCounts]
    }

    /// `configuration`, `total`, `modules`; `yosys` with `total` and `modules` by name; `baseline` and `increment`.
    public func encode(to encoder: any Encoder) throws {
        try estimate.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(configuration, forKey: .configuration)
        if let yosys { try container.encode(Reference(total: yosys.total, modules: yosys.modules), forKey: .yosys) }
        try container.encodeIfPresent(increment?.baseline, forKey: .baseline)
        try container.encodeIfPresent(increment?.cost, forKey: .increment)
    }

    /// The tables for a terminal.
    ///
    /// - Parameters:
    ///   - depth: instances deeper than this are left out; the top is at 0.
    ///   - withShares: beside LUT, LC and FF stands how much of its parent's an instance has, in percent.
    public func text(depth: Int = .max, withShares: Bool = false) -> String {
        var text = "\(kind) \(configuration) (\(estimate.device.title), own mapper)\n\n"
        text += estimate.table(depth: depth, withShares: withShares)
        if let timing = estimate.timing { text += "\n" + timing.text(device: estimate.device) }
        if let increment { text += "\n" + increment.cost.text(of: configuration, over: increment.baseline) }
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

extension CostResult {
    /// LUTs by instance.
    public var treemap: Treemap {
        Treemap(
            estimate.modules.map { row in
                let name = row.instance.split(separator: ".").last.map(String.init) ?? row.instance
                return Treemap.Item(name: row.hasChildren ? "(\(name))" : name, value: row.local.lut)
            })
    }
}

extension BarChart {
    /// LUTs, logic cells and register bits of configurations, side by side.
    public init(_ results: [CostResult]) {
        self.init(
            kinds: Self.shown(results).map(\.title),
            groups: results.map { result in
                let total = result.estimate.total
                return Group(
                    name: result.configuration, values: Self.shown(results).map { total.columns[$0.place].value })
            })
    }

    /// The first columns that the device has of these.
    private static func shown(_ results: [CostResult]) -> [(place: Int, title: String)] {
        guard let total = results.first?.estimate.total else { return [] }
        return total.columns.enumerated().filter { ["lut", "lc", "ff"].contains($1.name) }
            .map { ($0.offset, total.titles[$0.offset]) }
    }
}
