/// Enables and resets of a bit of a register beside those that its cell has.
struct RegisterControls: Hashable {
    /// The register takes its reset value when one of these holds.
    var resets: Set<WordFacts.Condition> = []
    var resetValue = false
    /// It takes its data only when all of these hold,
    var enables: Set<WordFacts.Condition> = []
    /// and none of these patterns, of which all conditions hold.
    var patterns: Set<Set<WordFacts.Condition>> = []
    /// What it takes then: a root.
    var data: Int32

    var isEmpty: Bool { resets.isEmpty && enables.isEmpty && patterns.isEmpty }
}

/// Multiplexers before registers become enables and resets, as the reference flow's `opt_dff` does: a multiplexer with a constant is a reset,
/// one that chooses the register's own value an enable, also deep in a tree of multiplexers that only this register reads.
extension CellElaborator {
    mutating func findControls() {
        for number in 0..<cellCount where words.isLive[number] {
            guard case .flipFlop(let cell) = cellAt(number).kind, cell.clock != nil, cell.set.isEmpty,
                cell.clear.isEmpty, cell.load == nil
            else { continue }
            let scope = scope(of: number)
            let data = roots(scope, cell.d)
            let outputs = roots(scope, cell.q)
            var found: [RegisterControls] = []
            for (bit, net) in data.enumerated() {
                found.append(controls(of: cell, bit, data: net, output: outputs[bit]))
            }
            if found.contains(where: { !$0.isEmpty }) { words.controls[number] = found }
        }
    }

    private mutating func controls(of cell: FlipFlopCell, _ bit: Int, data: Int32, output: Int32) -> RegisterControls {
        var result = RegisterControls(data: data)
        let own = cell.synchronousReset.flatMap { bit < $0.value.count ? $0.value[bit] : nil }
        if cell.asynchronousReset == nil, cell.enable == nil {
            var value = own
            while let mux = privateMux(result.data), !mux.isParallel {
                let (low, high) = (mux.inputs[0], mux.inputs[1])
                let constants = (Self.value(low), Self.value(high))
                if constants.0 != nil, constants.1 != nil { break }
                if let high = constants.1, value ?? high == high, low != output {
                    value = high
                    result.resets.insert(WordFacts.Condition(net: mux.selects[0], value: true))
                    result.data = low
                } else if let low = constants.0, value ?? low == low, high != output {
                    value = low
                    result.resets.insert(WordFacts.Condition(net: mux.selects[0], value: false))
                    result.data = high
                } else {
                    break
                }
            }
            result.resetValue = value ?? false
        }
        guard !cell.resetNeedsEnable else { return result }
        while let mux = privateMux(result.data), !mux.isParallel {
            if mux.inputs[0] == output {
                result.enables.insert(WordFacts.Condition(net: mux.selects[0], value: true))
                result.data = mux.inputs[1]
            } else if mux.inputs[1] == output {
                result.enables.insert(WordFacts.Condition(net: mux.selects[0], value: false))
                result.data = mux.inputs[0]
            } else {
                break
            }
        }
        var search = FeedbackSearch(output: output)
        feedback(result.data, [:], &search)
        if search.budget > 0 { result.patterns = Self.simplified(search.patterns) }
        if search.budget > 0 {
            for input in search.inputs {
                words.ignored.insert(input)
                words.hasIgnored.insert(input.cell)
            }
        }
        return result
    }

    /// A multiplexer, one bit of it, that only one thing reads.
    private struct Mux {
        var cell: Int
        var bit: Int
        /// `A`, then the choices of `B`.
        var inputs: [Int32]
        var selects: [Int32]
        var isParallel: Bool
    }

    private func privateMux(_ net: Int32) -> Mux? {
        guard net >= 0, words.users[Int(net)] == 1, let (number, bit) = driver(ofRoot: net) else { return nil }
        let cell = cellAt(number)
        guard case .logic(let operation) = cell.kind, operation == .mux || operation == .pmux else { return nil }
        let scope = scope(of: number)
        let width = cell.inputs[0].count
        let selects = roots(scope, cell.inputs[2])
        var inputs = [root(scope, cell.inputs[0][bit])]
        for index in selects.indices { inputs.append(root(scope, cell.inputs[1][index * width + bit])) }
        return Mux(cell: number, bit: bit, inputs: inputs, selects: selects, isParallel: selects.count != 1)
    }

