/// The ways in which a recipe can be made smaller.
struct Edits {
    let recipe: Recipe

    /// Smaller recipes, the boldest first. Some of them mean nothing; the language refuses those.
    var candidates: [Recipe] {
        (outputs + items + statements + expressions + widths).map { $0.repaired }.filter { $0.size < recipe.size }
    }

    private func changed(_ change: (inout Recipe) -> Void) -> Recipe {
        var copy = recipe
        change(&copy)
        return copy
    }

    /// Without one of the outputs or inputs.
    private var outputs: [Recipe] {
        recipe.modules.indices.reversed().flatMap { module in
            recipe.modules[module].outputs.indices.map { index in
                changed { $0.modules[module].outputs.remove(at: index) }
            }
                + recipe.modules[module].inputs.indices.map { index in
                    changed { $0.modules[module].inputs.remove(at: index) }
                }
                + recipe.modules[module].links.indices.map { index in
                    changed { $0.modules[module].links.remove(at: index) }
                }
        }
    }

    /// Without a declaration, a region, a block.
    private var items: [Recipe] {
        var lists: [Int] = []
        var copy = recipe
        copy.visitItems { lists.append($0.count) }
        return lists.enumerated().flatMap { list, count in
            (0..<count).map { index in
                changed { recipe in
                    var number = 0
                    recipe.visitItems { items in
                        if number == list, index < items.count { items.remove(at: index) }
                        number += 1
                    }
                }
            }
        }
    }

    /// Without a statement, or with what is inside it in its place.
    private var statements: [Recipe] {
        var blocks: [[Statement]] = []
        var copy = recipe
        copy.visitBlocks { blocks.append($0) }
        func replace(_ block: Int, _ change: @escaping (inout [Statement]) -> Void) -> Recipe {
            changed { recipe in
                var number = 0
                recipe.visitBlocks { statements in
                    if number == block { change(&statements) }
                    number += 1
                }
            }
        }
        return blocks.enumerated().flatMap { block, statements in
            statements.indices.flatMap { index in
                [replace(block) { $0.remove(at: index) }]
                    + statements[index].bodies.map { body in
                        replace(block) { $0.replaceSubrange(index...index, with: body) }
                    }
            }
        }
    }

    /// With an operand in the place of an operation, or zero.
    private var expressions: [Recipe] {
        var found: [Expression] = []
        var copy = recipe
        copy.visitExpressions { found.append($0) }
        return found.enumerated().flatMap { number, expression in
            let smaller = expression.operands.filter { $0.kind == expression.kind }
            let zero = Expression.zero(expression.kind)
            return (smaller + (expression == zero ? [] : [zero])).map { replacement in
                changed { recipe in
                    var count = 0
                    recipe.visitExpressions { expression in
                        if count == number { expression = replacement }
                        count += 1
                    }
                }
            }
        }
    }

    /// With a signal of half the width.
    private var widths: [Recipe] {
        let generator = Generator(random: Random(seed: 0), size: 1)
        var names: [(module: Int, name: String, width: Int)] = []
        for (module, part) in recipe.modules.enumerated() {
            for signal in part.inputs + part.items.declared {
                if case .scalar(.unsigned(let width)) = signal.form, width > 1 {
                    names.append((module, signal.name, width))
                }
            }
        }
        return names.map { module, name, width in
            changed { recipe in
                let narrow = Expression.signal(name, [], .unsigned(width / 2))
                var part = recipe.modules[module]
                for index in part.inputs.indices where part.inputs[index].name == name {
                    part.inputs[index].form = .scalar(narrow.kind)
                }
                part.items.visit { $0 = $0.map { $0.narrowed(name, to: width / 2) } }
                for index in part.items.indices {
                    part.items[index].visitBlocks { block in
                        for index in block.indices {
                            guard case .assign(.signal(name, [], .unsigned(width)), let value) = block[index] else {
                                continue
                            }
                            block[index] = .assign(narrow, generator.adapt(value, to: narrow.kind))
                        }
                    }
                    part.items[index].visitExpressions { expression in
                        guard expression == .signal(name, [], .unsigned(width)) else { return }
                        expression = generator.adapt(narrow, to: .unsigned(width))
                    }
                }
                recipe.modules[module] = part
            }
        }
    }
}

extension [Item] {
    /// All wires and registers, those of regions too.
    fileprivate var declared: [Declared] {
        flatMap { item -> [Declared] in
            switch item {
            case .wire(let signal), .register(let signal, _): [signal]
            case .region(_, let items): items.declared
            default: []
            }
        }
    }
}

extension Item {
    fileprivate func narrowed(_ name: String, to width: Int) -> Item {
        switch self {
        case .wire(let signal) where signal.name == name: .wire(Declared(name: name, form: .scalar(.unsigned(width))))
        case .register(let signal, let reset) where signal.name == name:
            .register(Declared(name: name, form: .scalar(.unsigned(width))), reset: reset.map { _ in [0] })
        default: self
        }
    }
}
