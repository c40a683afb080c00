import Foundation
import Simulation

extension VerilatedModel {
    public func takePrinted() -> String {
        defer { functions.forgetPrinted(model) }
        return String(cString: functions.printed(model))
    }

    /// The error for a step that ended early. A failed check is forgiven, so that later steps go on.
    @usableFromInline func endedError() -> SimulationError {
        guard model.load(fromByteOffset: StatusOffset.failed, as: UInt8.self) != 0 else {
            return SimulationError(
                .finished, "the circuit ended the simulation in cycle \(cycle - 1)",
                hint: "it cannot be stepped any further: start a new model")
        }
        let gaveUp = model.load(fromByteOffset: StatusOffset.failed, as: UInt8.self) == 2
        let file = String(cString: functions.failedFile(model))
        let line = Int(model.load(fromByteOffset: StatusOffset.failedLine, as: UInt32.self))
        functions.forgive(model)
        let marker = ": Assertion failed in TOP."
        var printed = takePrinted().split(separator: "\n").map(String.init)
        var instance = compiled.sources.top
        // Verilator's own line about it says nothing else than which instance it was.
        if let own = printed.firstIndex(where: { $0.contains("\(file):\(line)" + marker) }) {
            let rest = printed.remove(at: own).components(separatedBy: marker)[1]
            instance = String(rest.prefix { $0 != ":" })
        }
        if gaveUp {
            return ToolMessages(sources: compiled.sources).error(
                "“\(instance)” could not be evaluated in cycle \(cycle)", file: file, line: line, details: printed,
                code: .checkFailed)
        }
        let statement = compiled.sources.text(ofFile: file, line: line)
        let kind = statement.map { $0.contains("assume") ? "an assumption" : "a check" } ?? "a check"
        var error = ToolMessages(sources: compiled.sources).error(
            "\(kind) of “\(instance)” failed in cycle \(cycle - 1)", file: file, line: line,
            details: (statement.map { [$0] } ?? []) + printed, code: .checkFailed)
        error.hint =
            "the values are those at the end of this cycle; waves from a few cycles before show how they came about"
        return error
    }
}
