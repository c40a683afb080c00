import HDL

/// A filter with a finite impulse response, in transposed form: each sample is multiplied by all coefficients at once, and the
/// products go down a chain of adders with a register between each two.
///
/// Latency one cycle, throughput one sample per cycle; nothing moves while `sample.valid` is zero. The result is exact: as wide
/// as the largest sum that samples of `sampleWidth` bits can give.
final class FIRFilter: Module {
    let sample: Wire<Valid<Signed>>
    let filtered: Wire<Valid<Signed>>

    let coefficients: [Int]
    let coefficientWidth: Int

    init(coefficients: [Int], sampleWidth: Int) {
        self.coefficients = coefficients
        coefficientWidth = coefficients.map(bitWidth(ofSigned:)).max() ?? 1
        // The sum of the magnitudes times the most negative sample, 2^(sampleWidth - 1), and a sign.
        let gain = coefficients.reduce(0) { $0 + abs($1) }
        sample = input(Valid(of: signed(sampleWidth)))
        filtered = output(Valid(of: signed(sampleWidth + bitWidth(ofSigned: gain))))
    }

    override func circuit() {
        let width = filtered.payload.width
        var sum = constant(0, signedWidth: width)
        for coefficient in coefficients.reversed() {
            let product = sample.payload * constant(coefficient, signedWidth: coefficientWidth)
            let tap = registerEnabled(sum + product.extended(to: width), when: sample.valid, reset: 0)
            sum = tap
        }
        filtered.payload <== sum
        filtered.valid <== registerNext(sample.valid, reset: 0)
    }
}

/// The bits that a number needs in two's complement.
private func bitWidth(ofSigned value: Int) -> Int {
    Int.bitWidth - (value < 0 ? ~value : value).leadingZeroBitCount + 1
}
