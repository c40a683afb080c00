/// How one value is computed: an instruction whose places are still values. A place is that of the value (if there is one) plus
/// the number.
struct Plan {
    var opcode: Opcode
    var a: ValueID = -1
    var b: ValueID = -1
    var c: ValueID = -1
    var numberA = 0
    var numberB = 0
    var numberC = 0
    var immediate: UInt64 = 0
    /// Of a wide concatenation, lowest first.
    var pieces: [(value: ValueID, width: Int)] = []

    init(
        _ opcode: Opcode, _ a: ValueID = -1, _ b: ValueID = -1, _ c: ValueID = -1, numberA: Int = 0, numberB: Int = 0,
        numberC: Int = 0, immediate: UInt64 = 0
    ) {
        self.opcode = opcode
        (self.a, self.b, self.c) = (a, b, c)
        (self.numberA, self.numberB, self.numberC) = (numberA, numberB, numberC)
        self.immediate = immediate
    }

    /// Calls `body` with every value that must have a place.
    @inline(__always) func forEachOperand(_ body: (ValueID) -> Void) {
        if a >= 0 { body(a) }
        if b >= 0 { body(b) }
        if c >= 0 { body(c) }
        for piece in pieces { body(piece.value) }
    }
}

extension ValueGraph {
    /// How `value` is computed; nil for what is not: constants and sources.
    func plan(_ id: ValueID, memories: [MemoryShape]) -> Plan? {
        let value = self[id]
        let (a, b, width, parameter) = (value.a, value.b, Int(value.width), Int(value.parameter))
        switch value.kind {
        case .constant, .source, .feedback: return nil
        case .slice where !value.isWide: return narrowSlice(value)
        case .memoryRead:
            let memory = memories[parameter]
            if value.isWide || self[a].isWide {
                return Plan(
                    .wideMemoryRead, a, numberB: parameter, numberC: Int(self[a].width),
                    immediate: WideShape(width).packed)
            }
            return Plan(.memoryRead, a, numberB: memory.base, immediate: UInt64(memory.depth))
        default: break
        }
        let isNarrow = !value.isWide && (0..<value.operandCount).allSatisfy { !self[value.operand($0)].isWide }
        guard isNarrow else { return widePlan(value) }
        let mask = ones(width)
        switch value.kind {
        case .copy: return Plan(.copy, a)
        case .not: return Plan(.xorImmediate, a, immediate: mask)
        case .and: return conjunction(value)
        case .or:
            if let number = number(b) { return Plan(.orImmediate, a, immediate: number) }
            return Plan(.or, a, b)
        case .xor:
            if let number = number(b) { return Plan(.xorImmediate, a, immediate: number) }
            return Plan(.xor, a, b)
        case .reduceAnd: return Plan(.equalImmediate, a, immediate: ones(parameter))
        case .reduceOr: return Plan(.notEqualImmediate, a, immediate: 0)
        case .reduceXor: return Plan(.parity, a)
        case .add:
            if let number = number(b) { return Plan(.addImmediate, a, numberC: 64 - width, immediate: number) }
            return Plan(.add, a, b, immediate: mask)
        case .subtract: return Plan(.subtract, a, b, immediate: mask)
        case .multiply: return Plan(.multiply, a, b, immediate: mask)
        case .equal: return equality(value)
        case .notEqual:
            if let number = number(b) { return Plan(.notEqualImmediate, a, immediate: number) }
            return Plan(.notEqual, a, b)
        case .lessUnsigned: return Plan(.lessUnsigned, a, b)
        case .lessOrEqualUnsigned: return Plan(.lessOrEqualUnsigned, a, b)
        case .lessSigned: return Plan(.lessSigned, a, b, immediate: UInt64(64 - parameter))
        case .lessOrEqualSigned: return Plan(.lessOrEqualSigned, a, b, immediate: UInt64(64 - parameter))
        case .multiplex: return Plan(.multiplex, a, b, value.c)
        case .shiftLeft: return Plan(.shiftLeft, a, b, numberC: width)
        case .shiftRight: return Plan(.shiftRight, a, b, numberC: width)
        case .shiftRightArithmetic: return Plan(.shiftRightArithmetic, a, b, numberC: width)
        case .concatenate:
            if let low = number(b) { return Plan(.shiftOrImmediate, a, numberC: parameter, immediate: low) }
            if let high = number(a) { return Plan(.orImmediate, b, immediate: high << UInt64(parameter)) }
            return Plan(.concatenate, a, b, numberC: parameter)
        case .zeroExtend: return Plan(.copy, a)
        case .signExtend: return Plan(.signExtend, a, numberB: 64 - parameter, immediate: mask)
        case .element: return Plan(.element, a, b, numberC: width, immediate: UInt64(parameter / width))
        case .constant, .source, .feedback, .slice, .memoryRead: return nil
        }
    }

