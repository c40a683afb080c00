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
        for (node, name) in names {
            hash.combine(node)
            hash.combine(name)
        }
        for value in wideConstants { hash.combine(value) }
        for port in ports { hash.combine(port.node) }
        for register in registers { hash.combine(register) }
        for memory in memories { hash.combine(memory) }
        for instance in instances {
            hash.combine(instance.name)
            hash.combine(child(instance.circuit))
            for connection in instance.connections { hash.combine(connection) }
            hash.combine(instance.attributes)
        }
        for property in properties { hash.combine(property) }
        for probe in probes {
            for step in probe.path { hash.combine(step.index) }
            hash.combine(probe.target)
        }
        for (node, enumeration) in enumerations {
            hash.combine(node)
            hash.combine(enumeration.index)
        }
        for (node, attributes) in attributes.sorted(by: { $0.key < $1.key }) {
            hash.combine(node)
            hash.combine(attributes)
        }
        hash.combine(moduleAttributes)
        hash.combine(statements)
        if let external { hash.combine("\(external)") }
        if crossings != Crossings() {
            hash.combine("\(crossings.synchronizers.sorted())\(crossings.stable.sorted())")
            hash.combine("\(crossings.resetSynchronizers.sorted())")
            hash.combine("\(crossings.stableMemories.map(\.index).sorted())")
            for (input, clock) in crossings.inputClocks.sorted(by: { $0.key < $1.key }) {
                hash.combine(Int(input.index))
                hash.combine(Int(clock.index))
            }
        }
        return hash
    }
}

/// What circuits consist of, field by field. Places do not count.
extension StableHash {
    fileprivate mutating func combine(_ node: NodeID?) { combine(Int(node?.index ?? -1)) }

    fileprivate mutating func combine(_ other: StableHash) {
        combine(other.first)
        combine(other.second)
    }

    fileprivate mutating func combine(_ value: BitVector) {
        combine(value.width)
        combine(value.low64)
        if value.width > 64 { for word in value.words.dropFirst() { combine(word) } }
    }

    fileprivate mutating func combine(_ attributes: [Attribute]) {
        combine(attributes.count)
        for attribute in attributes {
            combine(attribute.key)
            combine(attribute.value == nil ? 0 : 1)
            combine(attribute.value ?? "")
        }
    }

    fileprivate mutating func combine(_ clocking: Clocking?) {
        combine(clocking?.clock)
        combine(clocking?.edge == .falling ? 1 : 0)
    }

    fileprivate mutating func combine(_ reset: Reset?) {
        combine(reset?.signal)
        guard let reset else { return }
        combine(reset.kind == .synchronous ? 0 : 1)
        combine(reset.polarity == .activeHigh ? 0 : 1)
        combine(reset.value)
    }

    fileprivate mutating func combine(_ register: Register) {
        combine(register.node)
        combine(register.clocking)
        combine(register.reset)
        combine(register.enable)
        combine(register.initial)
    }

    fileprivate mutating func combine(_ memory: Memory) {
        combine(memory.name)
        combine(memory.width)
        combine(memory.depth)
        combine(memory.initial.count)
        for value in memory.initial { combine(value) }
        combine(memory.readPorts.count)
        for port in memory.readPorts {
            combine(port.data)
            combine(port.address)
            combine(port.clocking)
            combine(port.enable)
            combine(port.underWrite == .old ? 0 : 1)
        }
        for port in memory.writePorts {
            combine(port.address)
            combine(port.data)
            combine(port.mask)
            combine(port.granule)
            combine(port.clocking)
        }
        combine(memory.attributes)
        if memory.collisions == .excluded { combine("excluded") }
        for (number, port) in memory.readPorts.enumerated() {
            guard let write = port.newOf else { continue }
            combine(number)
            combine(write)
        }
    }

    fileprivate mutating func combine(_ property: Property) {
        switch property.kind {
        case .check: combine(0)
        case .assume: combine(1)
        case .cover: combine(2)
        case .log: combine(3)
        }
        combine(property.name)
        combine(property.condition)
        for case let part in property.message?.parts ?? [] {
            switch part {
            case .text(let text): combine(text)
            case .value(let node, let format):
                combine(node)
                combine("\(format)")
            }
        }
        combine(property.clocking)
        combine(property.reset)
    }
}

extension StableHash {
    fileprivate mutating func combine(_ block: Block) {
        combine(block.count)
        for statement in block {
            switch statement {
            case .assign(let assignment):
                combine(1)
                combine(assignment.target)
                combine(assignment.low)
                combine(assignment.index)
                combine(assignment.value)
            case .when(let when):
                combine(2)
                combine(when.condition)
                combine(when.then)
                combine(when.otherwise)
            case .select(let select):
                combine(3)
                combine(select.subject)
                for arm in select.arms {
                    for pattern in arm.patterns {
                        combine(pattern.value)
                        combine(pattern.care)
                    }
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
