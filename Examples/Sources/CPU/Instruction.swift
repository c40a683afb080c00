/// What the processor can do. Registers are 0 to 3, addresses count instructions.
enum Instruction {
    case halt
    case load(Int, UInt8)
    case move(Int, from: Int)
    case add(Int, Int)
    case subtract(Int, Int)
    case and(Int, Int)
    case exclusiveOr(Int, Int)
    /// A byte of the data memory, at the address that the second register holds.
    case read(Int, at: Int)
    case write(Int, at: Int)
    /// Gives a register to the outside.
    case show(Int)
    case jump(UInt8)
    /// Jumps when the register is not zero.
    case jumpNotZero(Int, UInt8)
    /// Jumps when the last `add` carried, or the last `subtract` borrowed.
    case jumpCarry(UInt8)

    /// 4 bits of operation, 2 of each register, 8 of a number.
    var word: Int {
        switch self {
        case .halt: 0x0000
        case .load(let target, let value): encoded(1, target, 0, value)
        case .move(let target, let source): encoded(2, target, source)
        case .add(let target, let source): encoded(3, target, source)
        case .subtract(let target, let source): encoded(4, target, source)
        case .and(let target, let source): encoded(5, target, source)
        case .exclusiveOr(let target, let source): encoded(6, target, source)
        case .read(let target, let address): encoded(7, target, address)
        case .write(let target, let address): encoded(8, target, address)
        case .show(let target): encoded(9, target)
        case .jump(let address): encoded(10, 0, 0, address)
        case .jumpNotZero(let target, let address): encoded(11, target, 0, address)
        case .jumpCarry(let address): encoded(12, 0, 0, address)
        }
    }

    private func encoded(_ operation: Int, _ target: Int, _ source: Int = 0, _ number: UInt8 = 0) -> Int {
        operation << 12 | (target & 3) << 10 | (source & 3) << 8 | Int(number)
    }
}
