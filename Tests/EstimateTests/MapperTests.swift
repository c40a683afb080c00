import Foundation
import Simulation
import Testing

@testable import Estimate

/// The mapper on circuits of the EPFL benchmark suite, against ABC's `if -K 6`.
struct MapperTests {
    struct Benchmark: Sendable, CustomStringConvertible {
        var name: String
        var luts: Int
        var levels: Int
        var description: String { name }
    }

    /// LUTs and levels of ABC (the one in Yosys 0.23), `if -K 6`.
    static let benchmarks = [
        Benchmark(name: "adder", luts: 254, levels: 51), Benchmark(name: "bar", luts: 512, levels: 4),
        Benchmark(name: "cavlc", luts: 122, levels: 4), Benchmark(name: "ctrl", luts: 29, levels: 2),
        Benchmark(name: "i2c", luts: 365, levels: 4), Benchmark(name: "max", luts: 842, levels: 56),
        Benchmark(name: "priority", luts: 219, levels: 31), Benchmark(name: "sin", luts: 1458, levels: 42),
        Benchmark(name: "square", luts: 3985, levels: 50), Benchmark(name: "voter", luts: 2818, levels: 17),
    ]
    static let small = benchmarks.filter { $0.luts < 600 }
    /// Those that gain by LUTs of 7 and 8 inputs; a barrel shifter does not.
    static let wide = small.filter { $0.name != "bar" }

    static func graph(_ name: String) throws -> AndGraph {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Data/epfl/\(name).aig"))
        return try AndGraph(aiger: [UInt8](data))
    }

    /// Every circuit: as many levels as ABC at most, and the function stays; all in sum: the mean of the ratios of LUTs.
    @Test(arguments: [(Effort.fast, 1.0, 1.10), (.normal, 0.94, 1.06)])
    func coversWithFewLUTsAtTheSameLevels(_ effort: Effort, _ mean: Double, _ worst: Double) throws {
        var logarithms = 0.0
        for benchmark in Self.benchmarks {
            let graph = try Self.graph(benchmark.name)
            let mapping = Mapping.make(graph, effort: effort)
            #expect(mapping.cover.depth <= benchmark.levels, "\(benchmark)")
            let ratio = Double(mapping.cover.count) / Double(benchmark.luts)
            #expect(ratio <= worst, "\(benchmark)")
            logarithms += log(ratio)
            #expect(isSameFunction(graph, mapping), "\(benchmark)")
        }
        #expect(exp(logarithms / Double(Self.benchmarks.count)) <= mean)
    }

    @Test(arguments: small)
    func highEffortIsAtLeastAsGood(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let mapping = Mapping.make(graph, effort: .high)
        #expect(mapping.cover.depth <= benchmark.levels)
        #expect(mapping.cover.count <= Mapping.make(graph, effort: .normal).cover.count)
        #expect(isSameFunction(graph, mapping))
    }

    /// A CRC-32 over 64 bits: long chains of exclusive ors that share their parts. ABC's `if -K 6`: 238 LUTs, 10 levels.
    @Test func chainsOfExclusiveOrsNeedFewLUTs() {
        let graph = Self.checksum()
        let mapping = Mapping.make(graph, effort: .normal)
        #expect(mapping.cover.depth <= 10)
        #expect(mapping.cover.count <= 255)
        #expect(isSameFunction(graph, mapping))
    }

    static func checksum() -> AndGraph {
        var graph = AndGraph()
        var state = (0..<32).map { _ in graph.addInput() }
        for data in (0..<64).map({ _ in graph.addInput() }) {
            let top = graph.xor(state[31], data)
            state = (0..<32).map { bit in
                let before = bit > 0 ? state[bit - 1] : .zero
                return 0x04C1_1DB7 >> bit & 1 == 1 ? graph.xor(before, top) : before
            }
        }
        graph.outputs = state
        return graph
    }

