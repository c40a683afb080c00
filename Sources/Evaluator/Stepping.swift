import Netlist
import Simulation

extension Evaluator {
    public func step(_ count: Int) throws(SimulationError) {
        var left = count
        while left > 0 {
            makeCycle(rising, falling, clockPorts)
            left -= 1
            if failed != nil || isUnsettled { throw endedError() }
        }
    }

    public func step(_ clocks: [PortHandle], count: Int) throws(SimulationError) {
        for clock in clocks {
            guard clock.owner == UInt(bitPattern: state) else { throw foreignPort(clock.index) }
            guard ports[clock.index].direction == .clock else { throw refusedClock(clock.index) }
        }
        let chosen = clocks.map(\.index)
        let up = rising.filter { build.domains[$0].port.map(chosen.contains) ?? false }
        let down = falling.filter { build.domains[$0].port.map(chosen.contains) ?? false }
        var left = count
        while left > 0 {
            makeCycle(up, down, chosen)
            left -= 1
            if failed != nil || isUnsettled { throw endedError() }
        }
    }

    public func steps(until port: PortHandle, limit: Int) throws(SimulationError) -> Int? {
        let value = try pointer(to: port).assumingMemoryBound(to: UInt64.self)
        guard port.width == 1 else { throw tooWide(port, than: "1 bit") }
        var steps = 0
        while true {
            settleIfStale()
            if value.pointee & 1 == 1 { return steps }
            if steps >= limit { return nil }
            try step(1)
            steps += 1
        }
    }

    private func makeCycle(_ up: [Int], _ down: [Int], _ clocks: [Int]) {
        settleIfStale()
        if !devices.isEmpty { for device in devices { device.sample() } }
        if waves != nil { dumpWaves(at: cycle * 10) }
        if !derived.isEmpty {
            makeEdge(up, clocks, level: 1)
            if waves != nil { dumpWaves(at: cycle * 10 + 5) }
            makeEdge(down, clocks, level: 0)
        } else {
            tick(up)
            if !down.isEmpty || waves != nil {
                for clock in clocks { state[build.ports[clock]] = 1 }
                evaluate()
                if waves != nil { dumpWaves(at: cycle * 10 + 5) }
                tick(down)
                for clock in clocks { state[build.ports[clock]] = 0 }
            }
        }
        cycle += 1
        isStale = true
        isDriven = false
    }

    /// One edge of the domains' clocks, at the same moment.
    private func tick(_ domains: [Int]) {
        isStateStale = true
        for domain in domains where !build.domains[domain].checks.isEmpty { look(at: domain) }
        for domain in domains where !build.domains[domain].actions.isEmpty {
            for action in build.domains[domain].actions { action() }
            for external in build.externals { external.isStale = true }
        }
        if domains.count == 1 {
            act(build.domains[domains[0]])
            return
        }
        for domain in domains { build.domains[domain].sampleReads(state) }
        for domain in domains { build.domains[domain].write(state) }
        for domain in domains { build.domains[domain].commit(state) }
    }

    // MARK: Clocks that are made of data

    /// An edge of inputs, where clocks are made of data: what follows from the level alone ticks at the same moment.
    private func makeEdge(_ domains: [Int], _ clocks: [Int], level: UInt64) {
        for clock in clocks { state[build.ports[clock]] = level }
        evaluate()
        tick(domains + derivedTicks())
        evaluate()
        followDerivedClocks()
    }

    /// The domains whose clocks made their edge since the last call.
    func derivedTicks() -> [Int] { derived.filter { build.domains[$0].hasTicked(state) } }

    /// Ticks what clocks that are made of data clock, until none makes an edge any more.
    func followDerivedClocks() {
        for _ in 0..<Self.clockLimit {
            let domains = derivedTicks()
            if domains.isEmpty { return }
            tick(domains)
            evaluate()
        }
        isUnsettled = true
    }

    /// How many edges may follow from one edge of an input, one after the other.
    private static let clockLimit = 1000

    private func act(_ domain: DomainPlan) {
        if !domain.reads.isEmpty { domain.sampleReads(state) }
        if !domain.writes.isEmpty { domain.write(state) }
        domain.commit(state)
    }

    private func look(at domain: Int) {
        let places = build.domains[domain].checks
        for position in places.indices where state[places[position]] & 1 == 1 {
            let property = build.checks[domain][position].property
            if let message = property.message {
                let text = text(of: message, build.messages[domain][position])
                if printed.utf8.count < 1 << 16 {
                    printed += property.kind == .log ? "\(text)\n" : "\(property.kind) '\(property.name)': \(text)\n"
                }
            }
            switch property.kind {
            case .cover: hits[domain][position] += 1
            case .log: break
            case .check, .assume: if failed == nil { failed = (domain, position) }
            }
        }
    }
}
