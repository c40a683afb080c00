import HDL

/// The bundle of random designs: any number of fields of three kinds.
public struct Record: Bundle {
    public let flags: [Bit]
    public let numbers: [Unsigned]
    public let signeds: [Signed]

    /// - Parameters:
    ///   - flags: how many single bits.
    ///   - numbers: the widths of the unsigned numbers.
    ///   - signeds: the widths of the signed numbers.
    public init(flags: Int, numbers: [Int], signeds: [Int]) {
        self.flags = (0..<max(0, flags)).map { _ in bit }
        self.numbers = numbers.map { unsigned($0) }
        self.signeds = signeds.map { signed($0) }
    }
}

/// The bundle of random designs whose fields flow in both directions.
public struct Link: Bundle {
    public let there: Unsigned
    public let back: Flipped<Unsigned>

    /// - Parameters:
    ///   - there: the width of what flows with the bundle.
    ///   - back: the width of what flows against it.
    public init(there: Int, back: Int) {
        self.there = unsigned(there)
        self.back = Flipped(unsigned(back))
    }
}

/// The enumeration of random designs: of 3 bits, three of whose values are no case.
public enum Mode: HardwareEnum {
    case idle, load, run, wait, done
}
