import Components
import HDL
import Simulation
import Testing

/// Bursts against bytes in a Swift array.
@Suite struct AXI4Tests {
    private struct Burst {
        var id, addr, len, size, burst: UInt64

        var fields: [UInt64] { [id, addr, len, size, burst, 0, 0, 0, 0] }

        /// The address of each beat, as A3.4.1 gives it.
        var addresses: [UInt64] {
            let bytes = UInt64(1) << size
            let aligned = addr / bytes * bytes
            let total = bytes * (len + 1)
            let lower = addr / total * total
            return (0...len).map { beat in
                if beat == 0 || burst == 0 { return addr }
                let next = aligned + beat * bytes
                return burst == 2 && next >= lower + total ? next - total : next
            }
        }
    }

    private static let fields = ["id", "addr", "len", "size", "burst", "lock", "cache", "prot", "qos"]
    private static let size = UInt64(1024)

    private func burst(_ random: inout Random, in half: UInt64) -> Burst {
        let kind = UInt64(random.below(3))
        let size = UInt64(random.chance(50) ? 3 : random.below(4))
        let len = kind == 2 ? [1, 3, 7, 15][random.below(4)] : UInt64(random.below(kind == 0 ? 16 : 20))
        var addr = random.bits(9)
        // Wrapping bursts are aligned, and no burst leaves its half.
        if kind == 2 || random.chance(50) { addr = (addr >> size) << size }
        let result = Burst(id: random.bits(4), addr: addr + half * 512, len: len, size: size, burst: kind)
        if result.addresses.contains(where: { $0 / 512 != half }) { return burst(&random, in: half) }
        if random.chance(5) { return Burst(id: result.id, addr: addr + 1024, len: len, size: size, burst: kind) }
        return result
    }

    private func word(_ bytes: [UInt64], _ addr: UInt64) -> UInt64 {
        (0..<8).reduce(0) { $0 | bytes[Int(addr / 8 * 8) + $1] << UInt64(8 * $1) }
    }

    @Test func aMemory() throws {
        let design = try elaborate { AXI4RAM(words: 128, dataWidth: 64, addressWidth: 16, idWidth: 4) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(1)
            let aw = try Sender(simulator, "axi_aw", Self.fields)
            let w = try Sender(simulator, "axi_w", ["data", "strb", "last"])
            let b = try Receiver(simulator, "axi_b", ["id", "resp"])
            let ar = try Sender(simulator, "axi_ar", Self.fields)
            let r = try Receiver(simulator, "axi_r", ["id", "data", "resp", "last"])
            var bytes = [UInt64](repeating: 0, count: Int(Self.size))
            var (ends, words) = ([[UInt64]](), [[UInt64]]())
            for phase in 0..<40 {
                // Writes go to one half, reads to the other, then they change places.
                let half = UInt64(phase % 2)
                let rates = [100, 50, 20]
                for sender in [aw, w, ar] { sender.rate = rates[random.below(3)] }
                for receiver in [b, r] { receiver.rate = rates[random.below(3)] }
                for _ in 0..<8 {
                    let burst = burst(&random, in: half)
                    aw.waiting.append(burst.fields)
                    let isOutside = burst.addr >= Self.size
                    for (beat, addr) in burst.addresses.enumerated() {
                        // Only lanes of the beat may be written.
                        let size = UInt64(1) << burst.size
                        let lanes = (addr...(addr / size * size + size - 1)).map { $0 % 8 }
                        let strobe = lanes.reduce(UInt64(0)) { $0 | (random.chance(80) ? 1 : 0) << $1 }
                        let data = random.next()
                        w.waiting.append([data, strobe, beat == Int(burst.len) ? 1 : 0])
                        for lane in lanes where strobe >> lane & 1 == 1 && !isOutside {
                            bytes[Int(addr / 8 * 8 + lane)] = data >> (8 * lane) & 0xFF
                        }
                    }
                    ends.append([burst.id, isOutside ? 3 : 0])
                }
                for _ in 0..<8 {
                    let burst = burst(&random, in: 1 - half)
                    ar.waiting.append(burst.fields)
                    let isOutside = burst.addr >= Self.size
                    for (beat, addr) in burst.addresses.enumerated() {
                        words.append([
                            burst.id, isOutside ? 0 : word(bytes, addr), isOutside ? 3 : 0,
                            beat == Int(burst.len) ? 1 : 0,
                        ])
                    }
                }
                var cycles = 0
                while !(ends.isEmpty && words.isEmpty), cycles < 20_000 {
                    for sender in [aw, w, ar] { try sender.drive(&random) }
                    for receiver in [b, r] { try receiver.drive(&random) }
                    for sender in [aw, w, ar] { _ = try sender.observe() }
                    if let end = try b.observe() { #expect(end == ends.removeFirst()) }
                    if let beat = try r.observe() { #expect(beat == words.removeFirst()) }
                    try simulator.step()
                    cycles += 1
                }
                #expect(cycles < 20_000)
            }
        }
    }

    /// A beat in each cycle, also from one burst to the next.
    @Test func readsRunWithoutGaps() throws {
        let design = try elaborate { AXI4RAM(words: 128, dataWidth: 64, addressWidth: 16, idWidth: 4) }
        for simulator in try simulators(design) {
            var random = Random(2)
            let ar = try Sender(simulator, "axi_ar", Self.fields)
            let r = try Receiver(simulator, "axi_r", ["last"])
            ar.waiting = (0..<20).map { _ in Burst(id: 0, addr: 0, len: 3, size: 3, burst: 1).fields }
            var beats = 0
            for _ in 0..<42 {
                try ar.drive(&random)
                try r.drive(&random)
                _ = try ar.observe()
                beats += try r.observe() == nil ? 0 : 1
                try simulator.step()
            }
            #expect(beats == 40)
        }
    }
}
