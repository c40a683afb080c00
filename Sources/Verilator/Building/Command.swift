import Foundation

/// A program to run, with its arguments.
package struct Command {
    package var program: String
    package var arguments: [String]

    package init(_ program: String, _ arguments: [String]) {
        self.program = program
        self.arguments = arguments
    }

    /// What became of it.
    package struct Outcome {
        /// The exit code, or 128 and the signal's number.
        package var status: Int32
        /// Standard output and standard error.
        package var output: String
    }

    /// Where a new process finds its input, output and folder.
    struct Surroundings {
        /// The file descriptor to read from; nil for none.
        var input: Int32?
        /// The file that standard output and standard error go to; nil for nowhere.
        var output: String?
        var folder: String
        /// The process group to join; 0 for one of its own.
        var group: pid_t
    }

    /// Starts the program; nil when it cannot be started. Signals have their default meaning in it.
    func spawn(_ surroundings: Surroundings) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input = surroundings.input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(
            &actions, 1, surroundings.output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, surroundings.group)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        // The shell changes the folder and then becomes the program: Glibc offers Swift no spawn that does.
        let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", surroundings.folder, program] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        return posix_spawn(&process, words[0], &actions, &attributes, pointers, environ) == 0 ? process : nil
    }

    /// Waits for a process to end.
    static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
