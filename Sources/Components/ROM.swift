import HDL
import Netlist

/// A read-only memory.
///
/// Throughput 1 word per cycle. Latency 0, or 1 when it is registered: then `data` is the word of the last cycle with `enable`, zeros before the first one,
/// and larger tables become block RAM. An address past the end reads zeros.
public final class ROM: Module {
    public let address: Unsigned
    /// Only where it is registered.
    public let enable: Bit?
    public let data: Unsigned

    let registered: Bool
    private let words: [BitVector]

    /// - Parameter words: at least one; all have one width.
    public init(_ words: [BitVector], registered: Bool = false) {
        address = input(unsigned(indexWidth(words.count)))
        enable = registered ? input(bit) : nil
        data = output(unsigned(words.first?.width ?? 1))
        self.registered = registered
        self.words = words
    }

    /// - Parameter words: at least one; each fits `width` bits.
    public convenience init(_ words: [UInt64], width: Int, registered: Bool = false) {
        // What does not fit keeps its own width, and is refused.
        self.init(
            words.map { BitVector($0, width: width < 64 && $0 >> UInt64(max(0, width)) != 0 ? 64 : width) },
            registered: registered)
    }

    public override func circuit() {
        guard
            require(!words.isEmpty, "a ROM without words", hint: "give it at least one"),
            require(
                words.allSatisfy { $0.width == data.width }, "a ROM with words of different widths",
                hint: "give all words \(data.width) bits")
        else { return }
        let storage = memory(of: unsigned(data.width), depth: words.count, initial: words)
        if let enable {
            data <== storage.read(address, enable: enable)
        } else {
            data <== storage[address]
        }
    }
}
