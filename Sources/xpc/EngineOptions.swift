import ArgumentParser
import HDL
import Netlist
import Simulation
import XPCEngine

/// Which engine a command works on: a named configuration, with knobs changed on request.
struct EngineOptions: ParsableArguments {
    @Option(help: "minimal, paper, full, wide, or all.")
    var config = "paper"

    @Option(name: .customLong("pa-bits"), help: "Physical address bits, 32 to 56.")
    var physicalAddressBits: Int?

    @Option(help: "Engine cache entries: 0, 1, 2 or 4.")
    var cacheEntries: Int?

    @Option(help: "Link records that may wait to be written: 0 (blocking), 1 or 2.")
    var bufferedRecords: Int?

    @Option(help: "Capability table: bitmap or radix.")
    var capabilityTable: XPCConfiguration.CapabilityTable?

    @Option(help: "Memory port bits: 64, 128, 256 or 512.")
    var portBits: Int?

    /// The configurations that were asked for.
    ///
    /// - Throws: a `ValidationError` for a name or a value that does not exist.
    func configurations() throws -> [XPCConfiguration] { try XPCConfiguration.chosen(config).map(changed) }

    /// The one configuration that was asked for.
    func configuration() throws -> XPCConfiguration {
        let all = try configurations()
        guard all.count == 1 else { throw ValidationError("this command takes one configuration, not 'all'") }
        return all[0]
    }

    private func changed(_ named: XPCConfiguration) throws -> XPCConfiguration {
        var result = named
        result.physicalAddressBits = physicalAddressBits ?? named.physicalAddressBits
        result.cacheEntries = cacheEntries ?? named.cacheEntries
        result.bufferedRecords = bufferedRecords ?? named.bufferedRecords
        result.capabilityTable = capabilityTable ?? named.capabilityTable
        result.portBits = portBits ?? named.portBits
        if result != named { result.name += "-changed" }
        do {
            try result.check()
        } catch {
            throw ValidationError(error.description)
        }
        return result
    }
}

extension XPCConfiguration.CapabilityTable: ExpressibleByArgument {}

extension XPCConfiguration {
    /// The configuration of this name, or all of them.
    ///
    /// - Throws: a `ValidationError` that says which there are.
    static func chosen(_ name: String) throws -> [XPCConfiguration] {
        if name == "all" { return named }
        if let found = named.first(where: { $0.name == name }) { return [found] }
        let names = named.map(\.name)
        let guess = nearest(to: name, among: names).map { " (did you mean \($0)?)" } ?? ""
        throw ValidationError(
            "there is no configuration '\(name)'\(guess); take one of \(names.joined(separator: ", ")), or all")
    }

    /// The elaborated engine.
    func design() throws -> Design { try elaborate { XPCEngine(self) } }

    /// The knobs by their names, as manifests and reports show them.
    var knobs: [(name: String, value: String)] {
        [
            ("name", name), ("physicalAddressBits", "\(physicalAddressBits)"), ("cacheEntries", "\(cacheEntries)"),
            ("bufferedRecords", "\(bufferedRecords)"), ("capabilityTable", capabilityTable.rawValue),
            ("portBits", "\(portBits)"), ("asidBits", "\(asidBits)"),
            ("compressedInstructions", "\(compressedInstructions)"),
        ]
    }
}
