import HDL
import Netlist
import Testing

/// Each operator that is built of several nodes tells the line of its call, in debug and in release builds.
@Suite struct OperatorPlaceTests {
    @Test func theLineOfEachOperator() {
        // Each is wrong, since it uses a shape; one function, so that the optimiser has nothing to merge here.
        let first = #line + 4
        let found = messages {
            Bench { _ in
                let (u, s) = (unsigned(8), signed(8))
                unused(u / 4)
                unused(u % 4)
                unused(s / 4)
                unused(s % 4)
                unused(min(u, u))
                unused(min(u, 3))
                unused(max(u, u))
                unused(max(u, 3))
                unused(min(s, s))
                unused(min(s, 3))
                unused(max(s, s))
                unused(max(s, 3))
                unused(-s)
                unused(s.negated)
                unused(s.absoluteValue)
                unused(u.shiftedLeft(by: 2))
                unused(u.shiftedLeft(by: u))
                unused(s.shiftedLeft(by: 2))
                unused(s.shiftedLeft(by: u))
                unused(u.rotatedLeft(by: 2))
                unused(u.rotatedRight(by: 2))
                unused(u.rotatedLeft(by: u))
                unused(u.rotatedRight(by: u))
                unused(u.populationCount)
                unused(u.leadingZeroCount)
                unused(u.trailingZeroCount)
                unused(u.oneHot())
                unused(u.oneHotIndex)
                unused(u.isOneHot)
                unused(u.isOneHotOrZero)
                unused(u.lowestOneOnly)
                unused(u.lowestOne)
                unused(u.highestOne)
                unused(u.bitsReversed)
                unused(u.bytesSwapped)
                unused(u.grayEncoded)
                unused(u.grayDecoded)
                unused(oneHotMux(u, vector(8, of: bit)))
                unused(priorityMux([], otherwise: u))
                unused(bypass(u, stored: u, youngestFirst: []))
            }
        }
        let places = found.map { $0.split(separator: "\n").dropFirst().first.map(String.init) ?? "" }
        #expect(places == (first..<first + 40).map { "  at HDLTests/OperatorPlaceTests.swift:\($0)" })
    }
}
