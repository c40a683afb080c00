/// Finds state machines, as the reference flow's `fsm_detect` and `fsm_extract` do.
extension CellElaborator {
    /// What reads the nets: cells, by root.
    private typealias Readers = [Int32: [Int]]

    mutating func findMachines() {
        let candidates = (0..<cellCount).filter { number in
            guard words.isLive[number], case .flipFlop(let cell) = cellAt(number).kind else { return false }
            return cell.clock != nil && cell.enable == nil && cell.synchronousReset == nil && cell.set.isEmpty
                && cell.clear.isEmpty && cell.load == nil && (2...62).contains(cell.q.count)
        }
        guard !candidates.isEmpty else { return }
        let readers = readers(of: candidates)
        for number in candidates {
            guard case .flipFlop(let cell) = cellAt(number).kind else { continue }
            guard let machine = machine(number, cell, readers) else { continue }
            install(machine, readers)
        }
    }

    private func readers(of candidates: [Int]) -> Readers {
        var result: Readers = [:]
        for number in candidates {
            guard case .flipFlop(let cell) = cellAt(number).kind else { continue }
            for net in roots(scope(of: number), cell.q) where net >= 0 { result[net] = [] }
        }
        for number in 0..<cellCount where words.isLive[number] {
            let scope = scope(of: number)
            for bit in reads(number) {
                let net = root(scope, bit)
                guard let last = result[net]?.last ?? (result[net] == nil ? nil : -1), last != number else { continue }
                result[net]?.append(number)
            }
        }
        for port in netlist.modules[netlist.top].ports where port.direction != .input {
            for net in roots(0, port.bits) { result[net]?.append(-1) }
        }
        return result
    }

    private func machine(_ number: Int, _ cell: FlipFlopCell, _ readers: Readers) -> StateMachine? {
        let scope = scope(of: number)
        let (data, outputs) = (roots(scope, cell.d), roots(scope, cell.q))
        let initial = netlist.modules[scopes[scope].module].initial
        guard cell.q.allSatisfy({ initial[$0.raw] == nil }), outputs.allSatisfy({ $0 >= 0 }),
            Set(outputs).count == outputs.count, let driving = driver(ofRoot: outputs[0]), driving.cell == number
        else { return nil }
        var tree = StateTree(outputs: outputs)
        guard walk(data, &tree), tree.states.count > 1 else { return nil }
        let first = tree.first
        var compares: Set<Int32> = []
        for reader in Set(outputs.flatMap { readers[$0] ?? [] }) where !tree.cells.contains(reader) {
            guard reader >= 0, let output = comparison(reader, outputs) else { return nil }
            compares.insert(output)
        }
        if resetsItself(data, outputs, readers) { return nil }
        var machine = StateMachine(
            register: number, states: tree.states.sorted(), inputs: tree.selects.filter { !compares.contains($0) })
        if let reset = cell.asynchronousReset {
            let code = Self.code(reset.value.map { $0 ?? false })
            if !machine.states.contains(code) { machine.states = (machine.states + [code]).sorted() }
            machine.first = machine.states.firstIndex(of: code)
        } else {
            machine.first = first.flatMap { machine.states.firstIndex(of: $0) }
        }
        var search = TransitionSearch(
            data: data, outputs: outputs, inputs: machine.inputs, exclusive: exclusive(machine.inputs, tree.cells),
            states: machine.states)
        for state in machine.states.indices {
            search.state = state
            var values = StateValues()
            for (bit, net) in outputs.enumerated() { values.fixed[net] = machine.states[state] >> bit & 1 == 1 }
            collect(&search, values, chosen: [:])
        }
        guard search.budget > 0 else { return nil }
        machine.transitions = search.transitions
        machine.simplify()
        return machine
    }

