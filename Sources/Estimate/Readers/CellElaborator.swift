/// Flattens a netlist of cells into bits, on demand: only what the outputs of the top need is made.
struct CellElaborator {
    /// One instance of a module.
    struct Scope {
        var module: Int
        /// Of its first net and of its first cell, among all.
        var nets: Int
        var cells: Int
    }

    /// What drives a net, in eight bytes.
    struct Driver {
        /// A cell's number among all, or one of the marks below.
        var cell: Int32
        /// For a cell: the number of the output bit. For an alias: the net or constant that it is the same as.
        var place: Int32
        static let none = Driver(cell: -1, place: 0)
        static let alias: Int32 = -2
        /// For a comparison of a state machine: the number of the output.
        static let machine: Int32 = -3
    }

    enum Pending {
        case flipFlop(cell: Int, bit: Int, number: Int)
        case memory(cell: Int)
        case readRegister(cell: Int, ReadRegister, number: Int)
        case word(cell: Int, word: Int, bit: Int, number: Int)
        case state(machine: Int, state: Int, number: Int)
    }

    /// A bit that does not matter.
    static let undefined = Literal(raw: .max - 2)
    static let unknown: UInt32 = .max
    static let inProgress: UInt32 = .max - 1
    /// Of bits in all instances together.
    static let maximumNets = 1 << 28

    let netlist: CellNetlist
    var flat: FlatDesign
    /// By module; nil: not needed.
    var prepared: [[PreparedCell]?]
    var scopes: [Scope] = []
    /// By cell among all: its scope.
    private var scopeOfCell: [Int32] = []
    var drivers: [Driver] = []
    private var values: [UInt32] = []
    private var stack: [Int32] = []
    var pending: [Pending] = []
    var memories: [Int: CellMemory] = [:]
    /// What is known of the cells as words.
    var words = WordFacts()
    private var isMissing = false
    /// What was doubtful; said once each.
    private(set) var warnings: [NetlistFileError] = []

    static func run(
        _ netlist: CellNetlist, for device: Device, rejectsLoops: Bool
    ) throws(NetlistFileError) -> (flat: FlatDesign, warnings: [NetlistFileError]) {
        var elaborator = try CellElaborator(netlist, for: device)
        elaborator.elaborate()
        if rejectsLoops, let loop = elaborator.warnings.first { throw loop }
        elaborator.flat.names = .cells(netlist, firstOfInstance: elaborator.scopes.map { ($0.module, $0.cells) })
        return (elaborator.flat, elaborator.warnings)
    }

    private init(_ netlist: CellNetlist, for device: Device) throws(NetlistFileError) {
        self.netlist = netlist
        flat = FlatDesign(for: device)
        prepared = Array(repeating: nil, count: netlist.modules.count)
        let top = netlist.modules[netlist.top]
        try addScopes(top)
        let order = logicOrder()
        countUsers()
        mergeWords(order)
        separateAddressRegisters()
        countUsers()
        findMachines()
        if !words.machines.isEmpty { countUsers() }
        findControls()
        mergeReads()
        findSums(order)
        for port in top.ports where port.direction != .output {
            for bit in port.bits where !bit.isConstant && drivers[Int(bit.raw)].cell == -1 {
                values[Int(bit.raw)] = flat.addSource(.input).raw
            }
        }
    }

    private mutating func elaborate() {
        for port in netlist.modules[netlist.top].ports where port.direction != .input {
            for bit in port.bits { flat.outputs.append(defined(resolve(0, bit))) }
        }
        for cell in scopeOfCell.indices {
            let prepared = cellAt(cell)
            guard case .blackBox(let type) = prepared.kind else { continue }
            flat.primitives.append(FlatDesign.Primitive(type: type, origin: UInt32(scopeOfCell[cell])))
            for bit in prepared.inputs.joined() { flat.outputs.append(defined(resolve(scope(of: cell), bit))) }
        }
        while let next = pending.popLast() {
            switch next {
            case .flipFlop(let cell, let bit, let number): finishFlipFlop(cell, bit, number)
            case .memory(let cell): finishMemory(cell)
            case .readRegister(let cell, let part, let number): finishRead(cell, part, number)
            case .word(let cell, let word, let bit, let number): finishWord(cell, word, bit, number)
            case .state(let machine, let state, let number): finishState(machine, state, number)
            }
        }
    }

    // Structure.

    private mutating func prepare(_ number: Int) throws(NetlistFileError) -> [PreparedCell] {
        if let known = prepared[number] { return known }
        let module = netlist.modules[number]
        var cells: [PreparedCell] = []
        cells.reserveCapacity(module.cells.count)
        for cell in module.cells {
            let other = netlist.numbers[cell.type].map { (number: $0, module: netlist.modules[$0]) }
            cells.append(try PreparedCell(cell, in: module, instance: other))
        }
        prepared[number] = cells
        return cells
    }

