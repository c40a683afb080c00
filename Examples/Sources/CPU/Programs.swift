/// Shows the Fibonacci numbers that fit eight bits, then halts.
let fibonacci: [Instruction] = [
    .load(0, 0),
    .load(1, 1),
    // 2: show the newer one; the next is the sum of both.
    .show(1),
    .move(2, from: 1),
    .add(1, 0),
    .jumpCarry(8),
    .move(0, from: 2),
    .jump(2),
    .halt,
]

/// Stores the squares of 10 down to 1 in the data memory by adding, then shows them from the smallest to the largest.
let squares: [Instruction] = [
    .load(0, 10),
    // 1: register 2 becomes register 0 times itself; register 1 counts.
    .load(2, 0),
    .move(1, from: 0),
    .load(3, 1),
    // 4
    .add(2, 0),
    .subtract(1, 3),
    .jumpNotZero(1, 4),
    .write(2, at: 0),
    .subtract(0, 3),
    .jumpNotZero(0, 1),
    // 10: register 1 goes up until it differs from 10 by nothing.
    .load(1, 1),
    .read(2, at: 1),
    .show(2),
    .load(3, 10),
    .exclusiveOr(3, 1),
    .load(0, 1),
    .add(1, 0),
    .jumpNotZero(3, 11),
    .halt,
]
