extension Device {
    /// Lattice ECP5: 4-input LUTs with PFUMX and L6MUX21, CCU2C, TRELLIS_DPR16X4, DP16KD, MULT18X18D.
    public static let ecp5 = Device(
        name: "ecp5", title: "ECP5", luts: LUTCosts(area: [0, 1, 1, 1, 1, 2, 4, 8]), lutInputs: 4,
        joinsWholeLUTs: true, countsInverters: true, keepsSavedLevels: true,
        carry: CarryForm(operands: .insideCell, bits: 2, minimum: 5),
        memories: [MemoryForm(words: 16, width: 4, reads: 1, lutsPerCell: 1, base: 4)],
        blocks: [
            BlockForm(
                resource: .bram, cost: 128,
                shapes: [(512, 36, 9), (1024, 18, 9), (2048, 9, 9), (4096, 4, nil), (8192, 2, nil), (16384, 1, nil)]
                    .map { BlockForm.Shape(words: $0, width: $1, byte: $2, isSimple: $1 == 36) })
        ],
        blocksReadFirst: .atSameAddress,
        multiplier: MultiplierForm(
            longer: 18, shorter: 18, minimumOperand: 2, minimumProduct: 1, addsPartsOutside: true),
        registers: RegisterForm(startsAtResetValue: true),
        delays: DelayTable(
            clockToOutput: 0.52, setup: 0, direct: 0, control: 0.3, lut: 0.24, mux: 0.2, carryIn: 0.45, carry: 0.036,
            carryOut: 0.44, memory: 0.24, block: 5.6, blockSetup: 0, multiplier: 3.5,
            net: DelayTable.Net(single: 0.45, doubling: 0.22, most: 3, growth: 0.02)),
        columns: [
            Column(.lut, "lut", "LUT4"), Column(.ff, "ff", "FF"), Column(.lutram, "lutram", "DPR16X4"),
            Column(.carry, "ccu2c", "CCU2C"), Column(.mux, "mux", "PFUMX+L6MUX"), Column(.bram, "bram", "DP16KD"),
            Column(.dsp, "dsp", "MULT18"), Column(.levels, "levels", "Levels"),
        ],
        synthesis: (flat: "synth_ecp5 -top {top}; stat", hierarchical: "synth_ecp5 -noflatten -top {top}; stat"))
}
