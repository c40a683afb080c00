import CallSite
import Netlist

extension Unsigned {
    /// The bits in the opposite order.
    public var bitsReversed: Unsigned {
        @inline(never) get { reversed(parts: 1, call_site()) }
    }

    /// The bytes in the opposite order. The width must be a multiple of 8.
    public var bytesSwapped: Unsigned {
        @inline(never) get { reversed(parts: 8, call_site()) }
    }

    /// The Gray code of the number: neighbours differ in one bit.
    public var grayEncoded: Unsigned {
        @inline(never) get { grayEncoded(call_site()) }
    }

    /// The number whose Gray code this is. Its depth grows with the logarithm of the width.
    public var grayDecoded: Unsigned {
        @inline(never) get { grayDecoded(call_site()) }
    }

    @inline(never)
    private func grayEncoded(_ address: UInt) -> Unsigned {
        let bound = built([term], width: width, address) { gates, nodes in
            gates.xoredWithHigher(nodes[0], distance: 1)
        }
        return Unsigned(bound, width: width)
    }

    @inline(never)
    private func grayDecoded(_ address: UInt) -> Unsigned {
        let bound = built([term], width: width, address) { gates, nodes in
            var (value, distance) = (nodes[0], 1)
            while distance < width {
                value = gates.xoredWithHigher(value, distance: distance)
                distance *= 2
            }
            return value
        }
        return Unsigned(bound, width: width)
    }

    @inline(never)
    private func reversed(parts size: Int, _ address: UInt) -> Unsigned {
        guard width % size == 0 else {
            let bound = Elaboration.of(_bound, nil)?.refuse(
                Code.indexRange, "the bytes of a number of \(HDL.bits(width))", at: Place(returnAddress: address),
                hint: "extend it to a multiple of 8 bits", widths: [width])
            return Unsigned(bound, width: width)
        }
        let bound = built([term], width: width, address) { gates, nodes in
            gates.concatenate((0..<width / size).map { gates.slice(nodes[0], low: $0 * size, width: size) })
        }
        return Unsigned(bound, width: width)
    }
}

extension Gates {
    /// `value ^ (value >> distance)`.
    fileprivate func xoredWithHigher(_ value: NodeID, distance: Int) -> NodeID {
        let width = self.width(value)
        guard distance < width else { return value }
        return xor(value, extended(slice(value, low: distance, width: width - distance), to: width))
    }
}
