import HDL

extension Operation {
    private static func number(
        _ template: String, _ plan: @escaping @Sendable (Int, inout Random) -> Plan?,
        _ build: @escaping @Sendable (Arguments) -> Unsigned
    ) -> Operation {
        Operation(result: .unsigned, template: template, plan: plan, build: { .unsigned(build($0)) })
    }
    private static func same(
        _ template: String, _ count: Int, _ build: @escaping @Sendable (Arguments) -> Unsigned
    ) -> Operation {
        number(template, { width, _ in Plan(kinds: Array(repeating: .unsigned(width), count: count)) }, build)
    }
    private static func withLiteral(
        _ template: String, _ build: @escaping @Sendable (Unsigned, Int) -> Unsigned
    ) -> Operation {
        number(
            template, { Plan(kinds: [.unsigned($0)], numbers: [literal($0, &$1)]) },
            { build($0.unsigned(0), $0.number(0)) })
    }
    private static func shift(
        _ template: String, most: Int = 2, _ build: @escaping @Sendable (Unsigned, Int) -> Unsigned
    ) -> Operation {
        number(
            template, { Plan(kinds: [.unsigned($0)], numbers: [$1.pick(0...($0 + most))]) },
            { build($0.unsigned(0), $0.number(0)) })
    }
    private static func shiftBySignal(
        _ template: String, _ build: @escaping @Sendable (Unsigned, Unsigned) -> Unsigned
    ) -> Operation {
        number(
            template, { Plan(kinds: [.unsigned($0), .unsigned($1.pick(1...($1.once(in: 8) ? 70 : 8)))]) },
            { build($0.unsigned(0), $0.unsigned(1)) })
    }
    private static func count(
        _ name: String, _ build: @escaping @Sendable (Unsigned) -> Unsigned
    ) -> Operation {
        number(
            "$0.\(name)", { width, random in counted(width, &random).map { Plan(kinds: [.unsigned($0)]) } },
            { build($0.unsigned(0)) })
    }
    private static func encode(
        _ name: String, _ build: @escaping @Sendable (Unsigned) -> Unsigned
    ) -> Operation {
        number(
            "$0.\(name)", { width, random in indexed(width, &random).map { Plan(kinds: [.unsigned($0)]) } },
            { build($0.unsigned(0)) })
    }

    /// Arithmetic, shifts, counts, one-hot, reordering.
    static let arithmetic: [Operation] = [
        same("($0 + $1)", 2) { $0.unsigned(0) + $0.unsigned(1) },
        same("($0 - $1)", 2) { $0.unsigned(0) - $0.unsigned(1) },
        same("($0 & $1)", 2) { $0.unsigned(0) & $0.unsigned(1) },
        same("($0 | $1)", 2) { $0.unsigned(0) | $0.unsigned(1) },
        same("($0 ^ $1)", 2) { $0.unsigned(0) ^ $0.unsigned(1) },
        same("(~$0)", 1) { ~$0.unsigned(0) },
        same("min($0, $1)", 2) { min($0.unsigned(0), $0.unsigned(1)) },
        same("max($0, $1)", 2) { max($0.unsigned(0), $0.unsigned(1)) },
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
                return Plan(kinds: [.unsigned(left), .unsigned(width - left)])
            }, { $0.unsigned(0) * $0.unsigned(1) }),
        number(
            "$0.adding($1)",
            { width, _ in width < 2 ? nil : Plan(kinds: [.unsigned(width - 1), .unsigned(width - 1)]) },
            {
                $0.unsigned(0).adding($0.unsigned(1))
            }),
        number(
            "$0.subtracting($1)",
            { width, _ in width < 2 ? nil : Plan(kinds: [.unsigned(width - 1), .unsigned(width - 1)]) },
            { $0.unsigned(0).subtracting($0.unsigned(1)) }),
        shift("($0 << #0)") { $0 << $1 },
        shift("($0 >> #0)") { $0 >> $1 },
        shiftBySignal("($0 << $1)") { $0 << $1 },
        shiftBySignal("($0 >> $1)") { $0 >> $1 },
        number(
            "$0.shiftedLeft(by: #0)",
            { width, random in
                let amount = random.pick(0...(width - 1))
                return Plan(kinds: [.unsigned(width - amount)], numbers: [amount])
            }, { $0.unsigned(0).shiftedLeft(by: $0.number(0)) }),
        number(
            "$0.shiftedLeft(by: $1)",
            { width, random in
                let amount = random.pick(1...4)
                let rest = width - ((1 << amount) - 1)
                return rest < 1 ? nil : Plan(kinds: [.unsigned(rest), .unsigned(amount)])
            }, { $0.unsigned(0).shiftedLeft(by: $0.unsigned(1)) }),
        shift("$0.rotatedLeft(by: #0)", most: 9) { $0.rotatedLeft(by: $1) },
        shift("$0.rotatedRight(by: #0)", most: 9) { $0.rotatedRight(by: $1) },
        number(
            "$0.rotatedLeft(by: $1)", { Plan(kinds: [.unsigned($0), .unsigned($1.pick(1...6))]) },
            { $0.unsigned(0).rotatedLeft(by: $0.unsigned(1)) }),
        number(
            "$0.rotatedRight(by: $1)", { Plan(kinds: [.unsigned($0), .unsigned($1.pick(1...6))]) },
            { $0.unsigned(0).rotatedRight(by: $0.unsigned(1)) }),
        number(
            "($0 / #0)", { Plan(kinds: [.unsigned($0)], numbers: [1 << $1.pick(0...(min($0, 40) - 1))]) },
            {
                $0.unsigned(0) / $0.number(0)
            }),
        number(
            "($0 % #0)", { Plan(kinds: [.unsigned($0)], numbers: [1 << $1.pick(0...(min($0, 40) - 1))]) },
            {
                $0.unsigned(0) % $0.number(0)
            }),
        number("$0.absoluteValue", { width, _ in Plan(kinds: [.signed(width)]) }, { $0.signed(0).absoluteValue }),
        count("populationCount") { $0.populationCount },
        count("leadingZeroCount") { $0.leadingZeroCount },
        count("trailingZeroCount") { $0.trailingZeroCount },
        encode("lowestOne.payload") { $0.lowestOne.payload },
        encode("highestOne.payload") { $0.highestOne.payload },
        encode("oneHotIndex") { $0.oneHotIndex },
        same("$0.lowestOneOnly", 1) { $0.unsigned(0).lowestOneOnly },
        number(
            "$0.oneHot()",
            { width, _ in (1...7).first { 1 << $0 == width }.map { Plan(kinds: [.unsigned($0)]) } },
            { $0.unsigned(0).oneHot() }),
        number(
            "$0.oneHot(width: #0)", { Plan(kinds: [.unsigned($1.pick(1...8))], numbers: [$0]) },
            {
                $0.unsigned(0).oneHot(width: $0.number(0))
            }),
        same("$0.bitsReversed", 1) { $0.unsigned(0).bitsReversed },
        number(
            "$0.bytesSwapped", { width, _ in width % 8 == 0 ? Plan(kinds: [.unsigned(width)]) : nil },
            {
                $0.unsigned(0).bytesSwapped
            }),
        same("$0.grayEncoded", 1) { $0.unsigned(0).grayEncoded },
        same("$0.grayDecoded", 1) { $0.unsigned(0).grayDecoded },
    ]
}
