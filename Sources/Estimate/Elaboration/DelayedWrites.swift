/// Registers beside a block RAM whose cells do not promise that a read gives what was there before the same edge wrote: the write waits for an
/// edge in them, and goes past the cells meanwhile.
struct DelayedWrite: Sendable {
    /// By read port and bit: the registers of what goes past the cells, and of whether it does.
    var passing: [[(data: Int, hit: Int)]]
}

extension FlatDesign {
    /// What a write port writes, an enable for each bit.
    struct BlockWrite {
        var address: [Literal]
        var data: [Literal]
        var enables: [Literal]
        var clock: ClockKey
    }

    /// How a read port of a block RAM reads.
    struct BlockRead {
        var address: [Literal]
        var enable: Literal
        var clock: ClockKey
    }

    /// The registers beside read ports; those that nothing reads in the end are not counted.
    mutating func delayedWrite(ports: Int, width: Int) -> DelayedWrite {
        DelayedWrite(
            passing: (0..<ports).map { _ in
                (0..<width).map { _ in (addFlipFlop(free: graph.origin), addFlipFlop(free: graph.origin)) }
            })
    }

    /// A bit that a block RAM gives where the write waits.
    mutating func read(_ delay: DelayedWrite, port: Int, bit: Int, cells: Literal) -> Literal {
        let registers = delay.passing[port][bit]
        return graph.mux(flipFlops[registers.hit].output, flipFlops[registers.data].output, cells)
    }

    /// The write as the cells see it, an edge later; fills in what the registers take.
    mutating func delayed(_ delay: DelayedWrite, _ write: BlockWrite, reads: [Int: BlockRead]) -> BlockWrite {
        let late = BlockWrite(
            address: write.address.map { register($0, write.clock) },
            data: write.data.map { register($0, write.clock) },
            enables: write.enables.map { register($0, write.clock) }, clock: write.clock)
        for (port, read) in reads.sorted(by: { $0.key < $1.key }) {
            let same = graph.andAll(zip(read.address, late.address).map { !graph.xor($0, $1) })
            for (bit, registers) in delay.passing[port].enumerated() {
                let hit = graph.and(late.enables[bit], same)
                for (number, next) in [(registers.data, late.data[bit]), (registers.hit, hit)] {
                    flipFlops[number].next = next
                    flipFlops[number].enable = read.enable
                    flipFlops[number].clock = read.clock
                }
            }
        }
        return late
    }

    private mutating func register(_ next: Literal, _ clock: ClockKey) -> Literal {
        let number = addFlipFlop(free: graph.origin)
        flipFlops[number].next = next
        flipFlops[number].clock = clock
        return flipFlops[number].output
    }

    /// A register that may start with anything.
    private mutating func addFlipFlop(free origin: UInt32) -> Int {
        let number = addFlipFlop(origin: Int(origin))
        flipFlops[number].hasInitial = false
        return number
    }
}
