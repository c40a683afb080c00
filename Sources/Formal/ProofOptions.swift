/// What is to be proven, and how.
public struct ProofOptions: Hashable, Sendable {
    /// What registers of the circuit hold before the first edge.
    public enum Start: String, Hashable, Sendable, CaseIterable {
        /// Anything: what is proven holds whatever a circuit wakes up with. The reset is active for the first cycles.
        case free
        /// What they are declared with, as in an FPGA.
        case powerOn = "power-on"
    }

    /// What decides.
    public enum Engine: String, Hashable, Sendable, CaseIterable {
        /// ABC on gates: bounded search, then property directed reachability (IC3).
        case pdr
        /// An SMT solver on words: bounded model checking, then k-induction.
        case smt
    }

    public var engine = Engine.pdr
    /// The program of the SMT solver, as yosys-smtbmc knows it: `z3`, `cvc4`, `bitwuzla`, `yices`, `boolector`.
    public var solver = "z3"
    /// Only properties whose name or instance contains this text, whatever the case of the letters; nil: all.
    public var property: String?
    /// How many cycles are searched for the shortest trace, and how far a property is checked that nothing decides.
    public var depth = 100
    /// Seconds for each property.
    public var timeout = 120
    /// How many properties are worked on at the same time.
    public var jobs = 2
    public var start = Start.free
    /// For how many cycles, from the first on, the resets of the top are active; at least 1.
    public var resetCycles = 1
    /// Whether the assumptions of modules below the top are checks: the design around a module must keep what it assumes.
    public var checksInnerAssumptions = false
    /// Whether the checks and cover points of modules below the top are asked about like those of the top. If not, the checks take part in the
    /// induction over all checks, which proves what it uses, and are not reported: a circuit around a design is proven with what the design
    /// says of itself.
    public var asksInnerChecks = true

    /// The folder that gets two files for each failed check: its trace as waves (`.vcd`) and as a list (`.txt`). Nil: none.
    public var traces: String?

    public init() {}
}
