import XPCModel

extension LockStep {
    /// The CSRs that hold something, in the order of section 2.
    private static let held = XPCCSR.allCases.filter { !$0.isReadOnly }
    /// The CSRs that are computed of others: one of them is compared per step.
    private static let computed = XPCCSR.allCases.filter(\.isReadOnly)

    /// Compares every register, and every word that either side wrote since the last comparison.
    func compare() throws {
        if !hart.bufferedRecords.isEmpty, engine.isDrained { hart.drain(memory: &memory) }
        var equal = true
        for csr in Self.held
        where engine.readRegister(csr.rawValue) != hart.registers.value(of: csr, configuration: hart.configuration) {
            equal = false
        }
        let csr = Self.computed[step & 3]
        if engine.readRegister(csr.rawValue) != hart.registers.value(of: csr, configuration: hart.configuration) {
            equal = false
        }
        let registers = hart.registers
        if core.pc != registers.pc || core.satp != registers.satp || core.t0 != registers.t0
            || core.privilege != registers.privilege
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
        XPCCSR.allCases.map {
            (
                $0.name, engine.readRegister($0.rawValue),
                hart.registers.value(of: $0, configuration: hart.configuration)
            )
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
}