    /// Structures of the same node in one graph: they come before it, nobody reads them, and a cover of some of them computes the outputs.
    /// In `sin` some of those that are used are complements.
    @Test(arguments: benchmarks.filter { $0.luts < 600 || $0.name == "sin" })
    func choicesKeepTheFunction(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let choices = ChoiceGraph(graph, benchmark.luts < 600 ? Rewriter.scripts : [Rewriter.scripts[0]])
        var isChoice = [Bool](repeating: false, count: choices.graph.nodeCount)
        for node in choices.choices.indices {
            for choice in node - Int(choices.choices[node])..<node { isChoice[choice] = true }
        }
        #expect(isChoice.contains(true))
        for node in 0..<choices.graph.nodeCount where choices.graph.isAnd(node) {
            for fanin in [choices.graph.fanins0[node] >> 1, choices.graph.fanins1[node] >> 1] {
                #expect(fanin < node && !isChoice[Int(fanin)])
            }
        }
        let cover = Mapper(costs: .plainSix).map(choices.graph, choices: choices.choices, levels: 0)
        let mapping = try #require(choices.resolved(cover))
        #expect(mapping.cover.depth <= benchmark.levels)
        #expect(mapping.cover.count <= cover.count)
        #expect(isSameFunction(graph, mapping))
    }

    /// Every node that is left computes what it did, in no more ANDs and levels; in an adder and in a voter in a tenth fewer.
    @Test(arguments: benchmarks)
    func resubstitutionKeepsTheFunction(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let result = Resubstitution.run(graph)
        #expect(result.graph.andCount <= graph.andCount)
        if ["adder", "voter"].contains(benchmark.name) { #expect(result.graph.andCount * 10 < graph.andCount * 9) }
        #expect((result.graph.levels().max() ?? 0) <= (graph.levels().max() ?? 0))
        var random = SplitMix(seed: 3)
        for _ in 0..<8 {
            let values = graph.inputs.map { _ in random.next() }
            let (before, after) = (graph.simulate(values), result.graph.simulate(values))
            for node in 0..<graph.nodeCount where result.literals[node] != Derivation.missing {
                #expect(AndGraph.value(result.literals[node], after) == before[node], "node \(node)")
            }
            #expect(
                result.graph.outputs.map { AndGraph.value($0, after) }
                    == graph.outputs.map { AndGraph.value($0, before) })
        }
    }

    /// What another node computes, or its complement, is that node; what a conjunction or disjunction of two others computes is one AND.
    @Test func whatOthersComputeIsMadeOfThem() {
        func ands(_ build: (inout AndGraph, Literal, Literal, Literal) -> [Literal]) -> Int {
            var graph = AndGraph()
            let (a, b, c) = (graph.addInput(), graph.addInput(), graph.addInput())
            graph.outputs = build(&graph, a, b, c)
            return Resubstitution.run(graph).graph.andCount
        }
        #expect(ands { graph, a, b, _ in [graph.xor(a, b), graph.and(graph.or(a, b), !graph.and(a, b))] } == 3)
        #expect(ands { graph, a, b, _ in [graph.xor(a, b), graph.or(graph.and(a, b), graph.and(!a, !b))] } == 3)
        #expect(ands { [$0.or($2, $3), $0.or($0.and($1, $2), $0.and($1, $3))] } == 2)
        #expect(ands { [$0.and($2, $3), $0.and($0.or($1, $2), $0.or($1, $3))] } == 2)
    }

    @Test(arguments: small, [2, 4, 5, 8])
    func coversWithLUTsOfOtherSizes(_ benchmark: Benchmark, _ inputs: Int) throws {
        let graph = try Self.graph(benchmark.name)
        let costs = LUTCosts(area: [0] + Array(repeating: 1, count: inputs))
        for effort in [Effort.fast, .normal] {
            let mapping = Mapping.make(graph, costs: costs, effort: effort)
            #expect((0..<mapping.cover.count).allSatisfy { (1...inputs).contains(mapping.cover.leaves(of: $0).count) })
            #expect(isSameFunction(graph, mapping))
        }
    }

