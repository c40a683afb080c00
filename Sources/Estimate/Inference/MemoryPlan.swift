/// What a memory is built from, by the costs that the reference flow gives each way (in units of a register bit).
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

    /// The cheapest plan. `writes`: number of ports that can write at all; `granule`: bits that one enable covers.
    static func choose(
        _ device: Device, width: Int, depth: Int, reads: Int, clockedReads: Int, writes: Int, granule: Int
    ) -> MemoryPlan {
        var best = (cost: Double(width * depth), plan: MemoryPlan.logic)
        func offer(_ cost: Double, _ plan: MemoryPlan) {
            if cost < best.cost { best = (cost, plan) }
        }
        guard writes > 0, reads > 0 else {
            if writes == 0, clockedReads == reads, reads > 0 { offerBlock(1, offer) }
            return best.plan
        }
        if writes == 1 {
            for form in device.memories {
                let blocks = (depth + form.words - 1) / form.words
                let copies = (reads + form.reads - 1) / form.reads
                let one = cells(width, granule, form)
                offer(
                    one.cost * Double(blocks * copies) + Double(clockedReads * width),
                    .distributed(form, blocks: blocks, cells: one.count * copies))
            }
        }
        if clockedReads == reads, writes + reads <= 2 || writes == 1 { offerBlock(writes == 1 ? reads : 1, offer) }
        return best.plan

        func offerBlock(_ copies: Int, _ offer: (Double, MemoryPlan) -> Void) {
            for form in device.blocks {
                for shape in form.shapes where writes <= 1 || !shape.isSimple {
                    let perWord = lanes(width, granule, shape)
                    let count = perWord * ((depth + shape.words - 1) / shape.words) * copies
                    offer(form.cost * Double(count), .block(form.resource, count: count))
                }
            }
        }
    }

    /// How many memories hold a word, where each byte belongs to one granule.
    private static func lanes(_ width: Int, _ granule: Int, _ shape: BlockForm.Shape) -> Int {
        let scale = shape.width
        guard granule < width else { return (width + scale - 1) / scale }
        let granules = width / granule
        guard let byte = shape.byte else { return granules * ((granule + scale - 1) / scale) }
        let bytes = granules * ((granule + byte - 1) / byte)
        return (bytes * byte + scale - 1) / scale
    }

    /// Cells for a word; each belongs to one granule. The cost of a cell grows with the bits that it uses.
    private static func cells(_ width: Int, _ granule: Int, _ form: MemoryForm) -> (count: Int, cost: Double) {
        let parts = max(1, width / max(1, granule))
        let bits = (width + parts - 1) / parts
        let count = (bits + form.width - 1) / form.width
        let cost = Double(count) * form.base + form.scaled * Double(bits) / Double(form.width)
        return (count * parts, cost * Double(parts))
    }
}
