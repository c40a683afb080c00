extension TimingAnalysis {
    /// The longest path of each kind.
    func report() -> TimingReport {
        let ends = (registers: ends(atRegisters: true), outputs: ends(atRegisters: false))
        var paths: [TimingReport.Path] = []
        for isRegister in [true, false] {
            let arrivals = arrivals(fromRegisters: isRegister)
            for (list, kind) in [
                (ends.registers, isRegister ? TimingReport.Kind.registerToRegister : .inputToRegister),
                (ends.outputs, isRegister ? .registerToOutput : .inputToOutput),
            ] {
                func delay(_ end: End) -> Double { arrivals.time[end.node] + end.net + end.setup }
                guard let last = list.max(by: { delay($0) < delay($1) }), delay(last) >= 0 else { continue }
                paths.append(path(kind, last, arrivals))
            }
        }
        let critical = paths.first { $0.kind == .registerToRegister }
        return TimingReport(fmax: critical.map { 1000 / $0.delay }, paths: paths)
    }

    private func path(_ kind: TimingReport.Kind, _ end: End, _ arrivals: Arrivals) -> TimingReport.Path {
        // From the end to the start.
        var nodes = [end.node]
        while let last = nodes.last, arrivals.previous[last] >= 0, nodes.count < 10_000 {
            nodes.append(Int(arrivals.previous[last]))
        }
        nodes.reverse()
        var steps: [TimingReport.Step] = []
        var (before, net) = (0.0, 0.0)
        for (index, node) in nodes.enumerated() {
            let time = arrivals.time[node]
            let own = time - before - net
            let isLast = index + 1 == nodes.count
            net = isLast ? end.net : self.net(node)
            if !isLast, case .carry = arrivals.cells[nodes[index + 1]] { net = operandNet(node) }
            before = time
            steps.append(step(name(arrivals.cells[node], node), node, own, net, time))
        }
        var last = step(end.cell, end.register.map { network[Literal(node: $0)].node } ?? end.node, end.setup, 0, 0)
        last.arrival = arrivals.time[end.node] + end.net + end.setup
        last.fanout = 0
        steps.append(last)
        let nets = steps.reduce(0) { $0 + $1.net }
        return TimingReport.Path(
            kind: kind, delay: last.arrival, logic: last.arrival - nets, net: nets, levels: nodes.count - 1,
            steps: steps)
    }

    private func step(_ cell: String, _ node: Int, _ delay: Double, _ net: Double, _ time: Double) -> TimingReport.Step
    {
        let origin = Int(network.graph.origins[node])
        let instance = Int(flat.graph.origins[origin])
        let (name, place) = flat.names.name(instance: instance, place: flat.graph.places[origin])
        return TimingReport.Step(
            cell: cell, instance: flat.instances[instance].path, signal: name, place: place, delay: delay, net: net,
            fanout: Int(readers[node]), arrival: time)
    }

    private func name(_ cell: Cell, _ node: Int) -> String {
        switch cell {
        case .lut: return "LUT"
        case .carry(let positions): return positions > 1 ? "carry, \(positions) bits" : "carry"
        case .memory: return "LUT RAM"
        case .multiplier: return "DSP"
        case .shiftRegister: return "SRL"
        case .start:
            guard let source = network.source(of: node) else { return "input" }
            switch flat.owners[Int(flat.graph.nodes[source].a)] {
            case .flipFlop: return "FF"
            case .shiftRegister: return "SRL"
            case .memory: return "block RAM"
            default: return "input"
            }
        }
    }
}
