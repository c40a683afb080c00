/// What a LUT costs by its number of inputs, and how many inputs it may have.
public struct LUTCosts: Sendable, Hashable {
    /// `area[n]` is the cost of a LUT of `n` inputs; the last index is the largest LUT.
    public var area: [Float]

    /// Costs by number of inputs from 0; at most 8 inputs.
    public init(area: [Float]) { self.area = Array(area.prefix(9)) }

    /// Inputs of the largest LUT.
    public var maxInputs: Int { max(2, area.count - 1) }

    /// Six-input LUTs that all cost the same: what mapping benchmarks use.
    public static let plainSix = LUTCosts(area: [0, 1, 1, 1, 1, 1, 1])

    /// Series 7, as `synth_xilinx` weighs it (`abc -luts 2:2,3,6:5,10,20`): 7 and 8 inputs are two and four 6-input LUTs joined
    /// by MUXF7 and MUXF8, at the delay of one level.
    public static let series7 = LUTCosts(area: [0, 2, 2, 3, 5, 5, 5, 10, 20])
}
