import Netlist

/// One level of a design as boxes and nets: what a circuit is made of, and which of its parts drives which.
struct ConnectionGraph {
    struct Box {
        enum Kind { case input, output, instance, register, memory, gathering }
        var kind: Kind
        /// The name in the circuit.
        var title: String
        /// The module, or a size; may be empty.
        var subtitle: String
    }

    /// A bundle (or a signal) of a box.
    struct Pin: Hashable {
        var box: Int
        var bundle: String
    }

    /// From one pin to another.
    struct Link {
        var source: Pin
        var sink: Pin
        /// What of the source arrives.
        var leaves: Set<NodeID>
        /// Operators lie between; else wires, parts and concatenations.
        var passesLogic: Bool
        /// Some leaves of the bundle go the other way (`ready`).
        var isMutual = false
    }

    var boxes: [Box]
    var links: [Link]
    let circuit: Circuit

    init(_ design: Design, _ circuit: CircuitID) {
        var builder = GraphBuilder(design, circuit)
        builder.build()
        self.circuit = design[circuit]
        boxes = builder.boxes
        links = builder.links
        mergeMutual()
        dissolve()
    }

    /// Bits of the leaves of a link.
    func width(_ leaves: Set<NodeID>) -> Int { leaves.reduce(0) { $0 + circuit.width($1) } }

    /// A pair of links between the same two pins becomes one: a stream is one edge.
    private mutating func mergeMutual() {
        var position: [[Pin]: Int] = [:]
        for (index, link) in links.enumerated() { position[[link.source, link.sink]] = index }
        var dropped: Set<Int> = []
        for (index, link) in links.enumerated() where !dropped.contains(index) {
            guard let back = position[[link.sink, link.source]], !dropped.contains(back), back != index else {
                continue
            }
            let isSmaller = width(link.leaves) < width(links[back].leaves)
            let (kept, other) = isSmaller ? (back, index) : (index, back)
            links[kept].isMutual = true
            dropped.insert(other)
        }
        links = links.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    /// Takes away wires of the circuit that gather nothing: with one source, or between one sink and at most two sources.
    private mutating func dissolve() {
        while let box = boxes.indices.first(where: { isTransparent($0) }) {
            let (incoming, outgoing) = (links.filter { $0.sink.box == box }, links.filter { $0.source.box == box })
            links.removeAll { $0.sink.box == box || $0.source.box == box }
            boxes[box].title = ""
            for before in incoming {
                for after in outgoing where before.source.box != after.sink.box {
                    add(
                        Link(
                            source: before.source, sink: after.sink, leaves: before.leaves,
                            passesLogic: before.passesLogic || after.passesLogic))
                }
            }
        }
    }

    private func isTransparent(_ box: Int) -> Bool {
        guard boxes[box].kind == .gathering, !boxes[box].title.isEmpty else { return false }
        let sources = Set(links.filter { $0.sink.box == box }.map(\.source.box))
        let sinks = Set(links.filter { $0.source.box == box }.map(\.sink.box))
        return sources.count <= 1 || sinks.isEmpty || (sinks.count == 1 && sources.count <= 2)
    }

    private mutating func add(_ link: Link) {
        if let same = links.firstIndex(where: { $0.source == link.source && $0.sink == link.sink }) {
            links[same].leaves.formUnion(link.leaves)
            links[same].passesLogic = links[same].passesLogic && link.passesLogic
        } else {
            links.append(link)
        }
    }
}
