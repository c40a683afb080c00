import Netlist

/// An arm of a `switch`. It has done its work when it was made; its type lets `.idle` be written in `on(.idle)`.
public struct Case<Subject> {}

/// Collects the arms of a `switch`.
@resultBuilder
public enum CaseBuilder<Subject> {
    public static func buildExpression(_ arm: Case<Subject>) -> Case<Subject> { arm }
    public static func buildBlock(_ arms: Case<Subject>...) -> Case<Subject> { Case() }
    public static func buildArray(_ arms: [Case<Subject>]) -> Case<Subject> { Case() }
    public static func buildOptional(_ arm: Case<Subject>?) -> Case<Subject> { Case() }
    public static func buildEither(first arm: Case<Subject>) -> Case<Subject> { arm }
    public static func buildEither(second arm: Case<Subject>) -> Case<Subject> { arm }
}

/// The values that an arm stands for: a number (`3`), or bits with don't-cares (`"10?1"`, the top bit first).
public struct BitPattern: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, Sendable {
    enum Content: Sendable {
        case number(Int)
        case bits(String)
    }
    let content: Content

    public init(integerLiteral value: Int) { content = .number(value) }
    public init(stringLiteral value: String) { content = .bits(value) }
    /// A number that is computed in Swift.
    public init(_ value: Int) { content = .number(value) }
}

/// The patterns of arms with one value: arms with the same value share one array.
struct OnlyPatterns {
    private var slots: [[Pattern]] = Array(repeating: [], count: 64)

    mutating func only(_ value: BitVector) -> [Pattern] {
        let slot = Int(truncatingIfNeeded: value.low64 ^ UInt64(value.width) << 2) & 63
        if let known = slots[slot].first, known.value == value { return slots[slot] }
        slots[slot] = [Pattern(value: value)]
        return slots[slot]
    }
}

/// The `switch` that is being written.
struct OpenSwitch {
    var subject: NodeID
    var cases: EnumerationCases?
    var arms: [Select.Arm] = []
    var otherwise: Block?
    var place: Place
    /// True when something was said about it already, so that missing cases are not counted.
    var isBroken = false
}

extension Enumerated {
    /// The statements of the arm whose case it holds. Every case must have an arm, or there must be an `otherwise`.
    public func `switch`(
        fileID: StaticString = #fileID, line: Int = #line, @CaseBuilder<Cases> _ arms: () -> Case<Cases>
    ) {
        select(term, Elaboration.of(_bound, nil)?.cases(of: Cases.self), fileID, line) { _ = arms() }
    }
}

extension Unsigned {
    /// The statements of the first arm that matches. Every value must be matched, or there must be an `otherwise`.
    public func `switch`(
        fileID: StaticString = #fileID, line: Int = #line, @CaseBuilder<BitPattern> _ arms: () -> Case<BitPattern>
    ) {
        select(term, nil, fileID, line) { _ = arms() }
    }
}

