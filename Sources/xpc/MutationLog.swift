import Foundation
import Mutation

/// The results of a campaign in a file, a line each, appended as they come: a run that was stopped goes on where it was.
final class MutationLog: @unchecked Sendable {
    /// What the results depend on.
    struct Header: Codable, Equatable {
        var configuration: String
        /// Of the netlist.
        var design: String
        var seed: UInt64
    }

    let file: URL
    private var handle: FileHandle?
    /// By number.
    private(set) var results: [Int: MutantResult] = [:]

    /// Opens the file, or makes it anew when there is none for this design and seed.
    init(_ file: URL, header: Header, fresh: Bool) throws {
        self.file = file
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").map { Data($0.utf8) } ?? []
        let decoder = JSONDecoder()
        let isMine = lines.first.flatMap { try? decoder.decode(Header.self, from: $0) } == header
        if isMine, !fresh {
            // A line that was cut off by the end of the program is left out; of one number the last counts.
            for line in lines.dropFirst() {
                guard let result = try? decoder.decode(MutantResult.self, from: line) else { continue }
                results[result.number] = result
            }
        } else {
            try (JSONEncoder().encode(header) + Data("\n".utf8)).write(to: file)
        }
        handle = try FileHandle(forWritingTo: file)
        try handle?.seekToEnd()
    }

    /// They are looked at anew.
    func forgetSurvivors() { results = results.filter { $0.value.verdict != .survived } }

    /// - Parameter stage: in what way it was looked at. That is how an equivalent mutant was found, and of a survivor one more way in which it
    ///   was not.
    func append(_ result: MutantResult, _ stage: String) throws {
        var result = result
        if result.by.isEmpty {
            let earlier = results[result.number].flatMap { $0.verdict == .survived ? $0.by : nil } ?? ""
            result.by = result.verdict == .survived && !earlier.isEmpty ? "\(earlier), \(stage)" : stage
        }
        results[result.number] = result
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try handle?.write(contentsOf: encoder.encode(result) + Data("\n".utf8))
    }
}
