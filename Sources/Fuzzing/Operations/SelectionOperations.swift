import HDL
import Netlist

extension Operation {
    private static func number(
        _ template: String, _ plan: @escaping @Sendable (Int, inout Random) -> Plan?,
        _ build: @escaping @Sendable (Arguments) -> Unsigned
    ) -> Operation {
        Operation(result: .unsigned, template: template, plan: plan, build: { .unsigned(build($0)) })
    }

    /// Parts of numbers, and conversions.
    static let numbers: [Operation] = [
        number(
            "$0[#0...#1]",
            { width, random in
                let whole = more(width, &random)
                let low = random.pick(0...(whole - width))
                return Plan(kinds: [.unsigned(whole)], numbers: [low + width - 1, low])
            }, { $0.unsigned(0)[$0.number(0)...$0.number(1)] }),
        number(
            "$0[#0...#1]",
            { width, random in
                let whole = more(width, &random)
                let low = random.pick(0...(whole - width))
                return Plan(kinds: [.signed(whole)], numbers: [low + width - 1, low])
            }, { $0.signed(0)[$0.number(0)...$0.number(1)] }),
        number(
            "$0.bits(from: #0, width: #1)",
            { width, random in
                let whole = more(width, &random)
                return Plan(kinds: [.unsigned(whole)], numbers: [random.pick(0...(whole - width)), width])
            }, { $0.unsigned(0).bits(from: $0.number(0), width: $0.number(1)) }),
        number(
            "$0.part($1, width: #0)",
            { width, random in
                let count = random.pick(1...5)
                guard width * count <= 200 else { return nil }
                return Plan(kinds: [.unsigned(width * count), .unsigned(random.pick(1...4))], numbers: [width])
            }, { $0.unsigned(0).part($0.unsigned(1), width: $0.number(0)) }),
        number(
            "$0.extended(to: #0)", { Plan(kinds: [.unsigned($1.pick(1...$0))], numbers: [$0]) },
            {
                $0.unsigned(0).extended(to: $0.number(0))
            }),
        number(
            "$0.truncated(to: #0)", { Plan(kinds: [.unsigned(more($0, &$1))], numbers: [$0]) },
            {
                $0.unsigned(0).truncated(to: $0.number(0))
            }),
        number(
            "$0.repeated(#0)", { width, _ in Plan(kinds: [.bit], numbers: [width]) },
            {
                $0.bit(0).repeated($0.number(0))
            }),
        number(
            "concatenate($0, $1)",
            { width, random in
                less(width, &random).map {
                    Plan(kinds: [random.once(in: 3) ? .signed(width - $0) : .unsigned(width - $0), .unsigned($0)])
                }
            }, { concatenate($0.values[0].handle, $0.values[1].handle) }),
        number(
            "concatenate($0, $1, $2, $3)",
            { width, _ in width < 6 ? nil : Plan(kinds: [.bit, .unsigned(width - 5), .mode, .bit]) },
            { concatenate($0.values[0].handle, $0.values[1].handle, $0.values[2].handle, $0.values[3].handle) }),
        number("Unsigned($0)", { width, _ in width == 1 ? Plan(kinds: [.bit]) : nil }, { Unsigned($0.bit(0)) }),
        number("Unsigned($0)", { width, _ in width == 3 ? Plan(kinds: [.mode]) : nil }, { Unsigned($0.mode(0)) }),
        number("Unsigned($0)", { width, _ in Plan(kinds: [.signed(width)]) }, { Unsigned($0.signed(0)) }),
        number("$0.asBits", { width, _ in Plan(kinds: [.signed(width)]) }, { $0.signed(0).asBits }),
    ]

