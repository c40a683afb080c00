import Components
import Foundation
import HDL
import Netlist
import Testing

@testable import Estimate

/// Queues in a row.
private final class Row: Module {
    let enqueue = input(Stream(of: unsigned(8)))
    let dequeue = output(Stream(of: unsigned(8)))
    let names: [String]
    init(_ names: [String]) { self.names = names }

    override func circuit() {
        var last = enqueue
        if names.contains("first") {
            let first = instance(Queue(of: unsigned(8), depth: 4))
            first.enqueue <== last
            last = first.dequeue
        }
        if names.contains("second") {
            let second = instance(Queue(of: unsigned(8), depth: 8))
            second.enqueue <== last
            last = second.dequeue
        }
        dequeue <== last
    }
}

/// A part of which only a half is needed, as its parent knows.
private final class HalfNeeded: Module {
    final class Part: Module {
        let a = input(unsigned(8))
        let b = input(unsigned(8))
        let isOff = input(bit)
        let both = output(unsigned(8))
        override func circuit() { both <== mux(isOff, constant(0, width: 8), a & b) }
    }
    let a = input(unsigned(8))
    let b = input(unsigned(8))
    let both = output(unsigned(8))
    let isOff: Bool
    init(isOff: Bool) { self.isOff = isOff }
    override func circuit() {
        let part = instance(Part())
        part.a <== a
        part.b <== b
        part.isOff <== (isOff ? 1 : 0)
        both <== part.both
    }
}

struct IncrementTests {
    @Test func anAddedInstanceThreeWays() throws {
        let one = try elaborate { Row(["first"]) }
        let two = try elaborate { Row(["first", "second"]) }
        let queue = estimate(try elaborate { Queue(of: unsigned(8), depth: 8) }).total
        let increment = Increment(of: two, over: one, runs: 3)
        #expect(increment.addedInstances == ["second"])
        #expect(increment.alone == queue && queue.lut > 0)
        let added = Dictionary(uniqueKeysWithValues: increment.hierarchical.added.map { ($0.name, $0.value) })
        #expect(added["lut"] == queue.lut && added["ff"] == queue.ff && added["lutram"] == queue.lutram)
        #expect(increment.flattened.baseline == estimate(one).total)
        #expect(increment.flattened.extended == estimate(two).total)
        #expect(increment.noise.runs == 3)
        let flat = estimate(two).total.lut - estimate(one).total.lut
        #expect(increment.noise.lut.contains(flat))
    }

    @Test func nothingIsAddedToItself() throws {
        let one = try elaborate { Row(["first"]) }
        let increment = Increment(of: one, over: one, runs: 2)
        #expect(increment.addedInstances.isEmpty)
        #expect(increment.alone == ResourceCounts())
        #expect(increment.flattened.added.allSatisfy { $0.value == 0 })
        #expect(increment.noise.lut == 0...0)
    }

    @Test func modulesForThemselvesKnowNothingOfTheirParents() throws {
        let off = try elaborate { HalfNeeded(isOff: true) }
        let on = try elaborate { HalfNeeded(isOff: false) }
        #expect(estimate(off).total.lut == 0)
        #expect(hierarchicalEstimate(off).lut == 8)
        #expect(hierarchicalEstimate(on) == hierarchicalEstimate(off))
    }

    @Test func anotherOrderIsAnotherRunOfTheMapper() throws {
        let design = try elaborate { Queue(of: unsigned(32), depth: 5) }
        var luts: Set<Int> = []
        for order in 0..<4 {
            var options = EstimateOptions()
            options.order = UInt64(order)
            let total = estimate(design, options: options).total
            #expect(total.ff == estimate(design).total.ff)
            luts.insert(total.lut)
        }
        #expect(luts.count > 1)
        let middle = try #require(luts.min())
        #expect(luts.allSatisfy { abs($0 - middle) * 4 <= middle })
    }

    @Test func keysAreStable() throws {
        let one = try elaborate { Row(["first"]) }
        let two = try elaborate { Row(["first", "second"]) }
        let data = try JSONEncoder().encode(Increment(of: two, over: one, runs: 2))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(json.keys) == ["addedInstances", "alone", "hierarchical", "flattened", "noise"])
        #expect(Set((json["flattened"] as? [String: Any] ?? [:]).keys) == ["baseline", "extended"])
        #expect(((json["noise"] as? [String: Any])?["lut"] as? [Int])?.count == 2)
    }

    @Test func sharesAndDepth() throws {
        let report = estimate(try elaborate { Row(["first", "second"]) })
        let lines = report.table(withShares: true).split(separator: "\n").map(String.init)
        let (whole, first) = (report.total.ff, report.modules[1].inclusive.ff)
        let share = String(format: "%.1f", Double(first) * 100 / Double(whole))
        #expect(lines[0].contains("LUT     %    LC") || lines[0].filter { $0 == "%" }.count == 3)
        #expect(lines[3].contains(" \(first)  \(share)") || lines[3].contains(" \(first)   \(share)"))
        let top = report.table(depth: 0).split(separator: "\n")
        #expect(top.count == 2 && top[1].hasPrefix("Row"))
    }

    @Test func commaSeparatedValues() throws {
        let report = estimate(try elaborate { Row(["first"]) })
        let lines = report.csv(design: "row").split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(lines.count == 5)
        #expect(lines[0].prefix(5) == ["design", "instance", "module", "scope", "lut"])
        #expect(lines[1][3] == "inclusive" && lines[2][3] == "local")
        #expect(lines[1][4] == String(report.total.lut))
        #expect(lines[2][4] == String(report.modules[0].local.lut) && lines[2][4] != lines[1][4])
        #expect(lines.allSatisfy { $0.count == lines[0].count })
        #expect(!report.csv(design: "row", withHeading: false).hasPrefix("design"))
    }
}
