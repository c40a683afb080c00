import Foundation
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

    /// LUTs and levels of ABC.
    static let benchmarks = [
        Benchmark(name: "adder", luts: 254, levels: 51), Benchmark(name: "cavlc", luts: 122, levels: 4),
        Benchmark(name: "ctrl", luts: 29, levels: 2), Benchmark(name: "i2c", luts: 365, levels: 4),
        Benchmark(name: "priority", luts: 219, levels: 31),
    ]

    static func graph(_ name: String) throws -> AndGraph {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Data/epfl/\(name).aig"))
        return try AndGraph(aiger: [UInt8](data))
    }

    @Test(arguments: benchmarks)
    func coversWithFewLUTsAtTheSameLevels(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let cover = Mapper(costs: .plainSix).map(graph)
        #expect(cover.depth <= benchmark.levels)
        #expect(Double(cover.count) <= Double(benchmark.luts) * 1.13)
        #expect((0..<cover.count).allSatisfy { (1...6).contains(cover.leaves(of: $0).count) })
        expectSameFunction(graph, cover)
    }

    @Test func coversWithFewLUTsInSum() throws {
        var (ours, theirs) = (0, 0)
        for benchmark in Self.benchmarks {
            ours += Mapper(costs: .plainSix).map(try Self.graph(benchmark.name)).count
            theirs += benchmark.luts
        }
        #expect(Double(ours) <= Double(theirs) * 1.005)
    }

    @Test(arguments: benchmarks)
    func coversWithWideLUTs(_ benchmark: Benchmark) throws {
        let graph = try Self.graph(benchmark.name)
        let cover = Mapper(costs: .series7).map(graph)
        #expect(cover.depth <= benchmark.levels)
        #expect((0..<cover.count).contains { cover.leaves(of: $0).count > 6 })
        expectSameFunction(graph, cover)
    }

    @Test func aBadFileIsAnError() {
        #expect(throws: AigerError.header) { try AndGraph(aiger: Array("aag 1 1 0 0 0\n".utf8)) }
        #expect(throws: AigerError.latches) { try AndGraph(aiger: Array("aig 1 0 1 0 0\n".utf8)) }
        #expect(throws: AigerError.content) { try AndGraph(aiger: Array("aig 3 2 0 1 1\n6\n".utf8)) }
        #expect(throws: AigerError.content) { try AndGraph(aiger: Array("aig 1 1 0 1 0\n99\n".utf8)) }
        #expect(throws: AigerError.content) { try AndGraph(aiger: []) }
    }
}

/// Simulates graph and cover with the same 1,024 random vectors.
func expectSameFunction(_ graph: AndGraph, _ cover: LUTCover, sourceLocation: SourceLocation = #_sourceLocation) {
    var random = SplitMix(seed: 7)
    for _ in 0..<16 {
        let values = graph.inputs.map { _ in random.next() }
        let nodes = graph.simulate(values)
        let expected = graph.outputs.map { AndGraph.value($0, nodes) }
        #expect(cover.simulate(graph, values) == expected, sourceLocation: sourceLocation)
    }
}

/// Random numbers from a seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
