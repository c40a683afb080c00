import HDL
import Netlist
import Testing

/// Counts, encoders and selections are trees: twice the width costs a constant number of levels more.
@Suite struct OperatorDepthTests {
    final class Sheet: Module {
        let x: Unsigned
        let out: Unsigned
        let make: (Unsigned) -> Unsigned
        init(width: Int, result: Int, _ make: @escaping (Unsigned) -> Unsigned) {
            (x, out, self.make) = (input(unsigned(width)), output(unsigned(result)), make)
        }
        override func circuit() { out <== make(x) }
    }

    /// The longest way through nodes that compute something.
    private func depth(_ width: Int, _ result: Int, _ make: @escaping (Unsigned) -> Unsigned) throws -> Int {
        let circuit = try elaborate { Sheet(width: width, result: result, make) }.topCircuit
        var depths = Array(repeating: 0, count: circuit.nodes.count)
        for (index, node) in circuit.nodes.enumerated() {
            let before = node.operands.map { depths[Int($0.index)] }.max() ?? 0
            switch node.operation {
            case .slice, .concatenate, .zeroExtend, .signExtend, .constant: depths[index] = before
            default: depths[index] = before + (node.operandCount > 0 ? 1 : 0)
            }
        }
        return depths.max() ?? 0
    }

    @Test func treesGrowWithTheLogarithm() throws {
        #expect(try depth(64, 7) { $0.populationCount } <= 8)
        #expect(try depth(64, 7) { $0.leadingZeroCount } <= 9)
        #expect(try depth(64, 6) { $0.lowestOne.payload } <= 13)
        #expect(try depth(64, 6) { $0.oneHotIndex } <= 5)
        #expect(try depth(64, 64) { $0.grayDecoded } <= 6)
        #expect(try depth(64, 64) { $0.rotatedLeft(by: $0[5...0]) } <= 6)
        #expect(try depth(16, 16) { oneHotMux($0, vector(Array(repeating: $0, count: 16), of: unsigned(16))) } <= 5)
        #expect(
            try depth(16, 16) { x in
                priorityMux(x.bits.map { Choice(when: $0, x) }, otherwise: ~x)
            } <= 6)
        #expect(try depth(1000, 10) { $0.populationCount } <= 12)
    }
}
