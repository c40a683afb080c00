import Foundation
import Testing

/// A folder that vanishes with its value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/verilator-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Bytes in a file.
    func size(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return try #require(attributes[.size] as? Int)
    }

    /// Puts a link to one of the test scripts into the folder, as `compiler`. Scripts find the folder by the link. (A script that was
    /// only just written cannot be relied on to start while other threads start programs.)
    func placeCompiler(_ script: String) throws -> String {
        let scripts = (#filePath as NSString).deletingLastPathComponent + "/Scripts"
        try FileManager.default.createSymbolicLink(
            atPath: path + "/compiler", withDestinationPath: "\(scripts)/\(script)")
        return path + "/compiler"
    }

    /// Writes a file.
    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    /// The names of the things in a folder inside, sorted; none when it is not there.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }
}
