import ArgumentParser
import Estimate
import Foundation
import Report

/// The options of `xpc estimate` about a netlist that another tool wrote.
struct NetlistOptions: ParsableArguments {
    @Option(help: "A netlist instead of the engine: JSON of Yosys (write_json), BLIF, or AIGER.")
    var netlist: String?

    @Option(help: "With --netlist: its top module.")
    var top: String?

    func validate() throws {
        if top != nil, netlist == nil { throw ValidationError("--top names a module of the file of --netlist") }
    }

    /// What the file's design costs; nil when none was given.
    func result(_ options: EstimateOptions) throws -> CostResult? {
        guard let netlist else { return nil }
        let file: NetlistFile
        do {
            file = try NetlistFile(path: netlist, top: top, device: options.device)
        } catch let error as NetlistFileError {
            FileHandle.standardError.write(Data((error.description + "\n").utf8))
            throw ExitCode(2)
        } catch {
            throw ValidationError("\(netlist) cannot be read: \(error.localizedDescription)")
        }
        for warning in file.warnings { FileHandle.standardError.write(Data((warning + "\n").utf8)) }
        var result = CostResult(configuration: file.top, estimate: estimate(file, options: options))
        result.kind = "Netlist"
        return result
    }
}

extension Effort: ExpressibleByArgument {}

extension Device: ExpressibleByArgument {
    public init?(argument: String) {
        guard let device = Device.named(argument) else { return nil }
        self = device
    }

    public static var allValueStrings: [String] { all.map(\.name) }

    public var defaultValueDescription: String { name }
}
