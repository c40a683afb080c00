/// The Swift that makes the same circuit as a recipe does.
struct SwiftSource {
    private var lines: [String] = []
    private var depth = 0

    /// A file that needs `HDL`, `Netlist` and `Fuzzing` (for `Record`, `Link`, `Mode` and `crossed`).
    static func text(_ recipe: Recipe) -> String {
        var source = SwiftSource()
        source.line("import Fuzzing")
        source.line("import HDL")
        source.line("import Netlist")
        for part in recipe.modules { source.part(part) }
        source.line("")
        source.line("let design = try elaborate { \(recipe.modules.last?.name ?? "")() }")
        return source.lines.joined(separator: "\n") + "\n"
    }

    private mutating func line(_ text: String) {
        lines.append(text.isEmpty ? "" : String(repeating: "    ", count: depth) + text)
    }

    private mutating func inside(_ body: (inout SwiftSource) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    private mutating func part(_ part: Part) {
        line("")
        line("final class \(part.name): Module {")
        inside { source in
            for port in part.inputs { source.line("let \(port.name) = input(\(port.form.source))") }
            for port in part.outputs { source.line("let \(port.name) = output(\(port.form.source))") }
            for link in part.links {
                let shape = "Link(there: \(link.there), back: \(link.back))"
                source.line("let \(link.name) = \(link.isOutput ? "output" : "input")(\(shape))")
            }
            if let second = part.second {
                source.line("let clock2 = inputClock()")
                source.line("let \(second.resetName) = inputReset(\(second.reset.source))")
            }
            if let reset = part.reset {
                source.line("override var implicitReset: ResetStyle? { ResetStyle(\(reset.source)) }")
            }
            source.line("")
            source.line("override func circuit() {")
            source.inside { $0.items(part.items, part) }
            source.line("}")
        }
        line("}")
    }

    private mutating func items(_ items: [Item], _ part: Part) {
        for item in items {
            switch item {
            case .wire(let signal): line("let \(signal.name) = wire(\(signal.form.source))")
            case .register(let signal, let reset):
                line("let \(signal.name) = register(\(signal.form.source), reset: \(reset.map { "\($0)" } ?? "nil"))")
            case .machine(let name, let encoding, let initial):
                line("let \(name) = stateMachine(Mode.\(mode(initial)), encoding: .\(encoding.rawValue))")
            case .memory(let name, let kind, let depth, let initial):
                let words = initial.map { "BitVector(words: \(Self.words($0)), width: \(kind.width))" }
                line(
                    "let \(name) = memory(of: \(kind.source), depth: \(depth), initial: [\(words.joined(separator: ", "))])"
                )
            case .dualMemory(let name, let kind, let depth):
                line("let \(name) = memory(of: \(kind.source), depth: \(depth), collisions: .excluded)")
                line("crossing(\(name))")
            case .link(let name, let there, let back):
                line("let \(name) = wire(Link(there: \(there), back: \(back)))")
            case .stream(let name, let operands):
                let shape = "Stream(of: unsigned(\(operands[0].kind.width)))"
                line("let (\(name)Source, \(name)Sink) = (wire(\(shape)), wire(\(shape)))")
                line("\(name)Sink <== \(name)Source")
                line("\(name)Source.payload <== \(Self.text(operands[0]))")
                line("\(name)Source.valid <== \(Self.text(operands[1]))")
                line("\(name)Sink.ready <== \(Self.text(operands[2]))")
                line("let \(name) = mux(\(name)Source.fires, \(name)Sink.payload, 0)")
            case .instance(let name, let part): line("let \(name) = instance(\(part)())")
            case .statements(let block): statements(block)
            case .region(let region, let inner):
                let base = region.data.map { "\($0).asClock" } ?? (region.isSecond ? "clock2" : "currentClock()")
                let clock = base + (region.isFalling ? ".falling" : "")
                let reset =
                    !region.hasReset
                    ? ", reset: nil" : region.isSecond ? ", reset: \(part.second?.resetName ?? "nil")" : ""
                line("clocked(by: \(clock)\(reset)) {")
                inside { $0.items(inner, part) }
                line("}")
            }
        }
    }

    private static func words(_ words: [UInt64]) -> String {
        "[" + words.map { "0x" + String($0, radix: 16) }.joined(separator: ", ") + "]"
    }

    // MARK: Statements

    private mutating func statements(_ block: [Statement]) {
        for statement in block { self.statement(statement) }
    }

    private mutating func statement(_ statement: Statement) {
        switch statement {
        case .assign(let target, let value): line("\(Self.text(target)) <== \(Self.text(value))")
        case .connect(let target, let source): line("\(target) <== \(source)")
        case .choose(let target, let condition, let first, let second):
            line("\(target) <== mux(\(Self.text(condition)), \(first), \(second))")
        case .fromBits(let target, let form, let value):
            line("\(target) <== \(form.source).from(bits: \(Self.text(value)))")
        case .when(let branches, let otherwise):
            for (index, branch) in branches.enumerated() {
                line("\(index == 0 ? "when" : "}.elsewhen")(\(Self.text(branch.condition))) {")
                inside { $0.statements(branch.body) }
            }
            if let otherwise {
                line("}.otherwise {")
                inside { $0.statements(otherwise) }
            }
            line("}")
        case .select(let subject, let arms, let otherwise):
            arm(
                Self.text(subject),
                arms.map { arm in
                    (arm.patterns.map { $0.hasPrefix("b") ? "\"\($0.dropFirst())\"" : $0 }, arm.body)
                }, otherwise)
        case .selectMode(let subject, let arms, let otherwise):
            var text = Self.text(subject)
            if case .machine(let name, .value) = subject { text = name }
            arm(text, arms.map { ($0.cases.map { ".\(mode($0))" }, $0.body) }, otherwise)
        case .go(let name, let state): line("\(name).go(to: .\(mode(state)))")
        case .write(let name, let address, let value, let mask):
            if let mask {
                line("\(name).write(\(Self.text(address)), \(Self.text(value)), mask: \(Self.text(mask)))")
            } else {
                line("\(name)[\(Self.text(address))] <== \(Self.text(value))")
            }
        case .cover(let name, let condition): line("cover(\"\(name)\", \(Self.text(condition)))")
        }
    }

