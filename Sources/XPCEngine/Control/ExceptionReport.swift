import HDL

/// Chapter 5: cause and tval of what an instruction raises.
///
/// The tval is an operand, or an address with a few low bits; the address comes from the adder that made the access's address, which nobody
/// needs while an exception is reported.
final class ExceptionReport: Module {
    let raise = input(Raise())
    let progress = input(Progress())
    let findings = input(Findings())
    /// In granules of 8 bytes.
    let address: Unsigned

    let cause = output(Enumerated<XPCCause>())
    let tval = output(unsigned(XPCConfiguration.wordBits))
    /// The cause is invalid linkage: tval is `xlink`.
    let isLinkage = output(bit)
    /// The cause is a failing store.
    let isStore = output(bit)

    /// tval will be an address: the operand's bits above it are to be zero.
    let clearsOperand = output(bit)

    /// For proofs.
    let watched: Wire<ReportState>?

    private let physicalAddressBits: Int

    /// Reasons of invalid linkage (R5.26).
    private enum Reason {
        static let overflow = 1
        static let underflow = 2
        static let malformed = 3
        static let otherSegment = 4
        static let lateFailure = 5
    }
    private static let detailBits = 3

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        address = input(unsigned(configuration.granuleBits))
        watched = isWatched ? wire(ReportState()) : nil
        physicalAddressBits = configuration.physicalAddressBits
    }

    override func circuit() {
        unused(progress, findings, raise)
        let held = register(Enumerated<XPCCause>(), reset: nil)
        let detail = register(unsigned(Self.detailBits), reset: nil)
        let usesAddress = register(bit, reset: nil)
        /// Word of the list entry whose access failed.
        let failedWord = register(unsigned(2), reset: nil)

        let isChecking = progress.state === .check
        let isLookUp = progress.state.isOne(of: .root, .capability)
        let isReturn = progress.isReturn
        let isExchange = progress.isExchange
        let isInvalidLink = wire(
            mux(isChecking, isReturn, !isLookUp & !isExchange & !raise.isMalformed))
        let namesAddress = wire(raise.isMemoryError | isInvalidLink)
        clearsOperand <== (raise.valid & namesAddress)
        when(raise.valid) {
            held <== .invalidLinkage
            when(isExchange) { held <== .swapError }
            when(!isInvalidLink & !isExchange) {
                held <== .invalidEntry
                when((isChecking & findings.isKnown) | isLookUp) { held <== .invalidCapability }
            }
            when(raise.isMemoryError) { held <== .memoryError }
            usesAddress <== namesAddress

            detail <== Reason.otherSegment
            when(!findings.isRecordGood) { detail <== Reason.malformed }
            when(isChecking | !isReturn) {
                detail <== Reason.lateFailure
                when(!findings.isLinkInRange) {
                    detail <== mux(isReturn, reason(Reason.underflow), reason(Reason.overflow))
                }
            }
            when(raise.isMemoryError) {  // R5.29
                detail
                    <== concatenate(
                        constant(false), isExchange & !raise.isTaken,
                        (progress.state === .store) & !progress.isRestoring)
            }
        }
        // R4.12: words 1, 0, 2 are loaded, 0, 2, 1 stored, in this order.
        when(raise.failsNow) {
            let count = raise.answer
            failedWord <== 0
            when(isExchange & (progress.state === .load)) { failedWord <== concatenate(count[1], !count[1...0].anyOne) }
            when(isExchange & (progress.state === .store)) {
                failedWord <== concatenate(count[0] & !progress.isRestoring, count[1] | progress.isRestoring)
            }
        }

        cause <== held
        isLinkage <== (held === .invalidLinkage)
        isStore <== detail[0]
        if let watched {
            watched.cause <== held
            watched.detail <== detail
            watched.usesAddress <== usesAddress
            watched.failedWord <== failedWord
        }
        let operand = progress.operand
        let word = failedWord & isExchange.repeated(failedWord.width)
        let low = concatenate(address | word.extended(to: address.width), detail)
        let high = operand[(XPCConfiguration.wordBits - 1)...physicalAddressBits]
        tval <== concatenate(high, mux(usesAddress, low, operand[(physicalAddressBits - 1)...0]))
    }

    private func reason(_ number: Int) -> Unsigned { constant(number, width: Self.detailBits) }
}
