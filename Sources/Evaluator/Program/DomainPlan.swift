import Netlist

/// What happens at one edge of one clock, in places of the state.
final class DomainPlan {
    struct Read: Equatable {
        /// Where the new data wait until everything was read.
        var sample: Int
        var data: Int
        var address: Int
        var addressWidth: Int
        /// -1: always.
        var enable: Int
        var memory: MemoryShape
        var width: Int
        var seesNew: Bool
        /// The only write port that it sees; nil: all.
        var newOf: Int?
    }

    struct Write: Equatable {
        var enable: Int
        var address: Int
        var addressWidth: Int
        var data: Int
        /// -1: none.
        var mask: Int
        var granule: Int
        var memory: MemoryShape
        var width: Int
        /// Its number among the memory's.
        var port: Int
    }

    struct WideCommit: Equatable {
        var state: Int
        /// -1: always.
        var enable: Int
        var value: Int
        var low: Int
        var width: Int
    }

    struct Copy: Equatable {
        var to: Int
        var from: Int
    }

    /// A position in the top circuit's `ports`; nil for a clock that is made of data.
    let port: Int?
    /// Where the clock's level is.
    let clock: Int
    /// The level when the circuit settled last; of a clock that is made of data.
    var level: UInt64 = 0
    let edge: Clocking.Edge
    /// What modules that are written in Verilog do.
    var actions: [() -> Void] = []
    var reads: [Read] = []
    var writes: [Write] = []
    var wide: [WideCommit] = []
    /// Places of one bit that tell of a failed check or a cover point that was reached.
    var checks: [Int] = []
    let copies: UnsafeMutablePointer<Copy>
    let copyCount: Int

    init(port: Int?, clock: Int, edge: Clocking.Edge, copies list: [Copy]) {
        self.port = port
        self.clock = clock
        self.edge = edge
        copyCount = list.count
        copies = .allocate(capacity: max(1, list.count))
        copies.initialize(from: list, count: list.count)
    }

    deinit { copies.deallocate() }

    /// Whether the clock, which is made of data, made this edge since the last look.
    func hasTicked(_ s: UnsafeMutablePointer<UInt64>) -> Bool {
        let before = level
        level = s[clock] & 1
        return before != level && (level == 1) == (edge == .rising)
    }

    /// Registered reads, into their samples, with the words as they were before this edge, or with what this edge writes.
    func sampleReads(_ s: UnsafeMutablePointer<UInt64>) {
        for read in reads {
            let sample = s + read.sample
            if read.enable >= 0, s[read.enable] & 1 == 0 {
                Wide.copy(sample, s + read.data, read.width)
                continue
            }
            let address = Wide.amount(s + read.address, read.addressWidth, limit: read.memory.depth)
            guard address < read.memory.depth else {
                Wide.clear(sample, read.width)
                continue
            }
            Wide.copy(sample, s + read.memory.base + address * read.memory.words, read.width)
            guard read.seesNew else { continue }
            for write in writes where write.memory.base == read.memory.base && read.newOf ?? write.port == write.port {
                if Self.address(of: write, s) == address { Self.put(write, sample, s) }
            }
        }
    }

    func write(_ s: UnsafeMutablePointer<UInt64>) {
        for write in writes {
            let address = Self.address(of: write, s)
            if address >= 0 { Self.put(write, s + write.memory.base + address * write.memory.words, s) }
        }
    }

    /// Where a port writes now; -1: nowhere.
    private static func address(of write: Write, _ s: UnsafeMutablePointer<UInt64>) -> Int {
        guard s[write.enable] & 1 == 1 else { return -1 }
        let address = Wide.amount(s + write.address, write.addressWidth, limit: write.memory.depth)
        return address < write.memory.depth ? address : -1
    }

    private static func put(_ write: Write, _ word: UnsafeMutablePointer<UInt64>, _ s: UnsafeMutablePointer<UInt64>) {
        if write.mask < 0 {
            Wide.copy(word, s + write.data, write.width)
            return
        }
        for part in 0..<(write.width / write.granule) where Wide.bit(s + write.mask, part) {
            Wide.depositPart(word, s + write.data, low: part * write.granule, width: write.granule)
        }
    }

    func commit(_ s: UnsafeMutablePointer<UInt64>) {
        for read in reads { Wide.copy(s + read.data, s + read.sample, read.width) }
        var copy = copies
        let end = copies + copyCount
        while copy != end {
            s[copy.pointee.to] = s[copy.pointee.from]
            copy += 1
        }
        for commit in wide where commit.enable < 0 || s[commit.enable] & 1 == 1 {
            Wide.deposit(s + commit.state, low: commit.low, s + commit.value, commit.width)
        }
    }
}

extension Wide {
    /// Copies bits `low ..< low + width` of `a` to the same bits of `d`.
    static func depositPart(_ d: Words, _ a: Words, low: Int, width: Int) {
        var position = low
        while position < low + width {
            let (word, shift) = (position / 64, position % 64)
            let count = min(64 - shift, low + width - position)
            let mask = ones(count) << UInt64(shift)
            d[word] = d[word] & ~mask | a[word] & mask
            position += count
        }
    }
}