    private mutating func arm(_ subject: String, _ arms: [([String], [Statement])], _ otherwise: [Statement]?) {
        line("\(subject).switch {")
        inside { source in
            for (labels, body) in arms {
                source.line("on(\(labels.joined(separator: ", "))) {")
                source.inside { $0.statements(body) }
                source.line("}")
            }
            if let otherwise {
                source.line("otherwise {")
                source.inside { $0.statements(otherwise) }
                source.line("}")
            }
        }
        line("}")
    }

    // MARK: Expressions

    static func text(_ expression: Expression) -> String {
        switch expression {
        case .constant(let kind, let words): constant(kind, words)
        case .signal(let name, let steps, _): name + steps.map(text).joined()
        case .operation(let row, let operands, let numbers, _): fill(Operation.table[row].template, operands, numbers)
        case .allBits(let name, _): "\(name).asBits"
        case .machine(let name, let query):
            switch query {
            case .value: "\(name).value"
            case .isIn(let state): "(\(name) === .\(mode(state)))"
            case .isEntering(let state): "\(name).isEntering(.\(mode(state)))"
            case .isLeaving(let state): "\(name).isLeaving(.\(mode(state)))"
            }
        case .memory(let name, let read, let operands, _): memory(name, read, operands.map(text))
        }
    }

    private static func text(_ step: Expression.Step) -> String {
        switch step {
        case .element(let index): "[\(index)]"
        case .dynamic(let index): "[\(text(index))]"
        case .flag(let index): ".flags[\(index)]"
        case .number(let index): ".numbers[\(index)]"
        case .signed(let index): ".signeds[\(index)]"
        }
    }

    private static func memory(_ name: String, _ read: Expression.MemoryRead, _ operands: [String]) -> String {
        switch read {
        case .combinational: "\(name)[\(operands[0])]"
        case .registered(let isNew):
            "\(name).read(\(operands[0])\(operands.count > 1 ? ", enable: \(operands[1])" : ""), underWrite: \(isNew ? ".new" : ".old"))"
        case .port(let under):
            "\(name).port(\(operands[0]), enable: \(operands[1]), write: \(operands[2]), \(operands[3]), underWrite: .\(under.rawValue))"
        case .half(let under, let half):
            "\(name).port(concatenate(constant(\(half), width: 1), \(operands[0])), enable: \(operands[1]), write: \(operands[2]), \(operands[3]), underWrite: .\(under.rawValue))"
        }
    }

    private static func constant(_ kind: Kind, _ words: [UInt64]) -> String {
        switch kind {
        case .bit: "constant(\((words.first ?? 0) & 1 == 1))"
        case .unsigned(let width): "constant(BitVector(words: \(self.words(words)), width: \(width)))"
        case .signed(let width): "Signed(constant(BitVector(words: \(self.words(words)), width: \(width))))"
        case .mode: "constant(Mode.\(mode(Int(truncatingIfNeeded: words.first ?? 0))))"
        }
    }

    /// A template with its operands and numbers.
    private static func fill(_ template: String, _ operands: [Expression], _ numbers: [Int]) -> String {
        if template.hasPrefix("lookup") {
            let width = numbers.first ?? 1
            let table = numbers.dropFirst().map { "BitVector(\($0), width: \(width))" }.joined(separator: ", ")
            return "lookup([\(table)], at: \(operands.first.map(text) ?? ""))"
        }
        if template.hasPrefix("decodeTable"), numbers.count > 1 {
            let index = operands.first?.kind.width ?? 1
            let rows = decodeRows(numbers, width: index).map { "$0.row(\"\($0)\", \($1.map { "\($0)" } ?? "nil"))" }
            let subject = operands.first.map(text) ?? ""
            return
                "decodeTable(\(subject), outputs: unsigned(\(numbers[0])), default: [\(numbers[1])]) { \(rows.joined(separator: "; ")) }"
        }
        var result = ""
        var rest = template[...]
        while let next = rest.popFirst() {
            guard next == "$" || next == "#", let digit = rest.popFirst() else {
                result.append(next)
                continue
            }
            if digit == "m" {
                result += "\(mode(numbers.first ?? 0))"
            } else if let index = digit.wholeNumberValue {
                if next == "$" {
                    result += operands.indices.contains(index) ? text(operands[index]) : "?"
                } else {
                    result += numbers.indices.contains(index) ? "\(numbers[index])" : "?"
                }
            }
        }
        return result
    }
}
