import Netlist

/// What an addition to a design costs. The same block can come out twice as large by one method as by another, so there are three; all
/// ports of both designs are live.
public struct Increment: Sendable {
    /// Both designs by one method.
    public struct Comparison: Sendable {
        public var baseline: ResourceCounts
        public var extended: ResourceCounts

        /// For each resource its name, and by how much the extended design has more.
        public var added: [(name: String, value: Int)] {
            zip(baseline.columns, extended.columns).map { ($0.name, $1.value - $0.value) }
        }
    }

    /// Runs of the mapper on the same designs, their inputs in another order: what it could have said as well.
    public struct Noise: Sendable {
        /// The run in the order of the designs is one of them.
        public var runs: Int
        /// LUTs that the flattened designs differ by.
        public var lut: ClosedRange<Int>
        public var lc: ClosedRange<Int>
    }

    /// Paths of the instances that the baseline does not have, without those inside of them.
    public var addedInstances: [String]
    /// Those instances, each estimated as a design of its own, added up.
    public var alone: ResourceCounts
    /// Each module for itself, what stands in it a black box, added up over the instances.
    public var hierarchical: Comparison
    /// Both designs mapped flat.
    public var flattened: Comparison
    public var noise: Noise

    /// - Parameter runs: how many times the flattened designs are mapped, at least once.
    public init(
        of extended: Design, over baseline: Design, runs: Int = 8, options: EstimateOptions = EstimateOptions()
    ) {
        let added = Self.addedInstances(extended, baseline)
        addedInstances = added.map(\.path)
        alone = added.reduce(ResourceCounts(options.device)) {
            $0 + estimate(extended.with(top: $1.circuit), options: options).total
        }
        hierarchical = Comparison(
            baseline: hierarchicalEstimate(baseline, options: options),
            extended: hierarchicalEstimate(extended, options: options))
        let comparisons = (0..<max(1, runs)).map { run in
            var options = options
            options.order = UInt64(run)
            return Comparison(
                baseline: estimate(baseline, options: options).total,
                extended: estimate(extended, options: options).total)
        }
        flattened = comparisons[0]
        noise = Noise(
            runs: comparisons.count, lut: Self.range(comparisons.map { $0.extended.lut - $0.baseline.lut }),
            lc: Self.range(comparisons.map { $0.extended.lc - $0.baseline.lc }))
    }

    private static func range(_ values: [Int]) -> ClosedRange<Int> { (values.min() ?? 0)...(values.max() ?? 0) }

    private static func addedInstances(
        _ extended: Design, _ baseline: Design
    ) -> [(path: String, circuit: CircuitID)] {
        var added: [(path: String, circuit: CircuitID)] = []
        func visit(_ circuit: Circuit, _ other: Circuit, _ path: String) {
            for instance in circuit.instances {
                let path = path + instance.name
                if let twin = other.instances.first(where: { $0.name == instance.name }) {
                    visit(extended[instance.circuit], baseline[twin.circuit], path + ".")
                } else {
                    added.append((path, instance.circuit))
                }
            }
        }
        visit(extended.topCircuit, baseline.topCircuit, "")
        return added
    }
}

/// What the design costs when nothing is made smaller across the borders of modules: each module for itself, added up over the instances.
public func hierarchicalEstimate(
    _ design: Design, options: EstimateOptions = EstimateOptions()
) -> ResourceCounts {
    // By circuit: all that it stands for; children come before their parents.
    var totals: [ResourceCounts] = []
    for index in design.circuits.indices {
        var total = ResourceCounts(options.device)
        if design.circuits[index].external == nil {
            total = estimate(design.withBlackBoxes(below: CircuitID(index)), options: options).total
        }
        for instance in design.circuits[index].instances { total = total + totals[instance.circuit.index] }
        totals.append(total)
    }
    return totals[design.top.index]
}

extension Design {
    /// One circuit as the top, and of what stands in it the ports only.
    fileprivate func withBlackBoxes(below top: CircuitID) -> Design {
        var result = with(top: top)
        for index in result.circuits.indices.dropLast() {
            let whole = result.circuits[index]
            var box = Circuit(name: whole.name, place: whole.place)
            for port in whole.ports {
                let node = box.append(
                    Node(port.direction == .input ? .input : .wire, width: whole.width(port.node)), at: whole.place)
                box.names[node] = whole.names[port.node]
                box.ports.append(Port(node: node, direction: port.direction))
            }
            box.external = ExternalCircuit(module: whole.name)
            result.circuits[index] = box
        }
        return result
    }
}

extension Increment: Encodable {
    private enum Keys: String, CodingKey { case addedInstances, alone, hierarchical, flattened, noise }
    private enum ComparisonKeys: String, CodingKey { case baseline, extended }
    private enum NoiseKeys: String, CodingKey { case runs, lut, lc }

    /// `addedInstances`, `alone`, `hierarchical` and `flattened` with `baseline` and `extended`, `noise` with `runs`, `lut` and `lc` (lowest, highest).
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(addedInstances, forKey: .addedInstances)
        try container.encode(alone, forKey: .alone)
        for (key, comparison) in [(Keys.hierarchical, hierarchical), (.flattened, flattened)] {
            var inner = container.nestedContainer(keyedBy: ComparisonKeys.self, forKey: key)
            try inner.encode(comparison.baseline, forKey: .baseline)
            try inner.encode(comparison.extended, forKey: .extended)
        }
        var inner = container.nestedContainer(keyedBy: NoiseKeys.self, forKey: .noise)
        try inner.encode(noise.runs, forKey: .runs)
        try inner.encode([noise.lut.lowerBound, noise.lut.upperBound], forKey: .lut)
        try inner.encode([noise.lc.lowerBound, noise.lc.upperBound], forKey: .lc)
    }
}