    @Test(arguments: wide)
    func coversWithWideLUTs(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let cover = Mapper(costs: .series7).map(graph)
        #expect(cover.depth <= benchmark.levels)
        #expect((0..<cover.count).contains { cover.leaves(of: $0).count > 6 })
        expectSameFunction(graph, cover)
    }

    /// What estimates are mapped with: other LUTs, the same function, no more levels, also where levels are given back for LUTs.
    @Test(arguments: wide)
    func coversAsTheReferenceDoes(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let usual = Mapper(costs: .series7).map(graph)
        let cover = Mapper.reference.map(graph)
        #expect(cover.depth <= usual.depth)
        #expect(cover.roots != usual.roots || benchmark.name == "ctrl")
        expectSameFunction(graph, cover)
        let later = Mapper.reference.map(graph, levels: usual.depth + 2)
        #expect(later.depth <= usual.depth + 2)
        expectSameFunction(graph, later)
    }

    /// A wrong LUT in a cover, anywhere: one leaf is another node, or one is missing.
    @Test func aWrongLUTIsFound() throws {
        let graph = try Self.graph("ctrl")
        let mapping = Mapping.make(graph, effort: .fast)
        for wrong in 0..<mapping.cover.count {
            var planted = LUTCover()
            for index in 0..<mapping.cover.count {
                var leaves = Array(mapping.cover.leaves(of: index))
                if index == wrong { leaves[0] = graph.inputs.first { !leaves.contains($0) } ?? 0 }
                leaves.withUnsafeBufferPointer { planted.append(root: mapping.cover.roots[index], leaves: $0) }
            }
            var broken = mapping
            broken.cover = planted
            #expect(!isSameFunction(graph, broken), "LUT \(wrong)")
        }
    }

    @Test func aBadFileIsAnError() {
        #expect(throws: AigerError.header) { try AndGraph(aiger: Array("aag 1 1 0 0 0\n".utf8)) }
        #expect(throws: AigerError.latches) { try AndGraph(aiger: Array("aig 1 0 1 0 0\n".utf8)) }
        #expect(throws: AigerError.content) { try AndGraph(aiger: Array("aig 3 2 0 1 1\n6\n".utf8)) }
        #expect(throws: AigerError.content) { try AndGraph(aiger: Array("aig 1 1 0 1 0\n99\n".utf8)) }
        #expect(throws: AigerError.content) { try AndGraph(aiger: []) }
    }
}

/// Whether the LUTs compute what the graph did before it was restructured and mapped: all vectors for at most 12 inputs, else 512
/// random ones.
func isSameFunction(_ graph: AndGraph, _ mapping: Mapping) -> Bool {
    guard graph.inputs.count == mapping.graph.inputs.count, graph.outputs.count == mapping.graph.outputs.count else {
        return false
    }
    var random = SplitMix(seed: 7)
    let functions = mapping.cover.functions(in: mapping.graph)
    let isSmall = graph.inputs.count <= 12
    for round in 0..<(isSmall ? 64 : 8) {
        let values = graph.inputs.indices.map { input -> UInt64 in
            guard isSmall else { return random.next() }
            return input < 6 ? TruthTable.masks[input] : round >> (input - 6) & 1 == 1 ? .max : 0
        }
        let nodes = graph.simulate(values)
        let results = mapping.cover.simulate(mapping.graph, values, functions: functions)
        if results != graph.outputs.map({ AndGraph.value($0, nodes) }) { return false }
    }
    return true
}

/// The same for a cover of the graph itself.
func expectSameFunction(_ graph: AndGraph, _ cover: LUTCover, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(isSameFunction(graph, Mapping(graph: graph, cover: cover)), sourceLocation: sourceLocation)
}
