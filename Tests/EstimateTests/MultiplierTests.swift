import Testing

@testable import Estimate

/// What cells of multipliers take in, against figures of Yosys 0.23 for the same circuits in Verilog.
struct MultiplierTests {
    private var flat = FlatDesign()
    private let clock: Literal

    init() {
        clock = flat.addSource(.input)
        flat.instances.append(FlatDesign.Instance(path: "top", name: "top", module: "top", parent: -1))
    }

    private mutating func input(_ width: Int) -> [Literal] { (0..<width).map { _ in flat.addSource(.input) } }

    private mutating func registered(_ word: [Literal], enable: Literal = .one) -> [Literal] {
        word.map { bit in
            let number = flat.addFlipFlop(origin: 0)
            flat.flipFlops[number].next = bit
            flat.flipFlops[number].enable = enable
            flat.flipFlops[number].hasInitial = false
            flat.flipFlops[number].clock = FlatDesign.ClockKey(signal: clock, falling: false)
            return flat.flipFlops[number].output
        }
    }

    private func extended(_ word: [Literal], _ width: Int, signed: Bool = false) -> [Literal] {
        word + Array(repeating: signed ? word.last ?? .zero : .zero, count: width - word.count)
    }

    private mutating func total(_ outputs: [Literal]) -> ResourceCounts {
        var design = flat
        design.outputs = outputs
        return CellCounter.count(design.inferred(), EstimateOptions()).total
    }

    /// `p <= x * y` with registers before and after: the low 17 bits of the result come from another cell than the rest.
    @Test mutating func aProductOfWordsIsThreeCellsWithTheirRegisters() {
        let (x, y) = (registered(input(32)), registered(input(32)))
        let product = flat.multiply(extended(x, 33), extended(y, 33))
        let figures = total(registered(Array(product.prefix(32))))
        #expect((figures.dsp, figures.ff, figures.lut, figures.carry) == (3, 17, 0, 0))
    }

    /// All 64 bits: the last adder has two cells' sums to add, so that it is logic, and the register after it stays.
    @Test mutating func theWholeProductIsFourCellsAndAnAdder() {
        let (x, y) = (registered(input(32)), registered(input(32)))
        let product = flat.multiply(extended(x, 64), extended(y, 64))
        let figures = total(registered(product))
        #expect((figures.dsp, figures.ff, figures.lut, figures.carry) == (4, 64, 47, 12))
    }

    @Test mutating func anAdderAfterTheProductIsPartOfTheCell() {
        let (x, y, c) = (registered(input(16)), registered(input(16)), input(32))
        let product = flat.multiply(extended(x, 32), extended(y, 32))
        let figures = total(registered(flat.add(product, c, carry: false)))
        #expect((figures.dsp, figures.ff, figures.lut, figures.carry) == (1, 0, 0, 0))
    }

    /// A subtraction is not.
    @Test mutating func aSubtractionIsLogic() {
        let product = flat.multiply(extended(input(16), 32), extended(input(16), 32))
        let difference = flat.add(product, extended(input(16), 32).map { !$0 }, carry: true)
        let figures = total(registered(difference))
        #expect((figures.dsp, figures.ff, figures.carry) == (1, 32, 8))
    }

    @Test mutating func threeStagesOfRegistersWithAnEnableAreInside() {
        let enable = flat.addSource(.input)
        let (x, y) = (registered(input(16), enable: enable), registered(input(16), enable: enable))
        let product = flat.multiply(extended(x, 32, signed: true), extended(y, 32, signed: true))
        let figures = total(registered(registered(product, enable: enable), enable: enable))
        #expect((figures.dsp, figures.ff, figures.lut) == (1, 0, 0))
    }

    /// Registers of the cell reset whether they are enabled or not.
    @Test mutating func aResetThatNeedsTheEnableStaysOutside() {
        let (enable, reset) = (flat.addSource(.input), flat.addSource(.input))
        let x = registered(input(16), enable: enable)
        for index in flat.flipFlops.indices {
            flat.flipFlops[index].reset = flat.graph.and(reset, enable)
            flat.flipFlops[index].isResetGated = true
        }
        let product = flat.multiply(extended(x, 32), extended(input(16), 32))
        let figures = total(product)
        #expect((figures.dsp, figures.ff) == (1, 16))
    }

    /// A register that something else reads too is there twice.
    @Test mutating func aRegisterWithAnotherReaderStays() {
        let (x, y) = (registered(input(16)), registered(input(16)))
        let product = flat.multiply(extended(x, 32), extended(y, 32))
        let figures = total(product + [x[3]])
        #expect((figures.dsp, figures.ff) == (1, 1))
    }

    /// `(a + d) * b`: the cell has an adder before its longer operand; it does not subtract there.
    @Test mutating func anAdderBeforeTheLongerOperandIsPartOfTheCell() {
        let (a, d, b) = (input(16), input(16), input(16))
        func wide(_ word: [Literal], _ width: Int) -> [Literal] { extended(word, width, signed: true) }
        let sum = flat.add(wide(a, 17), wide(d, 17), carry: false)
        let product = flat.multiply(wide(sum, 33), wide(b, 33))
        let figures = total(product)
        #expect((figures.dsp, figures.lut, figures.carry) == (1, 0, 0))
        let less = flat.add(wide(a, 17), wide(d, 17).map { !$0 }, carry: true)
        let other = total(flat.multiply(wide(less, 33), wide(b, 33)))
        #expect((other.dsp, other.carry) == (1, 5))
    }

    /// The same with registers before and behind the adder, and behind the product: all of them are part of the cell.
    @Test mutating func registersAroundTheFirstAdderArePartOfTheCell() {
        let (a, d, b) = (registered(input(16)), registered(input(16)), registered(input(16)))
        func wide(_ word: [Literal], _ width: Int) -> [Literal] { extended(word, width, signed: true) }
        let sum = registered(flat.add(wide(a, 17), wide(d, 17), carry: false))
        let figures = total(registered(flat.multiply(wide(sum, 33), wide(b, 33))))
        #expect((figures.dsp, figures.ff, figures.lut, figures.carry) == (1, 0, 0, 0))
    }
}
