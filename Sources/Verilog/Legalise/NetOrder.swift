import Netlist

/// An order for nets that are declared with their value, in which each is declared before it is read.
struct NetOrder {
    /// The numbers of the nets, in order.
    private(set) var sorted: [Int]
    private var late: Set<Int> = []

    /// The nets that must be declared ahead because nets read each other (different bits), in ascending order.
    var ahead: [Int] { late.sorted() }

    func isAhead(_ net: Int) -> Bool { !late.isEmpty && late.contains(net) }

    init(_ nets: [NetSyntax], nameCount: Int, _ syntax: Syntax) {
        // By name: the number of the net.
        var numbers: [Int32] = Array(repeating: -1, count: nameCount)
        for (index, net) in nets.enumerated() { numbers[Int(net.name.index)] = Int32(index) }
        sorted = Array(nets.indices)
        if Self.isSorted(nets, numbers, syntax) { return }
        let sources = nets.map { net -> [Int] in
            var reads: [Int] = []
            guard let value = net.value else { return reads }
            syntax.forEachName(value) { name in
                let number = numbers[Int(name.index)]
                if number >= 0 { reads.append(Int(number)) }
            }
            return reads
        }
        visit(sources)
    }

    private mutating func visit(_ sources: [[Int]]) {
        var state = Array(repeating: UInt8(0), count: sources.count)
        sorted.removeAll(keepingCapacity: true)
        for root in sources.indices where state[root] == 0 {
            var stack: [(net: Int, next: Int)] = [(root, 0)]
            state[root] = 1
            while let top = stack.last {
                guard top.next < sources[top.net].count else {
                    state[top.net] = 2
                    sorted.append(top.net)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let source = sources[top.net][top.next]
                if state[source] == 0 {
                    state[source] = 1
                    stack.append((source, 0))
                } else if state[source] == 1 {
                    late.insert(source)
                }
            }
        }
    }

    /// True when every net reads only those before it.
    private static func isSorted(_ nets: [NetSyntax], _ numbers: [Int32], _ syntax: Syntax) -> Bool {
        for (index, net) in nets.enumerated() {
            guard let value = net.value else { continue }
            var isBehind = true
            syntax.forEachName(value) { name in
                if numbers[Int(name.index)] >= Int32(index) { isBehind = false }
            }
            if !isBehind { return false }
        }
        return true
    }
}
