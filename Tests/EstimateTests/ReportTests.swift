import Components
import Foundation
import HDL
import Netlist
import Testing
import Verilog

@testable import Estimate

/// Two queues in a row.
private final class Chain: Module {
    let enqueue = input(Stream(of: unsigned(8)))
    let dequeue = output(Stream(of: unsigned(8)))

    override func circuit() {
        let first = instance(Queue(of: unsigned(8), depth: 4))
        let second = instance(Queue(of: unsigned(8), depth: 4))
        first.enqueue <== enqueue
        second.enqueue <== first.dequeue
        dequeue <== second.dequeue
    }
}

/// Something behind a module that is written in Verilog, and something in front of it.
private final class AroundBlackBox: Module {
    final class BlackBox: ExternalModule {
        let value = input(unsigned(8))
        let result = output(unsigned(8))
    }
    let a = input(unsigned(8))
    let b = input(unsigned(8))
    let out = output(unsigned(8))

    override func circuit() {
        let box = instance(BlackBox())
        box.value <== a & b
        out <== box.result ^ a
    }
}

struct ReportTests {
    @Test func aBlackBoxHidesNothingAroundIt() throws {
        let total = estimate(try elaborate { AroundBlackBox() }).total
        #expect(total.lut == 16)
    }

    @Test func localFiguresAddUp() throws {
        let report = estimate(try elaborate { Chain() })
        #expect(report.modules.map(\.instance) == ["Chain", "first", "second"])
        #expect(report.modules[0].inclusive == report.total)
        var sum = ResourceCounts()
        for row in report.modules { sum = sum + row.local }
        #expect(sum == report.total)
        #expect(report.total.ff == 2 * report.modules[1].inclusive.ff)
        #expect(report.modules[1].local.ff == 5)
        #expect(report.total.lutram == 16)
    }

    @Test func theTableHasARowForLocalLogic() throws {
        let lines = estimate(try elaborate { Chain() }).table().split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix("Instance"))
        #expect(lines[2].hasPrefix("  (Chain)"))
        #expect(lines[3].hasPrefix("  first"))
    }

    @Test func jsonHasStableKeys() throws {
        let data = try JSONEncoder().encode(estimate(try elaborate { Chain() }))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let columns: Set = [
            "lut", "lc", "ff", "lutram", "srl", "carry4", "muxf", "bram18", "bram36", "dsp", "levels",
        ]
        let total = try #require(json["total"] as? [String: Int])
        #expect(Set(total.keys) == columns)
        let modules = try #require(json["modules"] as? [[String: Any]])
        #expect(Set(modules[1].keys) == columns.union(["instance", "module", "local"]))
        #expect(modules[1]["instance"] as? String == "first")
        #expect(modules[1]["module"] as? String == "Queue_depth4")
        #expect((modules[1]["local"] as? [String: Int]).map { Set($0.keys) } == columns)
    }

    /// Each row was printed by `stat -tech xilinx` for so many LUT1 to LUT6.
    @Test(arguments: [
        ([1, 0, 0, 0, 0, 0], 1), ([0, 0, 5, 0, 0, 0], 5), ([0, 3, 4, 0, 0, 0], 4), ([0, 0, 3, 1, 0, 0], 4),
        ([3, 0, 5, 0, 0, 0], 5), ([0, 7, 5, 0, 0, 0], 6), ([0, 0, 4, 0, 3, 0], 7), ([4, 4, 4, 4, 4, 4], 16),
        ([9, 2, 3, 4, 1, 0], 10), ([0, 4, 0, 5, 5, 1], 11), ([3, 1, 8, 2, 1, 1], 12),
    ])
    func logicCellsFollowTheFormula(_ luts: [Int], _ cells: Int) {
        var counts = ResourceCounts()
        counts.lutsBySize = luts
        #expect(counts.lc == cells)
    }
}

struct YosysCheckTests {
    @Test func figuresAreReadFromYosys() throws {
        let design = try elaborate { Chain() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yosys-check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        for file in verilog(of: design) {
            files.append(folder.appendingPathComponent(file.name))
            try file.text.write(to: files[files.count - 1], atomically: true, encoding: .utf8)
        }
        let check = try YosysCheck.run(files: files, top: "Chain", perModule: true)
        let report = estimate(design)
        #expect(check.total.ff == report.total.ff)
        #expect(check.total.lutram == report.total.lutram)
        #expect(check.printedLogicCells == check.total.lc)
        #expect(check.modules["Queue_depth4"]?.ff == 5)
        #expect(check.differences(from: report).first { $0.column == "ff" }?.percent == 0)
        #expect(check.table(of: report).contains("yosys"))
    }

    @Test func aMissingYosysIsSaidClearly() {
        let error = #expect(throws: YosysError.self) {
            try YosysCheck.run(files: [], top: "Top", searchPath: "/nonexistent")
        }
        #expect(error?.description.contains("apt install yosys") == true)
    }

    @Test func anErrorOfYosysIsHandedOn() {
        let error = #expect(throws: YosysError.self) {
            try YosysCheck.run(files: [URL(fileURLWithPath: "/nonexistent.v")], top: "Top")
        }
        #expect(error?.description.contains("ERROR") == true)
    }
}
