import Netlist

/// The width itself where it is one that a signal can have; else 1, with a diagnostic.
func legalWidth(_ width: Int, _ fileID: StaticString, _ line: Int) -> Int {
    if (1...Elaboration.largestWidth).contains(width) { return width }
    let elaboration = Elaboration.current
    elaboration?.report(.width(width, at: elaboration?.place(fileID, line) ?? .none))
    return 1
}

/// The number of elements itself where a vector can have it; else 1, with a diagnostic.
func legalCount(_ count: Int, leaves: Int, _ fileID: StaticString, _ line: Int) -> Int {
    let most = Elaboration.mostLeaves / max(1, leaves)
    if count >= 1, count <= most { return count }
    let elaboration = Elaboration.current
    elaboration?.report(
        Diagnostic(
            Code.widthRange, "a vector of \(count) elements; it can have 1 to \(most) of this shape",
            at: elaboration?.place(fileID, line) ?? .none,
            hint: count < 1 ? "leave the vector out when it would have no elements" : "use a memory"))
    return 1
}

/// The nearest width that a signal can have.
func possibleWidth(_ width: Int) -> Int { min(max(width, 1), Elaboration.largestWidth) }

/// The sum of two widths, of which one may be as wrong as `Int.max`; the largest number where there is none.
func widthSum(_ first: Int, _ second: Int) -> Int {
    let (sum, isTooLarge) = first.addingReportingOverflow(second)
    return isTooLarge ? .max : sum
}

extension Diagnostic {
    /// A width that no signal can have.
    static func width(_ width: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            Code.widthRange, "a width of \(width) bits; a signal has 1 to \(Elaboration.largestWidth)", at: place,
            hint: width < 1 ? "leave the signal out when it would have no bits" : "split it into several signals")
    }
}

extension Elaboration {
    /// Widest signal, in bits.
    static let largestWidth = 1 << 16
    /// Most scalars that a vector can consist of.
    static let mostLeaves = 1 << 20
    /// Deepest memory, in words.
    static let deepestMemory = 1 << 28
}
