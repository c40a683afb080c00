import Components
import HDL
import Simulation
import Testing

/// A bank of registers behind AXI4-Lite.
private final class RegisterBlock: Module {
    let axi = input(AXI4Lite(addressWidth: 8, dataWidth: 32))
    let bridge = AXI4LiteCSRBridge(addressWidth: 8, dataWidth: 32)
    let bank = CSRBank(
        [CSR("first", at: 0, width: 32), CSR("second", at: 4, width: 16), CSR("constant", at: 8, width: 8, .readOnly)],
        addressWidth: 8, dataWidth: 32)

    override func circuit() {
        bridge.axi <== axi
        bank.bus <== bridge.bus
        bank.status("constant") <== 0x5A
    }
}

/// The masters of an AXI4-Lite interface.
private final class LiteMaster {
    let aw, w, ar: Sender
    let b, r: Receiver

    init(_ simulator: any Simulator, _ name: String = "axi_") throws {
        aw = try Sender(simulator, name + "aw", ["addr", "prot"])
        w = try Sender(simulator, name + "w", ["data", "strb"])
        ar = try Sender(simulator, name + "ar", ["addr", "prot"])
        b = try Receiver(simulator, name + "b", ["resp"])
        r = try Receiver(simulator, name + "r", ["data", "resp"])
    }

    func changeRates(_ random: inout Random) {
        let rates = [100, 60, 20]
        for sender in [aw, w, ar] { sender.rate = rates[random.below(3)] }
        for receiver in [b, r] { receiver.rate = rates[random.below(3)] }
    }

    func drive(_ random: inout Random) throws {
        for sender in [aw, w, ar] { try sender.drive(&random) }
        for receiver in [b, r] { try receiver.drive(&random) }
    }
}

@Suite struct AXI4LiteTests {
    /// Runs random accesses; `access` is the model: it is told of writes and reads in the cycle in which their addresses are taken, reads first.
    private func run(
        _ simulator: any Simulator, addresses: [UInt64], cycles: Int = 4000,
        read: (UInt64) -> [UInt64], write: (_ address: UInt64, _ data: UInt64, _ mask: UInt64) -> UInt64
    ) throws {
        var random = Random(1)
        let master = try LiteMaster(simulator)
        var (responses, words) = ([UInt64](), [[UInt64]]())
        var (writes, reads) = (0, 0)
        for cycle in 0..<cycles {
            if cycle % 100 == 0 { master.changeRates(&random) }
            if master.aw.waiting.isEmpty { master.aw.waiting = [[addresses[random.below(addresses.count)], 0]] }
            if master.w.waiting.isEmpty {
                master.w.waiting = [[random.bits(32), random.chance(60) ? 15 : random.bits(4)]]
            }
            if master.ar.waiting.isEmpty { master.ar.waiting = [[addresses[random.below(addresses.count)], 0]] }
            try master.drive(&random)
            let (address, data, asked) = (try master.aw.observe(), try master.w.observe(), try master.ar.observe())
            // What was promised before.
            if let response = try master.b.observe() {
                #expect(!responses.isEmpty && response[0] == responses.removeFirst())
                writes += 1
            }
            if let word = try master.r.observe() {
                #expect(!words.isEmpty && word == words.removeFirst())
                reads += 1
            }
            if let asked { words.append(read(asked[0])) }
            #expect((address == nil) == (data == nil))
            if let address, let data {
                let mask = byteMask(data[1])
                responses.append(write(address[0], data[0], mask))
            }
            try simulator.step()
        }
        #expect(writes > cycles / 8 && reads > cycles / 8)
    }

    @Test func aMemory() throws {
        let design = try elaborate { AXI4LiteRAM(words: 16, dataWidth: 32, addressWidth: 12) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var held = [UInt64](repeating: 0, count: 16)
            let addresses = (0..<64).map { UInt64($0) } + [64, 2048, 4095]
            try run(simulator, addresses: addresses) { address in
                address < 64 ? [held[Int(address / 4)], 0] : [0, 3]
            } write: { address, data, mask in
                guard address < 64 else { return 3 }
                held[Int(address / 4)] = held[Int(address / 4)] & ~mask | data & mask
                return 0
            }
        }
    }

