import HDL

extension Operation {
    private static func number(
        _ template: String, _ plan: @escaping @Sendable (Int, inout Random) -> Plan?,
        _ build: @escaping @Sendable (Arguments) -> Signed
    ) -> Operation {
        Operation(result: .signed, template: template, plan: plan, build: { .signed(build($0)) })
    }
    private static func same(
        _ template: String, _ count: Int, _ build: @escaping @Sendable (Arguments) -> Signed
    ) -> Operation {
        number(template, { width, _ in Plan(kinds: Array(repeating: .signed(width), count: count)) }, build)
    }
    private static func withLiteral(
        _ template: String, _ build: @escaping @Sendable (Signed, Int) -> Signed
    ) -> Operation {
        number(
            template, { Plan(kinds: [.signed($0)], numbers: [signedLiteral($0, &$1)]) },
            { build($0.signed(0), $0.number(0)) })
    }
    private static func divide(
        _ template: String, _ build: @escaping @Sendable (Signed, Int) -> Signed
    ) -> Operation {
        number(
            template,
            { width, random in
                width < 2 ? nil : Plan(kinds: [.signed(width)], numbers: [1 << random.pick(0...(min(width, 40) - 2))])
            }, { build($0.signed(0), $0.number(0)) })
    }

    /// All that results in a signed number.
    static let signeds: [Operation] = [
        same("($0 + $1)", 2) { $0.signed(0) + $0.signed(1) },
        same("($0 - $1)", 2) { $0.signed(0) - $0.signed(1) },
        same("($0 & $1)", 2) { $0.signed(0) & $0.signed(1) },
        same("($0 | $1)", 2) { $0.signed(0) | $0.signed(1) },
        same("($0 ^ $1)", 2) { $0.signed(0) ^ $0.signed(1) },
        same("(~$0)", 1) { ~$0.signed(0) },
        same("(-$0)", 1) { -$0.signed(0) },
        same("min($0, $1)", 2) { min($0.signed(0), $0.signed(1)) },
        same("max($0, $1)", 2) { max($0.signed(0), $0.signed(1)) },
        same("registerNext($0)", 1) { registerNext($0.signed(0)) },
        same("wire($0)", 1) { wire($0.signed(0)) },
        withLiteral("($0 + #0)") { $0 + $1 },
        withLiteral("($0 - #0)") { $0 - $1 },
        withLiteral("($0 & #0)") { $0 & $1 },
        withLiteral("($0 | #0)") { $0 | $1 },
        withLiteral("($0 ^ #0)") { $0 ^ $1 },
        withLiteral("min($0, #0)") { min($0, $1) },
        withLiteral("max($0, #0)") { max($0, $1) },
        number(
            "($0 * $1)",
            { width, random in
                guard let left = less(width, &random), width <= 16 || random.once(in: width / 3) else { return nil }
                return Plan(kinds: [.signed(left), .signed(width - left)])
            }, { $0.signed(0) * $0.signed(1) }),
        number(
            "$0.adding($1)", { width, _ in width < 2 ? nil : Plan(kinds: [.signed(width - 1), .signed(width - 1)]) },
            {
                $0.signed(0).adding($0.signed(1))
            }),
        number(
            "$0.subtracting($1)",
            { width, _ in width < 2 ? nil : Plan(kinds: [.signed(width - 1), .signed(width - 1)]) },
            { $0.signed(0).subtracting($0.signed(1)) }),
        number(
            "$0.negated", { width, _ in width < 2 ? nil : Plan(kinds: [.signed(width - 1)]) },
            {
                $0.signed(0).negated
            }),
        number(
            "($0 << #0)", { Plan(kinds: [.signed($0)], numbers: [$1.pick(0...($0 + 2))]) },
            {
                $0.signed(0) << $0.number(0)
            }),
        number(
            "($0 >> #0)", { Plan(kinds: [.signed($0)], numbers: [$1.pick(0...($0 + 2))]) },
            {
                $0.signed(0) >> $0.number(0)
            }),
        number(
            "($0 << $1)", { Plan(kinds: [.signed($0), .unsigned($1.pick(1...8))]) },
            {
                $0.signed(0) << $0.unsigned(1)
            }),
        number(
            "($0 >> $1)", { Plan(kinds: [.signed($0), .unsigned($1.pick(1...($1.once(in: 8) ? 70 : 8)))]) },
            {
                $0.signed(0) >> $0.unsigned(1)
            }),
        number(
            "$0.shiftedLeft(by: $1)",
            { width, random in
                let amount = random.pick(1...4)
                let rest = width - ((1 << amount) - 1)
                return rest < 1 ? nil : Plan(kinds: [.signed(rest), .unsigned(amount)])
            }, { $0.signed(0).shiftedLeft(by: $0.unsigned(1)) }),
        number(
            "$0.shiftedLeft(by: #0)",
            { width, random in
                let amount = random.pick(0...(width - 1))
                return Plan(kinds: [.signed(width - amount)], numbers: [amount])
            }, { $0.signed(0).shiftedLeft(by: $0.number(0)) }),
        divide("($0 / #0)") { $0 / $1 },
        divide("($0 % #0)") { $0 % $1 },
        number("Signed($0)", { width, _ in Plan(kinds: [.unsigned(width)]) }, { Signed($0.unsigned(0)) }),
        number(
            "$0.extended(to: #0)", { Plan(kinds: [.signed($1.pick(1...$0))], numbers: [$0]) },
            {
                $0.signed(0).extended(to: $0.number(0))
            }),
        number(
            "$0.truncated(to: #0)", { Plan(kinds: [.signed(more($0, &$1))], numbers: [$0]) },
            {
                $0.signed(0).truncated(to: $0.number(0))
            }),
        number(
            "mux($0, $1, $2)", { width, _ in Plan(kinds: [.bit, .signed(width), .signed(width)]) },
            {
                mux($0.bit(0), $0.signed(1), $0.signed(2))
            }),
        number(
            "mux($0, $1, #0)", { Plan(kinds: [.bit, .signed($0)], numbers: [signedLiteral($0, &$1)]) },
            {
                mux($0.bit(0), $0.signed(1), $0.number(0))
            }),
    ]
}
