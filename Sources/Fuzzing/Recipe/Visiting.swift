extension Recipe {
    /// Changes every expression, targets included.
    mutating func visitExpressions(_ change: (inout Expression) -> Void) {
        for index in modules.indices {
            for item in modules[index].items.indices { modules[index].items[item].visitExpressions(change) }
        }
    }

    /// Changes every block of statements, the outer one first.
    mutating func visitBlocks(_ change: (inout [Statement]) -> Void) {
        for index in modules.indices {
            for item in modules[index].items.indices { modules[index].items[item].visitBlocks(change) }
        }
    }

    /// Changes every list of items.
    mutating func visitItems(_ change: (inout [Item]) -> Void) {
        for index in modules.indices { modules[index].items.visit(change) }
    }
}

extension [Item] {
    mutating func visit(_ change: (inout [Item]) -> Void) {
        change(&self)
        for index in indices {
            if case .region(let region, var items) = self[index] {
                items.visit(change)
                self[index] = .region(region, items)
            }
        }
    }
}

extension Item {
    mutating func visitExpressions(_ change: (inout Expression) -> Void) {
        switch self {
        case .statements(var block):
            for index in block.indices { block[index].visitExpressions(change) }
            self = .statements(block)
        case .region(let region, var items):
            for index in items.indices { items[index].visitExpressions(change) }
            self = .region(region, items)
        case .stream(let name, var operands):
            for index in operands.indices { operands[index].visit(change) }
            self = .stream(name, operands)
        default: break
        }
    }

    mutating func visitBlocks(_ change: (inout [Statement]) -> Void) {
        switch self {
        case .statements(var block):
            block.visit(change)
            self = .statements(block)
        case .region(let region, var items):
            for index in items.indices { items[index].visitBlocks(change) }
            self = .region(region, items)
        default: break
        }
    }
}

extension [Statement] {
    mutating func visit(_ change: (inout [Statement]) -> Void) {
        change(&self)
        for index in indices {
            self[index].bodies = self[index].bodies.map {
                var body = $0
                body.visit(change)
                return body
            }
        }
    }
}

extension Statement {
    /// The blocks inside it, `otherwise` last.
    var bodies: [[Statement]] {
        get {
            switch self {
            case .when(let branches, let otherwise): branches.map(\.body) + [otherwise].compactMap(\.self)
            case .select(_, let arms, let otherwise): arms.map(\.body) + [otherwise].compactMap(\.self)
            case .selectMode(_, let arms, let otherwise): arms.map(\.body) + [otherwise].compactMap(\.self)
            default: []
            }
        }
        set {
            switch self {
            case .when(var branches, let otherwise):
                for index in branches.indices { branches[index].body = newValue[index] }
                self = .when(branches, otherwise: otherwise.flatMap { _ in newValue.last })
            case .select(let subject, var arms, let otherwise):
                for index in arms.indices { arms[index].body = newValue[index] }
                self = .select(subject, arms, otherwise: otherwise.flatMap { _ in newValue.last })
            case .selectMode(let subject, var arms, let otherwise):
                for index in arms.indices { arms[index].body = newValue[index] }
                self = .selectMode(subject, arms, otherwise: otherwise.flatMap { _ in newValue.last })
            default: break
            }
        }
    }

    /// Its own expressions, without those of the blocks inside.
    var expressions: [Expression] {
        get {
            switch self {
            case .assign(let target, let value): [target, value]
            case .choose(_, let condition, _, _): [condition]
            case .fromBits(_, _, let value): [value]
            case .when(let branches, _): branches.map(\.condition)
            case .select(let subject, _, _), .selectMode(let subject, _, _): [subject]
            case .write(_, let address, let value, let mask): [address, value] + [mask].compactMap(\.self)
            case .cover(_, let condition): [condition]
            case .connect, .go: []
            }
        }
        set {
            switch self {
            case .assign: self = .assign(newValue[0], newValue[1])
            case .choose(let target, _, let first, let second): self = .choose(target, newValue[0], first, second)
            case .fromBits(let target, let form, _): self = .fromBits(target, form, newValue[0])
            case .when(var branches, let otherwise):
                for index in branches.indices { branches[index].condition = newValue[index] }
                self = .when(branches, otherwise: otherwise)
            case .select(_, let arms, let otherwise): self = .select(newValue[0], arms, otherwise: otherwise)
            case .selectMode(_, let arms, let otherwise): self = .selectMode(newValue[0], arms, otherwise: otherwise)
            case .write(let name, _, _, let mask):
                self = .write(name, newValue[0], newValue[1], mask: mask.flatMap { _ in newValue.last })
            case .cover(let name, _): self = .cover(name, newValue[0])
            case .connect, .go: break
            }
        }
    }

    mutating func visitExpressions(_ change: (inout Expression) -> Void) {
        var own = expressions
        for index in own.indices { own[index].visit(change) }
        expressions = own
        var bodies = self.bodies
        for body in bodies.indices {
            for index in bodies[body].indices { bodies[body][index].visitExpressions(change) }
        }
        self.bodies = bodies
    }
}