    static func code(_ bits: [Bool]) -> UInt64 {
        bits.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) }
    }

    /// The tree of multiplexers before a register.
    private struct StateTree {
        let outputs: [Int32]
        var states: Set<UInt64> = []
        var cells: Set<Int> = []
        var selects: [Int32] = []
        /// The constant beside the first multiplexer.
        var first: UInt64?
    }

    private static func constant(_ word: [Int32]) -> UInt64? {
        guard word.allSatisfy({ $0 == NetBit.zero.raw || $0 == NetBit.one.raw }) else { return nil }
        return code(word.map { $0 == NetBit.one.raw })
    }

    /// True when the tree ends in constants and in the register's own value only.
    private func walk(_ word: [Int32], _ tree: inout StateTree) -> Bool {
        if word == tree.outputs { return true }
        if let code = Self.constant(word) {
            tree.states.insert(code)
            return true
        }
        if word.allSatisfy({ $0 < 0 }) { return true }
        guard let mux = wordMux(word) else { return false }
        let isFirst = tree.cells.isEmpty
        guard tree.cells.insert(mux.cell).inserted else { return true }
        if isFirst { tree.first = mux.words.lazy.compactMap { Self.constant($0) }.first }
        for select in mux.selects where !tree.selects.contains(select) { tree.selects.append(select) }
        return mux.words.allSatisfy { walk($0, &tree) }
    }

    private struct WordMux {
        var cell: Int
        /// `A`, then the choices of `B`.
        var words: [[Int32]]
        var selects: [Int32]
    }

    /// The multiplexer that drives a word, bit by bit in order (constant bits apart).
    private func wordMux(_ word: [Int32]) -> WordMux? {
        guard let net = word.first(where: { $0 >= 0 }), let (number, _) = driver(ofRoot: net) else { return nil }
        let cell = cellAt(number)
        guard case .logic(let operation) = cell.kind, operation == .mux || operation == .pmux else { return nil }
        var places: [Int?] = []
        for bit in word {
            if bit < 0 {
                places.append(nil)
                continue
            }
            guard let (other, place) = driver(ofRoot: bit), other == number else { return nil }
            places.append(place)
        }
        let scope = scope(of: number)
        let width = cell.inputs[0].count
        let selects = roots(scope, cell.inputs[2])
        let words = (0...selects.count).map { index in
            zip(word, places).map { bit, place in
                guard let place else { return bit }
                return root(scope, index == 0 ? cell.inputs[0][place] : cell.inputs[1][(index - 1) * width + place])
            }
        }
        return WordMux(cell: number, words: words, selects: selects)
    }

    /// The output of a cell that compares the register with a constant.
    private func comparison(_ number: Int, _ outputs: [Int32]) -> Int32? {
        let cell = cellAt(number)
        guard case .logic(let operation) = cell.kind, cell.outputs.count >= 1 else { return nil }
        let scope = scope(of: number)
        let inputs = cell.inputs.map { roots(scope, $0) }
        let isUnary = operation == .logicNot
        guard isUnary || inputs.count == 2 && operation != .mux && operation != .pmux else { return nil }
        let isFirst = inputs[0] == outputs
        guard isFirst || !isUnary && inputs[1] == outputs else { return nil }
        if !isUnary, !inputs[isFirst ? 1 : 0].allSatisfy({ $0 < 0 }) { return nil }
        guard cell.outputs.count == 1 || cell.outputs.dropFirst().allSatisfy({ root(scope, $0) < 0 }) else {
            return nil
        }
        return root(scope, cell.outputs[0])
    }

    /// True when the next state is known from comparisons alone: the register is not free then.
    private func resetsItself(_ data: [Int32], _ outputs: [Int32], _ readers: Readers) -> Bool {
        var values = StateValues()
        let own = Set(outputs)
        for reader in Set(outputs.flatMap { readers[$0] ?? [] }) where reader >= 0 {
            let cell = cellAt(reader)
            guard case .logic(let operation) = cell.kind else { continue }
            let scope = scope(of: reader)
            guard cell.inputs.joined().allSatisfy({ root(scope, $0) < 0 || own.contains(root(scope, $0)) }) else {
                continue
            }
            let forced: Bool
            switch operation {
            case .notEqual, .reduceOr, .reduceBool: forced = true
            case .equal, .logicNot, .reduceAnd: forced = false
            default: continue
            }
            for bit in cell.outputs { values.fixed[root(scope, bit)] = forced }
        }
        return next(data, &values, stops: []) != nil
    }

    /// Inputs of which at most one holds, because they select in one parallel multiplexer.
    private func exclusive(_ inputs: [Int32], _ cells: Set<Int>) -> [Int32: Set<Int32>] {
        var result: [Int32: Set<Int32>] = [:]
        for number in cells {
            let cell = cellAt(number)
            guard case .logic(.pmux) = cell.kind else { continue }
            let selects = roots(scope(of: number), cell.inputs[2])
            for select in selects { result[select, default: []].formUnion(selects.filter { $0 != select }) }
        }
        return result
    }

    // Transitions.

    private struct TransitionSearch {
        let data: [Int32]
        let outputs: [Int32]
        let inputs: [Int32]
        let exclusive: [Int32: Set<Int32>]
        let states: [UInt64]
        var state = 0
        var transitions: [StateMachine.Transition] = []
        var budget = 20_000
    }

    /// Follows the tree for one state; where an input is not known yet, both ways.
    private func collect(_ search: inout TransitionSearch, _ values: StateValues, chosen: [Int32: Bool]) {
        search.budget -= 1
        guard search.budget > 0 else { return }
        var values = values
        var missing: Int32?
        let word = nextWord(search.data, &values, Set(search.inputs), &missing)
        guard let input = missing else {
            guard let word, let to = search.states.firstIndex(of: word) else { return }
            var pattern = search.inputs.map { chosen[$0] }
            for (index, input) in search.inputs.enumerated() where pattern[index] == true {
                for other in search.exclusive[input] ?? [] {
                    if let place = search.inputs.firstIndex(of: other) { pattern[place] = nil }
                }
            }
            search.transitions.append(StateMachine.Transition(from: search.state, to: to, inputs: pattern))
            return
        }
        // What follows from the state and from other inputs is no input.
        var free = values
        if let known = value(input, &free, []) {
            values.fixed[input] = known
            return collect(&search, values, chosen: chosen)
        }
        for choice in [false, true] {
            var branch = values
            branch.fixed[input] = choice
            branch.known = [:]
            var pattern = chosen
            pattern[input] = choice
            if choice {
                var contradicts = false
                for other in search.exclusive[input] ?? [] {
                    var free = branch
                    if value(other, &free, []) == true { contradicts = true }
                    branch.fixed[other] = false
                }
                if contradicts { continue }
            }
            collect(&search, branch, chosen: pattern)
        }
    }

    private func nextWord(
        _ word: [Int32], _ values: inout StateValues, _ stops: Set<Int32>, _ missing: inout Int32?
    ) -> UInt64? {
        if let code = Self.constant(word) { return code }
        let fixed = word.map { $0 < 0 ? $0 == NetBit.one.raw : values.fixed[$0] }
        if fixed.allSatisfy({ $0 != nil }), !word.allSatisfy({ $0 < 0 }) { return Self.code(fixed.map { $0 ?? false }) }
        guard let mux = wordMux(word) else { return nil }
        var chosen: Int?
        for (index, select) in mux.selects.enumerated() {
            guard let value = value(select, &values, stops) else {
                missing = select
                return nil
            }
            if value, chosen == nil { chosen = index + 1 }
        }
        return nextWord(mux.words[chosen ?? 0], &values, stops, &missing)
    }

    private func next(_ word: [Int32], _ values: inout StateValues, stops: Set<Int32>) -> UInt64? {
        var missing: Int32?
        return nextWord(word, &values, stops, &missing)
    }

    /// Replaces the comparisons by the machine's states.
    private mutating func install(_ machine: StateMachine, _ readers: Readers) {
        guard case .flipFlop(let cell) = cellAt(machine.register).kind else { return }
        let outputs = roots(scope(of: machine.register), cell.q)
        let number = words.machines.count
        words.machines.append(machine)
        for reader in Set(outputs.flatMap { readers[$0] ?? [] }).sorted() {
            guard let output = comparison(reader, outputs), output >= 0 else { continue }
            let states = machine.states.indices.filter { state in
                var values = StateValues()
                for (bit, net) in outputs.enumerated() { values.fixed[net] = machine.states[state] >> bit & 1 == 1 }
                return value(output, &values, []) == true
            }
            drivers[Int(output)] = Driver(
                cell: Driver.machine, place: Int32(truncatingIfNeeded: words.machineOutputs.count))
            words.machineOutputs.append((number, states))
        }
    }
}