/// The arm of this case.
public func on<Cases: HardwareEnum>(
    _ state: Cases, fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<Cases> {
    arm(fileID, line, body) { cases, _, builder, _ in cases.map { builder.only($0, state) } ?? [] }
    return Case()
}

/// The arm of these cases.
public func on<Cases: HardwareEnum>(
    _ states: Cases..., fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<Cases> {
    arm(fileID, line, body) { cases, _, builder, _ in
        cases.map { cases in states.flatMap { builder.only(cases, $0) } } ?? []
    }
    return Case()
}

/// The arm of this value.
public func on(
    _ pattern: BitPattern, fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<BitPattern> {
    arm(fileID, line, body) { _, subject, builder, place in
        guard let only = builder.pattern(pattern, for: subject, at: place) else { return [] }
        return only.isExact ? builder.elaboration.patterns.only(only.value) : [only]
    }
    return Case()
}

/// The arm of these values.
public func on(
    _ patterns: BitPattern..., fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<BitPattern> {
    arm(fileID, line, body) { _, subject, builder, place in
        patterns.compactMap { builder.pattern($0, for: subject, at: place) }
    }
    return Case()
}

/// The arm of everything that no arm before it matches; the last one.
public func otherwise<Subject>(
    fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
) -> Case<Subject> {
    guard let (builder, open, place) = openSwitch(fileID, line) else { return Case() }
    if builder.switches[open].otherwise != nil {
        builder.elaboration.report(
            Diagnostic(
                Code.pattern, "a second 'otherwise' in one switch", at: place, hint: "keep one, as the last arm"))
    }
    builder.switches[open].otherwise = builder.block(body)
    return Case()
}

private func arm(
    _ fileID: StaticString, _ line: Int, _ body: () -> Void,
    _ patterns: (EnumerationCases?, NodeID, CircuitBuilder, Place) -> [Pattern]
) {
    guard let (builder, open, place) = openSwitch(fileID, line) else { return }
    let elaboration = builder.elaboration
    if builder.switches[open].otherwise != nil {
        elaboration.report(
            Diagnostic(Code.pattern, "an arm after 'otherwise' is never reached", at: place, hint: "move it up"))
    }
    let before = elaboration.diagnostics.count
    let matched = patterns(builder.switches[open].cases, builder.switches[open].subject, builder, place)
    if elaboration.diagnostics.count > before { builder.switches[open].isBroken = true }
    let block = builder.block(body)
    if builder.switches[open].arms.isEmpty { builder.switches[open].arms.reserveCapacity(4) }
    builder.switches[open].arms.append(Select.Arm(patterns: matched, body: block, place: place))
}

/// The `switch` that an arm stands in: its position among the open ones; nil and a diagnostic where there is none.
private func openSwitch(_ fileID: StaticString, _ line: Int) -> (CircuitBuilder, open: Int, Place)? {
    guard let elaboration = Elaboration.current else { return nil }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return nil }
    guard !builder.switches.isEmpty else {
        builder.refuseArm(at: place)
        return nil
    }
    return (builder, builder.switches.count - 1, place)
}

func select(
    _ subject: Term, _ cases: EnumerationCases?, _ fileID: StaticString, _ line: Int, _ arms: () -> Void
) {
    guard let elaboration = Elaboration.of(subject.bound, nil) else { return }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return }
    let known = builder.operand(subject.bound, at: place)
    let node = known ?? builder.constant(.zero(width: subject.width), at: place)
    let isBroken = known.map(builder.poisoned.contains) ?? true
    builder.blocks.append([])
    builder.switches.append(
        OpenSwitch(subject: node, cases: cases, place: place, isBroken: isBroken))
    arms()
    let stray = builder.blocks.removeLast()
    guard let open = builder.switches.popLast() else { return }
    if !stray.isEmpty {
        elaboration.report(
            Diagnostic(
                Code.strayStatement, "a statement stands between the arms of a switch", at: place,
                hint: "move it into an arm, or before the switch"))
    }
    builder.close(open)
}

extension CircuitBuilder {
    /// The pattern of one case of an enumeration.
    fileprivate func only<Cases: HardwareEnum>(_ cases: EnumerationCases, _ state: Cases) -> [Pattern] {
        let (number, values) = (cases.number(of: state), cases.enumeration.cases)
        return values.indices.contains(number) ? elaboration.patterns.only(values[number].value) : []
    }

    /// The pattern of one number or bit string; nil and a diagnostic where it cannot be one.
    func pattern(_ pattern: BitPattern, for subject: NodeID, at place: Place) -> Pattern? {
        let width = circuit.width(subject)
        switch pattern.content {
        case .number(let value):
            if let problem = literalProblem(value, width: width, isSigned: false) {
                elaboration.report(
                    Diagnostic(
                        Code.literalRange,
                        "\(value) does not fit \(describe(subject)), which has \(bits(width)), in 'on'",
                        at: place, hint: problem))
                return nil
            }
            return Pattern(value: BitVector(truncating: value, width: width))
        case .bits(let text):
            let digits = text.filter { $0 != "_" }
            guard digits.count == width, digits.allSatisfy({ "01?".contains($0) }) else {
                elaboration.report(
                    Diagnostic(
                        Code.pattern, "\"\(text)\" is no pattern for \(describe(subject)), which has \(bits(width))",
                        at: place, hint: "write \(width) of the characters 0, 1 and ?, the top bit first"))
                return nil
            }
            var (value, care) = (BitVector.zero(width: width), BitVector.zero(width: width))
            for (index, digit) in digits.reversed().enumerated() {
                if digit == "1" { value[index] = true }
                if digit != "?" { care[index] = true }
            }
            return Pattern(value: value, care: care)
        }
    }

    func refuseArm(at place: Place) {
        elaboration.report(
            Diagnostic(
                Code.strayStatement, "an arm stands outside of a switch", at: place,
                hint: "write it directly in the braces of `subject.switch { ... }`"))
    }

    func close(_ open: OpenSwitch) {
        var select = Select(
            subject: open.subject, arms: open.arms, otherwise: open.otherwise, isExhaustive: false, place: open.place)
        // The usual `switch`, whose values ascend, needs no set.
        let isAscending = select.isAscending
        let exact = isAscending ? [] : Set(open.arms.flatMap(\.patterns).filter(\.isExact).map(\.value))
        let count = isAscending ? open.arms.reduce(0) { $0 + $1.patterns.count } : exact.count
        let width = circuit.width(open.subject)
        var isExhaustive = width < 24 && count == 1 << width
        if let enumeration = open.cases?.enumeration {
            let missing = enumeration.cases.filter { known in
                isAscending
                    ? !open.arms.contains { $0.patterns.contains { $0.value == known.value } }
                    : !exact.contains(known.value)
            }
            isExhaustive = missing.isEmpty
            if !missing.isEmpty, open.otherwise == nil, !open.isBroken {
                let names = missing.map { ".\($0.name)" }.joined(separator: ", ")
                elaboration.report(
                    Diagnostic(
                        Code.missingCase, "the switch over \(describe(open.subject)) has no arm for \(names)",
                        at: open.place, hint: "add `on(\(names)) { ... }`, or `otherwise { }`"))
            }
        } else if !isExhaustive, open.otherwise == nil, !open.isBroken, !coversAll(open, width) {
            elaboration.report(
                Diagnostic(
                    Code.missingCase,
                    "the switch over \(describe(open.subject)) does not cover all values of \(bits(width))",
                    at: open.place, hint: "add `otherwise { ... }`"))
        } else if open.otherwise == nil {
            isExhaustive = true
        }
        select.isExhaustive = isExhaustive
        statement(.select(select))
    }

    /// Whether patterns with don't-cares cover all values; found by trying them, for narrow subjects.
    private func coversAll(_ open: OpenSwitch, _ width: Int) -> Bool {
        guard width <= 12 else { return false }
        let patterns = open.arms.flatMap(\.patterns)
        return (0..<(UInt64(1) << UInt64(width))).allSatisfy { value in
            patterns.contains { value & $0.care.low64 == $0.value.low64 }
        }
    }
}
