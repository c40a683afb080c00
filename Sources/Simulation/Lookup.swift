import Netlist

extension Simulator {
    /// Looks up a port by its name.
    ///
    /// - Throws: `SIM001`, with the names that are nearest.
    public func port(_ name: String) throws(SimulationError) -> PortHandle {
        guard let index = ports.firstIndex(where: { $0.name == name }) else {
            throw SimulationError(
                .noSuchPort, "there is no port “\(name)”",
                hint: nearest(to: name, among: ports.map(\.name)).map { "did you mean \($0)?" }
                    ?? "the ports are \(ports.map(\.name).joined(separator: ", "))")
        }
        return handle(at: index)
    }

    /// Makes one cycle.
    ///
    /// - Throws: as `step(_:)`.
    public func step() throws(SimulationError) { try step(1) }

    /// Makes one cycle in which only `clocks` tick, together.
    ///
    /// - Throws: as `step(_:count:)`.
    public func step(_ clocks: [PortHandle]) throws(SimulationError) { try step(clocks, count: 1) }

    /// Makes `count` cycles in which only the clock of that name ticks; for hot loops, look the port up once.
    ///
    /// - Throws: as `step(_:count:)`, and `SIM001` when there is no such port.
    public func step(clock name: String, count: Int = 1) throws(SimulationError) {
        try step([port(name)], count: count)
    }

    /// Pokes a port by its name; for hot loops, look the port up once.
    public func poke(_ name: String, _ value: UInt64) throws(SimulationError) { try poke(port(name), value) }

    /// Pokes a port by its name; for hot loops, look the port up once.
    public func poke(_ name: String, _ value: BitVector) throws(SimulationError) { try poke(port(name), value) }

    /// Peeks a port of at most 64 bits by its name; for hot loops, look the port up once.
    public func peek(_ name: String) throws(SimulationError) -> UInt64 { try peek(port(name)) }

    /// Peeks a port of any width by its name; for hot loops, look the port up once.
    public func peekVector(_ name: String) throws(SimulationError) -> BitVector { try peekVector(port(name)) }

    /// The value of a signal inside the circuit, settled.
    public func peek(_ signal: SignalHandle) throws(SimulationError) -> BitVector { try peek(signal, element: 0) }
}

/// The up to three names that differ least from `name`, as “a”, “b” or “c”; nil when none is near.
public func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let allowed = max(2, wanted.count / 3)
    let near = names.map { (name: $0, distance: distance(wanted, Array($0.lowercased().utf8))) }
        .filter { $0.distance <= allowed }
        .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best = near.first?.distance else { return nil }
    let shown = near.prefix { $0.distance <= best + 1 }.prefix(3).map { "“\($0.name)”" }
    return shown.count == 1 ? shown[0] : shown.dropLast().joined(separator: ", ") + " or " + shown[shown.count - 1]
}

/// The least number of letters to insert, delete or replace.
private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let replaced = diagonal + (letter == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}
