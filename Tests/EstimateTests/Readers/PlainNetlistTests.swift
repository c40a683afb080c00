import Foundation
import Testing

@testable import Estimate

/// Netlists as Yosys writes them straight after `proc; memory -nomap`, hierarchy kept, against what its `synth_xilinx -family xc7 -flatten
/// -noiopad -noclkbuf` makes of the same Verilog (0.23). Both are in `Tests/Data/netlists`.
@Suite struct PlainNetlistTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Data/netlists")

    private func total(_ name: String, _ device: Device = .series7) throws -> ResourceCounts {
        let path = Self.folder.appendingPathComponent("\(name).json").path
        return estimate(try NetlistFile(path: path, device: device)).total
    }

    /// Also where a parallel multiplexer chooses the register's own value. The reference takes 9 LUTs.
    @Test func aRegisterThatHoldsHasAnEnable() throws {
        let counts = try total("hold")
        #expect((counts.ff, counts.mux) == (8, 0))
        #expect((9...10).contains(counts.lut), "\(counts.lut)")
        let adder = try total("count")
        #expect((adder.lut, adder.ff, adder.carry, adder.mux) == (33, 16, 4, 16))
    }

    /// Five states are five registers. The reference takes 6 LUTs.
    @Test func statesAreCodedAnew() throws {
        let counts = try total("machine")
        #expect((counts.ff, counts.carry) == (9, 1))
        #expect((5...7).contains(counts.lut), "\(counts.lut)")
    }

    @Test func aMemoryTakesTheRegisterAfterItsRead() throws {
        let large = try total("table")
        #expect((large.bram36, large.ff, large.lut) == (1, 0, 1))
        let small = try total("file")
        #expect((small.lutram, small.ff, small.lut) == (4, 6, 0))
    }

    /// Block RAM reads what was there before: where the new value is asked for, it and whether it is written are kept in registers. The reference takes
    /// 55 LUTs, and 43 with an enable for each byte.
    @Test func whatIsWrittenGoesPastABlockRAM() throws {
        let whole = try total("past")
        #expect((whole.bram36, whole.ff) == (1, 43))
        #expect((48...58).contains(whole.lut), "\(whole.lut)")
        let bytes = try total("bytes")
        #expect((bytes.bram36, bytes.ff) == (1, 36))
        #expect((40...46).contains(bytes.lut), "\(bytes.lut)")
        let same = try total("same")
        #expect((same.bram36, same.ff, same.lut) == (1, 0, 0))
    }

    /// Registers that hold an address have their enables and resets, and the port has a copy without. The reference takes 22 LUTs.
    @Test func aQueueKeepsItsPointers() throws {
        let counts = try total("queue")
        #expect((counts.ff, counts.lutram, counts.carry) == (18, 8, 2))
        #expect((20...25).contains(counts.lut), "\(counts.lut)")
    }

    /// What never writes, and what is the same only when constants went through. The reference takes 54 LUTs.
    @Test func constantsGoThroughBeforeMemoriesAreBuilt() throws {
        let never = try total("never")
        #expect((never.lutram, never.ff, never.lut) == (32, 6, 0))
        let mask = try total("mask")
        #expect((mask.bram18, mask.bram36, mask.ff) == (1, 0, 42))
        #expect((48...57).contains(mask.lut), "\(mask.lut)")
    }

    /// The reference takes 64 LUTs.
    @Test func comparisonsAreGroupedAsWords() throws {
        let counts = try total("window")
        #expect(counts.carry == 8)
        #expect((61...67).contains(counts.lut), "\(counts.lut)")
    }

    /// Cells that do not promise to read what was there before the same edge wrote: the write waits in registers. The reference's figures but for the LUTs of
    /// ECP5, of which it takes 90.
    @Test func aWriteWaitsWhereCellsDoNotKeepTheOrder() throws {
        #expect(try total("order").ff == 0)
        let ice40 = try total("order", .ice40)
        #expect((ice40.bram, ice40.ff, ice40.lut) == (8, 111, 80))
        let ecp5 = try total("order", .ecp5)
        #expect((ecp5.bram, ecp5.ff) == (2, 111))
        #expect((82...94).contains(ecp5.lut), "\(ecp5.lut)")
        // Addresses that always differ need nothing.
        for device in [Device.ecp5, .ice40] {
            let apart = try total("apart", device)
            #expect((apart.bram, apart.ff) == (1, 3))
        }
    }

    /// Bits that hold: gone where the word says so, kept where only a mask does, but for the device whose flow looks at bits too.
    @Test func bitsThatHoldGoWhereTheReferenceSeesIt() throws {
        for device in Device.all { #expect(try total("held", device).ff == 4) }
        #expect(try [total("masked").ff, total("masked", .ecp5).ff, total("masked", .ice40).ff] == [8, 8, 4])
    }

    /// Counting up and down is one adder only where the reference shares adders.
    @Test func addersStayApartWhereTheReferenceSharesNone() throws {
        let counts = try total("updown", .ecp5)
        #expect(counts.carry == 6)
        #expect(try total("updown").carry == 2)
    }

    /// A short signed operand and a long one. The reference takes 195 LUTs and 64 carry cells.
    @Test func aProductHasARowForEachDigitOfTheShorterOperand() throws {
        let counts = try total("product", .ice40)
        #expect((190...200).contains(counts.lut), "\(counts.lut)")
        #expect((64...65).contains(counts.carry), "\(counts.carry)")
    }

    /// The reference takes no LUT for the one, 16 for the other.
    @Test func whatDoesNotMatterAndWhatNeverChangesCostsNothing() throws {
        let open = try total("open")
        #expect((open.lut, open.ff) == (0, 8))
        let still = try total("still")
        #expect((still.lut, still.ff, still.carry) == (16, 19, 7))
    }

    /// The reference takes 8 and 9 LUTs.
    @Test func gatedResetsAreSharedWhereThatAddsNoLevel() throws {
        let gated = try total("gated")
        #expect((gated.lut, gated.ff) == (8, 8))
        let shared = try total("shared")
        #expect((8...9).contains(shared.lut), "\(shared.lut)")
        #expect(shared.ff == 8)
    }

    @Test func whatIsWrittenTwiceIsMadeOnce() throws {
        let counts = try total("twice")
        #expect((counts.lut, counts.carry) == (32, 4))
    }

    @Test func aSumOfSumsHasOneChain() throws {
        let carry = try total("carry")
        #expect((carry.lut, carry.carry) == (40, 11))
        #expect(try total("three").carry == 2)
        let terms = try total("terms")
        // `a + b` is a part of two of them, so that it stays. The reference takes 96 LUTs.
        #expect(terms.carry == 16)
        #expect((92...100).contains(terms.lut), "\(terms.lut)")
    }

    /// Lengths of 2, 3, 16, 17, 32, 33, 49, 96, 128 and 140.
    @Test func registersInARowAreShiftRegisters() throws {
        let counts = try total("delay")
        #expect((counts.srl, counts.ff, counts.lut) == (19, 5, 0))
        let tapped = try total("tapped")
        #expect((tapped.srl, tapped.ff) == (2, 5))
        // Other devices have none.
        #expect(try total("delay", .ecp5).ff == 516)
    }

    /// What is the same in two instances is one cell, which stands in one of them. All figures are the reference's.
    @Test func instancesThatShareACellAreTheSame() throws {
        let counts = try total("twins")
        #expect((counts.lutram, counts.ff, counts.lut) == (48, 0, 2))
    }

    /// All figures are the reference's.
    @Test func rowsThatAnAddressReadsAreShiftRegisters() throws {
        let counts = try total("address")
        #expect((counts.srl, counts.ff, counts.lut, counts.mux) == (28, 1, 2, 16))
        let others = try total("unaddressed")
        #expect((others.srl, others.ff) == (0, 82))
        #expect((32...34).contains(others.lut), "\(others.lut)")
    }

    /// The address comes late, the data go into a register.
    @Test func aPathGoesThroughTheAddressOfAShiftRegister() throws {
        let path = Self.folder.appendingPathComponent("address.json").path
        var options = EstimateOptions()
        options.timing = true
        let timing = try #require(estimate(try NetlistFile(path: path), options: options).timing)
        let cells = timing.paths.map { $0.steps.map(\.cell) }
        #expect(cells.contains { $0.contains("SRL") }, "\(cells)")
    }
}
