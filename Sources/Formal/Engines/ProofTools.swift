import Foundation
import Verilator

/// The programs that prove.
struct ProofTools {
    let yosys: String
    /// Those of the engine.
    let programs: [String]

    /// Finds Yosys (`XPC_YOSYS`, else `yosys` on the path) and what the engine needs.
    ///
    /// - Throws: `PRV001`, which says what to install.
    init(
        _ options: ProofOptions = ProofOptions(),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ProofError) {
        yosys = try Self.find("Yosys", environment["XPC_YOSYS"] ?? "yosys", environment)
        var programs: [String] = []
        let needed =
            switch options.engine {
            case .pdr: ABCEngine.programs(options)
            case .smt: SMTEngine.programs(options)
            }
        for program in needed {
            programs.append(
                try Self.find(program.name, environment[program.variable] ?? program.program, environment))
        }
        self.programs = programs
    }

    private static func find(
        _ name: String, _ program: String, _ environment: [String: String]
    ) throws(ProofError) -> String {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let candidates = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
        if let found = candidates.first(where: { access($0, X_OK) == 0 }) { return found }
        throw ProofError(
            .toolMissing, "\(name) is needed to prove, and “\(program)” was not found on the path",
            hint: "on Debian or Ubuntu: sudo apt-get install yosys (it brings yosys-abc), and z3 for --prover smt")
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
