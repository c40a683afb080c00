/// What a testbench throws when a circuit does something else than it should.
public struct Mismatch: Error, CustomStringConvertible {
    public var description: String
}

/// Goes on when both are equal.
///
/// - Throws: `Mismatch`, which says what they are.
public func expect<Value: Equatable>(_ what: String, _ found: Value, equals wanted: Value) throws {
    guard found == wanted else { throw Mismatch(description: "\(what) is \(found), not \(wanted)") }
}
