import Components
import HDL
import Testing

/// Counters and the timer against a few lines of Swift.
@Suite struct CounterTests {
    @Test(arguments: [(9, false), (9, true), (7, false), (1, true)])
    func counts(limit: Int, saturates: Bool) throws {
        let design = try elaborate { Counter(limit: limit, saturates: saturates) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, count) = (Random(1), 0)
            for _ in 0..<1000 {
                let (enable, clear) = (random.chance(80), random.chance(4))
                try simulator.poke("enable", enable ? 1 : 0)
                try simulator.poke("clear", clear ? 1 : 0)
                try simulator.expect("count", UInt64(count))
                try simulator.expect("wraps", enable && !clear && count == limit ? 1 : 0)
                if clear {
                    count = 0
                } else if enable {
                    count = count < limit ? count + 1 : saturates ? limit : 0
                }
                try simulator.step()
            }
        }
    }

    @Test func expiresInTime() throws {
        let design = try elaborate { Timer(width: 5) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(2)
            // The cycle in which it expires next, and how long it then runs again.
            var (now, end, period, expired) = (0, Int?.none, 0, 0)
            for _ in 0..<3000 {
                let (start, stop, repeats) = (random.chance(5), random.chance(3), random.chance(50))
                let cycles = random.below(32)
                try simulator.poke("start", start ? 1 : 0)
                try simulator.poke("stop", stop ? 1 : 0)
                try simulator.poke("repeats", repeats ? 1 : 0)
                try simulator.poke("cycles", UInt64(cycles))
                try simulator.expect("isRunning", end == nil ? 0 : 1)
                try simulator.expect("expires", end == now ? 1 : 0)
                if end == now {
                    end = period > 0 ? now + period : nil
                    expired += 1
                }
                if start {
                    (end, period) = (cycles > 0 ? now + cycles : nil, repeats ? cycles : 0)
                } else if stop {
                    end = nil
                }
                now += 1
                try simulator.step()
            }
            #expect(expired > 50)
        }
    }

    @Test func gray() throws {
        let design = try elaborate { GrayCounter(width: 5) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, count) = (Random(3), UInt64(0))
            for _ in 0..<500 {
                let enable = random.chance(70)
                try simulator.poke("enable", enable ? 1 : 0)
                try simulator.expect("binary", count)
                try simulator.expect("gray", count ^ count >> 1)
                if enable { count = (count + 1) % 32 }
                try simulator.step()
            }
        }
    }

    @Test func counterLimits() {
        #expect(messages { Counter(limit: 0) } == ["HDL070: a counter up to 0"])
    }
}
