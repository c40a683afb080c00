import HDL

/// What the read multiplexer can show: the CSRs by the low digit of their addresses, then the rest.
enum RegisterSource: HardwareEnum {
    case xetbase, xetsize, xcap, xcapbase, xlink, xlinkbase, xlinklimit
    /// `xlinkerr`; in a blocking build, where that reads zero, the return PC of the record that is pushed.
    case xlinkerrOrReturn
    case xseglist, xsegva, xsegpa, xseglen, xmaskoff, xmasklen
    /// `ucaller` or `useglist`.
    case callerOrListCount
    /// `satp`, for a push.
    case satp
}

/// Addresses of the CSRs (section 2).
enum RegisterAddress {
    /// 0x5C0..0x5CB: the S-mode XPC CSRs; the low digit is their number.
    static let kernelGroup = 0x5C
    /// Low digits from here on are nothing.
    static let kernelCount = 12
    /// 0x800, 0x801: the mask.
    static let mask = 0x800
    /// 0xCC0..0xCC3: what the user may read.
    static let user = 0xCC0
}

/// One of `choices` by number: a balanced tree of two-way multiplexers, which maps to the wide multiplexers of a LUT pair.
func select(_ index: Unsigned, _ choices: [Unsigned]) -> Unsigned {
    if choices.count == 1 { return choices[0] }
    let middle = choices.count / 2
    let top = index[index.width - 1]
    if middle == 1 { return mux(top, choices[1], choices[0]) }
    let rest = index[(index.width - 2)...0]
    return mux(top, select(rest, Array(choices[middle...])), select(rest, Array(choices[..<middle])))
}
