import Netlist

/// What a flattened design's bits were called, and where that was written.
enum SignalNames: Sendable {
    case none
    /// By instance its circuit, lowered; a place is a node.
    case design(circuits: [Circuit], ofInstance: [Int], SourceTable)
    /// By instance its module, and the number of its first cell among all; a place is a cell.
    case cells(CellNetlist, firstOfInstance: [(module: Int, cell: Int)])

    func name(instance: Int, place: UInt32) -> (name: String?, place: String?) {
        switch self {
        case .none: return (nil, nil)
        case .design(let circuits, let ofInstance, let sources):
            guard ofInstance.indices.contains(instance) else { return (nil, nil) }
            let circuit = circuits[ofInstance[instance]]
            guard Int(place) < circuit.nodes.count else { return (nil, nil) }
            let position = sources.resolve(circuit.places[Int(place)])
            return (circuit.names[NodeID(Int32(place))], position.map { "\($0)" })
        case .cells(let netlist, let first):
            guard first.indices.contains(instance) else { return (nil, nil) }
            let cells = netlist.modules[first[instance].module].cells
            let number = Int(place) - first[instance].cell
            return cells.indices.contains(number) ? (cells[number].name, nil) : (nil, nil)
        }
    }
}
