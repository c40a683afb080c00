import Netlist

/// The tree of instances as Graphviz text: each with its name, its module and its size, which includes all below it.
///
/// - Parameter depth: how many levels below the top are drawn; nil: all. A box below which something is left out says so.
public func hierarchyDiagram(of design: Design, depth: Int? = nil) -> String {
    let sizes = Sizes(design)
    var dot = DotText(
        direction: "LR", nodeSpacing: "0.1", rankSpacing: "0.7", more: ", splines=line",
        caption: [
            design.topCircuit.name, "sizes include all parts; operators are nodes of the netlist, before any synthesis",
        ])
    var count = 0
    func add(_ circuit: CircuitID, _ name: String, _ level: Int) -> Int {
        let number = count
        count += 1
        let children = design[circuit].instances
        let isCut = depth.map { level >= $0 } ?? false
        dot.line(box(number, name, design[circuit], sizes.all[circuit.index], cut: isCut ? children.count : 0))
        guard !isCut else { return number }
        for instance in children {
            let child = add(instance.circuit, instance.name, level + 1)
            dot.line("b\(number):e -> b\(child):w [arrowhead=none]")
        }
        return number
    }
    _ = add(design.top, design.topCircuit.name, 0)
    return dot.finished
}

private func box(_ number: Int, _ name: String, _ circuit: Circuit, _ size: Sizes.Size, cut: Int) -> String {
    let module = circuit.external?.module ?? circuit.name
    var lines = ["<b>\(DotText.escaped(name))</b>"]
    if module.lowercased() != name.lowercased() { lines.append(soft(DotText.escaped(module))) }
    var parts: [String] = []
    if size.registerBits > 0 {
        parts.append(size.registerBits == 1 ? "1 register bit" : "\(size.registerBits) register bits")
    }
    if size.memoryBits > 0 { parts.append("\(size.memoryBits) memory bits") }
    parts.append("\(size.operators) operators")
    if circuit.external != nil { parts = ["written in Verilog"] }
    lines.append(soft(parts.joined(separator: " · ")))
    if cut > 0 { lines.append(soft(cut == 1 ? "+ 1 instance" : "+ \(cut) instances")) }
    let fill = circuit.instances.isEmpty ? Palette.logic : Palette.instance
    return "b\(number) [fillcolor=\"\(fill)\", width=3, label=<\(lines.joined(separator: "<br/>"))>]"
}

private func soft(_ text: String) -> String { "<font point-size=\"10\" color=\"\(Palette.soft)\">\(text)</font>" }

/// How large circuits are, all instances below them included; verification logic is not counted.
private struct Sizes {
    struct Size {
        var registerBits = 0
        var memoryBits = 0
        var operators = 0
    }

    var all: [Size] = []

    init(_ design: Design) {
        let ghost = GhostLogic(of: design).circuits
        for (index, circuit) in design.circuits.enumerated() {
            var size = Size()
            for (number, register) in circuit.registers.enumerated() where !ghost[index].registers[number] {
                size.registerBits += circuit.width(register.node)
            }
            for (number, memory) in circuit.memories.enumerated() where !ghost[index].memories[number] {
                size.memoryBits += memory.width * memory.depth
            }
            for (number, node) in circuit.nodes.enumerated() where !ghost[index].nodes[number] {
                switch node.operation {
                case .constant, .slice, .concatenate, .zeroExtend, .signExtend: break
                default: if node.operandCount > 0 { size.operators += 1 }
                }
            }
            for (number, instance) in circuit.instances.enumerated() where !ghost[index].instances[number] {
                let part = all[instance.circuit.index]
                size.registerBits += part.registerBits
                size.memoryBits += part.memoryBits
                size.operators += part.operators
            }
            all.append(size)
        }
    }
}
