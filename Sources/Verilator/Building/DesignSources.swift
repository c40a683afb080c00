import Netlist
import Simulation
import Verilog

extension VerilogSources {
    /// The Verilog of a design, with its ports, and its places for messages. Its clocks are `Design.clockPorts`.
    public init(_ design: Design) {
        let files = verilog(of: design)
        let top = files[files.count - 1]
        let sources = design.sources
        let clocks = design.clockPorts
        var places: [String: [Place]] = [:]
        for file in files { places[file.name] = file.lineMap }
        let circuit = design.topCircuit
        let names = top.ports.indices.map { circuit.names[circuit.ports[$0].node] ?? top.ports[$0].name }
        self.init(
            files: files.map { File($0.name, $0.text) }, top: top.module,
            ports: top.ports.enumerated().map { index, port in
                PortShape(
                    names[index], width: port.width,
                    clocks.contains(index) ? .clock : port.direction == .input ? .input : .output)
            },
            swiftLine: { [places] file, line in
                guard let lines = places[file], line >= 1, line <= lines.count else { return nil }
                return sources.resolve(lines[line - 1])?.description
            })
        for (name, port) in zip(names, top.ports) where name != port.name { verilogNames[name] = port.name }
        hasDerivedClocks = design.hasDerivedClocks
    }
}

extension VerilatedModel {
    /// Builds a design, or finds it in the cache, and starts it in its initial state; see the other initialisers.
    public convenience init(
        _ design: Design, options: ModelOptions = .fast, builder: ModelBuilder? = nil, seed: UInt64 = 0
    ) throws(SimulationError) {
        try self.init(VerilogSources(design), options: options, builder: builder, seed: seed)
    }
}
