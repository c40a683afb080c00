import HDL

/// An 8-bit processor with four registers, 256 instructions of program and 256 bytes of data.
///
/// Two stages: the program memory is read in one cycle, the instruction works in the next. One instruction per cycle; a jump that
/// is taken costs one more, in which the instruction behind it is dropped.
final class CPU: Module {
    let shown = output(Valid(of: unsigned(8)))
    let isHalted = output(bit)
    /// The program as `Instruction.word`, from address 0; the rest halts.
    let program: [Int]

    init(program: [Instruction]) { self.program = program.map(\.word) }

    override func circuit() {
        let instructions = memory(of: unsigned(16), depth: 256, initial: program)
        let data = memory(of: unsigned(8), depth: 256)
        let registers = register(vector(4, of: unsigned(8)))
        let carry = register(bit)
        let halted = register(bit)

        // The first stage: `address` is that of the instruction which is read now.
        let address = register(unsigned(8))
        let isJumping = wire(bit)
        let word = instructions.read(address)
        let isRunning = registerNext(!isJumping & !halted, reset: 0)

        // The second stage.
        let control = decode(word[15...12])
        let number = word[7...0]
        let target = wire(registers[word[11...10]])
        let source = wire(registers[word[9...8]])
        let sum = wire(target.adding(source))
        let difference = wire(target.subtracting(source))
        let result = wire(unsigned(8))
        control.calculation.switch {
            on(.number) { result <== number }
            on(.source) { result <== source }
            on(.sum) { result <== sum[7...0] }
            on(.difference) { result <== difference[7...0] }
            on(.and) { result <== target & source }
            on(.exclusiveOr) { result <== target ^ source }
            on(.memory) { result <== data[source] }
        }

        isJumping <== 0
        address <== address + 1
        when(isRunning & !halted) {
            when(control.writesRegister) { registers[word[11...10]] <== result }
            when(control.writesMemory) { data[source] <== target }
            when(control.setsCarry) {
                carry <== mux(control.calculation === .sum, sum[8], difference[8])
            }
            when(control.halts) { halted <== 1 }
            control.jump.switch {
                on(.never) {}
                on(.always) { isJumping <== 1 }
                on(.notZero) { isJumping <== target.anyOne }
                on(.carry) { isJumping <== carry }
            }
        }
        when(isJumping) { address <== number }

        shown.valid <== isRunning & !halted & control.shows
        shown.payload <== target
        isHalted <== halted
        check("a halted processor is silent", halted.implies(!shown.valid))
    }
}
