import Netlist
import Simulation

/// An instance of a circuit in the hierarchy.
struct FlatInstance {
    /// Which circuit, an index into `Design.circuits`.
    var circuit: Int
    /// -1 for the top.
    var parent: Int
    /// Its position in the parent's `instances`.
    var position: Int
    /// Names from the top on, joined with dots; empty for the top.
    var path: String
    /// Where its nodes begin in the flattener's map.
    var base: Int
    /// The number of its first register and memory among all.
    var firstRegister: Int
    var firstMemory: Int
    /// Parallel to the circuit's `instances`.
    var children: [Int] = []
}

/// A circuit as data flow, with what is asked for again and again at hand.
final class FlatCircuit {
    let lowered: LoweredCircuit
    let nodes: [Node]
    let drivers: [NodeID?]
    let ports: [Port]
    let registers: [Register]
    let memories: [Memory]
    let instances: [Instance]

    init(_ lowered: LoweredCircuit) {
        self.lowered = lowered
        nodes = lowered.circuit.nodes
        drivers = lowered.drivers
        ports = lowered.circuit.ports
        registers = lowered.circuit.registers
        memories = lowered.circuit.memories
        instances = lowered.circuit.instances
    }

    func width(_ node: NodeID) -> Int { Int(nodes[Int(node.index)].width) }
}

/// Turns a hierarchy of circuits into one graph of values.
final class Flattener {
    let design: Design
    private(set) var lowered: [FlatCircuit?]
    private(set) var instances: [FlatInstance] = []
    var graph = ValueGraph()
    /// What each source is, by its `parameter`.
    private(set) var sources: [Source] = []
    /// The values that depend on themselves, and what drives them.
    private(set) var feedbacks: [(value: ValueID, driver: ValueID)] = []
    /// By instance and node: its value; -1 unknown, -2 being made.
    var map: [ValueID] = []
    /// By register: its state.
    private(set) var states: [ValueID] = []
    /// By memory: its shape.
    private(set) var memories: [Memory] = []
    var inputs: [ValueID] = []
    private var stack: [Frame] = []

    enum Source {
        case input(port: Int)
        case register(Int)
        case read(instance: Int, memory: Int, port: Int)
        /// An output of a module that is written in Verilog.
        case external
    }

    struct Frame {
        var instance: Int32
        var node: Int32
        var next: Int32 = 0
    }

    init(_ design: Design) {
        self.design = design
        lowered = Array(repeating: nil, count: design.circuits.count)
        add(design.top.index, parent: -1, position: 0, path: "")
        let top = design.topCircuit
        for (index, port) in top.ports.enumerated() {
            inputs.append(port.direction == .input ? source(.input(port: index), top.width(port.node)) : -1)
        }
        for instance in instances {
            let circuit = design.circuits[instance.circuit]
            for register in circuit.registers {
                states.append(source(.register(states.count), circuit.width(register.node)))
            }
            memories += circuit.memories
            guard circuit.external != nil else { continue }
            for port in circuit.ports where port.direction == .output {
                map[instance.base + Int(port.node.index)] = source(.external, circuit.width(port.node))
            }
        }
    }

    @discardableResult
    private func add(_ circuit: Int, parent: Int, position: Int, path: String) -> Int {
        if lowered[circuit] == nil { lowered[circuit] = FlatCircuit(design.circuits[circuit].lowered()) }
        let number = instances.count
        var instance = FlatInstance(
            circuit: circuit, parent: parent, position: position, path: path, base: map.count, firstRegister: 0,
            firstMemory: 0)
        if let last = instances.last {
            let before = design.circuits[last.circuit]
            instance.firstRegister = last.firstRegister + before.registers.count
            instance.firstMemory = last.firstMemory + before.memories.count
        }
        instances.append(instance)
        map += repeatElement(-1, count: lowered[circuit]?.nodes.count ?? 0)
        for (index, child) in design.circuits[circuit].instances.enumerated() {
            let inner = add(
                child.circuit.index, parent: number, position: index,
                path: path.isEmpty ? child.name : path + "." + child.name)
            instances[number].children.append(inner)
        }
        return number
    }

    func source(_ source: Source, _ width: Int) -> ValueID {
        sources.append(source)
        return graph.unique(Value(kind: .source, width: Int32(width), parameter: Int32(sources.count - 1)))
    }

