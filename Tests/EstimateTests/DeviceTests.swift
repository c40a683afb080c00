import HDL
import Netlist
import Testing

@testable import Estimate

/// What the reference flow for another device (Yosys 0.23, `synth_ecp5` or `synth_ice40`) makes of a circuit.
struct DeviceFigures: Sendable, CustomTestStringConvertible {
    var device: Device
    var name: String
    var figures: [String: Int]
    var make: @Sendable () throws -> Design

    var testDescription: String { "\(name) for \(device.name)" }

    init(_ device: Device, _ name: String, _ figures: [String: Int], _ make: @escaping @Sendable () throws -> Design) {
        self.device = device
        self.name = name
        self.figures = figures
        self.make = make
    }

    static let all: [DeviceFigures] = [
        DeviceFigures(.ecp5, "Adder", ["ccu2c": 16]) { try elaborate { Adder() } },
        DeviceFigures(.ecp5, "Subtractor", ["ccu2c": 16]) { try elaborate { Subtractor() } },
        DeviceFigures(.ecp5, "GrowingAdd", ["ccu2c": 5]) { try elaborate { GrowingAdd() } },
        DeviceFigures(.ecp5, "AddConst", ["ccu2c": 15]) { try elaborate { AddConst() } },
        DeviceFigures(.ecp5, "Mux4", ["lut": 128, "mux": 96]) { try elaborate { Mux4() } },
        DeviceFigures(.ecp5, "Reg", ["ff": 32]) { try elaborate { Reg() } },
        DeviceFigures(.ecp5, "RegClear", ["lut": 1, "ff": 32]) { try elaborate { RegClear() } },
        DeviceFigures(.ecp5, "Counter", ["ccu2c": 8, "ff": 16]) { try elaborate { Counter() } },
        DeviceFigures(.ecp5, "LutRam", ["lut": 132, "mux": 96, "lutram": 32]) { try elaborate { LutRam() } },
        DeviceFigures(.ecp5, "Multiply", ["dsp": 1]) { try elaborate { Multiply() } },
        DeviceFigures(.ecp5, "Multiply32", ["dsp": 3, "ccu2c": 14]) { try elaborate { Multiply32() } },
        DeviceFigures(.ecp5, "StartsAtOne", ["lut": 8, "ff": 8]) { try elaborate { StartsAtOne() } },
        DeviceFigures(.ice40, "Adder", ["lut": 32, "carry": 31]) { try elaborate { Adder() } },
        DeviceFigures(.ice40, "Subtractor", ["lut": 63, "carry": 31]) { try elaborate { Subtractor() } },
        DeviceFigures(.ice40, "GrowingAdd", ["lut": 8, "carry": 8]) { try elaborate { GrowingAdd() } },
        DeviceFigures(.ice40, "AddConst", ["lut": 30, "carry": 28]) { try elaborate { AddConst() } },
        DeviceFigures(.ice40, "Reg", ["lut": 1, "ff": 32]) { try elaborate { Reg() } },
        DeviceFigures(.ice40, "RegClear", ["lut": 2, "ff": 32]) { try elaborate { RegClear() } },
        DeviceFigures(.ice40, "Counter", ["lut": 17, "carry": 14, "ff": 16]) { try elaborate { Counter() } },
        DeviceFigures(.ice40, "StartsAtOne", ["lut": 16, "ff": 8]) { try elaborate { StartsAtOne() } },
    ]
}

final class Multiply32: Module {
    let a = input(unsigned(32))
    let b = input(unsigned(32))
    let y = output(unsigned(32))
    override func circuit() {
        y <== (a * b).bits(from: 0, width: 32)
    }
}

final class StartsAtOne: Module {
    let d = input(unsigned(8))
    let e = input(unsigned(8))
    let q = output(unsigned(8))
    override func circuit() {
        let r = register(unsigned(8), reset: 0xff)
        q <== r
        r <== d & e
    }
}

struct DeviceTests {
    @Test(arguments: DeviceFigures.all)
    func cellsAreThoseOfTheDevice(_ figures: DeviceFigures) throws {
        var options = EstimateOptions()
        options.device = figures.device
        let columns = estimate(try figures.make(), options: options).total.columns
        let found = Dictionary(uniqueKeysWithValues: columns.filter { $0.value > 0 && $0.name != "levels" })
        #expect(found == figures.figures)
    }

    /// The cells do not promise to read what was there before the same edge wrote. The reference takes 53 and 39 LUTs.
    @Test(arguments: [(Device.ecp5, 2, 45...60), (.ice40, 8, 33...47)])
    func aWriteWaitsBesideABlockRAM(_ device: Device, _ cells: Int, _ luts: ClosedRange<Int>) throws {
        var options = EstimateOptions()
        options.device = device
        let counts = estimate(try elaborate { BlockRam() }, options: options).total
        #expect((counts.bram, counts.ff) == (cells, 76))
        #expect(luts.contains(counts.lut), "\(counts.lut)")
    }

    @Test func devicesHaveNames() {
        #expect(Device.all.map(\.name) == ["xc7", "ecp5", "ice40"])
        #expect(Device.named("ecp5") == .ecp5)
        #expect(Device.named("stratix") == nil)
    }

    @Test func tablesShowTheCellsOfTheDevice() throws {
        var options = EstimateOptions()
        options.device = .ice40
        let report = estimate(try elaborate { Adder() }, options: options)
        #expect(
            report.table() == """
                Instance  Module  LUT4  FF  CARRY  RAM4K  Levels
                Adder     Adder     32   0     31      0       1

                """)
        #expect(report.csv(design: "d").hasPrefix("design,instance,module,scope,lut,ff,carry,bram,levels\n"))
    }

    @Test func aNetlistIsReadForItsDevice() throws {
        let text = """
            .model and5
            .inputs a b c d e
            .outputs y
            .names a b c d e y
            11111 1
            .end
            """
        func lut(_ device: Device) throws -> [Int] {
            let total = estimate(try NetlistFile(Array(text.utf8), name: "and5.blif", device: device)).total
            return [total.lut, total.mux]
        }
        #expect(try lut(.series7) == [1, 0])
        #expect(try lut(.ecp5) == [2, 1])
        #expect(try lut(.ice40) == [2, 0])
    }
}
