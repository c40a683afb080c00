extension Recipe {
    /// Without what names something that is not there (any more), and without parts that nobody uses.
    var repaired: Recipe {
        var result = self
        for index in result.modules.indices {
            var known = result.modules[index].declaredNames(result)
            for link in result.modules[index].links { known.formUnion(link.name.linkNames) }
            known.formUnion(result.modules[index].inputs.map(\.name) + result.modules[index].outputs.map(\.name))
            for item in result.modules[index].items.indices {
                result.modules[index].items[item].visitBlocks { block in
                    block.removeAll { statement in statement.names.contains { !known.contains($0) } }
                }
                result.modules[index].items[item].visitExpressions { expression in
                    if let name = expression.name, !known.contains(name) { expression = .zero(expression.kind) }
                }
            }
            result.modules[index].items.visit { items in
                items.removeAll { item in
                    switch item {
                    case .statements(let block): block.isEmpty
                    case .region(let region, let inner):
                        inner.isEmpty || region.data.map { !known.contains($0) } ?? false
                    default: false
                    }
                }
            }
        }
        var used: Set<String> = [result.modules.last?.name ?? ""]
        result.visitItems { items in
            for case .instance(_, let part) in items { used.insert(part) }
        }
        result.modules.removeAll { !used.contains($0.name) }
        return result
    }
}

extension Part {
    /// What the items declare, ports of instances included.
    func declaredNames(_ recipe: Recipe) -> Set<String> {
        var names: Set<String> = []
        func collect(_ items: [Item]) {
            for item in items {
                if let name = item.name { names.insert(name) }
                if case .link(let name, _, _) = item { names.formUnion(name.linkNames) }
                if case .region(_, let inner) = item { collect(inner) }
                if case .instance(let name, let partName) = item,
                    let part = recipe.modules.first(where: { $0.name == partName })
                {
                    for port in part.inputs + part.outputs { names.insert("\(name).\(port.name)") }
                    for link in part.links { names.formUnion("\(name).\(link.name)".linkNames) }
                }
            }
        }
        collect(items)
        return names
    }
}

extension String {
    /// A link of this name, and its fields.
    fileprivate var linkNames: [String] { [self, self + ".there", self + ".back"] }
}

extension Statement {
    /// What it assigns or takes whole.
    fileprivate var names: [String] {
        switch self {
        case .assign(let target, _): target.rootName.map { [$0] } ?? []
        case .connect(let target, let source): [target, source]
        case .choose(let target, _, let first, let second): [target, first, second]
        case .fromBits(let target, _, _): [target]
        case .go(let name, _), .write(let name, _, _, _): [name]
        case .selectMode(.machine(let name, .value), _, _): [name]
        default: []
        }
    }
}

extension Expression {
    /// The signal of a target.
    fileprivate var rootName: String? { name ?? operands.first?.rootName }
}
