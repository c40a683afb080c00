/// What a design costs, in total and by instance.
public struct EstimateReport: Sendable {
    /// One instance.
    public struct Row: Sendable {
        /// Its path from the top, such as `engine.cache`; for the top the module's name.
        public var instance: String
        public var module: String
        /// How deep it stands below the top, which is at 0.
        public var depth: Int
        /// With everything below it.
        public var inclusive: ResourceCounts
        /// Its own logic only.
        public var local: ResourceCounts
        /// True when it has instances.
        public var hasChildren: Bool
    }

    public let device: Device
    public var total: ResourceCounts
    /// How fast it may run, if that was asked for.
    public var timing: TimingReport?
    /// Parents before their children.
    public var modules: [Row]

    /// From the local figures of each instance.
    init(_ device: Device, instances: [FlatDesign.Instance], local: [ResourceCounts]) {
        self.device = device
        var inclusive = local
        var hasChildren = [Bool](repeating: false, count: instances.count)
        var depths = [Int](repeating: 0, count: instances.count)
        for index in instances.indices where instances[index].parent >= 0 {
            depths[index] = depths[instances[index].parent] + 1
            hasChildren[instances[index].parent] = true
        }
        for index in instances.indices.reversed() where instances[index].parent >= 0 {
            let parent = instances[index].parent
            inclusive[parent] = inclusive[parent] + inclusive[index]
        }
        total = inclusive.first ?? ResourceCounts(device)
        modules = instances.indices.map { index in
            Row(
                instance: instances[index].path, module: instances[index].module, depth: depths[index],
                inclusive: inclusive[index], local: local[index], hasChildren: hasChildren[index])
        }
    }
}

extension EstimateReport.Row: Encodable {
    private enum Keys: String, CodingKey { case instance, module, local }

    /// The inclusive figures stand beside `instance` and `module`; the local ones in `local`.
    public func encode(to encoder: any Encoder) throws {
        try inclusive.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(instance, forKey: .instance)
        try container.encode(module, forKey: .module)
        try container.encode(local, forKey: .local)
    }
}

extension EstimateReport: Encodable {
    private enum Keys: String, CodingKey { case device, total, timing, modules }

    /// `device`, `total`, `modules`, and `timing` where it was asked for; the keys are stable.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(device.name, forKey: .device)
        try container.encode(total, forKey: .total)
        try container.encodeIfPresent(timing, forKey: .timing)
        try container.encode(modules, forKey: .modules)
    }
}
