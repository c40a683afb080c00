/// What is known of the cells of all instances as words, before they become bits.
struct WordFacts {
    /// A signal and the value that matters.
    struct Condition: Hashable {
        var net: Int32
        var value: Bool
    }

    /// A data input of a multiplexer, by bit; inputs are numbered 0 (`A`) and on (`B`).
    struct MuxInput: Hashable {
        var cell: Int32
        var input: Int32
        var bit: Int32
    }

    /// By cell: true when the outputs of the top depend on it.
    var isLive: [Bool] = []
    /// By net: how many inputs of live cells and of the top's outputs it is.
    var users: [Int32] = []
    /// Inputs of multiplexers that do not matter, because the register behind them is not enabled then.
    var ignored: Set<MuxInput> = []
    /// By cell: whether one of its inputs is ignored.
    var hasIgnored: Set<Int32> = []
    /// By the cell of a register: the controls of its bits, where some were found.
    var controls: [Int: [RegisterControls]] = [:]
    /// Memories whose reads took in registers.
    var memories: [Int: MemoryCell] = [:]
    /// Registers that a memory took in: the bit of the memory's data.
    var readBits: [RegisterBit: MemoryBit] = [:]
    /// By parallel multiplexer: which choice each choice is the same as.
    var choiceGroups: [Int: [Int]] = [:]
    /// By the cell of the last sum: all terms of a sum of more than two.
    var sums: [Int: [Summand]] = [:]
    var machines: [StateMachine] = []
    /// By the place of a driver that is a machine: which, and the states in which the net is one.
    var machineOutputs: [(machine: Int, states: [Int])] = []
    /// By machine and state: the register.
    var stateBits: [RegisterBit: Int] = [:]
}

/// A bit of a register in a netlist.
struct RegisterBit: Hashable {
    var cell: Int
    var bit: Int
}

/// A bit that a memory's read ports give.
struct MemoryBit: Hashable {
    var cell: Int
    var place: Int
}

extension CellElaborator {
    /// The net that stands for a bit, through ports and through what is equal; below zero for a constant.
    func root(_ scope: Int, _ bit: NetBit) -> Int32 {
        bit.isConstant ? bit.raw : root(Int32(scopes[scope].nets) + bit.raw)
    }

    /// A port that is connected to itself through instances has no driver: aliases go round, and the search is given up.
    func root(_ net: Int32) -> Int32 {
        var net = net
        for _ in 0..<256 {
            guard net >= 0, drivers[Int(net)].cell == Driver.alias else { return net }
            net = drivers[Int(net)].place
        }
        return net
    }

    func roots(_ scope: Int, _ bits: [NetBit]) -> [Int32] { bits.map { root(scope, $0) } }

    /// The cell of logic or state that drives a root.
    func driver(ofRoot net: Int32) -> (cell: Int, place: Int)? {
        guard net >= 0, drivers[Int(net)].cell >= 0 else { return nil }
        return (Int(drivers[Int(net)].cell), Int(drivers[Int(net)].place))
    }

    /// A root as a bit of the top.
    static func bit(ofRoot net: Int32) -> NetBit { NetBit(raw: net) }

    /// Everything that a cell reads.
    func reads(_ number: Int) -> [NetBit] {
        let cell = cellAt(number)
        switch cell.kind {
        case .logic, .blackBox: return Array(cell.inputs.joined())
        case .flipFlop(let flipFlop): return flipFlop.reads
        case .memory(let memory): return (memoryCell(number) ?? memory).inputs
        case .instance, .nothing: return []
        }
    }

    /// Finds what the outputs depend on, and how often each net is read.
    mutating func countUsers() {
        var isLive = [Bool](repeating: false, count: cellCount)
        var users = [Int32](repeating: 0, count: netCount)
        var work: [Int] = []
        var isMachineLive = [Bool](repeating: false, count: words.machines.count)
        var machines: [Int] = []
        func use(_ net: Int32) {
            guard net >= 0 else { return }
            users[Int(net)] += 1
            if drivers[Int(net)].cell == Driver.machine {
                let machine = words.machineOutputs[Int(drivers[Int(net)].place)].machine
                if !isMachineLive[machine] { machines.append(machine) }
                isMachineLive[machine] = true
            }
            guard let (cell, _) = driver(ofRoot: net), !isLive[cell] else { return }
            isLive[cell] = true
            work.append(cell)
        }
        for port in netlist.modules[netlist.top].ports where port.direction != .input {
            for bit in port.bits { use(root(0, bit)) }
        }
        for cell in 0..<cellCount where !isLive[cell] {
            if case .blackBox = cellAt(cell).kind {
                isLive[cell] = true
                work.append(cell)
            }
        }
        while !work.isEmpty || !machines.isEmpty {
            if let machine = machines.popLast() { for input in words.machines[machine].inputs { use(input) } }
            guard let cell = work.popLast() else { continue }
            let scope = scope(of: cell)
            for bit in reads(cell) { use(root(scope, bit)) }
        }
        words.isLive = isLive
        words.users = users
    }
}

extension MemoryCell {
    /// All bits that it reads.
    var inputs: [NetBit] {
        var result: [NetBit] = []
        for port in reads {
            result += port.address + [port.enable, port.asynchronousReset, port.synchronousReset]
            if let clock = port.clock { result.append(clock.bit) }
        }
        for port in writes { result += port.address + port.data + port.enable + [port.clock.bit] }
        return result
    }
}