    /// All instances, parents before their children.
    private mutating func addScopes(_ top: CellNetlist.Module) throws(NetlistFileError) {
        flat.instances.append(
            FlatDesign.Instance(
                path: Self.plain(top.name), name: Self.plain(top.name), module: Self.plain(top.name), parent: -1))
        try open(netlist.top)
        var next = 0
        while next < scopes.count {
            let scope = scopes[next]
            let module = netlist.modules[scope.module]
            for (index, cell) in (prepared[scope.module] ?? []).enumerated() {
                switch cell.kind {
                case .instance(let number):
                    try addChild(of: next, module.cells[index], number)
                case .nothing: break
                default: try drive(cell, Int32(scope.cells + index), next)
                }
            }
            next += 1
        }
    }

    private mutating func open(_ module: Int) throws(NetlistFileError) {
        let nets = drivers.count
        guard nets + netlist.modules[module].netCount <= Self.maximumNets else {
            throw NetlistFileError(
                .size, "the instances have more than \(Self.maximumNets) bits",
                hint: "estimate a smaller part of the design")
        }
        let cells = try prepare(module)
        scopes.append(Scope(module: module, nets: nets, cells: scopeOfCell.count))
        drivers += Array(repeating: .none, count: netlist.modules[module].netCount)
        values += Array(repeating: Self.unknown, count: netlist.modules[module].netCount)
        scopeOfCell += Array(repeating: Int32(truncatingIfNeeded: scopes.count - 1), count: cells.count)
    }

    private mutating func addChild(
        of parent: Int, _ cell: CellNetlist.Cell, _ number: Int
    ) throws(NetlistFileError) {
        let check = CellCheck(cell: cell, module: netlist.modules[scopes[parent].module])
        var (ancestor, depth) = (parent, 0)
        while ancestor >= 0 {
            guard scopes[ancestor].module != number else {
                throw check.error(.loop, "the module contains itself", hint: "a module cannot be part of itself")
            }
            depth += 1
            ancestor = flat.instances[ancestor].parent
        }
        let path = (parent == 0 ? "" : flat.instances[parent].path + ".") + Self.plain(cell.name)
        flat.instances.append(
            FlatDesign.Instance(path: path, name: Self.plain(cell.name), module: Self.plain(cell.type), parent: parent))
        let child = scopes.count
        try open(number)
        let module = netlist.modules[number]
        let driven = Set(module.cells.lazy.flatMap { $0.connections }.flatMap(\.bits))
        for port in module.ports {
            guard let outer = cell[port.name] else { continue }
            for (inside, outside) in zip(port.bits, outer) {
                if port.direction == .input || port.direction == .bidirectional && !driven.contains(inside) {
                    guard !inside.isConstant else { continue }
                    drivers[scopes[child].nets + Int(inside.raw)] = alias(outside, parent)
                } else if !outside.isConstant {
                    try set(scopes[parent].nets + Int(outside.raw), alias(inside, child), check)
                }
            }
        }
    }

    /// Verilog's names with a backslash are written without it; a module with parameters by its own name, without Yosys' prefix.
    private static func plain(_ name: String) -> String {
        if name.hasPrefix("$paramod"), let last = name.split(separator: "\\").dropFirst().first { return String(last) }
        return name.hasPrefix("\\") ? String(name.dropFirst()) : name
    }

    private func alias(_ bit: NetBit, _ scope: Int) -> Driver {
        Driver(cell: Driver.alias, place: bit.isConstant ? bit.raw : Int32(scopes[scope].nets) + bit.raw)
    }

    private mutating func drive(_ cell: PreparedCell, _ number: Int32, _ scope: Int) throws(NetlistFileError) {
        let index = Int(number) - scopes[scope].cells
        for (place, bit) in cell.outputs.enumerated() where !bit.isConstant {
            let module = netlist.modules[scopes[scope].module]
            try set(
                scopes[scope].nets + Int(bit.raw), Driver(cell: number, place: Int32(place)),
                CellCheck(cell: module.cells[index], module: module))
        }
    }

    private mutating func set(_ net: Int, _ driver: Driver, _ check: CellCheck) throws(NetlistFileError) {
        if drivers[net].cell != -1, values[net] == Self.unknown {
            // Cells of which only one drives at a time share a net.
            let isTristate = ["$tribuf", "$_TBUF_"].contains(check.cell.type) || check.cell.type.hasPrefix("IOBUF")
            guard isTristate else {
                throw check.error(
                    .drivers, "it drives a bit that something else drives too", hint: "each bit has one driver")
            }
            return
        }
        drivers[net] = driver
    }

    /// In all instances.
    var cellCount: Int { scopeOfCell.count }
    var netCount: Int { drivers.count }

    func scope(of cell: Int) -> Int { Int(scopeOfCell[cell]) }

