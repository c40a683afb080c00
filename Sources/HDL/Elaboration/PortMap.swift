import Netlist

/// For the ports of an instance's circuit, the nodes here that stand for them. Ports come in ascending order, a few (clock and reset) later.
struct PortMap {
    private var ports: [NodeID] = []
    private var nodes: [NodeID] = []

    init(capacity: Int) {
        ports.reserveCapacity(capacity)
        nodes.reserveCapacity(capacity)
    }

    subscript(port: NodeID) -> NodeID? {
        get {
            let position = position(of: port)
            return position < ports.count && ports[position] == port ? nodes[position] : nil
        }
        set {
            guard let newValue else { return }
            let position = position(of: port)
            if position < ports.count, ports[position] == port {
                nodes[position] = newValue
            } else {
                ports.insert(port, at: position)
                nodes.insert(newValue, at: position)
            }
        }
    }

    /// Where the port is, or where it would go.
    private func position(of port: NodeID) -> Int {
        if let last = ports.last, last < port { return ports.count }
        var (low, high) = (0, ports.count)
        while low < high {
            let middle = (low + high) / 2
            if ports[middle] < port { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
