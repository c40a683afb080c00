import HDL

/// What the adder and its neighbours make of the two registers and the number.
enum Calculation: HardwareEnum { case number, source, sum, difference, and, exclusiveOr, memory }

enum Jump: HardwareEnum { case never, always, notZero, carry }

/// What an instruction asks of the parts of the processor.
struct Control: Bundle {
    let calculation = Enumerated<Calculation>()
    let writesRegister = bit
    let writesMemory = bit
    let setsCarry = bit
    let shows = bit
    let jump = Enumerated<Jump>()
    let halts = bit
}

/// The instruction set as a table: one row for each operation; an operation that is none halts.
func decode(_ operation: Unsigned) -> Wire<Control> {
    decodeTable(
        operation, outputs: Control(), default: [Calculation.number, false, false, false, false, Jump.never, true]
    ) { table in
        //                                         register memory carry shows
        table.row("0001", Calculation.number, true, false, false, false, Jump.never, false)
        table.row("0010", Calculation.source, true, false, false, false, Jump.never, false)
        table.row("0011", Calculation.sum, true, false, true, false, Jump.never, false)
        table.row("0100", Calculation.difference, true, false, true, false, Jump.never, false)
        table.row("0101", Calculation.and, true, false, false, false, Jump.never, false)
        table.row("0110", Calculation.exclusiveOr, true, false, false, false, Jump.never, false)
        table.row("0111", Calculation.memory, true, false, false, false, Jump.never, false)
        table.row("1000", nil, false, true, false, false, Jump.never, false)
        table.row("1001", nil, false, false, false, true, Jump.never, false)
        table.row("1010", nil, false, false, false, false, Jump.always, false)
        table.row("1011", nil, false, false, false, false, Jump.notZero, false)
        table.row("1100", nil, false, false, false, false, Jump.carry, false)
    }
}
