import Netlist

/// How a design is estimated.
public struct EstimateOptions: Sendable {
    /// What a design is estimated for; a netlist that was read from a file has its own.
    public var device = Device.series7
    /// How logic is covered with LUTs.
    public var mapper = Mapper.reference
    /// How much time mapping may take. `normal` follows the reference flow closest; `fast` takes the logic as it is, in fewer
    /// passes; `high` restructures it in many ways and finds what a better mapper would.
    public var effort = Effort.normal
    /// Which order the inputs of the logic are taken in: 0, that of the design, or the number of another one. A mapper's result depends on such
    /// things a little, as a synthesis tool's depends on the names.
    public var order: UInt64 = 0

    /// Whether the report says how fast the design may run.
    public var timing = false

    public init() {}
}

/// What the design costs on a device: by our own inference and mapping, no other tool is run.
///
/// The design is mapped flat; every cell is attributed to the instance that its output stems from, so that the local figures of all
/// instances add up to the total (except `lc`, which pairs LUTs, and `levels`, which is the largest). What only checks, assumptions, covers
/// and probes read is not counted.
public func estimate(_ design: Design, options: EstimateOptions = EstimateOptions()) -> EstimateReport {
    CellCounter.count(FlatDesign.inferred(from: design, for: options.device), options)
}
