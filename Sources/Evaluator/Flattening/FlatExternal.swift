import Netlist
import Simulation

/// An instance of a module that is written in Verilog: its behaviour in Swift, and the values of its ports.
struct FlatExternal {
    let ports: ExternalPorts
    /// By port: what drives an input, or the source that an output is.
    let values: [ValueID]

    /// Starts the behaviour.
    ///
    /// - Throws: `SIM021` for a module without one, `SIM022` when it names a port that the module does not have.
    init(_ flattener: Flattener, _ number: Int) throws(SimulationError) {
        let circuit = flattener.design.circuits[flattener.instances[number].circuit]
        let module = circuit.external?.module ?? circuit.name
        let place = flattener.design.sources.resolve(circuit.place)?.description
        guard let behavior = circuit.behavior else {
            throw SimulationError(
                .externalModule,
                "“\(flattener.name(of: number))” is the Verilog module “\(module)”, and has no behavior in Swift",
                swift: place, hint: "override `behavior` in its type, or use the Verilated model")
        }
        let names = behavior.portNames
        ports = ExternalPorts(
            circuit.ports.enumerated().map { index, port in
                (
                    names.indices.contains(index) ? names[index] : circuit.names[port.node] ?? "",
                    circuit.width(port.node), port.direction == .output
                )
            })
        behavior.start(ports)
        if let unknown = ports.unknown.first {
            throw SimulationError(
                .noSuchExternalPort,
                "the behavior of “\(flattener.name(of: number))” names a port “\(unknown)”, which it does not have",
                swift: place,
                hint: nearest(to: unknown, among: names).map { "did you mean \($0)?" }
                    ?? "clocks are inputs; the ports are \(names.joined(separator: ", "))")
        }
        values = circuit.ports.map { flattener.value(number, $0.node) }
    }
}

/// The same, ready to run.
final class ExternalPlan {
    private struct Connection {
        var place: Int
        var port: ExternalPort
    }

    /// Keeps the ports' values.
    private let ports: ExternalPorts
    private var inputs: [Connection] = []
    private var outputs: [Connection] = []
    /// What is held may have changed.
    var isStale = true

    /// - Parameter places: by port.
    init(_ ports: ExternalPorts, places: [Int]) {
        self.ports = ports
        for (port, place) in zip(ports.ports, places) {
            if port.isOutput {
                outputs.append(Connection(place: place, port: port))
            } else {
                inputs.append(Connection(place: place, port: port))
            }
        }
    }

    /// Lets it see its inputs; true when an output changed.
    func settle(_ s: UnsafeMutablePointer<UInt64>) -> Bool {
        for input in inputs where !Wide.areEqual(input.port.words, s + input.place, input.port.width) {
            Wide.copy(input.port.words, s + input.place, input.port.width)
            isStale = true
        }
        guard isStale else { return false }
        isStale = false
        for body in ports.settling { body() }
        var hasChanged = false
        for output in outputs where !Wide.areEqual(s + output.place, output.port.words, output.port.width) {
            Wide.copy(s + output.place, output.port.words, output.port.width)
            hasChanged = true
        }
        return hasChanged
    }
}
