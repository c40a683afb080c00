import Netlist
import Synchronization

/// Turns return addresses into places in the designer's files.
///
/// An operator cannot take `#line`, so it keeps the address that it returns to, which costs nothing. When a message or a
/// comment asks for the place, the debug information of the program answers through `llvm-symbolizer`, for all addresses
/// at once. Without debug information or without that program there is no place; nothing else changes, because
/// places are never part of what a circuit is.
package final class Symbolizer: Sendable {
    /// Looked for when the first place is asked for: most elaborations never ask.
    private let findTool: @Sendable () -> SymbolizerTool?
    /// Modules whose lines never are the place that a designer looks for; code of theirs may be inlined into the caller.
    private let ownModules: Set<String>
    private let known = Mutex<[UInt: SourcePosition?]>([:])

    /// Addresses per call of the program; they go on its command line.
    private static let batch = 10_000

    package convenience init() {
        self.init(tool: SymbolizerTool.find(), ownModules: ["HDL"])
    }

    init(tool: @autoclosure @escaping @Sendable () -> SymbolizerTool?, ownModules: Set<String>) {
        findTool = tool
        self.ownModules = ownModules
    }

    /// The places of calls.
    ///
    /// - Parameter returnAddresses: As `call_site()` gives them: the address after the call.
    /// - Returns: In the same order; nil where the place is not known.
    package func positions(of returnAddresses: [UInt]) -> [SourcePosition?] {
        known.withLock { known in
            var wanted = Set(returnAddresses)
            wanted = wanted.filter { known[$0] == nil }
            if !wanted.isEmpty { resolve(wanted.sorted(), into: &known) }
            return returnAddresses.map { known[$0] ?? nil }
        }
    }

    private func resolve(_ returnAddresses: [UInt], into known: inout [UInt: SourcePosition?]) {
        for address in returnAddresses { known[address] = .some(nil) }
        guard let tool = findTool() else { return }
        let image = ProcessImage()
        var files: [String: [(returnAddress: UInt, address: UInt)]] = [:]
        for returnAddress in returnAddresses where returnAddress > 0 {
            // The call is before the address that it returns to; that may already be the next line.
            guard let (path, address) = image.location(of: returnAddress - 1) else { continue }
            files[path, default: []].append((returnAddress, address))
        }
        for (path, calls) in files {
            for start in stride(from: 0, to: calls.count, by: Self.batch) {
                let part = calls[start..<min(start + Self.batch, calls.count)]
                guard let frames = tool.frames(in: path, addresses: part.map(\.address)) else { return }
                for (call, frames) in zip(part, frames) { known[call.returnAddress] = .some(position(frames)) }
            }
        }
    }

    private func position(_ frames: [SymbolizerTool.Frame]) -> SourcePosition? {
        let positions = frames.map { SourcePosition(file: Self.fileID($0.path), line: $0.line) }
        return positions.first { !ownModules.contains(String($0.file.prefix { $0 != "/" })) } ?? positions.first
    }

    /// The path of a source as `#fileID` would have it: `Module/File.swift`. The module is the folder in `Sources` or
    /// `Tests`; of a path that has neither, the last folder stands for it.
    static func fileID(_ path: String) -> String {
        let parts = path.split(separator: "/")
        guard let file = parts.last else { return path }
        let folders = parts.dropLast()
        if let root = folders.lastIndex(where: { $0 == "Sources" || $0 == "Tests" }), root + 1 < folders.endIndex {
            return "\(folders[root + 1])/\(file)"
        }
        return folders.last.map { "\($0)/\(file)" } ?? String(file)
    }
}
