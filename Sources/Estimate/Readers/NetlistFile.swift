import Foundation

/// A netlist in a file that another tool wrote: JSON of Yosys (`write_json`), BLIF, or AIGER in either form.
///
/// The content decides which it is, not the name of the file.
public struct NetlistFile: Sendable {
    /// Flattened, nothing inferred yet.
    let flat: FlatDesign
    /// The name of the top module.
    public let top: String
    /// What is doubtful: loops of logic in a netlist of Yosys, which are cut.
    public let warnings: [String]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - top: the module to estimate; nil: the one that the file says, or the only one that no other has an instance of.
    ///   - device: what it is estimated for.
    /// - Throws: `NetlistFileError`, with the place and the cell; what `Data` throws when the file cannot be read.
    public init(path: String, top: String? = nil, device: Device = .series7) throws {
        let name = URL(fileURLWithPath: path).lastPathComponent
        try self.init(Array(try Data(contentsOf: URL(fileURLWithPath: path))), name: name, top: top, device: device)
    }

    /// Reads the content of a file.
    public init(
        _ bytes: [UInt8], name: String, top: String? = nil, device: Device = .series7
    ) throws(NetlistFileError) {
        do throws(NetlistFileError) {
            let first = bytes.first { !" \t\r\n".utf8.contains($0) }
            if bytes.starts(with: "aig ".utf8) || bytes.starts(with: "aag ".utf8) {
                self.top = name.split(separator: ".").first.map(String.init) ?? name
                if let top, top != self.top {
                    throw NetlistFileError(
                        .top, "there is no module '\(top)' in the file", hint: "AIGER has no modules")
                }
                flat = try AigerReader.read(bytes, name: self.top, device: device)
                warnings = []
            } else if first == UInt8(ascii: "{") {
                let netlist = try YosysReader.read(bytes, top: top)
                let (flat, warnings) = try CellElaborator.run(netlist, for: device, rejectsLoops: false)
                self.flat = flat
                self.top = netlist.modules[netlist.top].name
                self.warnings = warnings.map {
                    $0.inFile(name).description.replacingOccurrences(of: "error[", with: "warning[")
                }
            } else if first == UInt8(ascii: ".") || first == UInt8(ascii: "#") {
                let netlist = try BlifReader.read(bytes, top: top)
                flat = try CellElaborator.run(netlist, for: device, rejectsLoops: true).flat
                self.top = netlist.modules[netlist.top].name
                warnings = []
            } else {
                throw NetlistFileError(
                    .syntax, bytes.isEmpty ? "the file is empty" : "the format of the file is not known", line: 1,
                    hint: "it is JSON of Yosys (write_json), BLIF, or AIGER")
            }
        } catch {
            throw error.inFile(name)
        }
    }
}

/// What the netlist costs on the device that it was read for, as `estimate(_: Design)` says it of a design.
public func estimate(_ netlist: NetlistFile, options: EstimateOptions = EstimateOptions()) -> EstimateReport {
    CellCounter.count(netlist.flat.inferred(), options)
}
