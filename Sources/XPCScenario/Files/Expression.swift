/// A number, or a sum of numbers and symbols: `0x40`, `client.satp`, `old.xlink + 64`.
struct Expression: Hashable, Sendable {
    enum Term: Hashable, Sendable {
        case number(UInt64)
        case symbol(String)
    }

    let place: ScenarioError.Place
    /// What is added up; a negative term is subtracted.
    let terms: [(isNegative: Bool, term: Term)]
    let text: String

    static func == (left: Expression, right: Expression) -> Bool { left.text == right.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    init?(_ text: String, place: ScenarioError.Place) {
        self.place = place
        self.text = text
        var terms: [(Bool, Term)] = []
        var isNegative = false
        var expectsTerm = true
        for word in text.split(separator: " ") {
            if !expectsTerm {
                guard word == "+" || word == "-" else { return nil }
                isNegative = word == "-"
                expectsTerm = true
                continue
            }
            if let number = Expression.number(String(word)) {
                terms.append((isNegative, .number(number)))
            } else if let first = word.first, first.isLetter {
                guard word.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) }) else { return nil }
                terms.append((isNegative, .symbol(String(word))))
            } else {
                return nil
            }
            expectsTerm = false
        }
        guard !terms.isEmpty, !expectsTerm else { return nil }
        self.terms = terms
    }

    /// A decimal, hexadecimal or binary number of at most 64 bits.
    static func number(_ text: String) -> UInt64? {
        let digits = text.replacing("_", with: "")
        if digits.hasPrefix("0x") { return UInt64(digits.dropFirst(2), radix: 16) }
        if digits.hasPrefix("0b") { return UInt64(digits.dropFirst(2), radix: 2) }
        return digits.hasPrefix("+") ? nil : UInt64(digits)
    }

    /// The sum, modulo 2^64.
    func value(_ lookUp: (String) -> UInt64?) throws(ScenarioError) -> UInt64 {
        var sum: UInt64 = 0
        for (isNegative, term) in terms {
            let value: UInt64
            switch term {
            case .number(let number): value = number
            case .symbol(let name):
                guard let found = lookUp(name) else {
                    throw ScenarioError(place, "there is nothing called “\(name)”", hint: nil)
                }
                value = found
            }
            sum = isNegative ? sum &- value : sum &+ value
        }
        return sum
    }
}
