import Formal
import Foundation
import HDL
import LintSupport
import Netlist
import Testing

/// Small circuits of which one knows what is true.
@Suite(.enabled(if: Yosys.isInstalled, "yosys is not installed: nobody proves anything"))
struct ProveTests {
    private func quick() -> ProofOptions {
        var options = ProofOptions()
        options.timeout = 20
        return options
    }

    /// `name: status depth` of each property.
    private func lines(_ report: ProofReport) -> [String] {
        report.properties.map { "\($0.instance) \($0.name): \($0.status) \($0.depth.map(String.init) ?? "-")" }
    }

    @Test func counter() throws {
        let report = try prove(try elaborate { Decade() }, quick())
        #expect(
            lines(report) == [
                "Decade never twelve: proven -",
                // One edge with reset, five that count, one that sees it.
                "Decade below five: failed 7",
                "Decade thirteen only while enabled: vacuous -",
                "Decade nine is odd: proven 3",
                "Decade nine: proven 11",
                "Decade eleven: failed -",
            ])
        #expect(report.properties.map(\.premiseDepth) == [2, 2, nil, 11, nil, nil])
        #expect(report.properties.map(\.method) == [.pdr, .bmc, .pdr, .induction, .bmc, .pdr])
        #expect(report.exitCode == 1)
        #expect(report.assumptions.map(\.name) == ["reset is active in the first cycle"])
        #expect(report.properties[0].place == "Circuits.swift:13")
        #expect(report.start == "free")
    }

    @Test func checksThatNeedEachOther() throws {
        let report = try prove(try elaborate { Together() }, quick())
        #expect(
            lines(report) == [
                "Together the sum is even: proven 3", "Together both are equal: proven 3",
                "Together off stays off: failed 2",
            ])
        #expect(report.properties.map(\.method) == [.induction, .induction, .bmc])
    }

    @Test func innerChecks() throws {
        let design = try elaborate { Nested() }
        func lines(asked: Bool) throws -> [String] {
            var options = quick()
            options.asksInnerChecks = asked
            return self.lines(try prove(design, options))
        }
        #expect(try lines(asked: true) == ["Nested never twelve: proven 3", "Nested.inner below ten: proven 3"])
        // Not inductive by itself: without help IC3 would prove it, and there were no number.
        #expect(try lines(asked: false) == ["Nested never twelve: proven 3"])
    }

    @Test func chosenProperties() throws {
        var options = quick()
        options.property = "TWELVE"
        let report = try prove(try elaborate { Decade() }, options)
        #expect(lines(report) == ["Decade never twelve: proven -"])
        #expect(report.exitCode == 0)
        options.property = "thirteen"
        #expect(try prove(try elaborate { Decade() }, options).exitCode == 3)
        options.property = "nothing"
        let design = try elaborate { Decade() }
        let error = #expect(throws: ProofError.self) { try prove(design, options) }
        #expect(
            error?.description == """
                error[PRV004]: no property and no instance has “nothing” in its name
                  help: the properties are “never twelve”, “below five”, “thirteen only while enabled”, “nine is odd”, \
                “nine”, “eleven”
                """)
    }

    @Test func assumptionsOfModules() throws {
        let design = try elaborate { Pair() }
        let report = try prove(design, quick())
        #expect(
            lines(report) == [
                "Pair the first is never full: proven 3",
                "Pair.first never from seven to zero: vacuous 3",
                "Pair.second never from seven to zero: proven 3",
            ])
        #expect(
            report.assumptions.map { "\($0.instance) \($0.name)" } == [
                "Pair.first no step when it is full", "Pair.second no step when it is full",
                "Pair reset is active in the first cycle",
            ])
        var options = quick()
        options.checksInnerAssumptions = true
        let checked = try prove(design, options)
        #expect(
            lines(checked) == [
                "Pair the first is never full: proven 3",
                "Pair.first no step when it is full: proven -",
                "Pair.first never from seven to zero: vacuous 3",
                "Pair.second no step when it is full: failed 9",
                "Pair.second never from seven to zero: failed 10",
            ])
        #expect(checked.assumptions.map(\.name) == ["reset is active in the first cycle"])
        // Proven is what is proven in every instance.
        #expect(checked.isProven("the first is never full") && !checked.isProven("no step when it is full"))
        #expect(!checked.isProven("nothing of that name"))
    }

    @Test func moduleAlone() throws {
        let design = try elaborate { Pair() }
        let index = try #require(design.circuits.firstIndex { $0.name == "Limited" })
        let report = try prove(design.with(top: CircuitID(index)), quick())
        #expect(lines(report) == ["Limited never from seven to zero: proven 3"])
        #expect(report.assumptions.map(\.name) == ["no step when it is full", "reset is active in the first cycle"])
    }

    @Test func asynchronousReset() throws {
        let report = try prove(try elaborate { Cleared() }, quick())
        #expect(lines(report) == ["Cleared below ten: proven 3", "Cleared below nine: failed 3"])
        #expect(report.assumptions.map(\.name) == ["clear is active in the first cycle"])
    }

    /// Whatever contradicts itself proves everything, about nothing.
    @Test func contradictingAssumptions() throws {
        final class Impossible: Module {
            let value = input(bit)
            let same = output(bit)
            override func circuit() {
                same <== value
                assume("one", value)
                assume("zero", !value)
                check("one and zero", value === !value)
            }
        }
        let report = try prove(try elaborate { Impossible() }, quick())
        #expect(lines(report) == ["Impossible one and zero: vacuous 3"])
        #expect(report.exitCode == 3)
    }

    @Test func words() throws {
        let report = try prove(try elaborate { Store() }, quick())
        #expect(lines(report) == ["Store the copy is the word: proven -", "Store one word is another: failed 3"])
    }

    @Test func severalClocks() throws {
        let report = try prove(try elaborate { TwoClocks() }, quick())
        #expect(report.properties.map(\.status) == [.proven, .failed])
        #expect(report.assumptions.map(\.name) == ["reset is active until every clock had an edge"])
    }

    @Test func registersAtFirst() throws {
        /// Nothing resets the register.
        final class Unreset: Module {
            let data = input(bit)
            let kept = output(bit)
            override func circuit() {
                let value = register(bit, reset: nil)
                when(data & value) { value <== 0 }
                kept <== value
                check("stays zero", !value)
            }
        }
        let design = try elaborate { Unreset() }
        let free = try prove(design, quick())
        #expect(lines(free) == ["Unreset stays zero: failed 2"])
        var options = quick()
        options.start = .powerOn
        let declared = try prove(design, options)
        #expect(lines(declared) == ["Unreset stays zero: proven -"])
        #expect(declared.start == "power-on")
    }

    @Test func json() throws {
        var options = quick()
        options.property = "below five"
        let report = try prove(try elaborate { Decade() }, options)
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any]
        #expect(
            object?.keys.sorted() == ["assumptions", "design", "properties", "seconds", "start"])
        let first = (object?["properties"] as? [[String: Any]])?.first
        #expect(
            first?.keys.sorted() == [
                "depth", "instance", "isReplayed", "kind", "method", "name", "place", "premiseDepth", "seconds",
                "status",
            ])
        #expect(first?["status"] as? String == "failed")
        #expect(first?["method"] as? String == "bmc")
    }

    @Test func nothingToProve() throws {
        final class Silent: Module {
            let value = input(bit)
            let same = output(bit)
            override func circuit() { same <== value }
        }
        let design = try elaborate { Silent() }
        let error = #expect(throws: ProofError.self) { try prove(design) }
        #expect(
            error?.description == """
                error[PRV005]: “Silent” has nothing to prove
                  help: state something with check("name", condition) in its circuit()
                """)
    }
}
