/// What decides how a memory is built.
struct MemoryShape: Hashable, Sendable {
    var width: Int
    var depth: Int
    var reads: Int
    /// Reads that give their data after a clock edge.
    var clockedReads: Int
    /// Ports that can write at all.
    var writes: Int
    /// Bits that one write enable covers.
    var granule: Int
    /// Reads at the address of a write port: one port of the cells can do both.
    var sharedReads = 0
    /// Clocked reads that give what the same edge writes.
    var transparentReads = 0
    /// How the source wants it to be built.
    var style = MemoryStyle.any
}

/// What an attribute such as `ram_style` asks for.
enum MemoryStyle: Hashable, Sendable { case any, logic, distributed, block, notLogic }

/// What a memory is built from, by the costs that the reference flow gives each way (in units of a register bit).
///
/// The costs are those of Yosys' `memory_libmap`: of the cells, half a unit for each bit of multiplexers and decoders between blocks, and two
/// for each read that no write port does as well, six for each read of LUT RAM past which goes what is written.
enum MemoryPlan: Hashable, Sendable {
    /// Registers and logic: few bits, several write ports, or nothing that writes.
    case logic
    /// LUTs as memory: blocks of words, each made of `cells` cells.
    case distributed(MemoryForm, blocks: Int, cells: Int)
    /// Block RAM.
    case block(ResourceCounts.Resource, count: Int)

    /// Bits of the address that go to the cells.
    var addressBits: Int {
        if case .distributed(let form, _, _) = self { return form.words.trailingZeroBitCount }
        return .max
    }

    /// What a bit costs that nothing writes: its logic is small.
    private static let constantBit = 1.0 / 64
    private static let unsharedRead = 2.0
    /// LUT RAM has no clocked reads: what is written goes past it in logic.
    private static let passedWrite = 6.0

    /// The cheapest plan.
    static func choose(_ device: Device, _ shape: MemoryShape) -> MemoryPlan {
        if shape.style == .logic || shape.reads == 0 { return .logic }
        let bits = Double(shape.width * shape.depth)
        var best = (cost: shape.writes > 0 ? bits : bits * constantBit, plan: MemoryPlan.logic)
        if shape.style != .any { best.cost = .infinity }
        if shape.style != .block, shape.writes == 1 {
            for form in device.memories {
                let use = Use(
                    words: form.words, width: form.width, byte: nil, both: form.doesBoth ? 1 : 0, reads: form.reads)
                guard let found = use.cost(shape, base: form.base, scaled: form.scaled) else { continue }
                let cost = found.cost + passedWrite * Double(shape.transparentReads)
                guard cost < best.cost else { continue }
                let cells = (found.cells + found.blocks - 1) / found.blocks
                best = (cost, .distributed(form, blocks: found.blocks, cells: cells))
            }
        }
        if shape.style != .distributed, shape.clockedReads == shape.reads, shape.writes <= 2 {
            for form in device.blocks {
                for way in form.shapes {
                    let (both, reads) = way.isSimple ? (0, 1) : (2, 0)
                    let use = Use(words: way.words, width: way.width, byte: way.byte, both: both, reads: reads)
                    guard let found = use.cost(shape, base: form.cost, scaled: 0), found.cost < best.cost else {
                        continue
                    }
                    best = (found.cost, .block(form.resource, count: found.cells))
                }
            }
        }
        return best.plan
    }

    /// One way to use a cell: how it is organised, ports that read and write, and ports that only read. Without ports of the first kind it has one
    /// that only writes.
    private struct Use {
        var words: Int
        var width: Int
        /// Bits that a write enable covers; nil: all.
        var byte: Int?
        var both: Int
        var reads: Int

        /// What the memory costs when it is built so, and of how many cells; nil when it cannot be.
        func cost(
            _ shape: MemoryShape, base: Double, scaled: Double
        ) -> (cost: Double, cells: Int, blocks: Int)? {
            guard shape.writes <= max(both, 1) else { return nil }
            let others = shape.reads - min(shape.sharedReads, shape.writes, both)
            let space = reads + max(0, both - shape.writes)
            guard others == 0 || space > 0 else { return nil }
            let copies = others == 0 ? 1 : (others + space - 1) / space
            let byte = shape.writes == 0 ? 1 : min(byte ?? width, width)
            let parts = shape.writes == 0 ? 1 : max(1, shape.width / max(1, shape.granule))
            let part = (shape.width + parts - 1) / parts
            let padded = parts * ((part + byte - 1) / byte) * byte
            let blocks = (shape.depth + words - 1) / words
            let cells = (blocks * padded + width - 1) / width * copies
            var cost = base * Double(cells)
            cost += scaled * Double(blocks * shape.width * copies) / Double(width)
            cost += 0.5 * Double((blocks - 1) * shape.width * shape.reads)
            if blocks > 1 { cost += 0.5 * Double(blocks * parts * shape.writes) }
            return (cost + unsharedRead * Double(others), cells, blocks)
        }
    }
}
