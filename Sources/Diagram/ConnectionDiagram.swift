import Netlist

/// The connections of one module as Graphviz text: ports at the left and right, its parts as boxes, nets between them.
///
/// A bundle is one edge with its name and its width; signals of several bits are thick; what passes operators of the module
/// itself is dashed; `ready` and the like are a small arrow at the other end of their stream. A net that reaches many boxes is no edge:
/// it stands at its source with `▸` and where it arrives with `◂`. Clocks, resets, verification logic and what a
/// box feeds back to itself are left out.
///
/// - Parameter circuit: a circuit of `design`.
public func connectionDiagram(of circuit: CircuitID, in design: Design) -> String {
    let graph = ConnectionGraph(design, circuit)
    var dot = DotText(
        direction: "LR", nodeSpacing: "0.12", rankSpacing: "0.25",
        caption: [
            design[circuit].name,
            "thick: several bits; dashed: through logic of the module; clock and reset are not shown",
        ])
    let used = Set(graph.links.flatMap { [$0.source.box, $0.sink.box] })
    let nets = Net.all(of: graph)
    var written: [Int: [String]] = [:]
    // From this many boxes on a net is written into them.
    let many = used.count > 12 ? 4 : 6
    for net in nets where net.targets.count >= many {
        written[net.source, default: []] += net.labels.map { "▸ \($0)" }
        for target in net.targets { written[target.box, default: []] += net.names.map { "◂ \($0)" } }
    }
    for (kind, rank) in [(ConnectionGraph.Box.Kind.input, "source"), (.output, "sink")] {
        let ports = graph.boxes.indices.filter { graph.boxes[$0].kind == kind && used.contains($0) }
        guard !ports.isEmpty else { continue }
        dot.line("{ rank=\(rank)")
        for box in ports { dot.line("  \(node(box, graph.boxes[box], written[box] ?? []))") }
        dot.line("}")
    }
    for (index, box) in graph.boxes.enumerated() where !box.title.isEmpty && box.kind != .input && box.kind != .output {
        if used.contains(index) || box.kind == .instance { dot.line(node(index, box, written[index] ?? [])) }
    }
    for (number, net) in nets.enumerated() where net.targets.count < many { draw(net, number, in: &dot) }
    return dot.finished
}

private func node(_ index: Int, _ box: ConnectionGraph.Box, _ written: [String]) -> String {
    let title = DotText.escaped(box.title)
    func line(_ text: String, _ colour: String) -> String {
        "<br/><font point-size=\"10\" color=\"\(colour)\">\(DotText.escaped(text))</font>"
    }
    var small =
        box.subtitle.isEmpty || box.subtitle.lowercased() == box.title.lowercased()
        ? "" : line(box.subtitle, Palette.soft)
    for text in written { small += line(text, Palette.net) }
    let (fill, extra) =
        switch box.kind {
        case .input, .output: (Palette.port, ", style=filled, height=0.25, margin=\"0.08,0.03\"")
        case .instance: (Palette.instance, "")
        case .register: (Palette.register, ", style=filled")
        case .memory: (Palette.memory, ", shape=cylinder, style=filled")
        case .gathering: (Palette.logic, ", style=\"filled,rounded,dashed\"")
        }
    let label = box.kind == .instance ? "<b>\(title)</b>" : title
    return "b\(index) [fillcolor=\"\(fill)\"\(extra), label=<\(label)\(small)>]"
}

/// Bundles of one box that go to the same boxes.
private struct Net {
    struct Target: Hashable {
        var box: Int
        var passesLogic: Bool
        var isMutual: Bool
        /// Bits of the net that arrive here.
        var width: Int

        /// The same without the width.
        var kind: Target { Target(box: box, passesLogic: passesLogic, isMutual: isMutual, width: 0) }
    }

    var source: Int
    /// The bundles with their widths.
    var labels: [String]
    var names: [String]
    var width: Int
    var targets: [Target]

    static func all(of graph: ConnectionGraph) -> [Net] {
        var nets: [Net] = []
        var order: [ConnectionGraph.Pin] = []
        var byPin: [ConnectionGraph.Pin: [ConnectionGraph.Link]] = [:]
        for link in graph.links {
            if byPin[link.source] == nil { order.append(link.source) }
            byPin[link.source, default: []].append(link)
        }
        for pin in order {
            let links = byPin[pin] ?? []
            var targets: [Target] = []
            for link in links {
                if let known = targets.firstIndex(where: { $0.box == link.sink.box }) {
                    targets[known].passesLogic = targets[known].passesLogic && link.passesLogic
                    targets[known].isMutual = targets[known].isMutual || link.isMutual
                    targets[known].width = max(targets[known].width, graph.width(link.leaves))
                } else {
                    targets.append(
                        Target(
                            box: link.sink.box, passesLogic: link.passesLogic, isMutual: link.isMutual,
                            width: graph.width(link.leaves)))
                }
            }
            let width = graph.width(links.reduce(into: []) { $0.formUnion($1.leaves) })
            let label = "\(pin.bundle) \(width)"
            let kinds = Set(targets.map(\.kind))
            if let same = nets.firstIndex(where: { $0.source == pin.box && Set($0.targets.map(\.kind)) == kinds }) {
                for target in targets {
                    for index in nets[same].targets.indices where nets[same].targets[index].kind == target.kind {
                        nets[same].targets[index].width += target.width
                    }
                }
                nets[same].labels.append(label)
                nets[same].names.append(pin.bundle)
                nets[same].width += width
            } else {
                nets.append(Net(source: pin.box, labels: [label], names: [pin.bundle], width: width, targets: targets))
            }
        }
        return nets
    }
}

private func draw(_ net: Net, _ number: Int, in dot: inout DotText) {
    func pen(_ width: Int) -> String { "penwidth=" + (width == 1 ? "0.9" : width < 32 ? "1.6" : "2.2") }
    let text = net.labels.map(DotText.escaped).joined(separator: "<br/>")
    func style(_ target: Net.Target, isWhole: Bool) -> String {
        pen(target.width) + (target.passesLogic ? ", style=dashed" : "")
            + (target.isMutual && isWhole ? ", dir=both, arrowtail=oinv" : "")
    }
    if net.targets.count < 3 {
        let widest = net.targets.map(\.width).max()
        let labelled = net.targets.firstIndex { $0.width == widest }
        for (index, target) in net.targets.enumerated() {
            let label = index == labelled ? ", label=<\(text)>" : ""
            dot.line("b\(net.source) -> b\(target.box) [\(style(target, isWhole: true))\(label)]")
        }
        return
    }
    dot.line("j\(number) [shape=point, width=0.06, style=filled, fillcolor=\"\(Palette.ink)\", label=\"\"]")
    dot.line("b\(net.source) -> j\(number) [\(pen(net.width)), arrowhead=none, label=<\(text)>]")
    for target in net.targets { dot.line("j\(number) -> b\(target.box) [\(style(target, isWhole: false))]") }
}
