/// Orders instructions: always the kind of which most are ready, and of that kind all that become ready meanwhile.
struct Scheduler {
    /// By instruction: how many that it waits for are not placed.
    private var waiting: [Int32]
    /// By instruction: who waits for it, as a list in `next`, -1 at the end.
    private var first: [Int32]
    private var links: [(user: Int32, next: Int32)] = []

    init(count: Int) {
        waiting = Array(repeating: 0, count: count)
        first = Array(repeating: -1, count: count)
        links.reserveCapacity(3 * count)
    }

    /// `user` stands after `used`.
    mutating func order(_ user: Int, after used: Int) {
        links.append((Int32(user), first[used]))
        first[used] = Int32(links.count - 1)
        waiting[user] += 1
    }

    /// The order, as positions; what is in a loop is left out.
    mutating func run(_ opcodes: [Opcode]) -> [Int] {
        var ready: [[Int32]] = Array(repeating: [], count: 256)
        for index in opcodes.indices where waiting[index] == 0 {
            ready[Int(opcodes[index].rawValue)].append(Int32(index))
        }
        let used = Set(opcodes.map(\.rawValue)).sorted().map { Int($0) }
        var result: [Int] = []
        result.reserveCapacity(opcodes.count)
        while true {
            var best = -1
            for kind in used where !ready[kind].isEmpty && (best < 0 || ready[kind].count > ready[best].count) {
                best = kind
            }
            guard best >= 0 else { return result }
            var position = 0
            while position < ready[best].count {
                let index = Int(ready[best][position])
                position += 1
                result.append(index)
                var link = first[index]
                while link >= 0 {
                    let (user, next) = links[Int(link)]
                    waiting[Int(user)] -= 1
                    if waiting[Int(user)] == 0 { ready[Int(opcodes[Int(user)].rawValue)].append(user) }
                    link = next
                }
            }
            ready[best].removeAll(keepingCapacity: true)
        }
    }
}
