import Components
import HDL
import Netlist
import Simulation
import Testing

/// ROM, register file and content-addressable memory against Swift arrays.
@Suite struct MemoryTests {
    @Test(arguments: [false, true]) func tables(registered: Bool) throws {
        let words: [UInt64] = (0..<11).map { $0 * $0 + 7 }
        let design = try elaborate { ROM(words, width: 9, registered: registered) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, before) = (Random(1), UInt64(0))
            for _ in 0..<300 {
                let address = random.below(16)
                let enable = random.chance(70)
                try simulator.poke("address", UInt64(address))
                if registered { try simulator.poke("enable", enable ? 1 : 0) }
                let now = address < words.count ? words[address] : 0
                try simulator.expect("data", registered ? before : now)
                if enable { before = now }
                try simulator.step()
            }
        }
    }

    @Test(arguments: [
        (32, 2, 1, false, true), (32, 2, 1, true, true), (12, 1, 2, true, false), (8, 3, 2, false, false),
    ])
    func registerFiles(count: Int, reads: Int, writes: Int, bypasses: Bool, hasZero: Bool) throws {
        let design = try elaborate {
            RegisterFile(
                count: count, width: 17, reads: reads, writes: writes, bypasses: bypasses, hasZero: hasZero)
        }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, held) = (Random(2), [UInt64](repeating: 0, count: count))
            for _ in 0..<2000 {
                var after = held
                for port in 0..<writes {
                    let (valid, address, data) = (random.chance(60), random.below(count), random.bits(17))
                    try simulator.poke("writes_\(port)_valid", valid ? 1 : 0)
                    try simulator.poke("writes_\(port)_address", UInt64(address))
                    try simulator.poke("writes_\(port)_data", data)
                    if valid, !(hasZero && address == 0) { after[address] = data }
                }
                for port in 0..<reads {
                    let address = random.below(count)
                    try simulator.poke("reads_\(port)_address", UInt64(address))
                    try simulator.expect("reads_\(port)_data", bypasses ? after[address] : held[address])
                }
                held = after
                try simulator.step()
            }
        }
    }

    @Test(arguments: [1, 5]) func keysAreFound(entries: Int) throws {
        let design = try elaborate {
            CAM(key: unsigned(4), value: unsigned(10), entries: entries, invalidates: entries > 1)
        }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, held) = (Random(3), [(key: UInt64, value: UInt64)?](repeating: nil, count: entries))
            var hits = 0
            for _ in 0..<3000 {
                let wanted = random.bits(4)
                try simulator.poke("key", wanted)
                let place = held.firstIndex { $0?.key == wanted }
                try simulator.expect("hit", place == nil ? 0 : 1)
                try simulator.expect("index", UInt64(place ?? 0))
                try simulator.expect("value", place.flatMap { held[$0]?.value } ?? 0)
                hits += place == nil ? 0 : 1

                let (key, value, index) = (random.bits(4), random.bits(10), random.below(entries))
                let isElsewhere = held.indices.contains { $0 != index && held[$0]?.key == key }
                let (writes, clears) = (random.chance(50) && !isElsewhere, random.chance(3))
                let freed: Int? = entries > 1 && random.chance(10) ? random.below(entries) : nil
                try simulator.poke("write_valid", writes ? 1 : 0)
                try simulator.poke("write_payload_index", UInt64(index))
                try simulator.poke("write_payload_key", key)
                try simulator.poke("write_payload_value", value)
                if entries > 1 {
                    try simulator.poke("invalidate_valid", freed == nil ? 0 : 1)
                    try simulator.poke("invalidate_payload", UInt64(freed ?? random.below(entries)))
                }
                try simulator.poke("clear", clears ? 1 : 0)
                if let freed { held[freed] = nil }
                if writes { held[index] = (key, value) }
                if clears { held = Array(repeating: nil, count: entries) }
                try simulator.step()
            }
            #expect(hits > 50 * entries)
        }
    }

    @Test func wrongWords() {
        #expect(messages { ROM([], width: 4) } == ["HDL070: a ROM without words"])
        #expect(messages { ROM([1, 16], width: 4) } == ["HDL070: a ROM with words of different widths"])
    }
}
