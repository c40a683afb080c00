import HDL
import Netlist
import Testing

/// Instances, names of modules, merging, elaborations beside one another.
@Suite struct ModuleTests {
    final class Adder: Module {
        let left = input(unsigned(4))
        let sum = output(unsigned(4))
        let step: Int
        let isWild: Bool
        init(step: Int, isWild: Bool = false) {
            self.step = step
            self.isWild = isWild
        }
        override func circuit() {
            let state = register(unsigned(4))
            state <== left + step
            sum <== state
        }
    }

    final class Pair: Module {
        let start = input(unsigned(4))
        let end = output(unsigned(4))
        let first = Adder(step: 1)
        let more: [Adder]
        init(_ steps: [Int]) { more = steps.map { Adder(step: $0) } }
        override func circuit() {
            let local = instance(Adder(step: 1))
            let row = (0..<2).map { _ in instance(Adder(step: 2, isWild: true)) }
            first.left <== start
            local.left <== first.sum
            for (part, previous) in zip(more + row, [local] + more + row) { part.left <== previous.sum }
            end <== row[1].sum
        }
    }

    @Test func instancesAndNames() throws {
        let design = try elaborate(checked: false) { Pair([3, 3]) }
        let top = design.topCircuit
        #expect(top.name == "Pair")
        #expect(top.instances.map(\.name) == ["first", "more_0", "more_1", "local", "row_0", "row_1"])
        #expect(
            top.instances.map { design[$0.circuit].name } == [
                "Adder_step1", "Adder_step3", "Adder_step3", "Adder_step1", "Adder_step2_isWild",
                "Adder_step2_isWild",
            ])
        #expect(design.circuits.map(\.name) == ["Adder_step1", "Adder_step3", "Adder_step2_isWild", "Pair"])
        #expect(top.statementLines.contains("local_left = first_sum"))
        #expect(top.statementLines.contains("first_clock = clock"))
        #expect(top.statementLines.contains("row_1_reset = reset"))
    }

    @Test func connectionsFollowThePorts() throws {
        let design = try elaborate(checked: false) { Pair([]) }
        let top = design.topCircuit
        for (number, instance) in top.instances.enumerated() {
            let child = design[instance.circuit]
            #expect(child.ports.compactMap { child.names[$0.node] } == ["clock", "reset", "left", "sum"])
            #expect(
                instance.connections.compactMap { $0.flatMap { top.names[$0] } }
                    == ["clock", "reset", "left", "sum"].map { "\(instance.name)_\($0)" })
            let sum = top[try #require(instance.connections[3])]
            #expect(sum.operation == .instanceOutput && Int(sum.a) == number && sum.b == 3)
        }
    }

    final class Shaped<Element: HardwareValue>: Module {
        let element: Element
        init(_ element: Element) { self.element = element }
        override func circuit() {
            let kept = register(element)
            unused(kept)
        }
    }
    final class TwoShapes: Module {
        let one = Shaped(unsigned(4))
        let two = Shaped(unsigned(5))
        let again = Shaped(unsigned(4))
    }

    @Test func differentCircuitsOfOneNameGetAHash() throws {
        let design = try elaborate(checked: false) { TwoShapes() }
        let names = design.topCircuit.instances.map { design[$0.circuit].name }
        #expect(names[0] == names[2])
        #expect(names[0] != names[1])
        #expect(names.allSatisfy { $0.wholeMatch(of: /Shaped_[0-9a-f]{8}/) != nil })
        #expect(design.circuits.count == 3)
        let alone = try elaborate(checked: false) { Shaped(unsigned(4)) }
        #expect(alone.topCircuit.name == "Shaped")
    }

    @Test func twoElaborationsAtOnce() async throws {
        let serial = try elaborate(checked: false) { Pair([1, 2, 3]) }
        let hashes = try await withThrowingTaskGroup(of: Design.self) { group in
            for _ in 0..<16 { group.addTask { try elaborate(checked: false) { Pair([1, 2, 3]) } } }
            return try await group.reduce(into: [String]()) { $0.append($1.hash) }
        }
        #expect(hashes == Array(repeating: serial.hash, count: 16))
    }

    @Test func aDesignCanBeSent() {
        func send(_ value: some Sendable) {}
        if let design = try? elaborate(checked: false, { Pair([]) }) { send(design) }
    }

    @Test func nothingIsKeptAlive() throws {
        weak var escaped: Pair?
        _ = try elaborate(checked: false) {
            let pair = Pair([1])
            escaped = pair
            return pair
        }
        #expect(escaped == nil)
    }

    @Test func attributes() throws {
        let top = try elaborate(checked: false) { Attributed() }.topCircuit
        #expect(top.moduleAttributes == [Attribute("keep_hierarchy")])
        #expect(top.instances[0].attributes == [Attribute("dont_touch", "yes")])
        #expect(top.memories[0].attributes == [Attribute("ram_style", "block")])
        #expect(top.attributes[try #require(top.node("count"))] == [Attribute("keep")])
    }
    final class Attributed: Module {
        let part = Adder(step: 1)
        override func circuit() {
            let count = register(unsigned(4))
            let storage = memory(of: bit, depth: 2)
            attribute("keep", on: count)
            attribute("ram_style", "block", on: storage)
            attribute("dont_touch", "yes", on: part)
            moduleAttribute("keep_hierarchy")
            part.left <== count
        }
    }
}

extension Design {
    /// The content hash of the top.
    var hash: String {
        var hashes: [StableHash] = []
        for circuit in circuits { hashes.append(circuit.contentHash { hashes[$0.index] }) }
        return hashes.last?.hex ?? ""
    }
}
