import XPCModel

/// What each step does.
extension ScenarioRunner {
    func perform(_ step: Scenario.Step) throws -> Observation {
        switch step.action {
        case .instruction(let operation, let operand):
            try returnToUser()
            let instruction = XPCInstruction(operation, operand: try operand.map { try value($0) } ?? 0)
            return observe(try lockStep.execute(instruction, interruptAt: step.interrupt, emptiedAt: step.emptied))
        case .csr(let name, let operation, let operand):
            let operandValue = try operand.map { try value($0) } ?? 0
            var outcome = CSROutcome.completed(old: 0)
            func access() throws {
                outcome = try lockStep.access(name.address, operation, operand: operandValue, writes: operand != nil)
            }
            if step.isKernel {
                try asKernel(access)
            } else {
                try returnToUser()
                try access()
            }
            return observe(outcome, moves: !step.isKernel)
        case .access(let access, let address, let bytes, let operand, _):
            if !step.isKernel { try returnToUser() }
            let privilege: XPCPrivilege? = step.isKernel ? .supervisor : nil
            let virtual = try value(address)
            let translation = try lockStep.translate(virtual, bytes: bytes, access, privilege: privilege)
            return try touch(translation, access, bytes, try operand.map { try value($0) })
        default:
            try edit(step.action)
            return Observation()
        }
    }

    /// Where an exception or an interrupt led to the kernel, it returns now.
    private func returnToUser() throws {
        guard skips > 0 else { return }
        lockStep.setCore { $0.pc &+= skips }
        skips = 0
    }

    private func observe(_ result: LockStep.Result) -> Observation {
        var observation = Observation()
        switch result {
        case .completed(let completion, let cycles):
            observation.completion = completion
            observation.cycles = cycles
            observation.text = "-> pc \(hexadecimal(completion.nextPC)), \(cycles) cycles"
            if completion.hitCache { observation.text += ", from the cache" }
            if completion.servedFromBuffer { observation.text += ", from the buffer" }
        case .exception(let exception, let cycles):
            observation.exception = exception
            observation.cycles = cycles
            observation.text = "!! \(exception)"
            skips = 4
        case .interrupted(let cycles):
            observation.isInterrupted = true
            observation.cycles = cycles
            observation.text = "-- interrupted in cycle \(cycles)"
        }
        return observation
    }

    private func observe(_ outcome: CSROutcome, moves: Bool) -> Observation {
        var observation = Observation()
        switch outcome {
        case .completed(let old):
            observation.value = old
            observation.text = "-> was \(hexadecimal(old))"
            if moves { lockStep.setCore { $0.pc &+= 4 } }
        case .exception(let exception):
            observation.exception = exception
            observation.text = "!! \(exception)"
            if moves { skips = 4 }
        }
        return observation
    }

    private func touch(
        _ translation: XPCTranslation, _ access: XPCAccess, _ bytes: Int, _ operand: UInt64?
    ) throws -> Observation {
        var observation = Observation()
        switch translation {
        case .pageTable:
            observation.goesToPageTable = true
            observation.text = "-> page table"
        case .fault(let exception):
            observation.exception = exception
            observation.text = "!! \(exception)"
            skips = 4
            return observation
        case .physical(let address):
            observation.pa = address
            let shift = (address & 7) * 8
            let ones: UInt64 = bytes == 8 ? .max : (1 << UInt64(8 * bytes)) - 1
            let word = lockStep[address]
            let old = word >> shift & ones
            if access != .store, access != .storeConditional { observation.value = old }
            if let operand {
                let new = access == .atomic ? old &+ operand : operand
                lockStep[address] = word & ~(ones << shift) | (new & ones) << shift
            }
            observation.text =
                "-> PA \(hexadecimal(address))" + (observation.value.map { ", \(hexadecimal($0))" } ?? "")
        }
        lockStep.setCore { $0.pc &+= 4 }
        return observation
    }

    private func edit(_ action: Scenario.Action) throws {
        switch action {
        case .capability(let granted, let process, let entry):
            setCapability(granted, process: process.name, entry: entry.name)
        case .entry(let entry, let words): try writeEntry(entry.name, words: words, isValid: true)
        case .validity(let entry, let isValid):
            guard let id = layout.entryIDs[entry.name] else { return }
            let address = layout.entryTable + 64 * id
            lockStep[address] = isValid ? lockStep[address] | 1 : lockStep[address] & ~1
        case .list(let process, let index, let entry):
            guard let list = layout.processes[process.name]?.xseglist else { return }
            try writeList(list & ~0x3F, try value(index), entry, process: process.name)
        case .record(let place, let words, let invalidate):
            try lockStep.drain()
            try editRecord(at: try value(place), words: words, invalidate: invalidate)
        case .poke(let pokes): for poke in pokes { lockStep[try value(poke.address)] = try value(poke.value) }
        case .fence: try lockStep.fence()
        case .drain: try lockStep.drain()
        case .idle(let cycles): try lockStep.idle(cycles)
        case .privilege(let privilege): lockStep.setCore { $0.privilege = privilege }
        case .mode(let sum, let tvm, let virtualised):
            lockStep.setCore {
                if let sum { $0.sum = sum }
                if let tvm { $0.tvm = tvm }
                if let virtualised { $0.virtualised = virtualised }
            }
        case .fail(let first, let last, let operations):
            // Whether a record that is on its way fails must not depend on the moment.
            try lockStep.drain()
            lockStep.fail((try value(first) & ~63)...(try value(last) | 63), operations)
        case .heal:
            try lockStep.drain()
            lockStep.clearFailures()
        case .run(let process): try load(process.name)
        case .resume(let address):
            skips = 0
            let pc = try value(address)
            lockStep.setCore { $0.pc = pc }
        case .instruction, .csr, .access, .check, .repeat: break
        }
    }
}
