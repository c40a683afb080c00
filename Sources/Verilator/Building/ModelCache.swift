import Foundation
import Simulation

/// A folder of built things, each under the hash of everything that went into it.
///
/// An entry is made in a temporary folder and renamed into place when it is complete, so there is never half an entry; a
/// lock per entry lets the second of two builders wait for the first. Any number of processes may share a cache.
public struct ModelCache: Hashable, Sendable {
    /// The folder; it is made when it is first needed.
    public var path: String

    public init(path: String) { self.path = path }

    /// `$XPC_CACHE`, else `$XDG_CACHE_HOME/xpc-hdl`, else `~/.cache/xpc-hdl`.
    public static var standard: ModelCache {
        let environment = ProcessInfo.processInfo.environment
        if let own = environment["XPC_CACHE"], !own.isEmpty { return ModelCache(path: own) }
        if let shared = environment["XDG_CACHE_HOME"], !shared.isEmpty { return ModelCache(path: shared + "/xpc-hdl") }
        return ModelCache(path: NSHomeDirectory() + "/.cache/xpc-hdl")
    }

    /// An entry, and whether it had to be made.
    struct Entry {
        var path: String
        var wasBuilt: Bool
    }

    /// The entry `key` among those of one kind. When it is not there, `make` fills the folder `entry` of a workspace.
    func entry(
        _ kind: String, key: String, make: (Workspace) throws(SimulationError) -> Void
    ) throws(SimulationError) -> Entry {
        let final = "\(path)/\(kind)/\(key)"
        if access(final, F_OK) == 0 { return Entry(path: final, wasBuilt: false) }
        try makeFolder("\(path)/\(kind)")
        try makeFolder("\(path)/locks")
        let lock = open("\(path)/locks/\(kind)-\(key)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard lock >= 0 else { throw failure("cannot be locked") }
        // Closing the file gives the lock back; so does the end of this process, however it comes.
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 && errno == EINTR {}
        if access(final, F_OK) == 0 { return Entry(path: final, wasBuilt: false) }

        let workspace = try Workspace(in: path + "/work")
        defer { workspace.close() }
        try makeFolder(workspace.path + "/entry")
        try make(workspace)
        if rename(workspace.path + "/entry", final) != 0 && access(final, F_OK) != 0 {
            throw failure("cannot take a new entry")
        }
        return Entry(path: final, wasBuilt: true)
    }

    private func failure(_ what: String) -> SimulationError {
        SimulationError(
            .fileFailed, "the cache “\(path)” \(what): \(String(cString: strerror(errno)))",
            hint: "set XPC_CACHE to a folder that can be written")
    }

    private func makeFolder(_ folder: String) throws(SimulationError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw SimulationError(
                .fileFailed, "the folder “\(folder)” of the cache cannot be made",
                hint: "set XPC_CACHE to a folder that can be written")
        }
    }
}
