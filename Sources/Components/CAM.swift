import HDL
import Netlist

/// An entry of a content-addressable memory, with its place.
public struct CAMWrite<Key: HardwareValue, Value: HardwareValue>: Bundle {
    public let index: Unsigned
    public let key: Key
    public let value: Value

    public init(index: Unsigned, key: Key, value: Value) {
        self.index = index
        self.key = key
        self.value = value
    }
}

/// A content-addressable memory: finds the entry that has a key, and gives its value.
///
/// Look-up: latency 0, one in each cycle; without a hit `value` and `index` are zeros. A write is seen in the next cycle, one in each cycle.
/// `invalidate` frees the entry of that number, `clear` all of them; of several in one cycle `clear` counts before a write, and a write before
/// `invalidate`. No two entries may have one key: who writes sees to that. After reset there is none. Costs a comparator for each entry.
public final class CAM<Key: HardwareValue, Value: HardwareValue>: Module {
    public let key: Key.Handle
    public let hit = output(bit)
    public let index: Unsigned
    public let value: Value.Handle
    public let write: Wire<Valid<CAMWrite<Key, Value>>>
    /// Only where it was asked for.
    public let invalidate: Wire<Valid<Unsigned>>?
    public let clear = input(bit)

    let entries: Int
    private let keyShape: Key
    private let valueShape: Value

    /// - Parameter invalidates: single entries can be freed.
    public init(key: Key, value: Value, entries: Int, invalidates: Bool = false) {
        let number = unsigned(indexWidth(max(1, entries)))
        self.key = input(key)
        index = output(number)
        self.value = output(value)
        write = input(Valid(of: CAMWrite(index: number, key: key, value: value)))
        invalidate = invalidates ? input(Valid(of: number)) : nil
        self.entries = entries
        keyShape = key
        valueShape = value
    }

    public override func circuit() {
        let isValid = register(unsigned(entries))
        let keys = register(vector(entries, of: keyShape), reset: nil)
        let values = register(vector(entries, of: valueShape), reset: nil)
        let wanted = key.asBits
        let isFound = wire(isValid & bits((0..<entries).map { keys[$0].asBits === wanted }))

        hit <== isFound.anyOne
        index <== isFound.oneHotIndex
        value <== oneHotMux(isFound, values)

        let written = write.payload
        let isWritten = wire(chosen(written.index) & write.valid.repeated(entries))
        let kept = invalidate.map { isValid & ~(chosen($0.payload) & $0.valid.repeated(entries)) } ?? isValid
        isValid <== mux(clear, 0, kept | isWritten)
        for number in 0..<entries {
            when(isWritten[number]) {
                keys[number] <== written.key
                values[number] <== written.value
            }
        }

        let others = bits((0..<entries).map { keys[$0].asBits === written.key.asBits }) & isValid & ~isWritten
        let wasCleared = registerNext(clear)
        assume("no other entry has the key that is written", write.valid.implies(!others.anyOne))
        check("one entry matches at most", isFound.isOneHotOrZero)
        check("nothing matches after clearing", wasCleared.implies(!hit))
    }

    /// A one at the entry of that number.
    private func chosen(_ number: Unsigned) -> Unsigned {
        entries == 1 ? (!number[0]).asBits : number.oneHot(width: entries)
    }
}
