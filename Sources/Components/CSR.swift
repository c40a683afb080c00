import HDL

/// A control and status register: what software sees, and what hardware does to it.
public struct CSR: Hashable, Sendable {
    /// What a write does.
    public enum Access: Hashable, Sendable {
        /// It sets the register.
        case readWrite
        /// It is an error; hardware says what is read.
        case readOnly
        /// Ones clear bits. Hardware sets bits (events); of both in one cycle the event counts, so none is lost.
        case writeOneToClear
        /// Ones set bits; written to the address `clear`, they clear bits. Both addresses read the register.
        case setClear(clear: Int)
    }

    /// Who counts when software writes in a cycle in which hardware updates.
    public enum Update: Hashable, Sendable {
        /// Hardware does not write the register.
        case none
        /// The update is lost.
        case softwareWins
        /// The write is lost.
        case hardwareWins
    }

    public var name: String
    public var address: Int
    public var width: Int
    public var access: Access
    /// The value after reset.
    public var reset: UInt64
    /// Of `readWrite` and `setClear`: hardware may write it too.
    public var update: Update

    public init(
        _ name: String, at address: Int, width: Int, _ access: Access = .readWrite, reset: UInt64 = 0,
        update: Update = .none
    ) {
        self.name = name
        self.address = address
        self.width = width
        self.access = access
        self.reset = reset
        self.update = update
    }

    /// The addresses that it answers to.
    var addresses: [Int] { if case .setClear(let clear) = access { [address, clear] } else { [address] } }
}

/// A bus to control and status registers, as the one who asks drives it: an access in each cycle with `valid`, the answer in the same cycle.
public struct CSRBus: Bundle {
    public let valid = bit
    public let isWrite = bit
    /// Any numbering: the bank compares all of it.
    public let address: Unsigned
    public let data: Unsigned
    /// The bytes of `data` that are written.
    public let strobe: Unsigned
    /// What is read; zeros at an address without a register.
    public let readData: Flipped<Unsigned>
    /// There is no such register, or it cannot be written.
    public let error = Flipped(bit)

    /// - Parameter dataWidth: a multiple of 8.
    public init(addressWidth: Int, dataWidth: Int) {
        address = unsigned(addressWidth)
        data = unsigned(dataWidth)
        strobe = unsigned(max(1, dataWidth / 8))
        readData = Flipped(unsigned(dataWidth))
    }
}

/// Signals side by side, each with a name of its own.
public struct NamedSignals: Bundle {
    let names: [String]
    let signals: [Unsigned]

    init(_ fields: [(name: String, width: Int)]) {
        names = fields.map(\.name)
        signals = fields.map { unsigned($0.width) }
    }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        for (field, signal) in zip(names, signals) {
            signal._appendLeaves(to: &leaves, name: name.isEmpty ? field : "\(name)_\(field)", isFlipped: isFlipped)
        }
    }
}
