import Foundation
import Simulation

/// A temporary folder in which programs run, and which vanishes with everything that runs in it, however this process
/// ends: by Ctrl-C, by a crash, even when it is killed outright.
///
/// A small guardian process sees to that. It waits at a socket whose other end only this process holds. A line through the
/// socket means that all is well; its end without a line means that this process is gone, and the guardian then ends
/// the programs, which are all in its process group, and removes the folder. So nothing is done about signals here,
/// and nothing in this process is shared between workspaces.
package final class Workspace {
    package let path: String
    private let guardian: pid_t
    private let lifeline: Int32
    private var isOpen = true

    /// A new folder inside `folder`.
    package init(in folder: String) throws(SimulationError) {
        path = "\(folder)/\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw SimulationError(.fileFailed, "no socket: \(String(cString: strerror(errno)))")
        }
        defer { Glibc.close(ends[0]) }
        // The shell ignores the signal that it sends to its own group; what it starts meanwhile does too.
        let watch = """
            trap '' TERM INT HUP
            read -r word && exit 0
            kill -TERM 0
            sleep 0.05
            rm -rf -- "$1"
            sleep 0.05
            rm -rf -- "$1"
            kill -KILL 0
            """
        let shell = Command("/bin/sh", ["-c", watch, "guardian", path])
        let surroundings = Command.Surroundings(input: ends[0], output: nil, folder: "/", group: 0)
        guard let started = shell.spawn(surroundings) else {
            Glibc.close(ends[1])
            throw SimulationError(.toolMissing, "“/bin/sh” cannot be started: \(String(cString: strerror(errno)))")
        }
        guardian = started
        lifeline = ends[1]
        // Only now, so that there is never a folder without a guardian.
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            close()
            throw SimulationError(
                .fileFailed, "the folder “\(path)” cannot be made",
                hint: "set XPC_CACHE to a folder that can be written")
        }
    }

    deinit { close() }

    /// Removes the folder. Nothing runs in it any more.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        try? FileManager.default.removeItem(atPath: path)
        let word = Array("done\n".utf8)
        _ = send(lifeline, word, word.count, Int32(MSG_NOSIGNAL))
        Glibc.close(lifeline)
        _ = Command.wait(for: guardian)
    }

    /// Runs one program in the folder.
    package func run(_ command: Command) throws(SimulationError) -> Command.Outcome {
        try run([command])[0]
    }

    /// Starts a program in the folder, which writes to the file `log` there, and goes on.
    ///
    /// - Throws: `SIM007` when it cannot be started.
    package func start(_ command: Command, log: String) throws(SimulationError) -> RunningCommand {
        let surroundings = Command.Surroundings(input: nil, output: "\(path)/\(log)", folder: path, group: guardian)
        guard let process = command.spawn(surroundings) else {
            throw SimulationError(
                .toolMissing, "“\(command.program)” cannot be started: \(String(cString: strerror(errno)))")
        }
        return RunningCommand(process: process, log: "\(path)/\(log)")
    }

    /// Runs programs in the folder, as many at once as there are processors.
    func run(_ commands: [Command]) throws(SimulationError) -> [Command.Outcome] {
        var running: [(process: pid_t, log: String)] = []
        var outcomes: [Command.Outcome] = []
        func collect() {
            let (process, log) = running.removeFirst()
            let status = Command.wait(for: process)
            outcomes.append(.init(status: status, output: (try? readText(log)) ?? ""))
        }
        for (index, command) in commands.enumerated() {
            if running.count == ProcessInfo.processInfo.activeProcessorCount { collect() }
            let log = "\(path)/log-\(index)"
            guard let process = command.spawn(.init(input: nil, output: log, folder: path, group: guardian)) else {
                let reason = String(cString: strerror(errno))
                while !running.isEmpty { collect() }
                throw SimulationError(.toolMissing, "“\(command.program)” cannot be started: \(reason)")
            }
            running.append((process, log))
        }
        while !running.isEmpty { collect() }
        return outcomes
    }

    /// Writes a file in the folder.
    package func write(_ name: String, _ text: String) throws(SimulationError) { try write(name, Array(text.utf8)) }

    /// Writes a file in the folder.
    package func write(_ name: String, _ bytes: [UInt8]) throws(SimulationError) {
        guard FileManager.default.createFile(atPath: "\(path)/\(name)", contents: Data(bytes)) else {
            throw SimulationError(
                .fileFailed, "“\(path)/\(name)” cannot be written", hint: "is the disk full?")
        }
    }
}
