/// Who is hostile in a chain of calls; the kernel keeps its rules (`docs/xpc-isa.md`, section 9).
public enum Attack: String, CaseIterable, Codable, Sendable {
    /// All user code.
    case user
    /// Whoever is called, and whom that calls. The first of the chain behaves, and what it gets back is looked at.
    case callee
    /// The first of the chain. Who is called behaves, and looks at who calls and with what.
    case caller
    /// Both: those that are called by the first of the chain behave, between a hostile caller and hostile callees.
    case both

    /// Whether the code that runs `depth` calls deep is hostile.
    func isHostile(depth: Int) -> Bool {
        switch self {
        case .user: true
        case .callee: depth > 0
        case .caller: depth == 0
        case .both: depth != 1
        }
    }
}
