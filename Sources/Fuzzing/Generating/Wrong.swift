extension Generator {
    /// A design with one to three mistakes in it; some of them happen to be right.
    static func makeWrong(seed: UInt64, size: Int) -> Recipe {
        var generator = Generator(random: Random(seed: seed ^ 0x5555), size: size)
        var recipe = make(seed: seed, size: size)
        for _ in 0..<generator.random.pick(1...3) { generator.spoil(&recipe) }
        return recipe
    }

    private static let extremes = [-1, 0, 1, 2, 3, 31, 63, 64, 65, 200, 1000, 65537, Int.max, Int.min]

    private mutating func extreme() -> Int { Self.extremes[random.pick(0...(Self.extremes.count - 1))] }

    private mutating func spoil(_ recipe: inout Recipe) {
        switch random.pick(0...7) {
        case 0...2: spoilExpression(&recipe)
        case 3: dropStatement(&recipe)
        case 4: spoilItem(&recipe)
        case 5: exchangeNames(&recipe)
        case 6: spoilPattern(&recipe)
        default:
            let module = random.pick(0...(recipe.modules.count - 1))
            guard !recipe.modules[module].inputs.isEmpty else { return }
            recipe.modules[module].inputs[0].form = .scalar(.unsigned(extreme()))
        }
    }

    /// Another number, width or operand.
    private mutating func spoilExpression(_ recipe: inout Recipe) {
        var count = 0
        recipe.visitExpressions { _ in count += 1 }
        guard count > 0 else { return }
        let (chosen, number, width) = (random.pick(0...(count - 1)), extreme(), random.width())
        let isNumber = random.once(in: 2)
        count = 0
        recipe.visitExpressions { expression in
            defer { count += 1 }
            guard count == chosen else { return }
            if isNumber, case .operation(let row, let operands, var numbers, let kind) = expression, !numbers.isEmpty {
                numbers[0] = number
                expression = .operation(row, operands, numbers, kind)
            } else {
                switch expression.kind {
                case .unsigned: expression = .zero(.unsigned(width))
                case .signed: expression = .zero(.signed(width))
                default: break
                }
            }
        }
    }

    private mutating func dropStatement(_ recipe: inout Recipe) {
        var blocks: [Int] = []
        recipe.visitBlocks { blocks.append($0.count) }
        let full = blocks.indices.filter { blocks[$0] > 0 }
        guard let chosen = full.randomElement(using: &random) else { return }
        let index = random.pick(0...(blocks[chosen] - 1))
        var number = 0
        recipe.visitBlocks { block in
            if number == chosen, index < block.count { block.remove(at: index) }
            number += 1
        }
    }

    /// A memory without elements, a missing declaration, one too many, too many reset values.
    private mutating func spoilItem(_ recipe: inout Recipe) {
        let module = random.pick(0...(recipe.modules.count - 1))
        let index = random.pick(0...(recipe.modules[module].items.count - 1))
        let (number, choice) = (extreme(), random.pick(0...2))
        switch recipe.modules[module].items[index] {
        case .memory(let name, let kind, _, let initial):
            recipe.modules[module].items[index] = .memory(name, kind, depth: number, initial: initial)
        case .register(let signal, let reset):
            recipe.modules[module].items[index] =
                choice == 0
                ? .register(Declared(name: signal.name, form: .vector(number, .bit)), reset: reset)
                : .register(signal, reset: (reset ?? []) + [number])
        default:
            if choice == 0 {
                recipe.modules[module].items.remove(at: index)
            } else {
                recipe.modules[module].items.append(recipe.modules[module].items[index])
            }
        }
    }

    /// One signal is called like another: loops, second drivers, other clocks, other widths.
    private mutating func exchangeNames(_ recipe: inout Recipe) {
        let module = random.pick(0...(recipe.modules.count - 1))
        let names = Array(recipe.modules[module].declaredNames(recipe)).sorted()
        guard let first = names.randomElement(using: &random), let second = names.randomElement(using: &random) else {
            return
        }
        for index in recipe.modules[module].items.indices {
            recipe.modules[module].items[index].visitExpressions { expression in
                if case .signal(first, let steps, let kind) = expression { expression = .signal(second, steps, kind) }
            }
        }
    }

    private mutating func spoilPattern(_ recipe: inout Recipe) {
        let pattern = ["b", "b10x", "b1", "99", "-1", "b????????????????", "0"].randomElement(using: &random) ?? "0"
        recipe.visitBlocks { block in
            for index in block.indices {
                if case .select(let subject, var arms, let otherwise) = block[index], !arms.isEmpty {
                    arms[arms.count - 1].patterns = [pattern]
                    block[index] = .select(subject, arms, otherwise: otherwise)
                }
            }
        }
    }
}
