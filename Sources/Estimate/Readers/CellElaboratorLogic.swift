extension CellElaborator {
    /// One output bit of a cell; cells over whole words set all their bits at once. Nil when something that it needs is not there yet.
    mutating func compute(_ number: Int, _ place: Int) -> Literal? {
        let cell = cellAt(number)
        let scope = scope(of: number)
        switch cell.kind {
        case .logic(let operation):
            if let result = bitwise(operation, number, cell, scope, place) { return isReady ? result : nil }
            if let terms = words.sums[number] {
                guard let result = sum(terms, width: cell.outputs.count) else { return nil }
                fill(number, result)
                return place < result.count ? result[place] : .zero
            }
            let words = cell.inputs.map { need(scope, $0) }
            guard isReady else { return nil }
            let result = word(operation, number, cell, words)
            fill(number, result)
            return place < result.count ? result[place] : .zero
        case .flipFlop(let flipFlop): return flipFlopBit(number, flipFlop, scope, place)
        case .memory: return memoryRead(number, place)
        case .blackBox: return flat.addSource(.input)
        case .instance, .nothing: return .zero
        }
    }

    /// Operand `index` at bit `place` of the result, extended.
    private mutating func operand(_ cell: PreparedCell, _ index: Int, _ scope: Int, _ place: Int) -> Literal {
        let bits = cell.inputs[index]
        if place < bits.count { return need(scope, bits[place]) }
        let isSigned = index == 0 ? cell.isSigned.a : cell.isSigned.b
        guard isSigned, let top = bits.last else { return .zero }
        return need(scope, top)
    }

    /// Cells whose bits do not depend on each other; nil for others.
    private mutating func bitwise(
        _ operation: CellOperation, _ number: Int, _ cell: PreparedCell, _ scope: Int, _ place: Int
    ) -> Literal? {
        func invert(_ literal: Literal) -> Literal { literal == Self.undefined ? literal : !literal }
        switch operation {
        case .pos, .tristate: return operand(cell, 0, scope, place)
        case .not: return invert(operand(cell, 0, scope, place))
        case .and, .or, .xor, .xnor, .nand, .nor, .andNot, .orNot:
            let (a, b) = (
                defined(operand(cell, 0, scope, place)), defined(operand(cell, 1, scope, place))
            )
            guard isReady else { return .zero }
            switch operation {
            case .and: return flat.graph.and(a, b)
            case .or: return flat.graph.or(a, b)
            case .xor: return flat.graph.xor(a, b)
            case .xnor: return !flat.graph.xor(a, b)
            case .nand: return !flat.graph.and(a, b)
            case .nor: return !flat.graph.or(a, b)
            case .andNot: return flat.graph.and(a, !b)
            default: return flat.graph.or(a, !b)
            }
        case .mux, .bitwiseMux, .invertingMux:
            let select = need(scope, cell.inputs[2][operation == .bitwiseMux ? place : 0])
            let (low, high) = (muxInput(number, cell, scope, 0, place), muxInput(number, cell, scope, 1, place))
            guard isReady else { return .zero }
            let result = choose(select, high, low)
            return operation == .invertingMux ? invert(result) : result
        case .pmux: return parallelMux(number, cell, scope, place)
        case .slice: return need(scope, cell.inputs[0][cell.offset + place])
        case .concat:
            let low = cell.inputs[0].count
            return place < low ? need(scope, cell.inputs[0][place]) : need(scope, cell.inputs[1][place - low])
        case .constantChoice: return flat.addSource(.input)
        default: return nil
        }
    }

    /// `select ? high : low`, where a side that does not matter is the other.
    mutating func choose(_ select: Literal, _ high: Literal, _ low: Literal) -> Literal {
        if high == Self.undefined { return select == .one ? high : low }
        if low == Self.undefined { return select == .zero ? low : high }
        if select == Self.undefined { return low }
        return flat.graph.mux(select, high, low)
    }

    /// A data input of a multiplexer: `A`, or one of the choices of `B`. Where the register behind it is not enabled it does not matter.
    private mutating func muxInput(
        _ number: Int, _ cell: PreparedCell, _ scope: Int, _ input: Int, _ place: Int
    ) -> Literal {
        let number = Int32(truncatingIfNeeded: number)
        let key = WordFacts.MuxInput(
            cell: number, input: Int32(truncatingIfNeeded: input), bit: Int32(truncatingIfNeeded: place))
        if words.hasIgnored.contains(number), words.ignored.contains(key) { return Self.undefined }
        let width = cell.inputs[0].count
        return need(scope, input == 0 ? cell.inputs[0][place] : cell.inputs[1][(input - 1) * width + place])
    }

    private mutating func parallelMux(_ number: Int, _ cell: PreparedCell, _ scope: Int, _ place: Int) -> Literal {
        let fallback = muxInput(number, cell, scope, 0, place)
        let selects = need(scope, cell.inputs[2])
        let data = selects.indices.map { muxInput(number, cell, scope, $0 + 1, place) }
        guard isReady else { return .zero }
        if let (subject, choices) = decoded(cell, scope), choices.count >= 3 {
            let bits = need(0, subject.map { Self.bit(ofRoot: $0) })
            guard isReady else { return .zero }
            let chosen = flat.choose(
                bits, choices.map(\.value), choices.map { defined(data[$0.index]) }, isFreeElsewhere: true)
            if fallback == Self.undefined {
                // Of words of one bit the reference flow makes a shift by the address.
                let sorted = choices.sorted { $0.value < $1.value }
                if cell.outputs.count == 1, sorted.enumerated().allSatisfy({ $0.offset == $0.element.value }) {
                    let word = sorted.map { defined(data[$0.index]) }
                    flat.lookups.append(FlatDesign.Lookup(bits: word, address: bits, value: chosen))
                }
                return chosen
            }
            return flat.graph.mux(flat.graph.orAll(selects), chosen, fallback)
        }
        var choices: [(Literal, Literal)] = []
        for (index, first) in choiceGroups(number).enumerated() {
            if first < index {
                choices[first].0 = flat.graph.or(choices[first].0, selects[index])
                choices.append((.zero, Self.undefined))
            } else {
                choices.append((selects[index], data[index]))
            }
        }
        return chosen(choices, else: fallback)
    }

    /// By choice of a parallel multiplexer: the first one with the same word, as the reference flow's `opt_reduce` merges them.
    private mutating func choiceGroups(_ number: Int) -> [Int] {
        if let known = words.choiceGroups[number] { return known }
        let cell = cellAt(number)
        let width = cell.inputs[0].count
        let nets = roots(scope(of: number), cell.inputs[1])
        var first: [[Int32]: Int] = [:]
        let groups = cell.inputs[2].indices.map { index in
            let word = Array(nets[index * width..<(index + 1) * width])
            let group = words.hasIgnored.contains(Int32(truncatingIfNeeded: number)) ? index : first[word] ?? index
            first[word] = group
            return group
        }
        words.choiceGroups[number] = groups
        return groups
    }

    /// The value whose condition holds, of which at most one does; `else` when none does. As the reference flow does, values that do not matter are
    /// left out, and where the last value does not matter the last choice needs no condition.
    private mutating func chosen(_ choices: [(Literal, Literal)], else fallback: Literal) -> Literal {
        var choices = choices.filter { $0.0 != .zero && $0.1 != Self.undefined }
        var fallback = fallback
        if fallback == Self.undefined {
            guard let last = choices.popLast() else { return fallback }
            fallback = last.1
        }
        choices.removeAll { $0.1 == fallback }
        let any = flat.graph.orAll(choices.map { $0.0 })
        if choices.count == 1 { return flat.graph.mux(any, choices[0].1, fallback) }
        var terms: [Literal] = []
        for (select, value) in choices { terms.append(flat.graph.choice(select, value)) }
        let value = flat.graph.orAll(terms)
        return fallback == .zero ? value : flat.graph.mux(any, value, fallback)
    }

    /// The word that all conditions of a parallel multiplexer compare with constants, and which input each constant chooses.
    private func decoded(_ cell: PreparedCell, _ scope: Int) -> (
        subject: [Int32], choices: [(value: Int, index: Int)]
    )? {
        // As roots: what compares may stand in another instance, where cells that compute the same became one.
        var subject: [Int32]?
        var choices: [(value: Int, index: Int)] = []
        var seen: Set<Int> = []
        func add(_ net: Int32, _ index: Int) -> Bool {
            guard let (number, _) = driver(ofRoot: net) else { return false }
            let (test, own) = (cellAt(number), self.scope(of: number))
            guard case .logic(let operation) = test.kind else { return false }
            let value: Int
            switch operation {
            case .equal, .equalExactly:
                let constant = test.inputs[1]
                guard constant.allSatisfy(\.isConstant), test.inputs[0].count == constant.count else { return false }
                value = constant.prefix(17).enumerated().reduce(0) { $0 | ($1.element == .one ? 1 << $1.offset : 0) }
            case .logicNot: value = 0
            case .reduceOr, .reduceBool, .or, .logicOr:
                return test.inputs.joined().allSatisfy { add(root(own, $0), index) }
            default: return false
            }
            let word = roots(own, test.inputs[0])
            guard word.count <= 16, subject == nil || subject == word, seen.insert(value).inserted else { return false }
            subject = word
            choices.append((value, index))
            return true
        }
        for (index, net) in roots(scope, cell.inputs[2]).enumerated() { guard add(net, index) else { return nil } }
        return subject.map { ($0, choices) }
    }

    /// A register or latch bit: a source now, its inputs later.
    private mutating func flipFlopBit(_ number: Int, _ flipFlop: FlipFlopCell, _ scope: Int, _ place: Int) -> Literal? {
        if let memory = words.readBits[RegisterBit(cell: number, bit: place)] {
            return memoryRead(memory.cell, memory.place)
        }
        let cell = flat.addFlipFlop(origin: scope)
        flat.flipFlops[cell].isLatch = flipFlop.clock == nil
        if let initial = netlist.modules[scopes[scope].module].initial[flipFlop.q[place].raw] {
            flat.flipFlops[cell].initial = initial
        } else {
            flat.flipFlops[cell].hasInitial = false
        }
        pending.append(.flipFlop(cell: number, bit: place, number: cell))
        return flat.flipFlops[cell].output
    }

    mutating func finishFlipFlop(_ number: Int, _ place: Int, _ target: Int) {
        guard case .flipFlop(let cell) = cellAt(number).kind else { return }
        let scope = scope(of: number)
        var result = flat.flipFlops[target]
        let controls = words.controls[number]?[place]
        let next =
            controls.map { resolve(0, Self.bit(ofRoot: $0.data)) }
            ?? (place < cell.d.count ? resolve(scope, cell.d[place]) : result.output)
        result.next = next == Self.undefined ? result.output : next
        let data = controls?.data ?? (place < cell.d.count ? root(scope, cell.d[place]) : nil)
        result.holdsAsWord = data == root(scope, cell.q[place])
        if let enable = cell.enable { result.enable = resolve(scope, enable) }
        if let clock = cell.clock {
            result.clock = clockKey(scope, clock)
        }
        func value(_ bits: [Bool?]) -> Bool { place < bits.count ? bits[place] ?? false : false }
        if let (signal, bits) = cell.asynchronousReset ?? cell.synchronousReset {
            result.reset = resolve(scope, signal)
            result.resetValue = value(bits)
            result.isAsynchronous = cell.asynchronousReset != nil
            flat.graph.origin = UInt32(scope)
            if cell.resetNeedsEnable { result.reset = flat.graph.and(result.reset, result.enable) }
            result.isResetGated = cell.resetNeedsEnable
        }
        if let controls, !controls.isEmpty {
            result.enable = flat.graph.and(result.enable, enable(controls))
            if !controls.resets.isEmpty {
                result.reset = flat.graph.or(result.reset, reset(controls))
                result.resetValue = controls.resetValue
            }
        }
        if let load = cell.load, place < load.data.count {
            setAsynchronously(&result, scope, load.signal, to: resolve(scope, load.data[place]))
        }
        if place < cell.clear.count || place < cell.set.count {
            let clear = place < cell.clear.count ? resolve(scope, cell.clear[place]) : .zero
            let set = place < cell.set.count ? resolve(scope, cell.set[place]) : .zero
            flat.graph.origin = UInt32(scope)
            result.isAsynchronous = true
            result.reset = flat.graph.or(clear, set)
            result.resetValue = clear == .zero
            if clear != .zero, set != .zero { result.asynchronousData = flat.graph.and(set, !clear) }
        }
        flat.flipFlops[target] = result
    }

    private mutating func setAsynchronously(
        _ result: inout FlatDesign.FlipFlop, _ scope: Int, _ signal: FlipFlopCell.Control, to data: Literal
    ) {
        result.reset = resolve(scope, signal)
        result.isAsynchronous = true
        let data = defined(data)
        if data.isConstant { result.resetValue = data == .one } else { result.asynchronousData = data }
    }

    mutating func clockKey(_ scope: Int, _ clock: FlipFlopCell.Control) -> FlatDesign.ClockKey {
        FlatDesign.ClockKey(signal: defined(resolve(scope, clock.bit)), falling: clock.isActiveLow)
    }
}
