import Foundation
import Verilator

/// Runs programs, some at a time; when one cannot be started, those that run are stopped.
///
/// - Parameters:
///   - start: starts the program of a number, from 0 on.
///   - ended: is told the number of a program and what it wrote.
func sideBySide(
    _ count: Int, jobs: Int, start: (Int) throws -> RunningCommand, ended: (Int, String) throws -> Void
) throws {
    var (waiting, running) = ((0..<count)[...], [(number: Int, process: RunningCommand)]())
    defer {
        for entry in running {
            entry.process.stop()
            while entry.process.outcome() == nil { usleep(1000) }
        }
    }
    while !waiting.isEmpty || !running.isEmpty {
        while running.count < max(1, jobs), let number = waiting.popFirst() {
            running.append((number, try start(number)))
        }
        usleep(2000)
        for place in running.indices.reversed() {
            guard let outcome = running[place].process.outcome() else { continue }
            try ended(running.remove(at: place).number, outcome.output)
        }
    }
}
