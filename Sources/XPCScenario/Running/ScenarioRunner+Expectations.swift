/// Compares what a step showed with what its file expects.
extension ScenarioRunner {
    func check(_ step: Scenario.Step, _ seen: Observation) throws {
        let wanted = step.expectation
        func miss(_ place: ScenarioError.Place, _ message: String) {
            failures.append(ScenarioError(place, "\(step.text): \(message)"))
        }
        func flag(_ name: String, _ wanted: Bool?, _ seen: Bool) {
            guard let wanted else { return }
            expectations += 1
            if wanted != seen { miss(step.place, "\(name) should be \(wanted), but is \(seen)") }
        }
        func number(_ name: String, _ wanted: Expression?, _ seen: UInt64?) throws {
            guard let wanted else { return }
            expectations += 1
            let value = try value(wanted)
            guard seen != value else { return }
            miss(
                wanted.place, "\(name) should be \(hexadecimal(value)), but is \(seen.map(hexadecimal) ?? "not there")")
        }
        if let cause = wanted.cause {
            expectations += 1
            if seen.exception?.cause != cause {
                miss(step.place, "should raise \(cause), but \(seen.exception.map { "raises \($0)" } ?? "does not")")
            }
        } else if let exception = seen.exception {
            miss(step.place, "raises \(exception), which was not expected")
        }
        if seen.isInterrupted, wanted.isInterrupted == nil { miss(step.place, "was interrupted") }
        try number("tval", wanted.tval, seen.exception?.tval)
        flag("interrupted", wanted.isInterrupted, seen.isInterrupted)
        flag("cached", wanted.isCached, seen.completion?.hitCache ?? false)
        flag("buffered", wanted.isBuffered, seen.completion?.servedFromBuffer ?? false)
        flag("page-table", wanted.goesToPageTable, seen.goesToPageTable)
        try number("value", wanted.value, seen.value)
        try number("pa", wanted.pa, seen.pa)
        if let limit = wanted.cycles {
            expectations += 1
            if (seen.cycles ?? .max) > limit {
                miss(step.place, "should take at most \(limit) cycles, but takes \(seen.cycles ?? 0)")
            }
        }
        for register in wanted.registers {
            try number(register.name, register.value, self.register(register.name, in: lockStep.hart.registers))
        }
        for word in wanted.memory {
            let address = try value(word.address)
            try number("memory at \(hexadecimal(address))", word.value, lockStep[address])
        }
    }
}
