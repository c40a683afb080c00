/// A circuit as pure data flow: no statements, but for everything that statements drive the node that is its value.
///
/// Node IDs of the original circuit keep their meaning; lowering only appends. What it appends:
/// - conditions are one-bit `and`, `or`, `not` over the designer's conditions, and `equal` of a subject (or of a slice or a
///   masked `and` of it) with a constant; a path condition that two signals share is one node;
/// - a `when` chain becomes a chain of `multiplex`, first condition outermost;
/// - a `select` becomes disjoint conditions, and for three and more different values an and-or form: a balanced `or` of
///   `and(signExtend(condition), value)`, under one `multiplex` for what no arm matches;
/// - a dynamic element write becomes one `equal(index, constant)` and one `multiplex` per element;
/// - assignments to parts become `slice` of the values and a balanced tree of `concatenate`.
///
/// Values are free where no assignment is made: a wire that is unassigned on a path (an error, HDL031) has any value there, and
/// the value of a register matters only while its enable is one. A wire without any driver is zero.
///
/// Time and size are linear in the statements, times the depth of their nesting (an `elsewhen` does not nest).
public struct LoweredCircuit: Sendable {
    /// The circuit with its `statements` taken away and nodes appended.
    public var circuit: Circuit
    /// Parallel to `circuit.nodes`: for a `.wire` the node that is its value (as wide), else nil.
    public var drivers: [NodeID?]
    /// Parallel to `circuit.registers`: what each takes over at its clock edge. Ascending, without overlap; a bit that stands in
    /// none of them holds its value for ever.
    public var registers: [[NextValue]]
    /// Parallel to `circuit.memories` and their write ports: one bit that says when the port writes; nil: never.
    public var writeEnables: [[NodeID?]]
    /// Parallel to `circuit.properties`: one bit that says when the property is looked at; nil: never.
    public var propertyEnables: [NodeID?]

    /// Bits `low ..< low + width` of a register, which take `value` at the clock edge while `enable` is one, else hold.
    ///
    /// The register's own `enable` is contained in `enable`; its reset is not, and overrides it.
    public struct NextValue: Hashable, Sendable {
        public var low: Int
        public var width: Int
        /// As wide as `width`.
        public var value: NodeID
        /// One bit; nil: always.
        public var enable: NodeID?

        public init(low: Int, width: Int, value: NodeID, enable: NodeID?) {
            self.low = low
            self.width = width
            self.value = value
            self.enable = enable
        }
    }
}

extension Circuit {
    /// The circuit as pure data flow. Bit-exact: last write wins, in slices and dynamic elements too.
    ///
    /// A `select` that is exhaustive and has no default runs its last arm for values that match no pattern (a number that is no case of
    /// the enumeration), so that every value is defined.
    public func lowered() -> LoweredCircuit {
        var lowering = Lowering(self)
        lowering.run(statements)
        return lowering.finish()
    }
}
