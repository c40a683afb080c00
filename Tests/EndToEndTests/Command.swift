import Foundation

/// Runs the command `xpc` that was built with the tests, in the package's folder.
struct Command {
    var status: Int32
    var output: String
    var errors: String

    static func xpc(_ arguments: String...) throws -> Command { try xpc(arguments: arguments) }

    /// - Parameter path: where programs are looked for; nil for where they are for the tests.
    static func xpc(arguments: [String], path: String? = nil) throws -> Command {
        let process = Process()
        if let path {
            process.environment = ProcessInfo.processInfo.environment.merging(["PATH": path]) { $1 }
        }
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = package
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xpc-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (out, err) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
        for file in [out, err] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Command(
            status: process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
            errors: try String(contentsOf: err, encoding: .utf8))
    }

    /// The value of a path such as `total.lut` in the JSON that was printed.
    func json(_ path: String) throws -> Any? {
        var value: Any? = try JSONSerialization.jsonObject(with: Data(output.utf8))
        for key in path.split(separator: ".") {
            if let index = Int(key) {
                let list = value as? [Any] ?? []
                value = index < list.count ? list[index] : nil
            } else {
                value = (value as? [String: Any])?[String(key)]
            }
        }
        return value
    }

    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Beside the test bundle.
    static var binary: URL {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("xpc")
    }
}
