import Netlist

// The pairs of kinds for which an operator means nothing. They exist so that a wrong expression type-checks at once and is
// told about hardware, in place of "unable to type-check this expression in reasonable time" (see docs/language.md). Each is a
// deprecation at compile time (an error with `.treatWarning("DeprecatedDeclaration", as: .error)`) and HDL017 at elaboration.
//
// They are disfavoured, so that right expressions are solved without trying them: signed conditions of 8 terms took the type
// checker 443 ms before and 89 ms since, and wrong expressions still find them.

/// Records the senseless pair and gives a value to go on with.
func senseless(_ symbol: String, _ left: any Structured, _ right: Any, _ address: UInt) -> Bound? {
    guard let elaboration = Elaboration.of(left._bound, (right as? any Structured)?._bound) else { return nil }
    return elaboration.refuse(
        Code.kindMismatch, "'\(symbol)' of \(type(of: left)) and \(type(of: right))", at: Place(returnAddress: address),
        hint: "convert one: Unsigned(x), Signed(x), x[0], x.anyOne", widths: [left.bitWidth])
}
