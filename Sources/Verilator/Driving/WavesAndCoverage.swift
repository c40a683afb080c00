import Foundation
import Simulation

extension VerilatedModel {
    /// Writes an FST waveform from now on; see `Simulator`. A cycle is 10 ns: the inputs change at its beginning, the
    /// clocks rise in its middle.
    ///
    /// - Throws: `SIM023` for a model that was built without waves, `SIM017` and `SIM012` for what is wrong with the file.
    public func startWaves(_ path: String) throws(SimulationError) {
        guard compiled.options.waves else {
            throw SimulationError(
                .noWaves, "the model was built without waves", hint: "build it with ModelOptions(waves: true)")
        }
        if let refusal = refusedWaves(path, written: "fst") { throw refusal }
        try checkWritable(path)
        functions.wavesOn(model, path)
    }

    public func stopWaves() { functions.wavesOff(model) }

    /// Writes what was covered since the start, in Verilator's format, for `verilator_coverage`.
    ///
    /// - Throws: `SIM015` for a model that was not built for it, `SIM012` when the file cannot be written.
    public func writeCoverage(_ path: String) throws(SimulationError) {
        guard compiled.options.coverage else {
            throw SimulationError(
                .notCovered, "the model was built without coverage",
                hint: "build it with ModelOptions(coverage: true)")
        }
        try checkWritable(path)
        _ = functions.coverage(model, path)
    }

    private func checkWritable(_ path: String) throws(SimulationError) {
        guard let file = fopen(path, "w") else {
            throw SimulationError(
                .fileFailed, "“\(path)” cannot be written: \(String(cString: strerror(errno)))",
                hint: "does its folder exist?")
        }
        fclose(file)
    }
}
