extension Program {
    /// Computes everything once.
    @inline(never)
    func run(_ s: UnsafeMutablePointer<UInt64>) {
        var i = instructions
        var run = runs
        let last = runs + runCount
        while run != last {
            let end = instructions + run.pointee.end
            switch run.pointee.opcode {
            case .copy:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a]
                    i += 1
                }
            case .and:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] & s[i.pointee.b]
                    i += 1
                }
            case .or:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] | s[i.pointee.b]
                    i += 1
                }
            case .xor:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] ^ s[i.pointee.b]
                    i += 1
                }
            case .andImmediate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] & i.pointee.immediate
                    i += 1
                }
            case .orImmediate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] | i.pointee.immediate
                    i += 1
                }
            case .xorImmediate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] ^ i.pointee.immediate
                    i += 1
                }
            case .andNot:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] & ~s[i.pointee.b]
                    i += 1
                }
            case .gate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.b] & (0 &- s[i.pointee.a])
                    i += 1
                }
            case .parity:
                while i != end {
                    s[i.pointee.d] = UInt64(truncatingIfNeeded: s[i.pointee.a].nonzeroBitCount & 1)
                    i += 1
                }
            case .add:
                while i != end {
                    s[i.pointee.d] = (s[i.pointee.a] &+ s[i.pointee.b]) & i.pointee.immediate
                    i += 1
                }
            case .addImmediate:
                while i != end {
                    s[i.pointee.d] =
                        (s[i.pointee.a] &+ i.pointee.immediate) & (.max &>> UInt64(bitPattern: Int64(i.pointee.c)))
                    i += 1
                }
            case .subtract:
                while i != end {
                    s[i.pointee.d] = (s[i.pointee.a] &- s[i.pointee.b]) & i.pointee.immediate
                    i += 1
                }
            case .multiply:
                while i != end {
                    s[i.pointee.d] = (s[i.pointee.a] &* s[i.pointee.b]) & i.pointee.immediate
                    i += 1
                }
            case .equal:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] == s[i.pointee.b] ? 1 : 0
                    i += 1
                }
            case .notEqual:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] != s[i.pointee.b] ? 1 : 0
                    i += 1
                }
            case .lessUnsigned:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] < s[i.pointee.b] ? 1 : 0
                    i += 1
                }
            case .lessOrEqualUnsigned:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] <= s[i.pointee.b] ? 1 : 0
                    i += 1
                }
            case .lessSigned:
                while i != end {
                    let above = i.pointee.immediate
                    s[i.pointee.d] =
                        Int64(bitPattern: s[i.pointee.a] &<< above) < Int64(bitPattern: s[i.pointee.b] &<< above)
                        ? 1 : 0
                    i += 1
                }
            case .lessOrEqualSigned:
                while i != end {
                    let above = i.pointee.immediate
                    s[i.pointee.d] =
                        Int64(bitPattern: s[i.pointee.a] &<< above) <= Int64(bitPattern: s[i.pointee.b] &<< above)
                        ? 1 : 0
                    i += 1
                }
            case .equalImmediate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] == i.pointee.immediate ? 1 : 0
                    i += 1
                }
            case .notEqualImmediate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] != i.pointee.immediate ? 1 : 0
                    i += 1
                }
            case .sliceEqualImmediate:
                while i != end {
                    let part =
                        (s[i.pointee.a] &>> UInt64(bitPattern: Int64(i.pointee.b)))
                        & (.max &>> UInt64(bitPattern: Int64(i.pointee.c)))
                    s[i.pointee.d] = part == i.pointee.immediate ? 1 : 0
                    i += 1
                }
            case .multiplex:
                while i != end {
                    let (then, otherwise) = (s[i.pointee.b], s[i.pointee.c])
                    s[i.pointee.d] = otherwise ^ ((then ^ otherwise) & (0 &- s[i.pointee.a]))
                    i += 1
                }
            case .slice:
                while i != end {
                    s[i.pointee.d] =
                        (s[i.pointee.a] &>> UInt64(bitPattern: Int64(i.pointee.b))) & i.pointee.immediate
                    i += 1
                }
            case .funnel:
                while i != end {
                    let shift = UInt64(bitPattern: Int64(i.pointee.b))
                    s[i.pointee.d] =
                        (s[i.pointee.a] &>> shift | s[i.pointee.a + 1] &<< (0 &- shift)) & i.pointee.immediate
                    i += 1
                }
            case .concatenate:
                while i != end {
                    s[i.pointee.d] = s[i.pointee.a] &<< UInt64(bitPattern: Int64(i.pointee.c)) | s[i.pointee.b]
                    i += 1
                }
            case .shiftOrImmediate:
                while i != end {
                    s[i.pointee.d] =
                        s[i.pointee.a] &<< UInt64(bitPattern: Int64(i.pointee.c)) | i.pointee.immediate
                    i += 1
                }
            case .signExtend:
                while i != end {
                    let above = Int64(i.pointee.b)
                    let value = (Int64(bitPattern: s[i.pointee.a]) &<< above) &>> above
                    s[i.pointee.d] = UInt64(bitPattern: value) & i.pointee.immediate
                    i += 1
                }
            case .memoryRead:
                while i != end {
                    let address = s[i.pointee.a]
                    s[i.pointee.d] =
                        address < i.pointee.immediate ? s[i.pointee.b + Int(bitPattern: UInt(address))] : 0
                    i += 1
                }
            default:
                while i != end {
                    runRare(run.pointee.opcode, i.pointee, s)
                    i += 1
                }
            }
            run += 1
        }
    }
}
