import Foundation
import Netlist
import Simulation

extension Evaluator {
    /// Writes a VCD waveform from now on; see `Simulator`. A cycle is 10 ns: the inputs change at its beginning, the clocks rise
    /// in its middle.
    public func startWaves(_ path: String) throws(SimulationError) {
        if let refusal = refusedWaves(path, written: "vcd") { throw refusal }
        stopWaves()
        guard let file = fopen(path, "w") else {
            throw SimulationError(
                .fileFailed, "“\(path)” cannot be written: \(String(cString: strerror(errno)))",
                hint: "does its folder exist?")
        }
        waves = VCDWriter(file, build)
    }

    public func stopWaves() {
        guard let writer = waves else { return }
        settleAll()
        writer.dump(state, at: cycle * 10)
        writer.close()
        waves = nil
    }
}

/// Writes the changes of all named signals.
final class VCDWriter {
    private struct Variable {
        var place: Int
        var width: Int
        var code: [UInt8]
        /// Where its last value is kept.
        var kept: Int
    }

    private let file: UnsafeMutablePointer<FILE>
    private var text: [UInt8] = []
    private var variables: [Variable] = []
    private var last: [UInt64] = []
    private var isFirst = true

    init(_ file: UnsafeMutablePointer<FILE>, _ build: Build) {
        self.file = file
        text.reserveCapacity(1 << 16)
        var header = "$timescale 1ns $end\n"
        let flattener = build.flattener
        var byInstance: [[Build.Named]] = Array(repeating: [], count: flattener.instances.count)
        for named in build.named { byInstance[named.instance].append(named) }
        func scope(_ instance: Int, _ name: String) {
            header += "$scope module \(name) $end\n"
            let flat = flattener.instances[instance]
            let circuit = flattener.design.circuits[flat.circuit]
            for named in byInstance[instance] {
                let code = Self.code(variables.count)
                let kind = circuit[named.node].operation == .register ? "reg" : "wire"
                header += "$var \(kind) \(named.width) \(code) \(circuit.names[named.node] ?? "_")"
                header += named.width > 1 ? " [\(named.width - 1):0] $end\n" : " $end\n"
                variables.append(
                    Variable(place: named.place, width: named.width, code: Array(code.utf8), kept: last.count))
                last += repeatElement(0, count: (named.width + 63) / 64)
            }
            for (index, child) in flat.children.enumerated() { scope(child, circuit.instances[index].name) }
            header += "$upscope $end\n"
        }
        scope(0, flattener.design.topCircuit.name)
        header += "$enddefinitions $end\n"
        text += Array(header.utf8)
    }

    /// A short name of printable characters.
    private static func code(_ number: Int) -> String {
        var (rest, result) = (number, "")
        repeat {
            result.append(Character(UnicodeScalar(UInt8(33 + rest % 94))))
            rest /= 94
        } while rest > 0
        return result
    }

    func dump(_ s: UnsafeMutablePointer<UInt64>, at time: UInt64) {
        var hasTime = false
        for variable in variables {
            let words = (variable.width + 63) / 64
            var isSame = !isFirst
            for word in 0..<words where last[variable.kept + word] != s[variable.place + word] {
                last[variable.kept + word] = s[variable.place + word]
                isSame = false
            }
            if isSame { continue }
            if !hasTime { text += Array("#\(time)\n".utf8) }
            hasTime = true
            append(variable, s)
        }
        if !hasTime { text += Array("#\(time)\n".utf8) }
        isFirst = false
        if text.count > 1 << 15 { flush() }
    }

    private func append(_ variable: Variable, _ s: UnsafeMutablePointer<UInt64>) {
        if variable.width == 1 {
            text.append(48 + UInt8(s[variable.place] & 1))
        } else {
            text.append(98)
            var (bit, isLeading) = (variable.width, true)
            while bit > 0 {
                bit -= 1
                let one = Wide.bit(s + variable.place, bit)
                if one { isLeading = false }
                if !isLeading || bit == 0 { text.append(one ? 49 : 48) }
            }
            text.append(32)
        }
        text += variable.code
        text.append(10)
    }

    private func flush() {
        text.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
        text.removeAll(keepingCapacity: true)
    }

    func close() {
        flush()
        fclose(file)
    }
}
