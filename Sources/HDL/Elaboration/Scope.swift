import Netlist

/// Whose nodes a handle's number counts.
///
/// A declaration (`register(...)` as a stored property) is made before its module exists; its scope learns the module when
/// `Module.init()` finds the property, or when a running `circuit()` uses it first.
public final class Scope {
    let elaboration: Elaboration
    /// Nil until the declaration is adopted.
    @exclusivity(unchecked) var builder: CircuitBuilder?
    /// The node that the scope's node 0 is.
    @exclusivity(unchecked) var base: Int32 = 0

    init(_ elaboration: Elaboration, builder: CircuitBuilder? = nil) {
        self.elaboration = elaboration
        self.builder = builder
    }
}

/// The hardware behind a handle: the first of its leaves. A handle without one is a shape.
public struct Bound {
    let scope: Scope
    let node: Int32

    /// The elaboration that runs; outside of any, the one that the handle escaped from.
    var elaboration: Elaboration {
        scope.elaboration.builder == nil ? Elaboration.current ?? scope.elaboration : scope.elaboration
    }

    /// The leaf that comes `offset` leaves later.
    @inline(__always)
    func advanced(by offset: Int) -> Bound { Bound(scope: scope, node: node + Int32(truncatingIfNeeded: offset)) }
}
