import Foundation
import Simulation

/// The programs that a model is built with.
public struct Toolchain: Hashable, Sendable {
    /// The path of Verilator.
    public var verilator: String
    /// The path of the C++ compiler.
    public var compiler: String

    public init(verilator: String, compiler: String) {
        self.verilator = verilator
        self.compiler = compiler
    }

    /// Finds Verilator (`XPC_VERILATOR`, else `verilator` on the path) and a C++ compiler (`XPC_CXX`, `CXX`, the Clang
    /// beside `swift`, then `clang++`, `g++`, `c++` on the path: Clang of the Swift toolchain makes the fastest models).
    ///
    /// - Throws: `SIM007`, which says what to install.
    public static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(SimulationError) -> Toolchain {
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        func program(_ name: String) -> String? {
            if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
            return path.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
        }
        let wanted = environment["XPC_VERILATOR"] ?? "verilator"
        guard let verilator = program(wanted) else {
            throw SimulationError(
                .toolMissing, "Verilator is needed to simulate, and “\(wanted)” was not found on the path",
                hint: "on Debian or Ubuntu: sudo apt-get install verilator g++ zlib1g-dev; "
                    + "elsewhere see https://verilator.org/guide/latest/install.html")
        }
        var candidates = [environment["XPC_CXX"], environment["CXX"]].compactMap(\.self)
        if let swift = program("swift"), let real = realPath(swift) {
            candidates.append((real as NSString).deletingLastPathComponent + "/clang++")
        }
        candidates += ["clang++", "g++", "c++"]
        guard let compiler = candidates.lazy.compactMap(program).first else {
            throw SimulationError(
                .toolMissing,
                "a C++ compiler is needed to simulate, and none of clang++, g++, c++ was found on the path",
                hint: "on Debian or Ubuntu: sudo apt-get install g++ zlib1g-dev")
        }
        return Toolchain(verilator: verilator, compiler: compiler)
    }

    /// What identifies the installed programs: their path, size and time, which costs nothing, instead of asking each
    /// for its version at every start.
    var identity: String {
        [verilator, compiler].map { path in
            var status = stat()
            let real = realPath(path) ?? path
            guard stat(real, &status) == 0 else { return real }
            return "\(real) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }.joined(separator: "\n")
    }

    /// The folder of `verilated.h`.
    func includeFolder(_ workspace: Workspace) throws(SimulationError) -> String {
        let beside =
            (((realPath(verilator) ?? verilator) as NSString).deletingLastPathComponent as NSString)
            .deletingLastPathComponent + "/share/verilator/include"
        if access(beside + "/verilated.h", R_OK) == 0 { return beside }
        let asked = try workspace.run(Command(verilator, ["--getenv", "VERILATOR_ROOT"]))
        return asked.output.trimmingCharacters(in: .whitespacesAndNewlines) + "/include"
    }

    /// The first line of each program's `--version`: for reports. Kept in `cache`, so that it is asked once.
    ///
    /// - Throws: `SIM012` when the cache cannot be written.
    public func versions(
        cache: ModelCache = .standard
    ) throws(SimulationError) -> (verilator: String, compiler: String) {
        var hash = ContentHash()
        hash.combine(identity)
        let programs = [verilator, compiler]
        let entry = try cache.entry("versions", key: hash.hex) { workspace throws(SimulationError) in
            for (index, program) in programs.enumerated() {
                let answer = try workspace.run(Command(program, ["--version"]))
                let line = answer.output.split(separator: "\n").first.map(String.init) ?? "unknown"
                try workspace.write("entry/\(index)", line)
            }
        }
        return (try readText(entry.path + "/0"), try readText(entry.path + "/1"))
    }
}

/// The path without links, or nil when there is no such file.
func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

/// The text of a file.
func readText(_ path: String) throws(SimulationError) -> String {
    do {
        return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
        throw SimulationError(.fileFailed, "“\(path)” cannot be read: \(error.localizedDescription)")
    }
}
