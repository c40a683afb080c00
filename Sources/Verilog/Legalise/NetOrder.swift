import Netlist

/// Puts nets that are declared with their value in an order in which each is declared before it is read.
enum NetOrder {
    /// - Returns: what must be declared ahead because nets read each other (different bits), and the nets in order.
    static func sort(_ nets: [NetSyntax], nameCount: Int) -> (late: [Item], sorted: [Item]) {
        // By name: the number of the net.
        var numbers: [Int32] = Array(repeating: -1, count: nameCount)
        for (index, net) in nets.enumerated() { numbers[Int(net.name.index)] = Int32(index) }
        if isSorted(nets, numbers) { return ([], nets.map { .net($0) }) }
        var sources: [[Int]] = []
        sources.reserveCapacity(nets.count)
        for net in nets {
            var reads: [Int] = []
            net.value?.forEachName { name in
                let number = numbers[Int(name.index)]
                if number >= 0 { reads.append(Int(number)) }
            }
            sources.append(reads)
        }

        var state = Array(repeating: UInt8(0), count: nets.count)
        var ahead: Set<Int> = []
        var order: [Int] = []
        order.reserveCapacity(nets.count)
        for root in nets.indices where state[root] == 0 {
            var stack: [(net: Int, next: Int)] = [(root, 0)]
            state[root] = 1
            while let top = stack.last {
                guard top.next < sources[top.net].count else {
                    state[top.net] = 2
                    order.append(top.net)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let source = sources[top.net][top.next]
                if state[source] == 0 {
                    state[source] = 1
                    stack.append((source, 0))
                } else if state[source] == 1 {
                    ahead.insert(source)
                }
            }
        }
        let late = ahead.sorted().map { index -> Item in
            var net = nets[index]
            net.value = nil
            return .net(net)
        }
        let sorted = order.map { index -> Item in
            let net = nets[index]
            guard ahead.contains(index), let value = net.value else { return .net(net) }
            return .assign(target: .name(net.name), value: value, place: net.place)
        }
        return (late, sorted)
    }

    /// True when every net reads only those before it.
    private static func isSorted(_ nets: [NetSyntax], _ numbers: [Int32]) -> Bool {
        for (index, net) in nets.enumerated() {
            var isBehind = true
            net.value?.forEachName { if numbers[Int($0.index)] >= Int32(index) { isBehind = false } }
            if !isBehind { return false }
        }
        return true
    }
}

extension Expression {
    /// Every name that is read, as often as it is.
    func forEachName(_ body: (Name) -> Void) {
        forEachRead { name, _, _ in body(name) }
    }

    /// Every name that is read, with the bits: nil for all of them.
    func forEachRead(_ body: (Name, _ low: Int?, _ high: Int) -> Void) {
        switch self {
        case .number, .wideNumber, .signedLiteral: break
        case .name(let name): body(name, nil, 0)
        case .position(let name, let index): body(name, Int(index), Int(index))
        case .range(let name, let high, let low): body(name, Int(low), Int(high))
        case .word(let name, let index), .wordPart(let name, let index, _, _), .indexedPart(let name, let index, _):
            body(name, nil, 0)
            index.forEachRead(body)
        case .unary(_, let operand), .replication(_, let operand), .signed(let operand), .unsigned(let operand):
            operand.forEachRead(body)
        case .binary(_, let left, let right):
            left.forEachRead(body)
            right.forEachRead(body)
        case .conditional(let condition, let then, let otherwise):
            condition.forEachRead(body)
            then.forEachRead(body)
            otherwise.forEachRead(body)
        case .concatenation(let parts): for part in parts { part.forEachRead(body) }
        }
    }
}
