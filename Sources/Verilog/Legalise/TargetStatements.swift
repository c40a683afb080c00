import Netlist

/// The statements that drive something.
extension Targets {
    /// The block without assignments that are overridden; nil where that is all of it.
    ///
    /// - Parameters:
    ///   - overridden: by node: what is assigned as a whole behind this block.
    ///   - added: the nodes that are marked there, in the order in which they were.
    func live(_ block: Block, overridden: inout [Bool], added: inout [NodeID]) -> Block? {
        if let only = block.onlyAssignment { return overridden[Int(only.target.index)] ? [] : nil }
        // Backwards, from the first change on.
        var result: Block?
        let start = added.count
        for index in block.indices.reversed() {
            let change = change(of: block[index], &overridden, &added)
            if case .none = change {
                result?.append(block[index])
                continue
            }
            if result == nil { result = Block(block[(index + 1)...].reversed()) }
            if case .replaced(let statement) = change { result?.append(statement) }
        }
        for target in added[start...] { overridden[Int(target.index)] = false }
        added.removeSubrange(start...)
        return result.map { Block($0.reversed()) }
    }

    private enum Change {
        case none
        case dropped
        case replaced(Statement)
    }

    private func change(of statement: Statement, _ overridden: inout [Bool], _ added: inout [NodeID]) -> Change {
        switch statement {
        case .assign(let assignment):
            if overridden[Int(assignment.target.index)] { return .dropped }
            if isWhole(assignment) {
                overridden[Int(assignment.target.index)] = true
                added.append(assignment.target)
            }
        case .when(let when):
            let then = live(when.then, overridden: &overridden, added: &added)
            let otherwise = live(when.otherwise, overridden: &overridden, added: &added)
            guard then != nil || otherwise != nil else { return .none }
            var changed = when
            changed.then = then ?? when.then
            changed.otherwise = otherwise ?? when.otherwise
            return .replaced(.when(changed))
        case .select(let select):
            var arms: [Select.Arm]?
            for arm in select.arms.indices {
                guard let body = live(select.arms[arm].body, overridden: &overridden, added: &added) else { continue }
                if arms == nil { arms = select.arms }
                arms?[arm].body = body
            }
            let otherwise = select.otherwise.flatMap { live($0, overridden: &overridden, added: &added) }
            guard arms != nil || otherwise != nil else { return .none }
            var changed = select
            if let arms { changed.arms = arms }
            if let otherwise { changed.otherwise = otherwise }
            return .replaced(.select(changed))
        case .write, .property: break
        }
        return .none
    }

    /// For each group the statements that drive its targets, with the control structure around them and nothing else.
    ///
    /// - Parameters:
    ///   - groupOf: by target: its group; -1: none.
    ///   - take: gets the group and its next statement.
    func slice(_ block: Block, groupOf: [Int32], take: (Int32, Statement) -> Void) {
        for statement in block {
            switch owner(of: statement, groupOf) {
            case .nobody: continue
            case .group(let group): take(group, statement)
            case .several: split(statement, groupOf, take)
            }
        }
    }

    private enum Owner: Equatable {
        case nobody
        case group(Int32)
        case several
    }

    /// Whose targets a statement drives.
    private func owner(of statement: Statement, _ groupOf: [Int32]) -> Owner {
        switch statement {
        case .when(let when):
            return joined(owner(of: when.then, groupOf), owner(of: when.otherwise, groupOf))
        case .select(let select):
            var result = select.otherwise.map { owner(of: $0, groupOf) } ?? .nobody
            for arm in select.arms.indices where result != .several {
                result = joined(result, owner(of: select.arms[arm].body, groupOf))
            }
            return result
        case .assign, .write, .property:
            guard let target = target(of: statement), groupOf[target] >= 0 else { return .nobody }
            return .group(groupOf[target])
        }
    }

    private func owner(of block: Block, _ groupOf: [Int32]) -> Owner {
        if let only = block.onlyAssignment {
            let group = groupOf[Int(only.target.index)]
            return group < 0 ? .several : .group(group)
        }
        var result = Owner.nobody
        for statement in block {
            let next = owner(of: statement, groupOf)
            // What nobody owns must go.
            if next == .nobody { return .several }
            result = joined(result, next)
            if result == .several { return .several }
        }
        return result
    }

    private func joined(_ left: Owner, _ right: Owner) -> Owner {
        left == .nobody || left == right ? right : right == .nobody ? left : .several
    }

    private func split(_ statement: Statement, _ groupOf: [Int32], _ take: (Int32, Statement) -> Void) {
        func blocks(_ block: Block) -> [Int32: Block] {
            var result: [Int32: Block] = [:]
            slice(block, groupOf: groupOf) { group, statement in result[group, default: []].append(statement) }
            return result
        }
        switch statement {
        case .when(let when):
            let (then, otherwise) = (blocks(when.then), blocks(when.otherwise))
            for group in Set(then.keys).union(otherwise.keys) {
                var part = when
                part.then = then[group] ?? []
                part.otherwise = otherwise[group] ?? []
                take(group, .when(part))
            }
        case .select(let select):
            let arms = select.arms.map { blocks($0.body) }
            let otherwise = select.otherwise.map { blocks($0) }
            var present = Set(otherwise?.keys.map { $0 } ?? [])
            for arm in arms { present.formUnion(arm.keys) }
            for group in present {
                var part = select
                part.arms = zip(select.arms, arms).map { arm, blocks in
                    Select.Arm(patterns: arm.patterns, body: blocks[group] ?? [], place: arm.place)
                }
                part.otherwise = otherwise.map { $0[group] ?? [] }
                take(group, .select(part))
            }
        case .assign, .write, .property: break
        }
    }
}
