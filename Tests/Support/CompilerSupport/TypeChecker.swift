import Foundation

/// Runs the compiler's type checker on sources that import the language, under a budget that is a count, not a time.
public struct TypeChecker {
    /// The scopes that the solver may open for one expression; nil for the compiler's own limit.
    public var scopes: Int?

    public struct Message: Hashable {
        /// The name of the source.
        public var file: String
        public var line: Int
        /// `error` or `warning`.
        public var severity: String
        public var text: String
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    public init(scopes: Int? = nil) { self.scopes = scopes }

    /// What the compiler says about one source.
    public func messages(_ source: String) throws -> [Message] { try messages(["Stress.swift": source]) }

    /// What the compiler says about the files of one module, in one call. Senseless pairs of operands are errors, as for a
    /// client that asks for it.
    public func messages(_ sources: [String: String]) throws -> [Message] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "type-checker-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, source) in sources {
            try source.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "swiftc", "-typecheck", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Stress",
                "-diagnostic-style", "llvm", "-Werror", "DeprecatedDeclaration",
            ] + (scopes.map { ["-Xfrontend", "-solver-scope-threshold=\($0)"] } ?? []) + (try Self.searchPaths())
            + sources.keys.sorted().map { folder.appending(path: $0).path() }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        let messages = text.split(separator: "\n").compactMap { Self.message($0, in: sources.keys) }
        // An error that names no line of the source is about the set-up: a module that is not found.
        if process.terminationStatus != 0, !messages.contains(where: { $0.severity == "error" }) {
            throw Failure(description: "the type checker did not run:\n\(text)")
        }
        if let setUp = messages.first(where: { $0.text.contains("module '") && $0.line == 1 }) {
            throw Failure(description: "the type checker did not run: \(setUp.text)")
        }
        return messages
    }

    /// Where this build put the modules: beside the test bundle.
    private static func searchPaths() throws -> [String] {
        let starts = ["/proc/self/exe", CommandLine.arguments[0]] + Bundle.allBundles.map(\.bundlePath)
        for start in starts {
            var folder = URL(fileURLWithPath: start).resolvingSymlinksInPath()
            while folder.path().count > 1 {
                folder.deleteLastPathComponent()
                let modules = folder.appending(path: "Modules")
                guard FileManager.default.fileExists(atPath: modules.appending(path: "HDL.swiftmodule").path()) else {
                    continue
                }
                let map = folder.appending(path: "CallSite.build/module.modulemap").path()
                return ["-I", modules.path(), "-Xcc", "-fmodule-map-file=\(map)"]
            }
        }
        throw Failure(description: "no Modules/HDL.swiftmodule beside \(starts)")
    }

    /// `path/Stress.swift:3:8: error: text`; nil for other lines.
    private static func message(_ line: Substring, in files: some Sequence<String>) -> Message? {
        let parts = line.split(separator: ":", maxSplits: 4)
        guard parts.count == 5, let number = Int(parts[1]),
            let file = files.first(where: { parts[0].hasSuffix("/\($0)") })
        else { return nil }
        let severity = parts[3].trimmingCharacters(in: .whitespaces)
        guard severity != "note" else { return nil }
        return Message(
            file: file, line: number, severity: severity, text: parts[4].trimmingCharacters(in: .whitespaces))
    }
}
