/// One of the four instructions with the value of its source register (section 4).
public enum XPCInstruction: Hashable, Sendable, CustomStringConvertible {
    /// Call x-entry `id`.
    case xcall(id: UInt64)
    /// Return to the caller.
    case xret
    /// Exchange the relay segment with list entry `index`.
    case swapseg(index: UInt64)
    /// Bring x-entry `id` into the engine cache.
    case xprefetch(id: UInt64)

    /// The instruction with this operation and this value of `rs1` (R4.5); xret has no operand.
    public init(_ operation: XPCOperation, operand: UInt64) {
        switch operation {
        case .xcall: self = .xcall(id: operand)
        case .xret: self = .xret
        case .swapseg: self = .swapseg(index: operand)
        case .xprefetch: self = .xprefetch(id: operand)
        }
    }

    /// Which of the four it is.
    public var operation: XPCOperation {
        switch self {
        case .xcall: .xcall
        case .xret: .xret
        case .swapseg: .swapseg
        case .xprefetch: .xprefetch
        }
    }

    /// The value of `rs1`; 0 for xret.
    public var operand: UInt64 {
        switch self {
        case .xcall(let id), .xprefetch(let id): id
        case .swapseg(let index): index
        case .xret: 0
        }
    }

    /// Mnemonic and operand.
    public var description: String { self == .xret ? "xret" : "\(operation) \(operand)" }
}

/// The four operations with their `funct3` (R4.1).
public enum XPCOperation: UInt32, Hashable, Sendable, CaseIterable {
    case xcall = 0
    case xret = 1
    case swapseg = 2
    case xprefetch = 3

    /// What a 32-bit instruction word is to XPC.
    public enum Decoded: Hashable, Sendable {
        /// Not in custom-0: none of XPC's business.
        case foreign
        /// In custom-0, but not one of the four encodings (R4.1).
        case illegal
        /// One of the four, with the number of the source register (0 for xret).
        case operation(XPCOperation, rs1: Int)
    }

    /// Decodes a 32-bit instruction word (R4.1).
    public static func decode(_ word: UInt32) -> Decoded {
        guard word & 0x7F == 0b000_1011 else { return .foreign }
        let destination = word >> 7 & 0x1F
        let first = word >> 15 & 0x1F
        let second = word >> 20 & 0x1F
        let funct7 = word >> 25
        guard destination == 0, second == 0, funct7 == 0, let operation = XPCOperation(rawValue: word >> 12 & 7),
            operation != .xret || first == 0
        else { return .illegal }
        return .operation(operation, rs1: Int(first))
    }

    /// The instruction word (R4.1).
    ///
    /// - Parameter rs1: number of the source register, of which five bits are used; ignored for xret.
    public func encode(rs1: Int) -> UInt32 {
        let source = self == .xret ? 0 : UInt32(truncatingIfNeeded: rs1) & 0x1F
        return 0b000_1011 | rawValue << 12 | source << 15
    }
}

/// What came of an instruction.
public enum XPCOutcome: Hashable, Sendable {
    /// What a completed instruction did, beside what the registers show.
    public struct Completion: Hashable, Sendable {
        /// Where the hart goes on; also in `pc`.
        public var nextPC: UInt64
        /// What was written to x5: xcall only (R4.xcall.8).
        public var t0: UInt64?
        /// What was written to `satp`: xcall and xret only.
        public var satp: UInt64?
        /// xcall: the x-entry came from the engine cache (R7.3). xprefetch: the tag was present (R7.5).
        public var hitCache = false
        /// xret: the record came from the buffer (R7.9).
        public var servedFromBuffer = false
    }

    /// It completed.
    case completed(Completion)
    /// It raised an exception and changed nothing (R4.3, P7).
    case exception(XPCException)

    /// The exception, if it raised one.
    public var exception: XPCException? {
        if case .exception(let exception) = self { exception } else { nil }
    }

    /// The completion, if it completed.
    public var completion: Completion? {
        if case .completed(let completion) = self { completion } else { nil }
    }
}