    @Test func aBankOfRegisters() throws {
        let design = try elaborate { RegisterBlock() }
        try expectClean(design)
        for simulator in try simulators(design) {
            var held: [UInt64: UInt64] = [0: 0, 4: 0, 8: 0x5A]
            try run(simulator, addresses: [0, 4, 8, 12]) { address in
                held[address].map { [$0, 0] } ?? [0, 2]
            } write: { address, data, mask in
                guard let old = held[address], address != 8 else { return 2 }
                held[address] = (old & ~mask | data & mask) & (address == 4 ? 0xFFFF : 0xFFFF_FFFF)
                return 0
            }
        }
    }

    /// Each channel keeps its order; the slice is the same module for every channel's payload, so one interface shows it.
    @Test func aRegisterSlice() throws {
        let design = try elaborate { AXIRegisterSlice(AXI4Lite(addressWidth: 10, dataWidth: 32)) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(3)
            let channels: [(String, Bool, [String])] = [
                ("aw", true, ["addr", "prot"]), ("w", true, ["data", "strb"]), ("b", false, ["resp"]),
                ("ar", true, ["addr", "prot"]), ("r", false, ["data", "resp"]),
            ]
            let widths = ["addr": 10, "prot": 3, "data": 32, "strb": 4, "resp": 2]
            let ends = try channels.map { name, isRequest, fields in
                (
                    try Sender(simulator, (isRequest ? "upstream_" : "downstream_") + name, fields),
                    try Receiver(simulator, (isRequest ? "downstream_" : "upstream_") + name, fields)
                )
            }
            for ((sender, _), channel) in zip(ends, channels) {
                sender.waiting = (0..<1500).map { _ in channel.2.map { random.bits(widths[$0] ?? 1) } }
            }
            var (sent, received) = ([[[UInt64]]](repeating: [], count: 5), [Int](repeating: 0, count: 5))
            for cycle in 0..<1500 {
                for (number, (sender, receiver)) in ends.enumerated() {
                    if cycle % 50 == 0 { (sender.rate, receiver.rate) = (30 + random.below(71), 30 + random.below(71)) }
                    try sender.drive(&random)
                    try receiver.drive(&random)
                    // The buffers have no path through: what one channel does is settled when it is driven.
                    if let element = try receiver.observe() {
                        #expect(!sent[number].isEmpty && element == sent[number].removeFirst())
                        received[number] += 1
                    }
                    if let element = try sender.observe() { sent[number].append(element) }
                    #expect(sent[number].count <= 2)
                }
                try simulator.step()
            }
            #expect(received.allSatisfy { $0 > 500 })
        }
    }

    @Test func wrongMemories() {
        #expect(messages { AXI4LiteRAM(words: 12) } == ["HDL070: a memory of 12 words behind AXI"])
        #expect(
            messages { AXI4LiteRAM(words: 1024, addressWidth: 10) }
                == ["HDL070: addresses of 10 bits for a memory of 4096 bytes"])
        #expect(messages { AXI4LiteRAM(words: 16, dataWidth: 24) } == ["HDL070: AXI data of 24 bits"])
    }

    /// Names by which other tools find the interface.
    @Test func namesOfTheSpecification() throws {
        let design = try elaborate { AXI4LiteRAM(words: 16) }
        let names = try simulators(design)[0].ports.map(\.name).filter { $0.hasPrefix("axi_") }
        #expect(
            names.map { $0.dropFirst(4) } == [
                "awvalid", "awready", "awaddr", "awprot", "wvalid", "wready", "wdata", "wstrb", "bvalid", "bready",
                "bresp", "arvalid", "arready", "araddr", "arprot", "rvalid", "rready", "rdata", "rresp",
            ])
    }
}
