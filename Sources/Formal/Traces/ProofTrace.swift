import Netlist

/// What leads from power-on to where a property fails: what the registers hold at first, and what the inputs are in each cycle.
public struct ProofTrace: Hashable, Sendable {
    /// What registers (and words of memories) hold before the first edge, where that is not what they are declared with.
    public var initial: [StateValue]
    /// By cycle: the inputs of the top by name, all but clocks. The edge at the end of the last one sees the property fail.
    public var cycles: [[String: BitVector]]

    public init(initial: [StateValue], cycles: [[String: BitVector]]) {
        self.initial = initial
        self.cycles = cycles
    }
}

extension ProofTrace {
    /// - Parameter bits: what ABC wrote: `pi3@0=1` for input 3 in frame 0.
    init?(bits text: String, depth: Int, model: ProofModel, names: NameMap) {
        var ones: [Int: Set<Int>] = [:]
        var hasBits = false
        for word in text.split(whereSeparator: \.isWhitespace) where word.hasPrefix("pi") {
            let parts = word.dropFirst(2).split(whereSeparator: { $0 == "@" || $0 == "=" })
            guard parts.count == 3, let input = Int(parts[0]), let frame = Int(parts[1]) else { continue }
            hasBits = true
            if parts[2] == "1" { ones[frame, default: []].insert(input) }
        }
        guard hasBits, depth > 0 else { return nil }
        guard let file = model.files.file(of: model.premises.design.top.index) else { return nil }
        let clocks = Set(model.control.clocks.map(\.port))
        var zeros: [String: BitVector] = [:]
        for (index, port) in file.ports.enumerated()
        where port.direction == .input && (!model.control.hasOneEvent || !clocks.contains(index)) {
            zeros[port.name] = .zero(width: port.width)
        }
        cycles = (0..<depth).map { frame in
            var values = zeros
            for input in ones[frame] ?? [] {
                guard let name = names.inputs[input] else { continue }
                values[name.signal]?[name.bit] = true
            }
            return values
        }
        initial = Self.initial(ones[0] ?? [], model, names)
    }

    /// The first values, which are inputs of the first frame.
    private static func initial(_ ones: Set<Int>, _ model: ProofModel, _ map: NameMap) -> [StateValue] {
        let registers = StateNames(model)
        var values: [StateNames.State: BitVector] = [:]
        for (input, names) in map.initials {
            for name in names {
                guard let state = registers[name.signal] else { continue }
                var value = values[state] ?? .zero(width: state.width)
                if ones.contains(input), name.bit < state.width { value[name.bit] = true }
                values[state] = value
            }
        }
        return values.filter { $0.value != $0.key.declared }
            .map { StateValue(signal: $0.key.signal, element: $0.key.element, value: $0.value) }
            .sorted { ($0.signal, $0.element) < ($1.signal, $1.element) }
    }
}

/// The registers and words of a flat model by their Verilog names.
struct StateNames {
    struct State: Hashable {
        /// As simulators call it.
        var signal: String
        var element = 0
        var width: Int
        var declared: BitVector
    }
    private var states: [String: State] = [:]

    init(_ model: ProofModel) {
        visit(model.premises.design.top.index, [], [ProofTop.instance], model)
    }

    subscript(name: String) -> State? { states[name] }

    private mutating func visit(_ index: Int, _ path: [String], _ verilogPath: [String], _ model: ProofModel) {
        let circuit = model.premises.design.circuits[index]
        guard let file = model.files.file(of: index) else { return }
        for register in circuit.registers {
            guard let name = circuit.names[register.node], let verilog = file.names[register.node] else { continue }
            states[(verilogPath + [verilog]).joined(separator: ".")] = State(
                signal: (path + [name]).joined(separator: "."), width: circuit.width(register.node),
                declared: register.initial)
        }
        for memory in circuit.memories {
            for element in 0..<memory.depth {
                let declared = element < memory.initial.count ? memory.initial[element] : .zero(width: memory.width)
                states[(verilogPath + ["\(memory.name)[\(element)]"]).joined(separator: ".")] = State(
                    signal: (path + [memory.name]).joined(separator: "."), element: element, width: memory.width,
                    declared: declared.resized(to: memory.width))
            }
        }
        for (number, instance) in circuit.instances.enumerated() where number < file.instances.count {
            visit(
                instance.circuit.index, path + [instance.name], verilogPath + [file.instances[number]], model)
        }
    }
}
