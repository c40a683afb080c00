/// 128 bits of two FNV-1a hashes: the same on every machine and in every run.
public struct StableHash: Hashable, Sendable {
    private var first: UInt64 = 0xCBF2_9CE4_8422_2325
    private var second: UInt64 = 0x8422_2325_CBF2_9CE4

    public init() {}

    /// Mixes in a number.
    @inlinable public mutating func combine(_ value: Int) { combine(UInt64(bitPattern: Int64(value))) }

    /// Mixes in a number.
    public mutating func combine(_ value: UInt64) {
        first = (first ^ value) &* 0x100_0000_01B3
        first ^= first >> 29
        second = (second ^ value) &* 0x9E37_79B9_7F4A_7C15
        second ^= second >> 31
    }

    /// Mixes in a text.
    public mutating func combine(_ text: String) {
        combine(text.utf8.count)
        for byte in text.utf8 { combine(UInt64(byte)) }
    }

    /// 32 digits.
    public var hex: String { BitVector(words: [first, second], width: 128).hex }
}

extension Circuit {
    /// A hash of everything that the circuit is, its own name and the places in its sources apart. `child` gives that of an instance's circuit.
    public func contentHash(child: (CircuitID) -> StableHash) -> StableHash {
        var hash = StableHash()
        hash.combine(name)
        for node in nodes {
            hash.combine(UInt64(node.operation.rawValue) << 32 | UInt64(UInt32(bitPattern: node.width)))
            hash.combine(UInt64(UInt32(bitPattern: node.a)) << 32 | UInt64(UInt32(bitPattern: node.b)))
            hash.combine(Int(node.c))
        }
        for (node, name) in names.sorted(by: { $0.key < $1.key }) {
            hash.combine(Int(node.index))
            hash.combine(name)
        }
        for value in wideConstants {
            for word in value.words { hash.combine(word) }
        }
        for port in ports { hash.combine(Int(port.node.index)) }
        for register in registers { hash.combine("\(register)") }
        for var memory in memories {
            memory.place = .none
            hash.combine("\(memory)")
        }
        for instance in instances {
            hash.combine(instance.name)
            hash.combine(child(instance.circuit).hex)
            for connection in instance.connections { hash.combine(Int(connection?.index ?? -1)) }
            hash.combine("\(instance.attributes)")
        }
        for var property in properties {
            property.place = .none
            hash.combine("\(property)")
        }
        for probe in probes { hash.combine("\(probe)") }
        for (node, enumeration) in enumerations.sorted(by: { $0.key < $1.key }) {
            hash.combine(Int(node.index))
            hash.combine(enumeration.index)
        }
        for (node, attributes) in attributes.sorted(by: { $0.key < $1.key }) {
            hash.combine("\(node.index)\(attributes)")
        }
        hash.combine("\(moduleAttributes)")
        hash.combine(statements)
        if crossings != Crossings() {
            hash.combine("\(crossings.synchronizers.sorted())\(crossings.stable.sorted())")
            hash.combine("\(crossings.stableMemories.map(\.index).sorted())")
            for (input, clock) in crossings.inputClocks.sorted(by: { $0.key < $1.key }) {
                hash.combine(Int(input.index))
                hash.combine(Int(clock.index))
            }
        }
        return hash
    }
}

extension StableHash {
    fileprivate mutating func combine(_ block: Block) {
        combine(block.count)
        for statement in block {
            switch statement {
            case .assign(let assignment):
                combine(1)
                combine(Int(assignment.target.index))
                combine(assignment.low)
                combine(Int(assignment.index?.index ?? -1))
                combine(Int(assignment.value.index))
            case .when(let when):
                combine(2)
                combine(Int(when.condition.index))
                combine(when.then)
                combine(when.otherwise)
            case .select(let select):
                combine(3)
                combine(Int(select.subject.index))
                for arm in select.arms {
                    for pattern in arm.patterns { combine("\(pattern.value)\(pattern.care)") }
                    combine(arm.body)
                }
                combine(select.otherwise == nil ? 0 : 1)
                combine(select.otherwise ?? [])
                combine(select.isExhaustive ? 1 : 0)
            case .write(let memory, let port, _):
                combine(4)
                combine(memory.index)
                combine(port)
            case .property(let property):
                combine(5)
                combine(property.index)
            }
        }
    }
}
