import Netlist

/// A flattened design: bits of logic, and the cells between them that are not LUTs.
struct FlatDesign: Sendable {
    /// One instance of a circuit; instance 0 is the top.
    struct Instance: Sendable {
        /// The path from the top, such as `engine.cache`; the top's is its module's name.
        var path: String
        /// The name within its parent.
        var name: String
        var module: String
        var parent: Int
    }

    /// One bit of a register. `enable` is one when it always takes `next`; `reset` is zero when it has none and overrides the enable.
    struct FlipFlop: Sendable {
        var output: Literal
        var next: Literal
        var enable: Literal
        var reset: Literal
        var resetValue: Bool
        /// The reset acts only while enabled, as `reset` says too.
        var isResetGated = false
        /// Reset acts at once, not at the clock edge.
        var isAsynchronous = false
        /// A synchronous reset acts only while enabled.
        var resetNeedsEnable = false
        /// What an asynchronous reset sets, where that is not a constant: devices have no such register, it is put together.
        var asynchronousData: Literal?
        /// Transparent while enabled, without a clock.
        var isLatch = false
        var initial: Bool
        /// False: what it holds before it is written first does not matter.
        var hasInitial = true
        var clock: ClockKey
        var origin: UInt32
        /// It takes its own value as the netlist has it, not only after logic of single bits was simplified.
        var holdsAsWord = false
        /// Part of a multiplier's cell, or of a shift register.
        var isInside = false
    }

    /// A clock signal and its edge.
    struct ClockKey: Hashable, Sendable {
        var signal: Literal
        var falling: Bool
    }

    /// A carry chain. Position `i` propagates its carry when `propagate[i]`, else its carry is `generate[i]`; a sum is
    /// `propagate[i] ^ carry into i`.
    struct CarryChain: Sendable {
        var propagate: [Literal]
        var generate: [Literal]
        /// The second operand of an adder, complemented for a subtraction (the first is `generate`); empty for a comparison.
        var addend: [Literal]
        var carryIn: Literal
        /// Sources, parallel to the positions; nil where nobody asked.
        var sums: [Literal?]
        var carries: [Literal?]
        var origin: UInt32
        /// Part of a multiplier's cell.
        var isInside = false

        /// What the cells read from logic, by position.
        func operands(_ form: CarryForm) -> ([Literal], [Literal]) {
            switch form.operands {
            case .propagate: (propagate, generate)
            case .besideLUT: (generate, addend)
            case .insideCell: (generate, carryIn == .one ? addend.map { !$0 } : addend)
            }
        }
    }

    /// RAM cells that stand for a memory, or for one block of its words. Clocked reads of LUT RAM are registers beside it.
    struct MemoryBlock: Sendable {
        var plan: MemoryPlan
        /// What the cells read: addresses, data, write enables, read enables.
        var inputs: [Literal]
        /// Sources, by read port.
        var data: [[Literal]]
        /// Levels of logic from the inputs to the data: 1 for a combinational read, else 0.
        var delay: Int
        var origin: UInt32
    }

    /// A multiplier that one cell does, where the device says how operands are cut; the product's low bits are sources.
    struct Multiplier: Sendable {
        var a: [Literal]
        var b: [Literal]
        var product: [Literal]
        var origin: UInt32
    }

    /// A bit that is chosen from a word by an address, and so was made from a tree of multiplexers.
    struct Lookup: Sendable {
        /// From address 0 on.
        var bits: [Literal]
        var address: [Literal]
        var value: Literal
    }

    /// A cell that the netlist has as it is, by its type.
    struct Primitive: Sendable {
        var type: String
        var origin: UInt32
    }

    /// What drives a source.
    enum Owner: Hashable, Sendable {
        /// An input of the design, or a bit that nothing drives.
        case input
        case flipFlop(Int)
        case chain(Int, position: Int)
        case memory(Int)
        case multiplier(Int)
        /// One that is read at an address.
        case shiftRegister(Int)
    }

    /// The design as it goes to the mapper: registers, adders and memories inferred, what is equal or constant removed.
    static func inferred(from design: Design, for device: Device = .series7) -> FlatDesign {
        Elaborator.run(design, for: device).inferred()
    }

    /// The same, of a design that is only flattened yet.
    func inferred() -> FlatDesign {
        RegisterInference.run(simplified()).simplified().sharingShifts().sharingAdders().simplified()
            .packingMultipliers().fittingRegisters().packingShiftRegisters()
    }

    private func packingMultipliers() -> FlatDesign { MultiplierPacking.run(self) }

    /// What inference chooses cells for.
    let device: Device
    /// What the places of the graph's nodes are called.
    var names = SignalNames.none
    var graph = BitGraph()
    /// By the number of a source node.
    var owners: [Owner] = []
    var instances: [Instance] = []
    var flipFlops: [FlipFlop] = []
    var chains: [CarryChain] = []
    var memories: [MemoryBlock] = []
    var multipliers: [Multiplier] = []
    var lookups: [Lookup] = []
    /// Those that may become one.
    var shifts: [Shift] = []
    /// Their registers are marked as inside.
    var shiftRegisters: [ShiftRegister] = []
    var primitives: [Primitive] = []
    /// The bits of the top's outputs.
    var outputs: [Literal] = []

    init(for device: Device = .series7) { self.device = device }

    /// A new source.
    mutating func addSource(_ owner: Owner) -> Literal {
        owners.append(owner)
        return graph.addSource(owners.count - 1)
    }

    /// A new register bit that holds, until its inputs are known: its number in `flipFlops`.
    mutating func addFlipFlop(origin: Int) -> Int {
        let number = flipFlops.count
        let output = addSource(.flipFlop(number))
        flipFlops.append(
            FlipFlop(
                output: output, next: output, enable: .one, reset: .zero, resetValue: false, initial: false,
                clock: ClockKey(signal: .zero, falling: false), origin: UInt32(origin)))
        return number
    }
}