    func circuit(_ instance: Int) -> LoweredCircuit {
        // Every instance's circuit was lowered when the instance was added.
        lowered[instances[instance].circuit]?.lowered ?? design.circuits[instances[instance].circuit].lowered()
    }

    // MARK: Values of nodes

    /// The value of a node of an instance.
    func value(_ instance: Int, _ node: NodeID) -> ValueID {
        let known = map[instances[instance].base + Int(node.index)]
        if known >= 0 { return known }
        push(Frame(instance: Int32(instance), node: node.index))
        while var frame = stack.last {
            if let needed = dependency(of: frame) {
                frame.next += 1
                stack[stack.count - 1] = frame
                let place = instances[Int(needed.instance)].base + Int(needed.node)
                switch map[place] {
                case -1: push(needed)
                case -2:
                    // A knot. Whoever is in it reads a place that is filled later.
                    let circuit = circuit(Int(needed.instance)).circuit
                    let width = circuit.width(NodeID(needed.node))
                    let feedback = graph.unique(
                        Value(kind: .feedback, width: Int32(width), parameter: Int32(feedbacks.count)))
                    feedbacks.append((feedback, -1))
                    knots[place] = feedbacks.count - 1
                    map[place] = feedback
                default: break
                }
            } else {
                stack.removeLast()
                let place = instances[Int(frame.instance)].base + Int(frame.node)
                let made = make(Int(frame.instance), NodeID(frame.node))
                if let knot = knots.removeValue(forKey: place) { feedbacks[knot].driver = made }
                map[place] = made
            }
        }
        return map[instances[instance].base + Int(node.index)]
    }

    private var knots: [Int: Int] = [:]
    /// By memory and port: the data of registered read ports.
    var reads: [Int: ValueID] = [:]

    private func push(_ frame: Frame) {
        map[instances[Int(frame.instance)].base + Int(frame.node)] = -2
        stack.append(frame)
    }

    /// What the frame's next operand is; nil after the last.
    private func dependency(of frame: Frame) -> Frame? {
        let instance = Int(frame.instance)
        let index = Int(frame.next)
        let flat = instances[instance]
        guard let circuit = lowered[flat.circuit] else { return nil }
        let node = circuit.nodes[Int(frame.node)]
        switch node.operation {
        case .constant: return nil
        case .input:
            guard index == 0, let outer = outer(flat, NodeID(frame.node)) else { return nil }
            return Frame(instance: Int32(flat.parent), node: outer.index)
        case .wire:
            guard index == 0, let driver = circuit.drivers[Int(frame.node)] else { return nil }
            return Frame(instance: frame.instance, node: driver.index)
        case .register:
            guard index == 0, let reset = circuit.registers[Int(node.a)].reset,
                reset.kind == .asynchronous
            else { return nil }
            return Frame(instance: frame.instance, node: reset.signal.index)
        case .instanceOutput:
            guard index == 0 else { return nil }
            return inner(flat, node)
        case .memoryRead:
            let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
            guard index == 0, port.clocking == nil else { return nil }
            return Frame(instance: frame.instance, node: port.address.index)
        case .probe:
            return index == 0 ? probed(instance, node) : nil
        default:
            guard index < node.operandCount else { return nil }
            return Frame(instance: frame.instance, node: node.operand(index).index)
        }
    }

    /// The node of the parent that drives an input; nil at the top.
    func outer(_ flat: FlatInstance, _ node: NodeID) -> NodeID? {
        guard flat.parent >= 0 else { return nil }
        guard let circuit = lowered[flat.circuit], let parent = lowered[instances[flat.parent].circuit],
            let position = circuit.ports.firstIndex(where: { $0.node == node })
        else { return nil }
        return parent.instances[flat.position].connections[position]
    }

    func inner(_ flat: FlatInstance, _ node: Node) -> Frame {
        let child = flat.children[Int(node.a)]
        let port = lowered[instances[child].circuit]?.ports[Int(node.b)]
        return Frame(instance: Int32(child), node: port?.node.index ?? 0)
    }

    func probed(_ instance: Int, _ node: Node) -> Frame {
        let probe = design.circuits[instances[instance].circuit].probes[Int(node.a)]
        let owner = probe.path.reduce(instance) { instances[$0].children[$1.index] }
        return Frame(instance: Int32(owner), node: probe.target.index)
    }
}
