import Components
import HDL
import Simulation
import Testing

/// A bank with registers of every kind against a model of the rules of `CSR.Access` and `CSR.Update`.
@Suite struct CSRTests {
    private static let registers = [
        CSR("control", at: 0, width: 32, reset: 0x1234_5678),
        CSR("status", at: 4, width: 20, .readOnly),
        CSR("pending", at: 8, width: 12, .writeOneToClear),
        CSR("pins", at: 12, width: 16, .setClear(clear: 16), reset: 0xF0),
        CSR("count", at: 20, width: 24, update: .softwareWins),
        CSR("limit", at: 24, width: 9, update: .hardwareWins),
    ]

    @Test func softwareAndHardwareMeet() throws {
        let design = try elaborate { CSRBank(Self.registers, addressWidth: 6, dataWidth: 32) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, held) = (Random(1), [String: UInt64]())
            for register in Self.registers { held[register.name] = register.reset }
            for _ in 0..<4000 {
                let (valid, isWrite) = (random.chance(70), random.chance(60))
                let address = random.chance(90) ? 4 * random.below(7) : random.below(64)
                let (data, strobe) = (random.bits(32), random.chance(70) ? 15 : random.bits(4))
                try simulator.poke("bus_valid", valid ? 1 : 0)
                try simulator.poke("bus_isWrite", isWrite ? 1 : 0)
                try simulator.poke("bus_address", UInt64(address))
                try simulator.poke("bus_data", data)
                try simulator.poke("bus_strobe", strobe)
                let written = valid && isWrite ? byteMask(strobe) : 0

                // What hardware says in this cycle.
                held["status"] = random.bits(20)
                let set = random.bits(12) & random.bits(12) & random.bits(12)
                let updates = ["count": random.chance(30), "limit": random.chance(30)]
                let next = ["count": random.bits(24), "limit": random.bits(9)]
                try simulator.poke("hardware_status", held["status"] ?? 0)
                try simulator.poke("hardware_pending_set", set)
                for name in ["count", "limit"] {
                    try simulator.poke("hardware_\(name)_update", updates[name] == true ? 1 : 0)
                    try simulator.poke("hardware_\(name)_next", next[name] ?? 0)
                }

                // What software sees.
                let chosen = Self.registers.first { $0.address == address || ($0.name == "pins" && address == 16) }
                try simulator.expect("bus_readData", chosen.flatMap { held[$0.name] } ?? 0, "at \(address)")
                let isError = valid && (chosen == nil || (isWrite && chosen?.name == "status"))
                try simulator.expect("bus_error", isError ? 1 : 0, "at \(address)")
                for (name, value) in held where name != "status" { try simulator.expect("values_\(name)", value) }

                // What follows.
                for register in Self.registers where register.name != "status" {
                    let (name, limit) = (register.name, UInt64.max >> UInt64(64 - register.width))
                    let bits: UInt64 = chosen?.name == name ? written & limit : 0
                    let ones: UInt64 = data & bits
                    var value: UInt64 = held[name] ?? 0
                    if updates[name] == true, bits == 0 || register.update == .hardwareWins {
                        value = next[name] ?? 0
                    } else if register.access == .writeOneToClear {
                        value = value & ~ones | set
                    } else if register.access == .readWrite {
                        value = value & ~bits | ones
                    } else {
                        value = address == register.address ? value | ones : value & ~ones
                    }
                    held[name] = value
                }
                try simulator.step()
            }
        }
    }

    @Test func wrongBanks() {
        func said(_ registers: [CSR], addressWidth: Int = 4, dataWidth: Int = 32) -> [String] {
            messages { CSRBank(registers, addressWidth: addressWidth, dataWidth: dataWidth) }
        }
        #expect(said([]) == ["HDL070: a bank without registers"])
        #expect(
            said([CSR("a", at: 0, width: 33)]) == ["HDL070: the register a has 33 bits on a bus of 32"])
        #expect(
            said([CSR("a", at: 0, width: 8), CSR("b", at: 4, width: 8, .setClear(clear: 0))])
                == ["HDL070: the register b has an address twice"])
        #expect(
            said([CSR("a", at: 16, width: 8)]) == ["HDL070: the register a has an address that 4 bits cannot hold"])
        #expect(
            said([CSR("a", at: 0, width: 8), CSR("a", at: 1, width: 8)]).contains(
                "HDL070: two registers are called a"))
        #expect(said([CSR("a", at: 0, width: 8)], dataWidth: 12) == ["HDL070: a register bus of 12 bits"])
    }
}
