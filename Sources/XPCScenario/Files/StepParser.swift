import Simulation
import XPCModel

/// Reads the steps of a scenario.
struct StepParser {
    let processes: [String]
    let entries: [String]

    init(scenario: Scenario) {
        processes = scenario.processes.map(\.name)
        entries = scenario.entries.map(\.name)
    }

    private static let modifiers = ["as", "interrupt", "emptied", "expect", "note"]
    private static let instructions = ["xcall", "xret", "swapseg", "xprefetch"]
    private static let csrs = ["csr-read", "csr-write", "csr-set", "csr-clear"]
    private static let accesses: [(String, XPCAccess)] = [
        ("load", .load), ("store", .store), ("lr", .loadReserved), ("sc", .storeConditional), ("amo", .atomic),
        ("fetch", .fetch),
    ]
    private static let kernel = [
        "grant", "revoke", "validate", "invalidate", "write-entry", "edit-list", "edit-record", "poke", "fence",
        "drain",
        "idle", "privilege", "mode", "fail", "heal", "run", "resume", "check", "repeat",
    ]
    static var actions: [String] { instructions + csrs + accesses.map(\.0) + kernel }

    func steps(_ value: YAMLValue) throws(ScenarioError) -> [Scenario.Step] {
        var steps: [Scenario.Step] = []
        for element in try value.sequence() { steps.append(try step(element)) }
        return steps
    }

    private func step(_ value: YAMLValue) throws(ScenarioError) -> Scenario.Step {
        // A step without operands may be its name alone.
        if let name = value.text {
            guard Self.actions.contains(name) else { throw unknownAction(value, name) }
            let empty = YAMLValue(node: "", file: value.file, path: name)
            return Scenario.Step(place: value.place, action: try action(name, empty, at: value), text: name)
        }
        var found: YAMLValue.Field?
        var modifiers: [String: YAMLValue] = [:]
        for field in try value.fields() {
            if Self.modifiers.contains(field.name) {
                modifiers[field.name] = field.value
            } else if !Self.actions.contains(field.name) {
                throw unknownAction(field.key, field.name)
            } else if let first = found {
                throw field.key.error("a step does one thing: “\(first.name)” or “\(field.name)”")
            } else {
                found = field
            }
        }
        guard let field = found else {
            throw value.error("the step does nothing", hint: "one of: \(Self.actions.joined(separator: ", "))")
        }
        var step = Scenario.Step(
            place: value.place, action: try action(field.name, field.value, at: field.key), text: summary(field))
        if let user = modifiers["as"] { step.isKernel = try user.choice([("user", false), ("kernel", true)]) }
        if let interrupt = modifiers["interrupt"] {
            guard case .instruction = step.action else {
                throw interrupt.error("an interrupt belongs to xcall, xret, swapseg or xprefetch")
            }
            step.interrupt = try interrupt.integer(1...10_000)
        }
        if let emptied = modifiers["emptied"] {
            guard case .instruction = step.action else {
                throw emptied.error("“emptied” belongs to xcall, xret, swapseg or xprefetch")
            }
            step.emptied = try emptied.integer(1...10_000)
        }
        if let expect = modifiers["expect"] { step.expectation = try expectation(expect) }
        if let note = modifiers["note"] { _ = try note.string() }
        return step
    }

    private func unknownAction(_ value: YAMLValue, _ name: String) -> ScenarioError {
        let known = Self.actions + Self.modifiers
        return value.error(
            "there is no step “\(name)”", hint: near(name, known) ?? "one of: \(known.joined(separator: ", "))")
    }

    private func summary(_ field: YAMLValue.Field) -> String {
        func text(_ value: YAMLValue) -> String {
            if let text = value.text { return text }
            if let fields = try? value.fields() {
                return fields.map { "\($0.name) \(text($0.value))" }.joined(separator: ", ")
            }
            if let elements = try? value.sequence() { return elements.map(text).joined(separator: " ") }
            return ""
        }
        if field.name == "repeat" { return "repeat" }
        let operand = text(field.value)
        return operand.isEmpty ? field.name : "\(field.name) \(operand)"
    }

