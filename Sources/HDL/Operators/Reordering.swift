import CallSite
import Netlist

extension Unsigned {
    /// The bits in the opposite order.
    public var bitsReversed: Unsigned {
        @inline(never) get { Unsigned(reversed(parts: 1, call_site()), width: width) }
    }

    /// The bytes in the opposite order. The width must be a multiple of 8.
    public var bytesSwapped: Unsigned {
        @inline(never) get {
            let address = call_site()
            guard width % 8 == 0 else {
                let bound = Elaboration.of(_bound, nil)?.refuse(
                    Code.indexRange, "the bytes of a number of \(HDL.bits(width))", at: Place(returnAddress: address),
                    hint: "extend it to a multiple of 8 bits", widths: [width])
                return Unsigned(bound, width: width)
            }
            return Unsigned(reversed(parts: 8, address), width: width)
        }
    }

    /// The Gray code of the number: neighbours differ in one bit.
    public var grayEncoded: Unsigned {
        @inline(never) get {
            let bound = built([term], width: width, call_site()) { gates, nodes in
                gates.xoredWithHigher(nodes[0], distance: 1)
            }
            return Unsigned(bound, width: width)
        }
    }

    /// The number whose Gray code this is. Its depth grows with the logarithm of the width.
    public var grayDecoded: Unsigned {
        @inline(never) get {
            let bound = built([term], width: width, call_site()) { gates, nodes in
                var (value, distance) = (nodes[0], 1)
                while distance < width {
                    value = gates.xoredWithHigher(value, distance: distance)
                    distance *= 2
                }
                return value
            }
            return Unsigned(bound, width: width)
        }
    }

    private func reversed(parts size: Int, _ address: UInt) -> Bound? {
        built([term], width: width, address) { gates, nodes in
            gates.concatenate((0..<width / size).map { gates.slice(nodes[0], low: $0 * size, width: size) })
        }
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
