extension Program {
    /// The narrow instructions that are seldom many, and all wide ones.
    func runRare(_ opcode: Opcode, _ i: Instruction, _ s: UnsafeMutablePointer<UInt64>) {
        switch opcode {
        case .shiftLeft:
            let amount = s[i.b]
            s[i.d] = amount < UInt64(i.c) ? s[i.a] << amount & ones(i.c) : 0
        case .shiftRight:
            let amount = s[i.b]
            s[i.d] = amount < UInt64(i.c) ? s[i.a] >> amount : 0
        case .shiftRightArithmetic:
            let amount = Int64(min(s[i.b], 63))
            s[i.d] = UInt64(bitPattern: signed(s[i.a], i.c) >> amount) & ones(i.c)
        case .element:
            let index = s[i.b]
            s[i.d] = index < i.immediate ? s[i.a] >> (index * UInt64(i.c)) & ones(i.c) : 0
        default: runWide(opcode, i, s)
        }
    }

    private func runWide(_ opcode: Opcode, _ i: Instruction, _ s: UnsafeMutablePointer<UInt64>) {
        let shape = WideShape(packed: i.immediate)
        let (d, a, b, width) = (s + i.d, s + i.a, s + i.b, shape.width)
        switch opcode {
        case .wideCopy: Wide.copy(d, a, width)
        case .wideNot: Wide.not(d, a, width)
        case .wideAnd: Wide.and(d, a, b, width)
        case .wideOr: Wide.or(d, a, b, width)
        case .wideXor: Wide.xor(d, a, b, width)
        case .wideAdd: Wide.add(d, a, b, width)
        case .wideSubtract: Wide.subtract(d, a, b, width)
        case .wideMultiply: Wide.multiply(d, a, b, width)
        case .wideReduceAnd: d.pointee = Wide.areAllOnes(a, width) ? 1 : 0
        case .wideReduceOr: d.pointee = Wide.isZero(a, width) ? 0 : 1
        case .wideReduceXor: d.pointee = Wide.parity(a, width)
        case .wideEqual: d.pointee = Wide.areEqual(a, b, width) ? 1 : 0
        case .wideNotEqual: d.pointee = Wide.areEqual(a, b, width) ? 0 : 1
        case .wideLessUnsigned: d.pointee = Wide.isLess(a, b, width) ? 1 : 0
        case .wideLessOrEqualUnsigned: d.pointee = Wide.isLess(b, a, width) ? 0 : 1
        case .wideLessSigned: d.pointee = Wide.isLessSigned(a, b, width) ? 1 : 0
        case .wideLessOrEqualSigned: d.pointee = Wide.isLessSigned(b, a, width) ? 0 : 1
        case .wideMultiplex: Wide.copy(d, a.pointee & 1 == 1 ? b : s + i.c, width)
        case .wideShiftLeft: Wide.shiftLeft(d, a, Wide.amount(b, shape.parameter, limit: width), width)
        case .wideShiftRight: Wide.shiftRight(d, a, Wide.amount(b, shape.parameter, limit: width), width)
        case .wideShiftRightArithmetic:
            Wide.shiftRightArithmetic(d, a, Wide.amount(b, shape.parameter, limit: width), width)
        case .wideSlice: Wide.slice(d, width, of: a, words: i.c, low: shape.parameter)
        case .wideConcatenate: Wide.concatenate(d, width, pieces + i.a, i.b, s)
        case .wideZeroExtend: Wide.zeroExtend(d, width, from: a, shape.parameter)
        case .wideSignExtend: Wide.signExtend(d, width, from: a, shape.parameter)
        case .wideElement:
            let count = shape.parameter / width
            let index = Wide.amount(b, i.c, limit: count)
            if index < count {
                Wide.slice(d, width, of: a, words: (shape.parameter + 63) / 64, low: index * width)
            } else {
                Wide.clear(d, width)
            }
        case .wideMemoryRead:
            let memory = memories[i.b]
            let address = Wide.amount(a, i.c, limit: memory.depth)
            if address < memory.depth {
                Wide.copy(d, s + memory.base + address * memory.words, width)
            } else {
                Wide.clear(d, width)
            }
        default: break
        }
    }
}
