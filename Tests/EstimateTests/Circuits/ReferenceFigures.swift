import HDL
import Netlist

/// What Yosys 0.23 makes of a circuit's Verilog: `synth_xilinx -family xc7 -noiopad -noclkbuf; stat -tech xilinx`.
struct ReferenceFigures: Sendable, CustomStringConvertible {
    var name: String
    var make: @Sendable () throws -> Design
    var lut: Int
    var lc: Int
    var ff: Int
    var lutram: Int
    var carry4: Int
    var bram36: Int
    var dsp: Int
    /// True when our LUT count is the same; else only the sum over all circuits is held.
    var isExact: Bool

    var description: String { name }

    init(
        _ name: String, lut: Int, lc: Int, ff: Int = 0, lutram: Int = 0, carry4: Int = 0, bram36: Int = 0,
        dsp: Int = 0, isExact: Bool = true, _ make: @escaping @Sendable () throws -> Design
    ) {
        self.name = name
        self.make = make
        self.lut = lut
        self.lc = lc
        self.ff = ff
        self.lutram = lutram
        self.carry4 = carry4
        self.bram36 = bram36
        self.dsp = dsp
        self.isExact = isExact
    }

    static let all: [ReferenceFigures] = [
        ReferenceFigures("Adder", lut: 32, lc: 16, carry4: 8) { try elaborate { Adder() } },
        ReferenceFigures("Subtractor", lut: 32, lc: 16, carry4: 8) { try elaborate { Subtractor() } },
        ReferenceFigures("GrowingAdd", lut: 8, lc: 4, carry4: 3) { try elaborate { GrowingAdd() } },
        ReferenceFigures("AddConst", lut: 0, lc: 0, carry4: 8) { try elaborate { AddConst() } },
        ReferenceFigures("Add3", lut: 31, lc: 31, carry4: 4, isExact: false) { try elaborate { Add3() } },
        ReferenceFigures("Equal", lut: 24, lc: 17, isExact: false) { try elaborate { Equal() } },
        ReferenceFigures("EqualConst", lut: 5, lc: 5, isExact: false) { try elaborate { EqualConst() } },
        ReferenceFigures("Less", lut: 22, lc: 22, carry4: 3) { try elaborate { Less() } },
        ReferenceFigures("LessSigned", lut: 22, lc: 22, carry4: 3) { try elaborate { LessSigned() } },
        ReferenceFigures("LessSmall", lut: 5, lc: 4, isExact: false) { try elaborate { LessSmall() } },
        ReferenceFigures("LessEq16", lut: 12, lc: 11, carry4: 2) { try elaborate { LessEq16() } },
        ReferenceFigures("LessConst", lut: 8, lc: 8, carry4: 2) { try elaborate { LessConst() } },
        ReferenceFigures("LessConst64", lut: 7, lc: 6, carry4: 2) { try elaborate { LessConst64() } },
        ReferenceFigures("LessConst8", lut: 1, lc: 1) { try elaborate { LessConst8() } },
        ReferenceFigures("Mux2", lut: 32, lc: 32) { try elaborate { Mux2() } },
        ReferenceFigures("Mux4", lut: 32, lc: 32) { try elaborate { Mux4() } },
        ReferenceFigures("Mux8", lut: 96, lc: 96) { try elaborate { Mux8() } },
        ReferenceFigures("Mux16", lut: 186, lc: 186, isExact: false) { try elaborate { Mux16() } },
        ReferenceFigures("CaseMux", lut: 128, lc: 64, isExact: false) { try elaborate { CaseMux() } },
        ReferenceFigures("CaseSparse", lut: 104, lc: 101, isExact: false) { try elaborate { CaseSparse() } },
        ReferenceFigures("Reg", lut: 0, lc: 0, ff: 32) { try elaborate { Reg() } },
        ReferenceFigures("RegClear", lut: 1, lc: 1, ff: 32) { try elaborate { RegClear() } },
        ReferenceFigures("RegTwo", lut: 32, lc: 32, ff: 32, isExact: false) { try elaborate { RegTwo() } },
        ReferenceFigures("Counter", lut: 0, lc: 0, ff: 16, carry4: 4) { try elaborate { Counter() } },
        ReferenceFigures("CounterLoad", lut: 16, lc: 16, ff: 16, carry4: 4, isExact: false) {
            try elaborate { CounterLoad() }
        },
        ReferenceFigures("UpDown", lut: 8, lc: 4, ff: 8, carry4: 2, isExact: false) { try elaborate { UpDown() } },
        ReferenceFigures("Barrel", lut: 90, lc: 82, isExact: false) { try elaborate { Barrel() } },
        ReferenceFigures("BarrelRightArith", lut: 96, lc: 96, isExact: false) { try elaborate { BarrelRightArith() } },
        ReferenceFigures("Priority", lut: 4, lc: 3, isExact: false) { try elaborate { Priority() } },
        ReferenceFigures("Decode", lut: 16, lc: 16) { try elaborate { Decode() } },
        ReferenceFigures("Fsm", lut: 14, lc: 11, ff: 7, carry4: 1, isExact: false) { try elaborate { Fsm() } },
        ReferenceFigures("LutRam", lut: 0, lc: 0, lutram: 44) { try elaborate { LutRam() } },
        ReferenceFigures("BlockRam", lut: 0, lc: 0, bram36: 1) { try elaborate { BlockRam() } },
        ReferenceFigures("Alu", lut: 361, lc: 313, carry4: 19, isExact: false) { try elaborate { Alu() } },
        ReferenceFigures("RegNext", lut: 14, lc: 14, ff: 16, carry4: 4, isExact: false) { try elaborate { RegNext() } },
        ReferenceFigures("RegFile", lut: 62, lc: 48, ff: 128, isExact: false) { try elaborate { RegFile() } },
        ReferenceFigures("RangeCheck", lut: 55, lc: 38, carry4: 11) { try elaborate { RangeCheck() } },
        ReferenceFigures("Mask", lut: 33, lc: 33, isExact: false) { try elaborate { Mask() } },
        ReferenceFigures("Multiply", lut: 0, lc: 0, dsp: 1) { try elaborate { Multiply() } },
        ReferenceFigures("ShiftReg", lut: 0, lc: 0, ff: 48) { try elaborate { ShiftReg() } },
        ReferenceFigures("AddMux", lut: 96, lc: 96, carry4: 8, isExact: false) { try elaborate { AddMux() } },
        ReferenceFigures("Csr", lut: 266, lc: 266, ff: 384, isExact: false) { try elaborate { Csr() } },
        ReferenceFigures("ByteMem", lut: 4, lc: 2, lutram: 48) { try elaborate { ByteMem() } },
    ]
}
