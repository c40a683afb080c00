import ArgumentParser
import Foundation
import Simulation
import XPCEngine
import XPCScenario

/// `xpc attack`.
struct AttackEngine: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract:
            "Attack an engine with hostile code and with faults around it; the properties are watched in every cycle.",
        discussion: """
            Hostile code: user (all user code), callee, caller, both. Two runs that must not differ: secrets (what one thread
            leaves behind for the next), twins (with and without buffered records). Faults: memory (late, wrong, silent), resets
            (in every cycle of every instruction), registers (anything in all of them at the start). docs/verification.md says
            what is looked at. The exit code is 0 when nothing was violated, 1 when something was, 2 for bad input.

            EXAMPLES
              xpc attack --operations 1000000
              xpc attack callee --operations 200000 --seed 7 --config paper
              xpc attack user callee caller both --operations 10000000 --json
              xpc attack memory resets registers --config all
            """)

    @Argument(
        help:
            "What to do; everything when nothing is named: \(AttackPlan.Campaign.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var attacks: [AttackPlan.Campaign] = []

    @Option(help: "A named configuration, or all: \(XPCConfiguration.named.map(\.name).joined(separator: ", ")).")
    var config = "all"

    @Option(help: "How many operations of user code, spread over the attacks and the configurations.")
    var operations = 100_000

    @Option(help: "The seed of the first episode.")
    var seed: UInt64 = 1

    @Option(help: "Cycles from a memory request to its answer, in place of what seeds say; for hostile code.")
    var memoryLatency: Int?

    @Option(help: "Where the circuit runs: verilator or evaluator.")
    var simulator = SimulatorKind.verilator

    @Flag(help: "Print the results as JSON instead of text.")
    var json = false

    func run() throws {
        var plan = AttackPlan()
        plan.configurations = try XPCConfiguration.chosen(config)
        if !attacks.isEmpty { plan.campaigns = attacks }
        plan.operations = operations
        plan.seed = seed
        plan.memoryLatency = memoryLatency
        plan.simulator = simulator
        guard operations > 0, memoryLatency ?? 1 >= 1 else {
            throw refuse("--operations and --memory-latency are positive")
        }
        let progress = ProgressLine()
        do {
            let report = try plan.run(
                output: { text in
                    progress.clear()
                    if !json { print(text) }
                }, progress: { progress.show($0) })
            progress.clear()
            print(json ? try report.json() : report.text)
            guard report.violations == 0 else { throw ExitCode(1) }
        } catch let error as SimulationError {
            progress.clear()
            throw refuse(error.description)
        }
    }

    private func refuse(_ message: String) -> ExitCode {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        return ExitCode(2)
    }
}

extension AttackPlan.Campaign: ExpressibleByArgument {}
