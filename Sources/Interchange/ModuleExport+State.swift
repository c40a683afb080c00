import Netlist
import Verilog

extension ModuleExport {
    /// The flip-flops of a register, one cell for each range of bits that has a next value of its own.
    mutating func addRegister(_ register: Register, _ values: [LoweredCircuit.NextValue]) {
        let output = bits(of: register.node)
        let name = file.names[register.node] ?? "$register\(register.node.index)"
        addNet(name, output, attributes: ["init": .text(text(register.initial))])
        var low = 0
        for value in values {
            addFlipFlops(register, output, low: low, width: value.low - low, data: nil, enable: nil)
            addFlipFlops(
                register, output, low: value.low, width: value.width, data: bits(of: value.value),
                enable: value.enable.map { bits(of: $0) })
            low = value.low + value.width
        }
        addFlipFlops(register, output, low: low, width: output.count - low, data: nil, enable: nil)
    }

    /// `data` nil: the bits hold.
    private mutating func addFlipFlops(
        _ register: Register, _ output: [Bit], low: Int, width: Int, data: [Bit]?, enable: [Bit]?
    ) {
        guard width > 0 else { return }
        let q = Array(output[low..<low + width])
        var cell = Cell(type: "$dff")
        cell.parameters = ["WIDTH": .number(width), "CLK_POLARITY": register.clocking.edge == .rising ? 1 : 0]
        cell.connections = ["CLK": bits(of: register.clocking.clock), "D": data ?? q, "Q": q]
        cell.directions = ["CLK": "input", "D": "input", "Q": "output"]
        if let reset = register.reset {
            let isSynchronous = reset.kind == .synchronous
            let port = isSynchronous ? "SRST" : "ARST"
            cell.type = isSynchronous ? "$sdff" : "$adff"
            cell.parameters["\(port)_POLARITY"] = reset.polarity == .activeHigh ? 1 : 0
            cell.parameters["\(port)_VALUE"] = .text(text(reset.value.slice(low: low, width: width)))
            cell.connections[port] = bits(of: reset.signal)
            cell.directions[port] = "input"
        }
        if let enable {
            cell.type += "e"
            cell.parameters["EN_POLARITY"] = 1
            cell.connections["EN"] = enable
            cell.directions["EN"] = "input"
        }
        add(cell)
    }

    /// An instance of another module of the design.
    mutating func add(_ instance: Instance, module file: VerilogFile) {
        var cell = Cell(type: file.module)
        for (port, connection) in zip(file.ports, instance.connections) {
            cell.directions[port.name] = port.direction == .input ? "input" : "output"
            if let connection { cell.connections[port.name] = bits(of: connection) }
        }
        add(cell, name: instance.name)
    }

    func text(_ value: BitVector) -> String {
        String((0..<value.width).reversed().map { value[$0] ? "1" : "0" })
    }
}
