import Netlist

/// What a memory is built from on Series 7, by the costs that the reference flow gives each way (in units of a register bit).
enum MemoryPlan: Hashable, Sendable {
    /// Registers and logic: few bits, several write ports, or nothing that writes.
    case logic
    /// LUTs as memory: blocks of `32` or `64` words, each made of `cells` cells (of four LUTs) per block.
    case distributed(wordsPerBlock: Int, blocks: Int, cells: Int)
    /// Block RAM.
    case block(bram18: Int, bram36: Int)

    /// The cheapest plan. `writes`: number of ports that can write at all; `granule`: bits that one enable covers.
    static func choose(width: Int, depth: Int, reads: Int, clockedReads: Int, writes: Int, granule: Int) -> MemoryPlan {
        var best = (cost: Double(width * depth), plan: MemoryPlan.logic)
        func offer(_ cost: Double, _ plan: MemoryPlan) {
            if cost < best.cost { best = (cost, plan) }
        }
        guard writes > 0, reads > 0 else {
            if writes == 0, clockedReads == reads, reads > 0 { offerBlock(1, offer) }
            return best.plan
        }
        if writes == 1 {
            for words in [32, 64] {
                let blocks = (depth + words - 1) / words
                // A memory per read port.
                let simple = cells(width, granule, words == 32 ? 6 : 3, base: 1, scaled: 7)
                let emulation = Double(clockedReads * width)
                offer(
                    simple.cost * Double(blocks * reads) + emulation,
                    .distributed(wordsPerBlock: words, blocks: blocks, cells: simple.count * reads))
                // One memory with three read ports.
                let quads = (reads + 2) / 3
                let quad = cells(width, granule, words == 32 ? 2 : 1, base: 7, scaled: 0)
                offer(
                    quad.cost * Double(blocks * quads) + emulation,
                    .distributed(wordsPerBlock: words, blocks: blocks, cells: quad.count * quads))
            }
        }
        if clockedReads == reads, writes + reads <= 2 || writes == 1 { offerBlock(writes == 1 ? reads : 1, offer) }
        return best.plan

        func offerBlock(_ copies: Int, _ offer: (Double, MemoryPlan) -> Void) {
            let isSimple = writes <= 1
            for (bits, cost) in [(512, 129.0), (1024, 257.0)] {
                for scale in [36, 18, 9, 4, 2, 1] {
                    let words = scale >= 9 ? bits * (36 / scale) : bits * 32 / scale
                    if !isSimple, bits == 512, scale == 36 { continue }
                    let perWord = lanes(width, granule, scale)
                    let count = perWord * ((depth + words - 1) / words) * copies
                    let isHalf = bits == 512
                    offer(
                        cost * Double(count), .block(bram18: isHalf ? count : 0, bram36: isHalf ? 0 : count))
                }
                if isSimple, bits == 1024 {
                    let count = lanes(width, granule, 72) * ((depth + 511) / 512) * copies
                    offer(cost * Double(count), .block(bram18: 0, bram36: count))
                }
            }
        }
    }

    /// How many memories of `scale` bits hold a word, where each 9-bit byte belongs to one granule.
    private static func lanes(_ width: Int, _ granule: Int, _ scale: Int) -> Int {
        guard granule < width else { return (width + scale - 1) / scale }
        let granules = width / granule
        if scale < 9 { return granules * ((granule + scale - 1) / scale) }
        let bytes = granules * ((granule + 8) / 9)
        return (bytes * 9 + scale - 1) / scale
    }

    /// Cells of `cellWidth` bits for a word; each belongs to one granule. The cost of a cell grows with the bits that it uses.
    private static func cells(
        _ width: Int, _ granule: Int, _ cellWidth: Int, base: Double, scaled: Double
    ) -> (count: Int, cost: Double) {
        let parts = max(1, width / max(1, granule))
        let bits = (width + parts - 1) / parts
        let count = (bits + cellWidth - 1) / cellWidth
        let cost = Double(count) * base + scaled * Double(bits) / Double(cellWidth)
        return (count * parts, cost * Double(parts))
    }
}
