import Netlist

extension Block {
    /// All statements, each before those in it; their positions are the numbers of `Cell.Part`.
    var inOrder: [Statement] {
        flatMap { statement -> [Statement] in
            switch statement {
            case .assign, .write, .property: [statement]
            case .when(let when): [statement] + when.then.inOrder + when.otherwise.inOrder
            case .select(let select):
                [statement] + select.arms.flatMap { $0.body.inOrder } + (select.otherwise ?? []).inOrder
            }
        }
    }

    /// The block with each assignment, write and property changed, or without it where that is nil.
    func changing(_ change: (Statement) -> Statement?) -> Block {
        let changed = compactMap { statement -> Statement? in
            switch statement {
            case .assign, .write, .property: return change(statement)
            case .when(var when):
                when.then = when.then.changing(change)
                when.otherwise = when.otherwise.changing(change)
                return .when(when)
            case .select(var select):
                for arm in select.arms.indices { select.arms[arm].body = select.arms[arm].body.changing(change) }
                select.otherwise = select.otherwise?.changing(change)
                return .select(select)
            }
        }
        return Block(changed)
    }

    /// The block without its properties.
    func withoutProperties() -> Block {
        changing { statement in if case .property = statement { nil } else { statement } }
    }

    /// The block with the statement of that number replaced.
    func replacing(_ number: Int, _ body: (Statement) -> Block) -> Block {
        var next = 0
        return replacing(number, &next, body)
    }

    private func replacing(_ number: Int, _ next: inout Int, _ body: (Statement) -> Block) -> Block {
        var result: Block = []
        for statement in self {
            let mine = next
            next += 1
            if mine == number {
                next += ([statement] as Block).inOrder.count - 1
                result += body(statement)
                continue
            }
            switch statement {
            case .assign, .write, .property: result.append(statement)
            case .when(var when):
                when.then = when.then.replacing(number, &next, body)
                when.otherwise = when.otherwise.replacing(number, &next, body)
                result.append(.when(when))
            case .select(var select):
                for arm in select.arms.indices {
                    select.arms[arm].body = select.arms[arm].body.replacing(number, &next, body)
                }
                select.otherwise = select.otherwise?.replacing(number, &next, body)
                result.append(.select(select))
            }
        }
        return result
    }
}
