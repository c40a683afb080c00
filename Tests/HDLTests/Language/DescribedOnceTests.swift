import HDL
import Netlist
import Testing

/// `circuit()` runs once for instances that cannot differ.
@Suite struct DescribedOnceTests {
    final class Runs: @unchecked Sendable { var count = 0 }
    @TaskLocal static var runs = Runs()

    final class Part<Element: SelfHandle>: Module {
        let left = input(unsigned(8))
        let right = output(unsigned(8))
        let element: Element
        var step: Int
        let isInverted: Bool
        let title: String
        init(_ element: Element = Bit(), step: Int = 1, isInverted: Bool = false, title: String = "part") {
            (self.element, self.step, self.isInverted, self.title) = (element, step, isInverted, title)
        }
        override func circuit() {
            DescribedOnceTests.runs.count += 1
            let state = register(unsigned(8))
            let kept = register(element)
            unused(kept)
            log("\(title)")
            state <== (isInverted ? ~left : left) + step
            right <== state
        }
    }

    /// A chain of parts.
    final class Row: Module {
        let left = input(unsigned(8))
        let right = output(unsigned(8))
        let parts: () -> [(Module, Unsigned, Unsigned)]
        init(_ parts: @escaping () -> [(Module, Unsigned, Unsigned)]) { self.parts = parts }
        override func circuit() {
            var last = left
            for (_, left, right) in parts() {
                left <== last
                last = right
            }
            right <== last
        }
    }

    /// How often `circuit()` ran for instances of `parts`, and the names of their circuits.
    func description<Element>(_ parts: @escaping () -> [Part<Element>]) throws -> (runs: Int, circuits: [CircuitID]) {
        let runs = Runs()
        let design = try Self.$runs.withValue(runs) {
            try elaborate(checked: false) { Row { parts().map { ($0, $0.left, $0.right) } } }
        }
        return (runs.count, design.topCircuit.instances.map(\.circuit))
    }

    @Test func likePartsAreDescribedOnce() throws {
        let (runs, circuits) = try description { (0..<5).map { _ in instance(Part()) } }
        #expect(runs == 1)
        #expect(circuits.count == 5 && Set(circuits).count == 1)
    }

    @Test func whatAnInstanceHoldsMatters() throws {
        let (runs, circuits) = try description {
            let changed = instance(Part())
            changed.step = 3
            return [
                instance(Part()), instance(Part(step: 2)), instance(Part(isInverted: true)),
                instance(Part(title: "other")),
                changed, instance(Part()), instance(Part(step: 2)),
            ]
        }
        #expect(runs == 5)
        #expect(Set(circuits).count == 5)
        #expect(circuits[1] == circuits[5] && circuits[2] == circuits[6])
    }

    @Test func shapesMatter() throws {
        let (runs, circuits) = try description {
            [instance(Part(unsigned(3))), instance(Part(unsigned(4))), instance(Part(unsigned(3)))]
        }
        #expect(runs == 2)
        #expect(circuits[0] == circuits[2] && circuits[0] != circuits[1])
    }

    @Test func clocksAndResetsAreNotCompared() throws {
        #expect(try description { (0..<2).map { _ in instance(Part(ClockSignal())) } }.runs == 2)
        #expect(try description { (0..<2).map { _ in instance(Part(ResetSignal())) } }.runs == 2)
        #expect(try description { (0..<2).map { _ in instance(Part(vector(2, of: ResetSignal()))) } }.runs == 2)
    }

    @Test func surroundingsMatter() throws {
        let runs = Runs()
        let design = try Self.$runs.withValue(runs) { try elaborate(checked: false) { Surroundings() } }
        let circuits = design.topCircuit.instances.map(\.circuit)
        #expect(runs.count == 3)
        #expect(circuits[0] == circuits[3] && Set(circuits).count == 3)
        #expect(design[circuits[1]].registers[0].reset?.polarity == .activeLow)
        #expect(design[circuits[2]].registers[0].clocking.edge == .falling)
    }
    final class Surroundings: Module {
        let lowReset = inputReset(.synchronous, .activeLow)
        let ownClock = inputClock()
        override func circuit() {
            func part() { instance(Part()).left <== 0 }
            part()
            resetting(by: lowReset) { part() }
            clocked(by: ownClock.falling) { part() }
            part()
        }
    }
}