    private static func value(_ net: Int32) -> Bool? {
        net == NetBit.zero.raw ? false : net == NetBit.one.raw ? true : nil
    }

    private struct FeedbackSearch {
        let output: Int32
        var patterns: Set<Set<WordFacts.Condition>> = []
        var inputs: [WordFacts.MuxInput] = []
        /// Trees can be walked in more ways than there is time for.
        var budget = 2_000
    }

    /// Collects under which conditions a tree of multiplexers chooses the register's own value.
    private func feedback(_ net: Int32, _ path: [Int32: Bool], _ search: inout FeedbackSearch) {
        search.budget -= 1
        guard search.budget > 0 else { return }
        if net == search.output {
            search.patterns.insert(Set(path.map { WordFacts.Condition(net: $0.key, value: $0.value) }))
            return
        }
        guard let mux = privateMux(net) else { return }
        func visit(_ input: Int, _ path: [Int32: Bool]) {
            feedback(mux.inputs[input], path, &search)
            if mux.inputs[input] == search.output {
                search.inputs.append(
                    WordFacts.MuxInput(
                        cell: Int32(truncatingIfNeeded: mux.cell), input: Int32(truncatingIfNeeded: input),
                        bit: Int32(truncatingIfNeeded: mux.bit)))
            }
        }
        if let known = mux.selects.firstIndex(where: { path[$0] == true }) { return visit(known + 1, path) }
        var otherwise = path
        for (index, select) in mux.selects.enumerated() where path[select] == nil {
            otherwise[select] = false
            var here = path
            here[select] = true
            visit(index + 1, here)
        }
        visit(0, otherwise)
    }

    /// Patterns that differ in one condition become one without it; those that a shorter one covers are left out.
    private static func simplified(_ patterns: Set<Set<WordFacts.Condition>>) -> Set<Set<WordFacts.Condition>> {
        var patterns = patterns
        var work = Array(patterns)
        while let pattern = work.popLast() {
            guard patterns.contains(pattern) else { continue }
            for condition in pattern {
                var twin = pattern
                twin.remove(condition)
                let shorter = twin
                twin.insert(WordFacts.Condition(net: condition.net, value: !condition.value))
                guard patterns.contains(twin) else { continue }
                patterns.remove(pattern)
                patterns.remove(twin)
                patterns.insert(shorter)
                work.append(shorter)
                break
            }
        }
        guard patterns.count <= 64 else { return patterns }
        return patterns.filter { pattern in
            !patterns.contains { $0.count < pattern.count && $0.isSubset(of: pattern) }
        }
    }

    // As literals.

    /// All of the conditions.
    mutating func resolveAll(_ conditions: Set<WordFacts.Condition>) -> Literal {
        let literals = conditions.sorted { ($0.net, $0.value ? 1 : 0) < ($1.net, $1.value ? 1 : 0) }.map {
            defined(resolve(0, Self.bit(ofRoot: $0.net))).inverted(if: !$0.value)
        }
        return flat.graph.andAll(literals)
    }

    /// When a register takes its data, by the controls that were found.
    mutating func enable(_ controls: RegisterControls) -> Literal {
        var factors = [resolveAll(controls.enables)]
        let sorted = controls.patterns.map { $0.sorted { ($0.net, $0.value ? 1 : 0) < ($1.net, $1.value ? 1 : 0) } }
            .sorted { a, b in a.lexicographicallyPrecedes(b) { ($0.net, $0.value ? 1 : 0) < ($1.net, $1.value ? 1 : 0) }
            }
        for pattern in sorted { factors.append(!resolveAll(Set(pattern))) }
        return flat.graph.andAll(factors.filter { $0 != .one })
    }

    /// When a register is reset, by the controls that were found.
    mutating func reset(_ controls: RegisterControls) -> Literal {
        let inverses = controls.resets.map { WordFacts.Condition(net: $0.net, value: !$0.value) }
        return controls.resets.isEmpty ? .zero : !resolveAll(Set(inverses))
    }
}