    private func action(
        _ name: String, _ value: YAMLValue, at key: YAMLValue
    ) throws(ScenarioError) -> Scenario.Action {
        switch name {
        case "xcall": return .instruction(.xcall, try entryOperand(value, key))
        case "xprefetch": return .instruction(.xprefetch, try entryOperand(value, key))
        case "swapseg": return .instruction(.swapseg, try operand(value, key))
        case "xret":
            guard value.text?.isEmpty == true else { throw value.error("xret has no operand") }
            return .instruction(.xret, nil)
        case "csr-read": return .csr(try csr(value), .set, operand: nil)
        case "csr-write": return try csr(value, .write)
        case "csr-set": return try csr(value, .set)
        case "csr-clear": return try csr(value, .clear)
        case "grant", "revoke":
            let fields = try value.record(["process", "entry"])
            guard let process = fields["process"], let entry = fields["entry"] else {
                throw key.error("\(name) needs process and entry")
            }
            return .capability(
                granted: name == "grant", process: try reference(process, processes, "process"),
                entry: try reference(entry, entries, "x-entry"))
        case "validate", "invalidate":
            return .validity(try reference(value, entries, "x-entry"), isValid: name == "validate")
        case "write-entry":
            let fields = try value.record(["entry", "words"])
            guard let entry = fields["entry"], let words = fields["words"] else {
                throw key.error("write-entry needs entry and words")
            }
            return .entry(try reference(entry, entries, "x-entry"), words: try ScenarioParser.words(words, count: 8))
        case "edit-list":
            let fields = try value.record(["process", "index", "entry"])
            guard let process = fields["process"], let index = fields["index"], let entry = fields["entry"] else {
                throw key.error("edit-list needs process, index and entry")
            }
            return .list(
                process: try reference(process, processes, "process"), index: try index.expression(),
                try ScenarioParser.listEntry(entry))
        case "edit-record": return try editRecord(value, key)
        case "poke":
            var pokes: [(Expression, Expression)] = []
            for field in try value.fields() { pokes.append((try field.key.expression(), try field.value.expression())) }
            return .poke(pokes)
        case "fence": return .fence
        case "drain": return .drain
        case "heal": return .heal
        case "check": return .check
        case "idle": return .idle(try value.integer(1...100_000))
        case "privilege":
            return .privilege(
                try value.choice([("user", .user), ("supervisor", .supervisor), ("machine", .machine)]))
        case "mode":
            let fields = try value.record(["sum", "tvm", "virtualised"])
            func flag(_ name: String) throws(ScenarioError) -> Bool? {
                guard let value = fields[name] else { return nil }
                return try value.boolean()
            }
            return .mode(sum: try flag("sum"), tvm: try flag("tvm"), virtualised: try flag("virtualised"))
        case "fail": return try fail(value, key)
        case "run": return .run(try reference(value, processes, "process"))
        case "resume": return .resume(try value.expression())
        case "repeat":
            let fields = try value.record(["times", "steps"])
            guard let times = fields["times"], let inner = fields["steps"] else {
                throw key.error("repeat needs times and steps")
            }
            return .repeat(try times.integer(1...100_000), try steps(inner))
        default:
            guard let access = Self.accesses.first(where: { $0.0 == name }) else { throw unknownAction(key, name) }
            return try self.access(access.1, value, key)
        }
    }

    private func operand(_ value: YAMLValue, _ key: YAMLValue) throws(ScenarioError) -> Expression {
        guard value.text?.isEmpty != true else { throw key.error("\(value.path) needs an operand") }
        return try value.expression()
    }

    /// The operand of xcall and xprefetch: an x-entry's name stands for its ID.
    private func entryOperand(_ value: YAMLValue, _ key: YAMLValue) throws(ScenarioError) -> Expression {
        if let name = value.text, entries.contains(name) {
            guard let expression = Expression(name + ".id", place: value.place) else {
                throw value.error("“\(name)” is no name")
            }
            return expression
        }
        let expression = try operand(value, key)
        if let text = value.text, text.first?.isLetter == true, !text.contains(".") {
            try ScenarioParser.require(text, among: entries, "x-entry", value.place)
        }
        return expression
    }

    private func reference(
        _ value: YAMLValue, _ names: [String], _ kind: String
    ) throws(ScenarioError) -> Scenario.Reference {
        let name = try value.string()
        try ScenarioParser.require(name, among: names, kind, value.place)
        return Scenario.Reference(name: name, place: value.place)
    }

    private func csr(_ value: YAMLValue) throws(ScenarioError) -> Scenario.CSRName {
        let name = try value.string()
        if let number = Expression.number(name) {
            guard let address = UInt16(exactly: number), address < 4096 else {
                throw value.error("a CSR's address is below 4096")
            }
            return .address(address)
        }
        guard let csr = XPCCSR.allCases.first(where: { $0.name == name }) else {
            throw value.error(
                "there is no CSR “\(name)”",
                hint: near(name, XPCCSR.allCases.map(\.name))
                    ?? "they are: \(XPCCSR.allCases.map(\.name).joined(separator: ", "))")
        }
        return .named(csr)
    }

