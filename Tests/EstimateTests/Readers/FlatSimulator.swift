@testable import Estimate

/// Values of a flattened design without registers in use, for one setting of its inputs: an oracle for the readers.
struct FlatSimulator {
    let flat: FlatDesign
    /// By number of the source.
    var inputs: [Int: Bool] = [:]
    private var known: [Int: Bool] = [:]

    init(_ flat: FlatDesign) { self.flat = flat }

    mutating func value(_ literal: Literal) -> Bool { node(literal.node) != literal.isInverted }

    mutating func word(_ literals: [Literal]) -> Int {
        literals.enumerated().reduce(0) { $0 | (value($1.element) ? 1 << $1.offset : 0) }
    }

    private mutating func node(_ index: Int) -> Bool {
        if let known = known[index] { return known }
        let node = flat.graph.nodes[index]
        let (a, b, c) = (Literal(raw: node.a), Literal(raw: node.b), Literal(raw: node.c))
        let result: Bool
        switch node.kind {
        case .constant: result = false
        case .and: result = value(a) && value(b)
        case .xor: result = value(a) != value(b)
        case .mux: result = value(a) ? value(b) : value(c)
        case .source:
            switch flat.owners[Int(node.a)] {
            case .chain(let number, let position): result = chain(flat.chains[number], position)
            case .multiplier(let number):
                let cell = flat.multipliers[number]
                let place = cell.product.firstIndex(of: Literal(node: index)) ?? 0
                result = product(cell) >> place & 1 == 1
            default: result = inputs[Int(node.a)] ?? false
            }
        }
        known[index] = result
        return result
    }

    private mutating func chain(_ chain: FlatDesign.CarryChain, _ position: Int) -> Bool {
        var carry = value(chain.carryIn)
        for index in 0..<position {
            carry = value(chain.propagate[index]) ? carry : value(chain.generate[index])
        }
        let propagates = value(chain.propagate[position])
        if chain.sums[position] != nil { return propagates != carry }
        return propagates ? carry : value(chain.generate[position])
    }

    private mutating func product(_ cell: FlatDesign.Multiplier) -> Int {
        func signed(_ value: Int, _ width: Int) -> Int { value >> (width - 1) & 1 == 1 ? value - 1 << width : value }
        return signed(word(cell.a), cell.a.count) &* signed(word(cell.b), cell.b.count)
    }
}
