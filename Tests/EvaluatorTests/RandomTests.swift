import CircuitSupport
import Evaluator
import Netlist
import Simulation
import Testing

/// Random circuits: every output and register, cycle by cycle, is what walking the statements gives.
@Test(arguments: 0..<8)
func randomCircuitsAgreeWithTheStatements(group: Int) throws {
    for seed in UInt64(group * 10)..<UInt64(group * 10 + 10) {
        let circuit = RandomCircuit.make(seed: seed)
        var expected = Evaluation(circuit)
        let evaluator = try Evaluator(design(circuit), checks: false)
        var random = SeededGenerator(seed: seed &+ 1000)
        let names = circuit.ports.map { (name: circuit.names[$0.node] ?? "", port: $0) }
        let inputs = names.filter { $0.port.direction == .input && $0.name != "clock" }
        for cycle in 0..<40 {
            for (name, port) in inputs {
                var value = random.next() & ones(circuit.width(port.node))
                if name == "reset" { value = random.next() % 16 == 0 ? 1 : 0 }
                try evaluator.poke(name, value)
                expected.set(name, value)
            }
            for (node, name) in circuit.names {
                let found = try evaluator.peek(evaluator.signal(name)).low64
                guard found != expected.value(node) else { continue }
                Issue.record("seed \(seed), cycle \(cycle): \(name) is \(found), should be \(expected.value(node))")
                return
            }
            try evaluator.step()
            expected.step()
        }
    }
}
