import Components
import HDL
import Testing

/// The sequences, and that the table of taps is one of maximal ones.
@Suite struct LFSRTests {
    /// One step, written as in textbooks: bit by bit.
    private func following(_ state: [Bool], taps: [Int], isGalois: Bool) -> [Bool] {
        if isGalois {
            let out = state[0]
            let shifted = Array(state.dropFirst()) + [false]
            return shifted.indices.map { taps.contains($0 + 1) ? shifted[$0] != out : shifted[$0] }
        }
        let feedback = taps.reduce(false) { $0 != state[$1 - 1] }
        return [feedback] + state.dropLast()
    }

    @Test(arguments: [(5, false, nil), (7, true, nil), (16, true, nil), (64, false, nil), (12, true, [12, 3])])
    func sequences(width: Int, isGalois: Bool, taps: [Int]?) throws {
        let design = try elaborate {
            LFSR(width: width, form: isGalois ? .galois : .fibonacci, taps: taps, seed: 3)
        }
        try expectClean(design)
        let used = try #require(taps ?? LFSR.maximalTaps(width: width))
        func number(_ state: [Bool]) -> UInt64 { state.reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) } }
        func state(_ number: UInt64) -> [Bool] { (0..<width).map { number >> UInt64($0) & 1 == 1 } }
        for simulator in try simulators(design) {
            var random = Random(1)
            var (now, sinceLoad, seen) = (state(3), 0, Set<UInt64>())
            for cycle in 0..<600 {
                let enable = cycle < 140 || random.chance(80)
                let load: UInt64? = cycle > 140 && random.chance(2) ? (random.chance(30) ? 0 : random.bits(width)) : nil
                try simulator.poke("enable", enable ? 1 : 0)
                try simulator.poke("load_valid", load == nil ? 0 : 1)
                try simulator.poke("load_payload", load ?? random.bits(width))
                try simulator.expect("state", number(now))
                if sinceLoad < 1 << min(width, 30) - 1 {
                    #expect(seen.insert(number(now)).inserted || width < 7 || taps != nil)
                }
                sinceLoad += 1
                if let load {
                    now = state(max(1, load))
                    (seen, sinceLoad) = ([], 0)
                } else if enable {
                    now = following(now, taps: used, isGalois: isGalois)
                } else {
                    seen.remove(number(now))
                }
                try simulator.step()
            }
        }
    }

    /// Both forms of every small width go through all states but zero.
    @Test(arguments: 2...12) func smallOnesAreMaximal(width: Int) throws {
        let taps = try #require(LFSR.maximalTaps(width: width))
        for isGalois in [false, true] {
            let start = [true] + Array(repeating: false, count: width - 1)
            var (state, steps) = (following(start, taps: taps, isGalois: isGalois), 1)
            while state != start, steps < 1 << width {
                state = following(state, taps: taps, isGalois: isGalois)
                steps += 1
            }
            #expect(steps == 1 << width - 1)
        }
    }

    /// x has the order 2^w - 1 modulo the polynomial: x^(2^w - 1) = 1, and not for any proper divisor.
    @Test(arguments: 2...64) func thePolynomialIsPrimitive(width: Int) throws {
        let taps = try #require(LFSR.maximalTaps(width: width))
        // Without the top bit, which 64 bits could not hold.
        let polynomial = taps.filter { $0 < width }.reduce(UInt64(1)) { $0 | 1 << UInt64($1) }
        let top = UInt64(1) << UInt64(width - 1)
        func times(_ a: UInt64, _ b: UInt64) -> UInt64 {
            var (a, b, sum) = (a, b, UInt64(0))
            while b != 0 {
                if b & 1 == 1 { sum ^= a }
                b >>= 1
                let overflows = a & top != 0
                a = (a & ~top) << 1
                if overflows { a ^= polynomial }
            }
            return sum
        }
        func power(_ exponent: UInt64) -> UInt64 {
            var (result, square, rest) = (UInt64(1), UInt64(2), exponent)
            if width == 1 { square = polynomial }
            while rest != 0 {
                if rest & 1 == 1 { result = times(result, square) }
                square = times(square, square)
                rest >>= 1
            }
            return result
        }
        let period = UInt64.max >> UInt64(64 - width)
        #expect(power(period) == 1)
        for factor in primeFactors(period) where factor != period { #expect(power(period / factor) != 1) }
    }

    @Test func wrongParameters() {
        #expect(messages { LFSR(width: 8, taps: [8, 9]) } == ["HDL070: taps [8, 9] for an LFSR of 8 bits"])
        #expect(messages { LFSR(width: 65) } == ["HDL070: taps [] for an LFSR of 65 bits"])
        #expect(messages { LFSR(width: 8, seed: 256) } == ["HDL070: an LFSR that begins at zero"])
    }

    /// By trial up to 2^21, then by Pollard's rho.
    private func primeFactors(_ number: UInt64) -> Set<UInt64> {
        var (rest, result) = (number, Set<UInt64>())
        var divisor: UInt64 = 2
        while divisor < 1 << 21, divisor * divisor <= rest {
            while rest % divisor == 0 {
                result.insert(divisor)
                rest /= divisor
            }
            divisor += 1
        }
        // What is left has at most three factors above 2^21.
        var open = rest > 1 ? [rest] : []
        while let next = open.popLast() {
            if let part = self.divisor(of: next) { open += [part, next / part] } else { result.insert(next) }
        }
        return result
    }

    /// A proper divisor of a number without small ones; nil when it is prime.
    private func divisor(of number: UInt64) -> UInt64? {
        func times(_ a: UInt64, _ b: UInt64) -> UInt64 {
            number.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
        }
        func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
            var (result, square, rest) = (UInt64(1), base, exponent)
            while rest != 0 {
                if rest & 1 == 1 { result = times(result, square) }
                square = times(square, square)
                rest >>= 1
            }
            return result
        }
        if number < 1 << 42 { return nil }
        // Miller and Rabin; these bases decide for all numbers of 64 bits.
        let shift = (number - 1).trailingZeroBitCount
        let isPrime = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].allSatisfy { (base: UInt64) in
            var value = power(base, (number - 1) >> UInt64(shift))
            if value == 1 || value == number - 1 { return true }
            for _ in 1..<max(2, shift) {
                value = times(value, value)
                if value == number - 1 { return true }
            }
            return false
        }
        if isPrime { return nil }
        for constant in UInt64(1)... {
            var (slow, fast) = (UInt64(2), UInt64(2))
            func next(_ value: UInt64) -> UInt64 { (times(value, value) + constant) % number }
            while true {
                slow = next(slow)
                fast = next(next(fast))
                if slow == fast { break }
                var (a, b) = (slow > fast ? slow - fast : fast - slow, number)
                while b != 0 { (a, b) = (b, a % b) }
                if a > 1 { return a }
            }
        }
        return nil
    }
}
