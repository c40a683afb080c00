import Foundation

/// One line on the terminal's standard error; nothing when that is no terminal.
final class ProgressLine: @unchecked Sendable {
    private let isTerminal = isatty(2) == 1
    private let lock = NSLock()
    private var shown = ""

    func show(_ text: String) {
        let line = text.count > 110 ? text.prefix(107) + "..." : Substring(text)
        lock.withLock {
            guard isTerminal, line != shown else { return }
            shown = String(line)
            FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
        }
    }

    func clear() {
        lock.withLock {
            guard isTerminal else { return }
            shown = ""
            FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
        }
    }
}
