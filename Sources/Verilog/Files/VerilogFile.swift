import Netlist

/// One Verilog file: one module.
public struct VerilogFile: Sendable, Hashable {
    /// `Module.v`.
    public var name: String
    /// The module's name.
    public var module: String
    public var text: String
    /// The place behind each line, line 1 first; `.none` where there is none.
    public var lineMap: [Place]
    /// The circuit's ports, in its order.
    public var ports: [VerilogPort]
    /// The Verilog name of every signal of the circuit that has one.
    public var names: NodeMap<String>
    /// The Verilog names of the circuit's instances, in its order; empty for a module that is written in Verilog.
    public var instances: [String] = []

    /// The label of a property of the module; no signal can have such a name.
    public static func label(of property: PropertyID) -> String { "property$\(property.index)" }
}

/// A port of a module as the Verilog has it.
public struct VerilogPort: Sendable, Hashable {
    public var name: String
    /// Bits, at least 1.
    public var width: Int
    public var direction: Port.Direction
}

/// How the Verilog is written.
public struct VerilogOptions: Sendable, Hashable {
    /// Adds `// File.swift:12` behind each statement. Off in checked-in files: an edit would touch every line.
    public var sourceComments: Bool
    /// Labels each property (`VerilogFile.label(of:)`): provers call it by that name. Off in files that simulators of Verilog-2001 read.
    public var propertyLabels: Bool

    public init(sourceComments: Bool = false, propertyLabels: Bool = false) {
        self.sourceComments = sourceComments
        self.propertyLabels = propertyLabels
    }
}

/// The Verilog of a design: one file per module, children before their parents, the top last. The same design gives the same
/// bytes, always.
///
/// The text keeps to Verilog-2001 and is clean in `verilator --lint-only -Wall`, `iverilog -g2001 -Wall` and Yosys; what stands
/// under `FORMAL` is for Verilator and Yosys.
public func verilog(of design: Design, options: VerilogOptions = VerilogOptions()) -> [VerilogFile] {
    var interfaces = ModuleInterfaces()
    let modules = NameScope()
    interfaces.exports = ProbeExport.all(of: design)
    // Modules that are written in Verilog keep their names.
    for name in Set(design.circuits.compactMap { $0.external?.module }) { _ = modules.claim(name) }
    for circuit in design.circuits {
        if let external = circuit.external {
            interfaces.modules.append(external.module)
            interfaces.ports.append(circuit.ports.map { circuit.names[$0.node] ?? "" })
            continue
        }
        interfaces.modules.append(modules.claimText(circuit.name))
        let scope = NameScope()
        interfaces.ports.append(circuit.ports.map { scope.claimText(circuit.names[$0.node] ?? "port") })
    }
    let ghost = GhostLogic(of: design)
    var files: [VerilogFile] = []
    for index in design.circuits.indices {
        if let external = design.circuits[index].external {
            interfaces.exportPorts.append([])
            if !files.contains(where: { $0.module == external.module }) {
                files += handwritten(design.circuits[index], external)
            }
            continue
        }
        files.append(file(design, index, ghost.circuits[index], &interfaces, options))
    }
    return files
}

/// The file of a module that is written in Verilog, if its text is known.
private func handwritten(_ circuit: Circuit, _ external: ExternalCircuit) -> [VerilogFile] {
    guard let text = external.text else { return [] }
    let ports = circuit.ports.map { port in
        VerilogPort(
            name: circuit.names[port.node] ?? "", width: circuit.width(port.node), direction: port.direction)
    }
    let lines = text.utf8.count { $0 == 10 } + 1
    return [
        VerilogFile(
            name: external.module + ".v", module: external.module, text: text,
            lineMap: Array(repeating: circuit.place, count: lines), ports: ports, names: NodeMap<String>())
    ]
}

/// The file of one module. What printing needs is gone when the bytes become a text.
private func file(
    _ design: Design, _ index: Int, _ ghost: GhostLogic.Part, _ interfaces: inout ModuleInterfaces,
    _ options: VerilogOptions
) -> VerilogFile {
    let circuit = design.circuits[index]
    let name = interfaces.modules[index]
    let ports = zip(circuit.ports, interfaces.ports[index]).map { port, name in
        VerilogPort(name: name, width: circuit.width(port.node), direction: port.direction)
    }
    var file = VerilogFile(
        name: name + ".v", module: name, text: "", lineMap: [], ports: ports, names: NodeMap<String>())
    (file.text, file.lineMap) = TextPiece.joined(printed(design, index, ghost, &interfaces, options, &file))
    return file
}

/// The text of one module; notes the names of its signals.
private func printed(
    _ design: Design, _ index: Int, _ ghost: GhostLogic.Part, _ interfaces: inout ModuleInterfaces,
    _ options: VerilogOptions, _ file: inout VerilogFile
) -> [TextPiece] {
    let circuit = design.circuits[index]
    let style = PrintStyle(
        comments: options.sourceComments ? comments(circuit, design.sources) : [:],
        labelsProperties: options.propertyLabels)
    return legalised(design, index, ghost, &interfaces, style, &file).written()
}

private func legalised(
    _ design: Design, _ index: Int, _ ghost: GhostLogic.Part, _ interfaces: inout ModuleInterfaces,
    _ style: PrintStyle, _ file: inout VerilogFile
) -> ModuleText {
    let legaliser = Legaliser(design: design, index: index, ghost: ghost, interfaces: interfaces, style: style)
    let module = legaliser.module()
    interfaces.exportPorts.append(legaliser.probePortNames)
    file.instances = legaliser.instanceNames.map { legaliser.text($0) }
    // Mostly these are the designer's names, and no memory is needed.
    let circuit = design.circuits[index]
    file.names = circuit.names
    for node in circuit.nodes.indices {
        let name = circuit.nodes[node].operation.isSignal ? legaliser.names[node] : nil
        guard let name else {
            file.names[NodeID(node)] = nil
            continue
        }
        if file.names[NodeID(node)].map({ legaliser.scope.isText($0, of: name) }) != true {
            file.names[NodeID(node)] = legaliser.text(name)
        }
    }
    return module
}

/// `File.swift:12` for every place of a circuit.
private func comments(_ circuit: Circuit, _ sources: SourceTable) -> [Place: String] {
    var places = Set(circuit.places + circuit.memories.map(\.place) + circuit.instances.map(\.place))
    places.formUnion(circuit.properties.map(\.place))
    func visit(_ block: Block) {
        for statement in block {
            switch statement {
            case .assign(let assignment): places.insert(assignment.place)
            case .write(_, _, let place): places.insert(place)
            case .property: break
            case .when(let when):
                places.insert(when.place)
                visit(when.then)
                visit(when.otherwise)
            case .select(let select):
                places.insert(select.place)
                for arm in select.arms {
                    places.insert(arm.place)
                    visit(arm.body)
                }
                visit(select.otherwise ?? [])
            }
        }
    }
    visit(circuit.statements)
    places.remove(.none)
    let ordered = places.sorted { $0.raw < $1.raw }
    var result: [Place: String] = [:]
    for (place, position) in zip(ordered, sources.resolve(ordered)) {
        guard let position else { continue }
        let file = position.file.split(separator: "/").last.map(String.init) ?? position.file
        result[place] = "\(file):\(position.line)"
    }
    return result
}