    func cellAt(_ cell: Int) -> PreparedCell {
        let scope = scopes[scope(of: cell)]
        return (prepared[scope.module] ?? [])[cell - scope.cells]
    }

    /// The cell that drives a bit, within the same module or through ports, and which of its outputs.
    func driver(_ scope: Int, _ bit: NetBit) -> (cell: Int, place: Int)? {
        guard !bit.isConstant else { return nil }
        var net = scopes[scope].nets + Int(bit.raw)
        for _ in 0..<64 {
            let driver = drivers[net]
            if driver.cell >= 0 { return (Int(driver.cell), Int(driver.place)) }
            guard driver.cell == Driver.alias, driver.place >= 0 else { return nil }
            net = Int(driver.place)
        }
        return nil
    }

    // Bits.

    /// A bit that may be undefined, as zero if it is.
    func defined(_ literal: Literal) -> Literal { literal == Self.undefined ? .zero : literal }

    static func constant(_ raw: Int32) -> Literal {
        raw == NetBit.zero.raw ? .zero : raw == NetBit.one.raw ? .one : undefined
    }

    /// The bit, computed now if need be.
    mutating func resolve(_ scope: Int, _ bit: NetBit) -> Literal {
        if bit.isConstant { return Self.constant(bit.raw) }
        let net = scopes[scope].nets + Int(bit.raw)
        if values[net] >= Self.inProgress {
            stack.append(Int32(net))
            while let next = stack.last { step(Int(next)) }
        }
        return Literal(raw: values[net])
    }

    mutating func resolve(_ scope: Int, _ bits: [NetBit]) -> [Literal] { bits.map { defined(resolve(scope, $0)) } }

    mutating func resolve(_ scope: Int, _ control: FlipFlopCell.Control) -> Literal {
        defined(resolve(scope, control.bit)).inverted(if: control.isActiveLow)
    }

    private mutating func step(_ net: Int) {
        if values[net] < Self.inProgress {
            stack.removeLast()
            return
        }
        values[net] = Self.inProgress
        isMissing = false
        let driver = drivers[net]
        let result: Literal?
        if driver.cell >= 0 {
            flat.graph.origin = UInt32(scopeOfCell[Int(driver.cell)])
            flat.graph.place = UInt32(driver.cell)
            result = compute(Int(driver.cell), Int(driver.place))
        } else if driver.cell == Driver.alias {
            result = driver.place < 0 ? Self.constant(driver.place) : need(Int(driver.place))
        } else if driver.cell == Driver.machine {
            result = machineOutput(Int(driver.place))
        } else {
            // Nothing drives it: what reads it may choose, as with `opt_expr -undriven -mux_undef`.
            result = Self.undefined
        }
        if let result, !isMissing, values[net] >= Self.inProgress { values[net] = result.raw }
    }

    /// A net that a computation needs. When it is not there yet it is asked for, and the computation runs again later.
    private mutating func need(_ net: Int) -> Literal {
        if values[net] < Self.inProgress { return Literal(raw: values[net]) }
        if values[net] == Self.inProgress {
            warn(net)
            let cut = flat.addSource(.input)
            values[net] = cut.raw
            return cut
        }
        isMissing = true
        stack.append(Int32(net))
        return .zero
    }

    mutating func need(_ scope: Int, _ bit: NetBit) -> Literal {
        bit.isConstant ? Self.constant(bit.raw) : need(scopes[scope].nets + Int(bit.raw))
    }

    /// Undefined bits as zeros.
    mutating func need(_ scope: Int, _ bits: [NetBit]) -> [Literal] {
        var result: [Literal] = []
        result.reserveCapacity(bits.count)
        for bit in bits { result.append(defined(need(scope, bit))) }
        return result
    }

    /// True when everything that the current computation asked for was there.
    var isReady: Bool { !isMissing }

    /// Sets all outputs of a cell; those that are known already stay.
    mutating func fill(_ cell: Int, _ literals: [Literal]) {
        let base = scopes[scope(of: cell)].nets
        for (bit, literal) in zip(cellAt(cell).outputs, literals) where !bit.isConstant {
            let net = base + Int(bit.raw)
            if values[net] >= Self.inProgress { values[net] = literal.raw }
        }
    }

    private mutating func warn(_ net: Int) {
        var driver = drivers[net]
        for _ in 0..<64 where driver.cell == Driver.alias && driver.place >= 0 { driver = drivers[Int(driver.place)] }
        guard warnings.count < 20, driver.cell >= 0 else { return }
        let number = Int(driver.cell)
        let scope = scopes[scope(of: number)]
        let module = netlist.modules[scope.module]
        let check = CellCheck(cell: module.cells[number - scope.cells], module: module)
        let warning = check.error(
            .loop, "its output depends on itself through logic only", hint: "a loop needs a register; it was cut here")
        if !warnings.contains(warning) { warnings.append(warning) }
    }
}