    /// Multiplexers, tables, and values that are registered on the way.
    static let selections: [Operation] = [
        number(
            "mux($0, $1, $2)", { width, _ in Plan(kinds: [.bit, .unsigned(width), .unsigned(width)]) },
            {
                mux($0.bit(0), $0.unsigned(1), $0.unsigned(2))
            }),
        number(
            "mux($0, $1, $2)", { width, _ in Plan(kinds: [.bit, .unsigned(width), .unsigned(width)]) },
            {
                mux($0.bit(0), $0.unsigned(1), $0.unsigned(2))
            }),
        number(
            "mux($0, $1, #0)", { Plan(kinds: [.bit, .unsigned($0)], numbers: [literal($0, &$1)]) },
            {
                mux($0.bit(0), $0.unsigned(1), $0.number(0))
            }),
        number(
            "mux($0, #0, $1)", { Plan(kinds: [.bit, .unsigned($0)], numbers: [literal($0, &$1)]) },
            {
                mux($0.bit(0), $0.number(0), $0.unsigned(1))
            }),
        number(
            "priorityMux([Choice(when: $0, $1), Choice(when: $2, $3)], otherwise: $4)",
            { width, _ in
                Plan(kinds: [.bit, .unsigned(width), .bit, .unsigned(width), .unsigned(width)])
            },
            {
                priorityMux(
                    [Choice(when: $0.bit(0), $0.unsigned(1)), Choice(when: $0.bit(2), $0.unsigned(3))],
                    otherwise: $0.unsigned(4))
            }),
        number(
            "bypass($0, stored: $1, youngestFirst: [BypassSource(valid: $2, address: $3, value: $4)])",
            { width, random in
                let address = random.pick(1...4)
                return Plan(kinds: [.unsigned(address), .unsigned(width), .bit, .unsigned(address), .unsigned(width)])
            },
            {
                bypass(
                    $0.unsigned(0), stored: $0.unsigned(1),
                    youngestFirst: [BypassSource(valid: $0.bit(2), address: $0.unsigned(3), value: $0.unsigned(4))])
            }),
        number(
            "lookup([#*].map { BitVector($n, width: #w) }, at: $0)",
            { width, random in
                let index = random.pick(1...4)
                let count = random.pick((index == 1 ? 1 : (1 << (index - 1)) + 1)...(1 << index))
                return Plan(
                    kinds: [.unsigned(index)], numbers: [width] + (0..<count).map { _ in literal(width, &random) })
            },
            { arguments in
                lookup(
                    arguments.numbers.dropFirst().map { BitVector(truncating: $0, width: arguments.number(0)) },
                    at: arguments.unsigned(0))
            }),
        number(
            "decodeTable($0, outputs: unsigned(#0), default: [#1]) { #rows }",
            { width, random in
                let index = random.pick(1...4)
                let rows = (0..<random.pick(1...index)).map { _ in random.once(in: 4) ? -1 : literal(width, &random) }
                return Plan(kinds: [.unsigned(index)], numbers: [width, literal(width, &random)] + rows)
            },
            { arguments in
                let (subject, numbers) = (arguments.unsigned(0), arguments.numbers)
                return decodeTable(subject, outputs: unsigned(numbers[0]), default: [numbers[1]]) { table in
                    for (pattern, value) in decodeRows(numbers, width: subject.width) {
                        table.row(BitPattern(stringLiteral: pattern), value)
                    }
                }
            }),
        number(
            "oneHotMux($0, vector([$1, $2, $3], of: unsigned(#0)))",
            { width, _ in
                Plan(kinds: [.unsigned(3), .unsigned(width), .unsigned(width), .unsigned(width)], numbers: [width])
            },
            {
                oneHotMux(
                    $0.unsigned(0),
                    vector([$0.unsigned(1), $0.unsigned(2), $0.unsigned(3)], of: unsigned($0.number(0))))
            }),
        number(
            "vector([$1, $2, $3], of: unsigned(#0))[$0]",
            { width, random in
                Plan(
                    kinds: [.unsigned(random.pick(1...3)), .unsigned(width), .unsigned(width), .unsigned(width)],
                    numbers: [width])
            },
            {
                vector([$0.unsigned(1), $0.unsigned(2), $0.unsigned(3)], of: unsigned($0.number(0)))[$0.unsigned(0)]
            }),
        number("registerNext($0)", { width, _ in Plan(kinds: [.unsigned(width)]) }, { registerNext($0.unsigned(0)) }),
        number(
            "registerEnabled($0, when: $1)", { width, _ in Plan(kinds: [.unsigned(width), .bit]) },
            {
                registerEnabled($0.unsigned(0), when: $0.bit(1))
            }),
        number(
            "pipelineRegister($0, valid: $1, stall: $2, flush: $3).payload",
            { width, _ in Plan(kinds: [.unsigned(width), .bit, .bit, .bit]) },
            {
                pipelineRegister($0.unsigned(0), valid: $0.bit(1), stall: $0.bit(2), flush: $0.bit(3)).payload
            }),
        number("wire($0)", { width, _ in Plan(kinds: [.unsigned(width)]) }, { wire($0.unsigned(0)) }),
        number(
            "dontCare(unsigned(#0))", { width, _ in Plan(kinds: [], numbers: [width]) },
            {
                dontCare(unsigned($0.number(0)))
            }),
    ]
}
