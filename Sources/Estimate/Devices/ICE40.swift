extension Device {
    /// Lattice iCE40: SB_LUT4, SB_CARRY, SB_RAM40_4K. The reference flow makes multipliers of logic unless it is told otherwise.
    public static let ice40 = Device(
        name: "ice40", title: "iCE40", luts: LUTCosts(area: [0, 1, 1, 1, 1]), lutInputs: 4, joinsWholeLUTs: true,
        countsInverters: true, keepsSavedLevels: true, carry: CarryForm(operands: .besideLUT, bits: 1, minimum: 3),
        memories: [],
        blocks: [
            BlockForm(
                resource: .bram, cost: 64,
                shapes: [(256, 16, 1), (512, 8, nil), (1024, 4, nil), (2048, 2, nil)]
                    .map { BlockForm.Shape(words: $0, width: $1, byte: $2, isSimple: true) })
        ],
        blocksReadFirst: .never,
        multiplier: nil, registers: RegisterForm(resetNeedsEnable: true, startsAtZero: true, keepsHeldBits: false),
        delays: DelayTable(
            clockToOutput: 0.54, setup: 0, direct: 0.4, control: 0.1, lut: 0.38, mux: 0, carryIn: 0.26, carry: 0.15,
            carryOut: 0.57, memory: 0, block: 2.15, blockSetup: 0.2, multiplier: 0,
            net: DelayTable.Net(single: 0.6, doubling: 0.15, most: 2.5, growth: 0.05)),
        columns: [
            Column(.lut, "lut", "LUT4"), Column(.ff, "ff", "FF"), Column(.carry, "carry", "CARRY"),
            Column(.bram, "bram", "RAM4K"), Column(.levels, "levels", "Levels"),
        ],
        synthesis: (flat: "synth_ice40 -top {top}; stat", hierarchical: "synth_ice40 -noflatten -top {top}; stat"))
}