    private func csr(_ value: YAMLValue, _ operation: CSROperation) throws(ScenarioError) -> Scenario.Action {
        let fields = try value.fields()
        guard let field = fields.first, fields.count == 1 else {
            throw value.error("\(value.path) names one CSR", hint: "such as {xmaskoff: 0x100}")
        }
        return .csr(try csr(field.key), operation, operand: try field.value.expression())
    }

    private func access(
        _ access: XPCAccess, _ value: YAMLValue, _ key: YAMLValue
    ) throws(ScenarioError) -> Scenario.Action {
        let fields = try value.record(["va", "bytes", "value"])
        guard let address = fields["va"] else { throw key.error("\(value.path) needs va") }
        var bytes = access == .fetch ? 4 : 8
        if let field = fields["bytes"] { bytes = try field.choice([("1", 1), ("2", 2), ("4", 4), ("8", 8)]) }
        let writes = access == .store || access == .storeConditional || access == .atomic
        if let field = fields["value"], !writes { throw field.error("only store, sc and amo have a value") }
        return .access(
            access, address: try address.expression(), bytes: bytes,
            value: try fields["value"].map { value throws(ScenarioError) in try value.expression() }, sum: nil)
    }

    private func editRecord(_ value: YAMLValue, _ key: YAMLValue) throws(ScenarioError) -> Scenario.Action {
        let fields = try value.record(["at", "words", "invalidate"])
        guard let place = fields["at"] else { throw key.error("edit-record needs “at”", hint: "such as xlink - 64") }
        var words: [(index: Int, value: Expression)] = []
        if let value = fields["words"] { words = try ScenarioParser.words(value, count: 8) }
        var invalidate = false
        if let value = fields["invalidate"] { invalidate = try value.boolean() }
        return .record(at: try place.expression(), words: words, invalidate: invalidate)
    }

    private func fail(_ value: YAMLValue, _ key: YAMLValue) throws(ScenarioError) -> Scenario.Action {
        let fields = try value.record(["at", "to", "accesses"])
        guard let first = fields["at"] else {
            throw key.error("fail needs “at”", hint: "the block of 64 bytes at that address; “to” makes it longer")
        }
        var operations: Set<MemoryLink.Operation> = [.load, .store, .exchange]
        if let value = fields["accesses"] {
            operations = try value.choice([
                ("all", operations), ("loads", [.load, .exchange]), ("stores", [.store, .exchange]),
                ("only-loads", [.load]), ("only-stores", [.store]), ("only-exchanges", [.exchange]),
            ])
        }
        let start = try first.expression()
        return .fail(first: start, last: try fields["to"]?.expression() ?? start, operations)
    }

    // MARK: Expectations

    static let causes: [(String, XPCException.Cause)] = [
        ("illegal-instruction", .illegalInstruction), ("instruction-page-fault", .instructionPageFault),
        ("load-page-fault", .loadPageFault), ("store-page-fault", .storePageFault), ("invalid-x-entry", .invalidEntry),
        ("invalid-xcall-cap", .invalidCapability), ("invalid-linkage", .invalidLinkage),
        ("invalid-seg-mask", .invalidMask), ("swapseg-error", .swapError), ("xpc-memory-error", .memoryError),
    ]
    private static let single = [
        "cause", "tval", "interrupted", "cached", "buffered", "value", "pa", "page-table", "cycles", "memory",
    ]
    static let registers = XPCCSR.allCases.map(\.name) + ["satp", "pc", "t0", "privilege"]

    private func expectation(_ value: YAMLValue) throws(ScenarioError) -> Scenario.Expectation {
        var result = Scenario.Expectation()
        let fields = try value.record(Self.single + Self.registers)
        if let cause = fields["cause"] {
            if let text = cause.text, let number = Expression.number(text) {
                guard let known = XPCException.Cause(rawValue: number) else {
                    throw cause.error(
                        "the engine has no cause \(number)",
                        hint:
                            "causes are \(XPCException.Cause.allCases.map { String($0.rawValue) }.joined(separator: ", "))"
                    )
                }
                result.cause = known
            } else {
                result.cause = try cause.choice(Self.causes)
            }
        }
        result.tval = try fields["tval"]?.expression()
        result.value = try fields["value"]?.expression()
        result.pa = try fields["pa"]?.expression()
        result.isInterrupted = try fields["interrupted"]?.boolean()
        result.isCached = try fields["cached"]?.boolean()
        result.isBuffered = try fields["buffered"]?.boolean()
        result.goesToPageTable = try fields["page-table"]?.boolean()
        result.cycles = try fields["cycles"]?.integer(1...100_000)
        for name in Self.registers {
            if let field = fields[name] { result.registers.append((name, try field.expression())) }
        }
        if let memory = fields["memory"] {
            for field in try memory.fields() {
                result.memory.append((try field.key.expression(), try field.value.expression()))
            }
        }
        return result
    }
}
