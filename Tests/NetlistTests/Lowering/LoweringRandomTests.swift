import CircuitSupport
import Netlist
import Testing

/// Random statement trees: what the lowered form computes is what the statements say.
@Suite struct LoweringRandomTests {
    @Test(arguments: [1, 1_000_001, 2_000_001, 3_000_001] as [UInt64])
    func agreesWithTheStatements(first: UInt64) {
        for seed in first..<first + 30 {
            let failure = compare(seed: seed)
            #expect(failure == nil, "seed \(seed): \(failure ?? "")")
            if failure != nil { return }
        }
    }

    /// What differs, in words.
    private func compare(seed: UInt64) -> String? {
        var example = RandomStatements(seed: seed)
        let circuit = example.circuit
        let lowered = circuit.lowered()
        #expect(lowered.circuit.statements.isEmpty)
        let reported = design(circuit).check().filter { $0.code == "HDL030" || $0.code == "HDL031" }
        let complete = example.wires.filter { wire in
            !reported.contains { $0.message.contains("'\(circuit.names[wire] ?? "")'") }
        }
        for _ in 0..<6 {
            var sources: [NodeID: UInt64] = [:]
            for source in example.inputs + example.registers {
                sources[source] = example.random.next() & ones(circuit.width(source))
            }
            let expected = settle(circuit, example.wires, sources)
            var found = Interpreter(lowered.circuit, sources: sources) { lowered.drivers[Int($0.index)] }
            for wire in complete where expected.assigned[wire]?.count != circuit.width(wire) {
                return "\(circuit.names[wire] ?? "") is not assigned, and nobody said so"
            }
            for wire in example.wires {
                for (bit, value) in expected.assigned[wire] ?? [:]
                where (found.value(wire) >> UInt64(bit) & 1 == 1) != value {
                    return "\(circuit.names[wire] ?? "")[\(bit)] should be \(value)"
                }
            }
            for (register, parts) in zip(circuit.registers, lowered.registers) {
                let old = sources[register.node] ?? 0
                var next = old
                for (bit, value) in expected.assigned[register.node] ?? [:] {
                    next = next & ~(1 << UInt64(bit)) | (value ? 1 : 0) << UInt64(bit)
                }
                var got = old
                for part in parts where part.enable.map({ found.value($0) == 1 }) ?? true {
                    let mask = ones(part.width) << UInt64(part.low)
                    got = got & ~mask | found.value(part.value) << UInt64(part.low)
                }
                if next != got { return "\(circuit.names[register.node] ?? "") should become \(next), not \(got)" }
            }
            for (port, enable) in lowered.writeEnables[0].enumerated() {
                let writes = enable.map { found.value($0) == 1 } ?? false
                if writes != expected.writes.contains([0, port]) { return "write port \(port): \(writes)" }
            }
            for (index, enable) in lowered.propertyEnables.enumerated() {
                let active = enable.map { found.value($0) == 1 } ?? false
                if active != expected.properties.contains(index) { return "property \(index): \(active)" }
            }
        }
        return nil
    }

    /// Runs the statements until the wires, each of which reads earlier ones only, have their final values.
    private func settle(_ circuit: Circuit, _ wires: [NodeID], _ sources: [NodeID: UInt64]) -> StatementRunner {
        var sources = sources
        var lowered: [NodeID: UInt64] = [:]
        for wire in wires { lowered[wire] = 0 }
        while true {
            sources.merge(lowered) { $1 }
            var runner = StatementRunner(values: Interpreter(circuit, sources: sources))
            runner.run(circuit.statements)
            var next: [NodeID: UInt64] = [:]
            for wire in wires {
                var value: UInt64 = 0
                for (bit, isOne) in runner.assigned[wire] ?? [:] where isOne { value |= 1 << UInt64(bit) }
                next[wire] = value
            }
            if next == lowered { return runner }
            lowered = next
        }
    }
}
