import Simulation
import XPCModel

extension LockStep {
    /// Compares every register, and every word that either side wrote since the last comparison.
    func compare() throws {
        if !hart.bufferedRecords.isEmpty, engine.isDrained { hart.drain(memory: &memory) }
        engine.lookAtRegisters()
        let mine = engine.registers
        if memory.canFail, mine[7] != hart.registers.xlinkerr {
            _ = hart.drain(untilLinkErrorIs: mine[7], memory: &memory)  // R7.14
        }
        var equal = true
        let registers = hart.registers
        if core.pc != registers.pc || core.satp != registers.satp || core.t0 != registers.t0
            || core.privilege != registers.privilege || mine[0] != registers.xetbase || mine[1] != registers.xetsize
            || mine[2] != registers.xcap || mine[3] != registers.xcapbase || mine[4] != registers.xlink
            || mine[5] != registers.xlinkbase || mine[6] != registers.xlinklimit || mine[7] != registers.xlinkerr
            || mine[8] != registers.xseglist || mine[9] != registers.xsegva || mine[10] != registers.xsegpa
            || mine[11] != registers.xseglen || mine[12] != registers.xmaskoff || mine[13] != registers.xmasklen
        {
            equal = false
        }
        var different: [UInt64] = []
        if !memory.journal.isEmpty || engine.memory.journalCount > 0 { different = wordsThatDiffer() }
        if equal, different.isEmpty { return }
        throw mismatch(
            registerDifferences()
                + Set(different).sorted().map {
                    "memory at \(hexadecimal($0)): circuit \(hexadecimal(engine.memory[$0])); "
                        + "model \(hexadecimal(memory[$0]))"
                })
    }

    /// Compares every CSR, also those that are computed of others, as the port shows them.
    func compareThroughPort() throws {
        var differences: [String] = []
        for csr in XPCCSR.allCases {
            let mine = try engine.readRegister(csr.rawValue)
            let other = hart.registers.value(of: csr, configuration: hart.configuration)
            if mine != other {
                differences.append(
                    "\(csr.name) through the port: circuit \(hexadecimal(mine)); model \(hexadecimal(other))")
            }
        }
        guard differences.isEmpty else { throw mismatch(differences) }
    }

    private func wordsThatDiffer() -> [UInt64] {
        var different: [UInt64] = []
        for write in engine.memory.journal
        where write.after != memory[write.address] && engine.memory[write.address] != memory[write.address]
            && !hart.mayDiffer(at: write.address)
        {
            different.append(write.address)
        }
        for store in memory.journal
        where engine.memory[store.address] != memory[store.address] && !hart.mayDiffer(at: store.address) {
            different.append(store.address)
        }
        engine.memory.clearJournal()
        memory.clearJournal()
        return different
    }

    /// Every register with its value on both sides.
    private var registers: [(name: String, circuit: UInt64, model: UInt64)] {
        XPCCSR.allCases.filter { !$0.isReadOnly }.enumerated().map { index, csr in
            (csr.name, engine.registers[index], hart.registers.value(of: csr, configuration: hart.configuration))
        } + [
            ("satp", core.satp, hart.registers.satp), ("pc", core.pc, hart.registers.pc),
            ("t0", core.t0, hart.registers.t0),
            ("privilege", UInt64(core.privilege.rawValue), UInt64(hart.registers.privilege.rawValue)),
        ]
    }

    private func registerDifferences() -> [String] {
        registers.filter { $0.circuit != $0.model }.map {
            "\($0.name): circuit \(hexadecimal($0.circuit)); model \(hexadecimal($0.model))"
        }
    }

    /// A mismatch in the operation at hand, with both states.
    func mismatch(_ differences: [String]) -> Mismatch {
        var states = registers.map {
            "\(padded($0.name, 12)) \(padded(hexadecimal($0.circuit), 19)) \(hexadecimal($0.model))"
                + ($0.circuit == $0.model ? "" : "   <--")
        }
        states.append(
            "records in the model's buffer: \(hart.bufferedRecords.count); circuit drained: \(engine.isDrained)")
        return Mismatch(
            operation: operation(), differences: differences, states: states, step: step, seed: seed,
            configuration: configuration.name)
    }

    /// A check or a property that failed in the operation at hand, or an engine that hangs, with both states.
    func mismatch(_ error: SimulationError) -> Mismatch {
        mismatch(error.description.split(separator: "\n").map(String.init))
    }
}
