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
    private var slots: [(number: UInt64, width: Int, patterns: [Pattern])] = Array(repeating: (0, 0, []), count: 64)

    mutating func only(_ value: BitVector) -> [Pattern] {
        value.width <= 64 ? only(value.low64, width: value.width) : [Pattern(value: value)]
    }

    /// - Parameter width: at most 64.
    mutating func only(_ number: UInt64, width: Int) -> [Pattern] {
        let slot = Int(truncatingIfNeeded: number ^ UInt64(width) << 2) & 63
        if slots[slot].number != number || slots[slot].width != width {
            slots[slot] = (number, width, [Pattern(value: BitVector(number, width: width))])
        }
        return slots[slot].patterns
    }
}

/// The `switch` that is being written.
struct OpenSwitch {
    var subject: NodeID
    var cases: EnumerationCases?
    private(set) var arms: [Select.Arm] = []
    /// How many values the arms name, and the last of them while they ascend.
    private(set) var valueCount = 0
    private var lastValue: UInt64?
    private(set) var isAscending = true
    var otherwise: Block?
    var place: Place
    /// True when something was said about it already, so that missing cases are not counted.
    var isBroken = false

    init(subject: NodeID, cases: EnumerationCases?, place: Place, isBroken: Bool) {
        self.subject = subject
        self.cases = cases
        self.place = place
        self.isBroken = isBroken
    }

    mutating func append(_ arm: consuming Select.Arm) {
        if arms.isEmpty { arms.reserveCapacity(8) }
        valueCount += arm.patterns.count
        isAscending = isAscending && arm.isAscending(after: &lastValue)
        arms.append(arm)
    }
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
    arm(fileID, line, body) { builder, open, _ in
        builder.switches[open].cases.map { builder.only($0, state) } ?? []
    }
    return Case()
}

/// The arm of these cases.
public func on<Cases: HardwareEnum>(
    _ states: Cases..., fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<Cases> {
    arm(fileID, line, body) { builder, open, _ in
        builder.switches[open].cases.map { cases in states.flatMap { builder.only(cases, $0) } } ?? []
    }
    return Case()
}

/// The arm of this value.
public func on(
    _ pattern: BitPattern, fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<BitPattern> {
    arm(fileID, line, body) { builder, open, place in
        let subject = builder.switches[open].subject
        let width = builder.circuit.width(subject)
        if case .number(let number) = pattern.content, number >= 0, width < 63, number < 1 << width {
            return builder.elaboration.patterns.only(UInt64(number), width: width)
        }
        return builder.pattern(pattern, for: subject, at: place).map { [$0] } ?? []
    }
    return Case()
}

/// The arm of these values.
public func on(
    _ patterns: BitPattern..., fileID: StaticString = #fileID, line: Int = #line, body: () -> Void
) -> Case<BitPattern> {
    arm(fileID, line, body) { builder, open, place in
        patterns.compactMap { builder.pattern($0, for: builder.switches[open].subject, at: place) }
    }
    return Case()
}

/// The arm of everything that no arm before it matches; the last one.
public func otherwise<Subject>(
    fileID: StaticString = #fileID, line: Int = #line, _ body: () -> Void
) -> Case<Subject> {
    inSwitch(fileID, line) { builder, open, place in
        if builder.switches[open].otherwise != nil {
            builder.elaboration.report(
                Diagnostic(
                    Code.pattern, "a second 'otherwise' in one switch", at: place, hint: "keep one, as the last arm"))
        }
        builder.switches[open].otherwise = builder.block(body)
    }
    return Case()
}

@inline(__always)
private func arm(
    _ fileID: StaticString, _ line: Int, _ body: () -> Void,
    _ patterns: (CircuitBuilder, _ open: Int, Place) -> [Pattern]
) {
    inSwitch(fileID, line) { builder, open, place in
        let elaboration = builder.elaboration
        if builder.switches[open].otherwise != nil {
            elaboration.report(
                Diagnostic(Code.pattern, "an arm after 'otherwise' is never reached", at: place, hint: "move it up"))
        }
        let before = elaboration.diagnostics.count
        let matched = patterns(builder, open, place)
        if elaboration.diagnostics.count > before { builder.switches[open].isBroken = true }
        let block = builder.block(body)
        builder.switches[open].append(Select.Arm(patterns: matched, body: block, place: place))
    }
}

/// Calls `body` with the position of the `switch` that an arm stands in among the open ones; a diagnostic where there is none.
@inline(__always)
private func inSwitch(_ fileID: StaticString, _ line: Int, _ body: (CircuitBuilder, _ open: Int, Place) -> Void) {
    Elaboration.unowned?._withUnsafeGuaranteedRef { elaboration in
        let place = elaboration.place(fileID, line)
        elaboration.working(at: place)?._withUnsafeGuaranteedRef { builder in
            if builder.switches.isEmpty { return builder.refuseArm(at: place) }
            body(builder, builder.switches.count - 1, place)
        }
    }
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
        // The usual `switch`, whose values ascend, needs no set.
        let isAscending = open.isAscending
        let exact = isAscending ? [] : Set(open.arms.flatMap(\.patterns).filter(\.isExact).map(\.value))
        let count = isAscending ? open.valueCount : exact.count
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
        statement(
            .select(
                Select(
                    subject: open.subject, arms: open.arms, isAscending: isAscending, otherwise: open.otherwise,
                    isExhaustive: isExhaustive, place: open.place)))
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
