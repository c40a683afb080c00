/// One term of a sum.
struct Summand: Hashable, Sendable {
    /// Roots, zeros and copies of the sign at the top left out.
    var bits: [Int32]
    var isSigned: Bool
    var isSubtracted: Bool

    /// A carry that comes in.
    var isCarry: Bool { bits.count == 1 && !isSigned && !isSubtracted }
}

/// Sums of sums become one: two terms and a carry that comes in are one chain, more terms are added without carrying first, as the reference
/// flow's `alumacc` and `maccmap` do.
extension CellElaborator {
    mutating func findSums(_ order: [Int]) {
        var terms: [Int: [Summand]] = [:]
        for number in order where words.isLive[number] {
            let cell = cellAt(number)
            guard case .logic(let operation) = cell.kind, operation == .add || operation == .subtract else { continue }
            let scope = scope(of: number)
            let isSigned = cell.isSigned.a && cell.isSigned.b
            var result: [Summand] = []
            for (index, word) in cell.inputs.prefix(2).enumerated() {
                let isSubtracted = index == 1 && operation == .subtract
                let bits = roots(scope, word)
                if let (inner, width) = inner(bits, terms) {
                    if width >= cell.outputs.count || !isLarger(inner, width) {
                        result += inner.map {
                            Summand(bits: $0.bits, isSigned: $0.isSigned, isSubtracted: $0.isSubtracted != isSubtracted)
                        }
                        continue
                    }
                }
                result.append(trimmed(Summand(bits: bits, isSigned: isSigned, isSubtracted: isSubtracted)))
            }
            terms[number] = result
            if result.count > 2, result.count <= 64 {
                words.sums[number] = result.filter { $0.bits != [NetBit.zero.raw] }
            }
        }
    }

    /// The terms of the sum that alone drives a word which nothing else reads, and its width.
    private func inner(_ bits: [Int32], _ terms: [Int: [Summand]]) -> ([Summand], Int)? {
        guard let first = bits.first, let (number, _) = driver(ofRoot: first), let found = terms[number],
            bits == roots(scope(of: number), cellAt(number).outputs), bits.allSatisfy({ words.users[Int($0)] == 1 })
        else { return nil }
        return (found, bits.count)
    }

    /// True when a sum may not fit a width.
    private func isLarger(_ terms: [Summand], _ width: Int) -> Bool {
        guard terms.allSatisfy({ !$0.isSigned && !$0.isSubtracted }) else { return true }
        let longest = terms.map(\.bits.count).max() ?? 0
        return longest + (Int.bitWidth - (terms.count - 1).leadingZeroBitCount) > width
    }

    private func trimmed(_ term: Summand) -> Summand {
        var result = term
        if term.isSigned {
            while result.bits.count > 1, result.bits[result.bits.count - 1] == result.bits[result.bits.count - 2] {
                result.bits.removeLast()
            }
        } else {
            while result.bits.count > 1, result.bits.last == NetBit.zero.raw { result.bits.removeLast() }
        }
        return result
    }

    /// All bits of a sum of several terms; nil when one of them is not there yet.
    mutating func sum(_ terms: [Summand], width: Int) -> [Literal]? {
        var values: [[Literal]] = []
        for term in terms { values.append(need(0, term.bits.map { Self.bit(ofRoot: $0) })) }
        guard isReady else { return nil }
        var rows: [[Literal]] = []
        var carries: [Literal] = []
        for (term, value) in zip(terms, values) {
            let word = resized(value, width, signed: term.isSigned)
            if term.isCarry {
                carries.append(value[0])
            } else if term.isSubtracted {
                rows.append(word.map { !$0 })
                carries.append(.one)
            } else {
                rows.append(word)
            }
        }
        return flat.sum(rows, carries: carries, width: width)
    }
}
