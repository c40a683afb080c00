extension Device {
    /// Xilinx Series 7: 6-input LUTs with MUXF7 and MUXF8, CARRY4, RAM32M and RAM64M, RAMB18 and RAMB36, DSP48.
    public static let series7 = Device(
        name: "xc7", title: "Series 7", luts: .series7, lutInputs: 6,
        joinsWholeLUTs: false, countsInverters: false,
        carry: CarryForm(operands: .propagate, bits: 4, minimum: 3, isShared: true),
        memories: [
            MemoryForm(words: 32, width: 6, reads: 1, lutsPerCell: 4, base: 1, scaled: 7),
            MemoryForm(words: 64, width: 3, reads: 1, lutsPerCell: 4, base: 1, scaled: 7),
            MemoryForm(words: 32, width: 8, reads: 0, doesBoth: true, lutsPerCell: 4, base: 0, scaled: 8),
            MemoryForm(words: 64, width: 4, reads: 0, doesBoth: true, lutsPerCell: 4, base: 0, scaled: 8),
            MemoryForm(words: 32, width: 4, reads: 1, doesBoth: true, lutsPerCell: 4, base: 0, scaled: 8),
            MemoryForm(words: 64, width: 2, reads: 1, doesBoth: true, lutsPerCell: 4, base: 0, scaled: 8),
            MemoryForm(words: 32, width: 2, reads: 3, doesBoth: true, lutsPerCell: 4, base: 0, scaled: 7),
            MemoryForm(words: 64, width: 1, reads: 3, doesBoth: true, lutsPerCell: 4, base: 0, scaled: 7),
        ],
        blocks: [
            BlockForm(resource: .bram18, cost: 129, shapes: series7Shapes(bits: 512)),
            BlockForm(resource: .bram36, cost: 257, shapes: series7Shapes(bits: 1024)),
        ],
        blocksReadFirst: .always,
        multiplier: MultiplierForm(
            longer: 25, shorter: 18, minimumOperand: 2, minimumProduct: 9, part: 18, hasRegisters: true),
        registers: RegisterForm(absorbsControls: true, leastShift: 3),
        delays: DelayTable(
            clockToOutput: 0.52, setup: 0.06, direct: 0, control: 0.3, lut: 0.12, mux: 0.25, carryIn: 0.5, carry: 0.03,
            carryOut: 0.3, memory: 0.15, block: 2.45, blockSetup: 0.5, multiplier: 3.8,
            net: DelayTable.Net(single: 0.45, doubling: 0.15, most: 2, growth: 0.05)),
        columns: [
            Column(.lut, "lut", "LUT"), Column(.lc, "lc", "LC"), Column(.ff, "ff", "FF"),
            Column(.lutram, "lutram", "LUTRAM"), Column(.srl, "srl", "SRL"), Column(.carry, "carry4", "CARRY4"),
            Column(.mux, "muxf", "MUXF"), Column(.bram18, "bram18", "RAMB18"), Column(.bram36, "bram36", "RAMB36"),
            Column(.dsp, "dsp", "DSP"), Column(.levels, "levels", "Levels"),
        ],
        synthesis: (
            flat: "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf -top {top}; stat -tech xilinx",
            hierarchical: "synth_xilinx -family xc7 -noiopad -noclkbuf -top {top}; stat -tech xilinx"
        ))

    /// Words of 36 bits to words of one; the widest words of both sizes have one port to read and one to write.
    private static func series7Shapes(bits: Int) -> [BlockForm.Shape] {
        let narrow = [36, 18, 9, 4, 2, 1].map { width in
            BlockForm.Shape(
                words: width >= 9 ? bits * (36 / width) : bits * 32 / width, width: width,
                byte: width >= 9 ? 9 : nil, isSimple: width == 36 && bits == 512)
        }
        return bits == 512 ? narrow : narrow + [BlockForm.Shape(words: 512, width: 72, byte: 9, isSimple: true)]
    }
}