    private func conjunction(_ value: Value) -> Plan {
        let (a, b) = (value.a, value.b)
        if let number = number(b) { return Plan(.andImmediate, a, immediate: number) }
        for (one, other) in [(a, b), (b, a)] {
            let operand = self[one]
            // A complement of this width or more: what it has above does not matter.
            if operand.kind == .not, operand.width >= value.width { return Plan(.andNot, other, operand.a) }
            if operand.kind == .signExtend, operand.parameter == 1, operand.width >= value.width {
                return Plan(.gate, operand.a, other)
            }
        }
        return Plan(.and, a, b)
    }

    private func equality(_ value: Value) -> Plan {
        guard let number = number(value.b) else { return Plan(.equal, value.a, value.b) }
        let operand = self[value.a]
        let shift = Int(operand.parameter) % 64
        if operand.kind == .slice, !self[operand.a].isWide || shift + Int(operand.width) <= 64 {
            return Plan(
                .sliceEqualImmediate, operand.a, numberA: Int(operand.parameter) / 64, numberB: shift,
                numberC: 64 - Int(operand.width), immediate: number)
        }
        return Plan(.equalImmediate, value.a, immediate: number)
    }

    private func narrowSlice(_ value: Value) -> Plan {
        let (width, low) = (Int(value.width), Int(value.parameter))
        let (word, shift) = (low / 64, low % 64)
        if shift + width > 64, word + 1 < self[value.a].words {
            return Plan(.funnel, value.a, numberA: word, numberB: shift, immediate: ones(width))
        }
        if shift == 0 { return Plan(.andImmediate, value.a, numberA: word, immediate: ones(width)) }
        return Plan(.slice, value.a, numberA: word, numberB: shift, immediate: ones(width))
    }

    /// At least one operand or the result is wide.
    private func widePlan(_ value: Value) -> Plan {
        let (a, b, width, parameter) = (value.a, value.b, Int(value.width), Int(value.parameter))
        // Of operations to one bit, the width of the operands counts.
        let own = WideShape(width, parameter).packed
        let operands = WideShape(parameter, parameter).packed
        switch value.kind {
        case .copy: return Plan(.wideCopy, a, immediate: own)
        case .not: return Plan(.wideNot, a, immediate: own)
        case .and: return Plan(.wideAnd, a, b, immediate: own)
        case .or: return Plan(.wideOr, a, b, immediate: own)
        case .xor: return Plan(.wideXor, a, b, immediate: own)
        case .add: return Plan(.wideAdd, a, b, immediate: own)
        case .subtract: return Plan(.wideSubtract, a, b, immediate: own)
        case .multiply: return Plan(.wideMultiply, a, b, immediate: own)
        case .reduceAnd: return Plan(.wideReduceAnd, a, immediate: operands)
        case .reduceOr: return Plan(.wideReduceOr, a, immediate: operands)
        case .reduceXor: return Plan(.wideReduceXor, a, immediate: operands)
        case .equal: return Plan(.wideEqual, a, b, immediate: operands)
        case .notEqual: return Plan(.wideNotEqual, a, b, immediate: operands)
        case .lessUnsigned: return Plan(.wideLessUnsigned, a, b, immediate: operands)
        case .lessOrEqualUnsigned: return Plan(.wideLessOrEqualUnsigned, a, b, immediate: operands)
        case .lessSigned: return Plan(.wideLessSigned, a, b, immediate: operands)
        case .lessOrEqualSigned: return Plan(.wideLessOrEqualSigned, a, b, immediate: operands)
        case .multiplex: return Plan(.wideMultiplex, a, b, value.c, immediate: own)
        case .shiftLeft: return Plan(.wideShiftLeft, a, b, immediate: own)
        case .shiftRight: return Plan(.wideShiftRight, a, b, immediate: own)
        case .shiftRightArithmetic: return Plan(.wideShiftRightArithmetic, a, b, immediate: own)
        case .slice: return Plan(.wideSlice, a, numberC: self[a].words, immediate: own)
        case .concatenate:
            var plan = Plan(.wideConcatenate, immediate: own)
            addPieces(value, width, &plan.pieces)
            plan.numberB = plan.pieces.count
            return plan
        case .zeroExtend: return Plan(.wideZeroExtend, a, immediate: own)
        case .signExtend: return Plan(.wideSignExtend, a, immediate: own)
        case .element: return Plan(.wideElement, a, b, numberC: Int(value.c), immediate: own)
        case .constant, .source, .feedback, .memoryRead: return Plan(.wideCopy, a, immediate: own)
        }
    }

    /// The pieces of a concatenation that fills `width` bits, those of wide concatenations in it included.
    private func addPieces(_ value: Value, _ width: Int, _ pieces: inout [(value: ValueID, width: Int)]) {
        let below = Int(value.parameter)
        for (id, room) in [(value.b, below), (value.a, width - below)] {
            let piece = self[id]
            if piece.kind == .concatenate, piece.isWide, Int(piece.width) == room {
                addPieces(piece, room, &pieces)
            } else {
                pieces.append((id, room))
            }
        }
    }
}
