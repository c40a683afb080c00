/// How fast a design may run: its longest paths by the delays of a small table, before anything is placed.
///
/// All clocks count as one. Pins and what is outside of them take no time.
public struct TimingReport: Sendable, Encodable {
    /// Between what a path goes.
    public enum Kind: String, Sendable, Encodable, CaseIterable {
        case registerToRegister, inputToRegister, registerToOutput, inputToOutput

        /// As a sentence says it.
        public var title: String {
            switch self {
            case .registerToRegister: "register to register"
            case .inputToRegister: "input to register"
            case .registerToOutput: "register to output"
            case .inputToOutput: "input to output"
            }
        }
    }

    /// A cell on a path, with the net to its next one.
    public struct Step: Sendable, Encodable {
        /// Its kind, such as `LUT` or `carry`.
        public var cell: String
        /// The path of the instance that it is part of.
        public var instance: String
        /// The signal that it drives, or the cell's name in the netlist, where it has one.
        public var signal: String?
        /// Where that was written.
        public var place: String?
        /// What the cell takes, in nanoseconds.
        public var delay: Double
        /// What the net to the next cell takes; 0 at the end.
        public var net: Double
        /// Readers of that net.
        public var fanout: Int
        /// When the cell's output is there.
        public var arrival: Double
    }

    /// The longest path of a kind.
    public struct Path: Sendable, Encodable {
        public var kind: Kind
        /// In nanoseconds, with what the last register needs before the clock.
        public var delay: Double
        /// The part of cells, and that of nets.
        public var logic: Double
        public var net: Double
        /// LUTs, carry chains, multipliers and combinational reads of memories.
        public var levels: Int
        /// From where it starts to where it ends.
        public var steps: [Step]
    }

    /// In MHz: what the longest path from register to register allows; nil without such a path.
    public var fmax: Double?
    /// At most one of each kind.
    public var paths: [Path]

    /// The longest path of a kind.
    public func path(_ kind: Kind) -> Path? { paths.first { $0.kind == kind } }

    /// For a terminal: the frequency, the critical path, and how long the paths of other kinds are.
    public func text(device: Device) -> String {
        guard let critical = path(.registerToRegister), let fmax else {
            return "Timing: no path from register to register\n" + others()
        }
        var text = "Timing (\(device.title), before place and route): about \(Self.tenths(fmax)) MHz\n"
        text +=
            "Critical path, \(critical.kind.title): \(Self.hundredths(critical.delay)) ns, \(critical.levels) levels, "
        text += "cells \(Self.hundredths(critical.logic)) ns, nets \(Self.hundredths(critical.net)) ns\n\n"
        var rows = [["arrival", "delay", "net", "fan-out", "Cell", "Signal", "Place"]]
        for step in critical.steps {
            let signal = step.signal.map { "\(step.instance).\($0)" } ?? step.instance
            rows.append([
                Self.hundredths(step.arrival), Self.hundredths(step.delay), Self.hundredths(step.net),
                "\(step.fanout)", step.cell, signal, step.place ?? "",
            ])
        }
        return text + EstimateReport.aligned(rows.map { Array($0[4...]) + Array($0[..<4]) }, leftColumns: 3) + others()
    }

    private func others() -> String {
        let rest = paths.filter { $0.kind != .registerToRegister }
        guard !rest.isEmpty else { return "" }
        return "Others: " + rest.map { "\($0.kind.title) \(Self.hundredths($0.delay)) ns" }.joined(separator: ", ")
            + "\n"
    }

    private static func tenths(_ value: Double) -> String { digits(Int((value * 10).rounded()), 1) }
    private static func hundredths(_ value: Double) -> String { digits(Int((value * 100).rounded()), 2) }

    private static func digits(_ value: Int, _ count: Int) -> String {
        let scale = count == 1 ? 10 : 100
        let rest = String(value % scale)
        return "\(value / scale)." + String(repeating: "0", count: count - rest.count) + rest
    }
}
