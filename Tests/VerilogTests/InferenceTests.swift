import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// What Yosys' `synth_xilinx` makes of each form of memory, and of registers under a `when`.
@Suite(.enabled(if: Yosys.isInstalled, "yosys is not installed: nobody looks at what is inferred"))
struct InferenceTests {
    /// One form, and all cells that it may need. `LUT` stands for look-up tables of any size.
    struct Form: Sendable {
        var name: String
        var cells: [String: Int]
        var depth = 1024
        var body: @Sendable (Storage) -> Void
    }

    static let forms: [Form] = [
        Form(name: "CombinationalRead", cells: ["RAM64M": 6], depth: 64) { $0.out <== $0.written()[$0.readAddress] },
        Form(name: "OnePortOld", cells: ["RAMB18E1": 1, "LUT": 1]) { $0.out <== $0.onePort(.old) },
        Form(name: "OnePortNew", cells: ["RAMB18E1": 1, "LUT": 1]) { $0.out <== $0.onePort(.new) },
        Form(name: "OnePortUnchanged", cells: ["RAMB18E1": 1, "LUT": 1]) { $0.out <== $0.onePort(.unchanged) },
        Form(name: "SimpleDualPort", cells: ["RAMB18E1": 1]) { bench in
            bench.out <== bench.written().read(bench.readAddress, enable: bench.enable)
        },
        // No block RAM reads what another port writes: a bypass stands beside it.
        Form(name: "SimpleDualPortNew", cells: ["RAMB18E1": 1, "FDRE": 17, "LUT": 24, "MUXF7": 2, "MUXF8": 1]) {
            bench in
            bench.out <== bench.written().read(bench.readAddress, enable: bench.enable, underWrite: .new)
        },
        Form(name: "TrueDualPort", cells: ["RAMB18E1": 1, "LUT": 1]) { $0.twoPorts(.old) },
        Form(name: "TrueDualPortMasked", cells: ["RAMB18E1": 1, "LUT": 3]) { $0.twoPorts(.old, isMasked: true) },
        Form(name: "TrueDualPortTwoClocks", cells: ["RAMB18E1": 1, "LUT": 1]) { $0.twoPorts(.new, $0.other) },
        Form(name: "TrueDualPortTwoClocksUnchanged", cells: ["RAMB18E1": 1, "LUT": 1]) {
            $0.twoPorts(.unchanged, $0.other)
        },
        Form(name: "Masked", cells: ["RAMB18E1": 1, "LUT": 2]) { bench in
            let storage = memory(of: unsigned(16), depth: 1024)
            when(bench.isWrite) { storage.write(bench.writeAddress, bench.data, mask: bench.data[1...0]) }
            bench.out <== storage.read(bench.readAddress, enable: bench.enable)
        },
        Form(name: "ROM", cells: ["RAMB18E1": 1]) { bench in
            let storage = memory(of: unsigned(16), depth: 1024, initial: (0..<1024).map { ($0 * 40503) & 0xFFFF })
            bench.out <== storage.read(bench.readAddress, enable: bench.enable)
        },
        Form(name: "TwoClocks", cells: ["RAMB18E1": 1]) { bench in
            let storage = bench.written()
            crossing(storage)
            clocked(by: bench.other) { bench.out <== storage.read(bench.readAddress, enable: bench.enable) }
        },
        // A `when` around assignments is the clock enable of the flip-flops: no look-up table.
        Form(name: "Enabled", cells: ["FDRE": 30, "FDSE": 2]) { bench in
            let plain = register(unsigned(16), reset: nil)
            let set = register(unsigned(16), reset: 5)
            when(bench.enable) {
                plain <== bench.data
                set <== bench.data
            }
            bench.out <== plain
            bench.out2 <== set
        },
        // The innermost `when` alone.
        Form(name: "EnabledTwice", cells: ["FDRE": 16, "LUT": 1]) { bench in
            let value = register(unsigned(16))
            when(bench.enable) { when(bench.isWrite) { value <== bench.data } }
            bench.out <== value
        },
        Form(name: "EnabledAsynchronously", cells: ["FDCE": 14, "FDPE": 2]) { bench in
            resetting(by: bench.clear) {
                let value = register(unsigned(16), reset: 5)
                when(bench.enable) { value <== bench.data }
                bench.out <== value
            }
        },
    ]

    @Test func inferredAsStated() throws {
        var files: [(name: String, text: String)] = []
        for form in Self.forms {
            var design = try elaborate(checked: false) { Storage(depth: form.depth, form.body) }
            design.circuits[design.top.index].name = form.name
            for file in verilog(of: design) { files.append((file.name, file.text)) }
        }
        let cells = try Yosys.cells(files, of: Self.forms.map(\.name))
        for form in Self.forms { #expect(cells[form.name] == form.cells, "\(form.name)") }
    }

    @Test func enabledRegistersArePrintedWithTheirEnable() throws {
        let form = try #require(Self.forms.first { $0.name == "Enabled" })
        let text = verilog(of: try elaborate(checked: false) { Storage(depth: form.depth, form.body) })[0].text
        #expect(
            text.contains("  always @(posedge clock) if (enable) plain <= data;\n")
                || text.contains("    if (enable) plain <= data;\n"))
        #expect(text.contains("    else if (enable) set <= data;\n"))
    }

    final class Storage: Module {
        let other = inputClock()
        let clear = inputReset(.asynchronous)
        let isWrite = input(bit)
        let isOtherWrite = input(bit)
        let enable = input(bit)
        let writeAddress: Unsigned
        let readAddress: Unsigned
        let data = input(unsigned(16))
        let out = output(unsigned(16))
        let out2 = output(unsigned(16))
        let depth: Int
        let body: (Storage) -> Void

        init(depth: Int, _ body: @escaping (Storage) -> Void) {
            self.depth = depth
            writeAddress = input(unsigned(indexWidth(depth)))
            readAddress = input(unsigned(indexWidth(depth)))
            self.body = body
        }

        override func circuit() {
            out2 <== 0
            body(self)
        }

        func written() -> HardwareMemory<Unsigned> {
            let storage = memory(of: unsigned(16), depth: depth)
            when(isWrite) { storage[writeAddress] <== data }
            return storage
        }

        func onePort(_ underWrite: ReadUnderWrite) -> Unsigned {
            let storage = memory(of: unsigned(16), depth: depth)
            return storage.port(writeAddress, enable: enable, write: isWrite, data, underWrite: underWrite)
        }

        func twoPorts(_ underWrite: ReadUnderWrite, _ second: ClockSignal? = nil, isMasked: Bool = false) {
            let storage = memory(of: unsigned(16), depth: depth, collisions: .excluded)
            crossing(storage)
            out2 <== storage.port(writeAddress, enable: enable, write: isWrite, data, underWrite: underWrite)
            clocked(by: second ?? currentClock()) {
                out
                    <== storage.port(
                        readAddress, write: isOtherWrite, data, mask: isMasked ? data[1...0] : nil,
                        underWrite: underWrite)
            }
        }
    }
}
