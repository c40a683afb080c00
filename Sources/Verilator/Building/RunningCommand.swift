import Foundation

/// A program that runs in a workspace while this process does something else.
package struct RunningCommand {
    let process: pid_t
    /// The path of the file with its output.
    let log: String

    /// What became of it; nil while it runs. Once it has ended it may not be asked again.
    package func outcome() -> Command.Outcome? {
        var status: Int32 = 0
        let ended = waitpid(process, &status, WNOHANG)
        if ended == 0 || ended < 0 && errno == EINTR { return nil }
        let signal = status & 0x7F
        let code = ended < 0 ? 127 : signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return Command.Outcome(status: code, output: (try? readText(log)) ?? "")
    }

    /// Ends it; `outcome()` follows.
    package func stop() { kill(process, SIGKILL) }
}
