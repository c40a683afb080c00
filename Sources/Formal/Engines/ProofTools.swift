import Foundation
import Verilator

/// The programs that prove.
struct ProofTools {
    let yosys: String
    let abc: String

    /// Finds Yosys (`XPC_YOSYS`, else `yosys` on the path) and ABC (`XPC_ABC`, else `yosys-abc`).
    ///
    /// - Throws: `PRV001`, which says what to install.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(ProofError) {
        yosys = try Self.find("Yosys", environment["XPC_YOSYS"] ?? "yosys", environment)
        abc = try Self.find("ABC", environment["XPC_ABC"] ?? "yosys-abc", environment)
    }

    private static func find(
        _ name: String, _ program: String, _ environment: [String: String]
    ) throws(ProofError) -> String {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let candidates = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        if let found = candidates.first(where: { access($0, X_OK) == 0 }) { return found }
        throw ProofError(
            .toolMissing, "\(name) is needed to prove, and “\(program)” was not found on the path",
            hint: "on Debian or Ubuntu: sudo apt-get install yosys (it brings yosys-abc)")
    }

    /// Runs a program that has to succeed.
    @discardableResult
    func run(_ command: Command, _ name: String, in workspace: Workspace) throws -> String {
        let outcome = try workspace.run(command)
        guard outcome.status == 0 else {
            let lines = outcome.output.split(separator: "\n").suffix(12).map(String.init)
            throw ProofError(.toolFailed, "\(name) ended with exit code \(outcome.status)", details: lines)
        }
        return outcome.output
    }
}
