import HDL

extension Operation {
    private static func bit(
        _ template: String, _ plan: @escaping @Sendable (inout Random) -> Plan,
        _ build: @escaping @Sendable (Arguments) -> Bit
    ) -> Operation {
        Operation(result: .bit, template: template, plan: { _, random in plan(&random) }, build: { .bit(build($0)) })
    }
    private static func two(
        _ template: String, _ build: @escaping @Sendable (Arguments) -> Bit
    ) -> Operation {
        bit(template, { _ in Plan(kinds: [.bit, .bit]) }, build)
    }
    /// Compares two numbers of one kind.
    private static func compare(
        _ symbol: String, _ unsigned: @escaping @Sendable (Unsigned, Unsigned) -> Bit,
        _ signed: @escaping @Sendable (Signed, Signed) -> Bit, _ literal: @escaping @Sendable (Unsigned, Int) -> Bit,
        _ signedLiteral: @escaping @Sendable (Signed, Int) -> Bit
    ) -> [Operation] {
        [
            bit(
                "($0 \(symbol) $1)", { Plan(kinds: Array(repeating: .unsigned($0.width()), count: 2)) },
                {
                    unsigned($0.unsigned(0), $0.unsigned(1))
                }),
            bit(
                "($0 \(symbol) $1)", { Plan(kinds: Array(repeating: .signed($0.width()), count: 2)) },
                {
                    signed($0.signed(0), $0.signed(1))
                }),
            bit(
                "($0 \(symbol) #0)",
                {
                    let width = $0.width()
                    return Plan(kinds: [.unsigned(width)], numbers: [Fuzzing.literal(width, &$0)])
                }, { literal($0.unsigned(0), $0.number(0)) }),
            bit(
                "($0 \(symbol) #0)",
                {
                    let width = $0.width()
                    return Plan(kinds: [.signed(width)], numbers: [Fuzzing.signedLiteral(width, &$0)])
                }, { signedLiteral($0.signed(0), $0.number(0)) }),
        ]
    }
    /// Asks something of a number.
    private static func property(
        _ name: String, _ build: @escaping @Sendable (Unsigned) -> Bit
    ) -> Operation {
        bit("$0.\(name)", { Plan(kinds: [.unsigned($0.width())]) }, { build($0.unsigned(0)) })
    }

    static let bits: [Operation] =
        [
            two("($0 & $1)") { $0.bit(0) & $0.bit(1) },
            two("($0 | $1)") { $0.bit(0) | $0.bit(1) },
            two("($0 ^ $1)") { $0.bit(0) ^ $0.bit(1) },
            two("($0 && $1)") { $0.bit(0) && $0.bit(1) },
            two("($0 || $1)") { $0.bit(0) || $0.bit(1) },
            two("($0 === $1)") { $0.bit(0) === $0.bit(1) },
            two("($0 !== $1)") { $0.bit(0) !== $0.bit(1) },
            two("$0.implies($1)") { $0.bit(0).implies($0.bit(1)) },
            bit("(!$0)", { _ in Plan(kinds: [.bit]) }, { !$0.bit(0) }),
            bit("(~$0)", { _ in Plan(kinds: [.bit]) }, { ~$0.bit(0) }),
            bit("($0 & #0)", { Plan(kinds: [.bit], numbers: [$0.pick(0...1)]) }, { $0.bit(0) & $0.number(0) }),
            bit("($0 | #0)", { Plan(kinds: [.bit], numbers: [$0.pick(0...1)]) }, { $0.bit(0) | $0.number(0) }),
            bit("($0 ^ #0)", { Plan(kinds: [.bit], numbers: [$0.pick(0...1)]) }, { $0.bit(0) ^ $0.number(0) }),
            bit(
                "mux($0, $1, $2)", { _ in Plan(kinds: [.bit, .bit, .bit]) },
                {
                    mux($0.bit(0), $0.bit(1), $0.bit(2))
                }),
            bit("maybeConstant($0)", { _ in Plan(kinds: [.bit]) }, { maybeConstant($0.bit(0)) }),
            bit("registerNext($0)", { _ in Plan(kinds: [.bit]) }, { registerNext($0.bit(0)) }),
            bit("wire($0)", { _ in Plan(kinds: [.bit]) }, { wire($0.bit(0)) }),
            property("allOnes") { $0.allOnes },
            property("anyOne") { $0.anyOne },
            property("parity") { $0.parity },
            property("isOneHot") { $0.isOneHot },
            property("isOneHotOrZero") { $0.isOneHotOrZero },
            property("lowestOne.valid") { $0.lowestOne.valid },
            property("highestOne.valid") { $0.highestOne.valid },
            bit(
                "$0[#0]",
                {
                    let width = $0.width()
                    return Plan(kinds: [.unsigned(width)], numbers: [$0.pick(0...(width - 1))])
                }, { $0.unsigned(0)[$0.number(0)] }),
            bit(
                "$0[#0]",
                {
                    let width = $0.width()
                    return Plan(kinds: [.signed(width)], numbers: [$0.pick(0...(width - 1))])
                }, { $0.signed(0)[$0.number(0)] }),
            bit(
                "$0[$1]", { Plan(kinds: [.unsigned($0.width()), .unsigned($0.pick(1...9))]) },
                {
                    $0.unsigned(0)[$0.unsigned(1)]
                }),
            bit("$0.sign", { Plan(kinds: [.signed($0.width())]) }, { $0.signed(0).sign }),
            bit(
                "($0 === .#m)", { Plan(kinds: [.mode], numbers: [$0.pick(0...4)]) },
                {
                    $0.mode(0) === mode($0.number(0))
                }),
            bit(
                "($0 !== .#m)", { Plan(kinds: [.mode], numbers: [$0.pick(0...4)]) },
                {
                    $0.mode(0) !== mode($0.number(0))
                }),
            bit("($0 === $1)", { _ in Plan(kinds: [.mode, .mode]) }, { $0.mode(0) === $0.mode(1) }),
        ]
        + compare("===", { $0 === $1 }, { $0 === $1 }, { $0 === $1 }, { $0 === $1 })
        + compare("!==", { $0 !== $1 }, { $0 !== $1 }, { $0 !== $1 }, { $0 !== $1 })
        + compare("<", { $0 < $1 }, { $0 < $1 }, { $0 < $1 }, { $0 < $1 })
        + compare("<=", { $0 <= $1 }, { $0 <= $1 }, { $0 <= $1 }, { $0 <= $1 })
        + compare(">", { $0 > $1 }, { $0 > $1 }, { $0 > $1 }, { $0 > $1 })
        + compare(">=", { $0 >= $1 }, { $0 >= $1 }, { $0 >= $1 }, { $0 >= $1 })

    static let modes: [Operation] = [
        Operation(
            result: .mode, template: "mux($0, $1, $2)", plan: { _, _ in Plan(kinds: [.bit, .mode, .mode]) },
            build: {
                .mode(mux($0.bit(0), $0.mode(1), $0.mode(2)))
            }),
        Operation(
            result: .mode, template: "mux($0, $1, .#m)",
            plan: { _, random in Plan(kinds: [.bit, .mode], numbers: [random.pick(0...4)]) },
            build: { .mode(mux($0.bit(0), $0.mode(1), mode($0.number(0)))) }),
        Operation(
            result: .mode, template: "registerNext($0)", plan: { _, _ in Plan(kinds: [.mode]) },
            build: {
                .mode(registerNext($0.mode(0)))
            }),
    ]
}
