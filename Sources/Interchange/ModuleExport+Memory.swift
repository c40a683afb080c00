import Netlist

extension ModuleExport {
    /// The memory as one `$mem_v2`: reads past the depth are zeros, writes there do nothing.
    mutating func addMemory(_ memory: Memory, enables: [NodeID?]) {
        let (width, depth, abits) = (memory.width, memory.depth, memory.addressWidth)
        var cell = Cell(type: "$mem_v2")
        var (readClock, readEnable, readAddress, readData): ([Bit], [Bit], [Bit], [Bit]) = ([], [], [], [])
        var (clocked, falling) = ([Bool](), [Bool]())
        for port in memory.readPorts {
            // Past the depth a registered read takes over zeros, so it is a register behind a combinational one.
            let isClocked = port.clocking != nil && (isPowerOfTwo(depth) || port.underWrite == .new)
            clocked.append(isClocked)
            falling.append(isClocked && port.clocking?.edge == .falling)
            readClock += isClocked ? port.clocking.map { bits(of: $0.clock) } ?? [] : [.constant(false)]
            readEnable += isClocked ? port.enable.map { bits(of: $0) } ?? [.constant(true)] : [.constant(true)]
            readAddress += bits(of: port.address)
            readData += isPowerOfTwo(depth) ? bits(of: port.data) : guarded(port, depth, isClocked: isClocked)
        }
        var (writeClock, writeEnable, writeAddress, writeData): ([Bit], [Bit], [Bit], [Bit]) = ([], [], [], [])
        var writeFalling: [Bool] = []
        for (number, port) in memory.writePorts.enumerated() {
            writeClock += bits(of: port.clocking.clock)
            writeFalling.append(port.clocking.edge == .falling)
            writeAddress += bits(of: port.address)
            writeData += bits(of: port.data)
            var enable = enables[number].map { bits(of: $0) } ?? [.constant(false)]
            if !isPowerOfTwo(depth) { enable = both(enable, isInside(port.address, depth)) }
            for bit in 0..<width {
                writeEnable += port.mask.map { both(enable, [bits(of: $0)[bit / port.granule]]) } ?? enable
            }
        }
        let (reads, writes) = (memory.readPorts.count, memory.writePorts.count)
        cell.parameters = [
            "MEMID": .text("\\" + memory.name), "SIZE": .number(depth), "OFFSET": 0, "ABITS": .number(abits),
            "WIDTH": .number(width), "INIT": .text(contents(memory)),
            "RD_PORTS": .number(reads), "RD_WIDE_CONTINUATION": mask(reads) { _ in false },
            "RD_CLK_ENABLE": mask(reads) { clocked[$0] }, "RD_CLK_POLARITY": mask(reads) { !falling[$0] },
            "RD_TRANSPARENCY_MASK": transparency(memory), "RD_COLLISION_X_MASK": mask(reads * writes) { _ in false },
            "RD_CE_OVER_SRST": mask(reads) { _ in false },
            "RD_INIT_VALUE": mask(reads * width) { _ in false }, "RD_ARST_VALUE": mask(reads * width) { _ in false },
            "RD_SRST_VALUE": mask(reads * width) { _ in false },
            "WR_PORTS": .number(writes), "WR_WIDE_CONTINUATION": mask(writes) { _ in false },
            "WR_CLK_ENABLE": mask(writes) { _ in true }, "WR_CLK_POLARITY": mask(writes) { !writeFalling[$0] },
            // Bit (port, lower port): the later one wins.
            "WR_PRIORITY_MASK": mask(writes * writes) { $0 % writes < $0 / writes },
        ]
        let off = Array(repeating: Bit.constant(false), count: reads)
        cell.connections = [
            "RD_CLK": readClock, "RD_EN": readEnable, "RD_ARST": off, "RD_SRST": off, "RD_ADDR": readAddress,
            "RD_DATA": readData, "WR_CLK": writeClock, "WR_EN": writeEnable, "WR_ADDR": writeAddress,
            "WR_DATA": writeData,
        ]
        for port in cell.connections.keys { cell.directions[port] = port == "RD_DATA" ? "output" : "input" }
        add(cell, name: memory.name)
    }

    // MARK: Parts of a memory

    private func isPowerOfTwo(_ depth: Int) -> Bool { depth == 1 << indexWidth(depth) }

    private mutating func isInside(_ address: NodeID, _ depth: Int) -> [Bit] {
        let result = makeNets(1)
        let limit = (0..<bits(of: address).count + 1).map { Bit.constant(depth >> $0 & 1 == 1) }
        add(binary("$lt", bits(of: address), limit, result))
        return result
    }

    private mutating func both(_ first: [Bit], _ second: [Bit]) -> [Bit] {
        let result = makeNets(1)
        add(binary("$and", first, second, result))
        return result
    }

    /// Nets for the raw data of a read port, and the logic that makes them zero past the depth.
    private mutating func guarded(_ port: Memory.ReadPort, _ depth: Int, isClocked: Bool) -> [Bit] {
        let data = bits(of: port.data)
        let zero = Array(repeating: Bit.constant(false), count: data.count)
        let raw = makeNets(data.count)
        var inside = isInside(port.address, depth)
        if isClocked {
            let registered = makeNets(1)
            addReadRegister(port, inside, registered)
            inside = registered
        }
        let value = port.clocking == nil || isClocked ? data : makeNets(data.count)
        add(mux(select: inside, one: raw, zero: zero, value))
        if value != data { addReadRegister(port, value, data) }
        return raw
    }

    private mutating func addReadRegister(_ port: Memory.ReadPort, _ value: [Bit], _ output: [Bit]) {
        guard let clocking = port.clocking else { return }
        var cell = Cell(type: port.enable == nil ? "$dff" : "$dffe")
        cell.parameters = ["WIDTH": .number(value.count), "CLK_POLARITY": clocking.edge == .rising ? 1 : 0]
        cell.connections = ["CLK": bits(of: clocking.clock), "D": value, "Q": output]
        cell.directions = ["CLK": "input", "D": "input", "Q": "output"]
        if let enable = port.enable {
            cell.parameters["EN_POLARITY"] = 1
            cell.connections["EN"] = bits(of: enable)
            cell.directions["EN"] = "input"
        }
        add(cell)
    }

    private func transparency(_ memory: Memory) -> Value {
        let writes = memory.writePorts.count
        return mask(memory.readPorts.count * writes) { index in
            let read = memory.readPorts[index / writes]
            guard read.underWrite == .new, let clocking = read.clocking else { return false }
            guard memory.writePorts[index % writes].clocking == clocking else { return false }
            return read.newOf.map { $0 == index % writes } ?? true
        }
    }

    private func contents(_ memory: Memory) -> String {
        (0..<memory.depth).reversed().map { word in
            text(word < memory.initial.count ? memory.initial[word] : .zero(width: memory.width))
        }.joined()
    }

    private func mask(_ count: Int, _ isOne: (Int) -> Bool) -> Value {
        // Yosys wants at least one bit.
        .text(String((0..<max(1, count)).reversed().map { $0 < count && isOne($0) ? "1" : "0" }))
    }
}
