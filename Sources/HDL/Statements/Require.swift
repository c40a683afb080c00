import Netlist

/// States what a module asks of its parameters; in `circuit()`. Where it is not so, HDL070 says `message`, at the place where the module was made an
/// instance.
///
///     guard require(depth >= 1, "a queue of \(depth) elements", hint: "give it at least one") else { return }
///
/// - Returns: `condition`.
@discardableResult
public func require(_ condition: Bool, _ message: @autoclosure () -> String, hint: @autoclosure () -> String) -> Bool {
    guard !condition, let elaboration = Elaboration.current, let builder = elaboration.running(at: .none) else {
        return condition
    }
    elaboration.report(Diagnostic(Code.parameter, message(), at: builder.circuit.place, hint: hint()))
    return false
}
