/// The recipes of the functions that were met, in flat arrays.
struct RecipeBook {
    /// The steps of recipe `i` are `steps[starts[i] ..< starts[i + 1]]`: two raw literals of the recipe each.
    private(set) var starts: [Int32] = [0]
    private(set) var steps: [SIMD2<UInt8>] = []
    /// By recipe: the raw literal of the recipe that is its result.
    private(set) var outputs: [UInt8] = []
    private var sizes: [UInt8] = []

    // By slot of the hash table: the function and the recipe plus one. A function stands once for each number of inputs.
    private var functions = [UInt64](repeating: 0, count: 1 << 10)
    private var inputCounts = [UInt8](repeating: 0, count: 1 << 10)
    private var numbers = [Int32](repeating: 0, count: 1 << 10)

    /// How many inputs a recipe has.
    func inputs(_ recipe: Int) -> Int { Int(sizes[recipe]) }

    /// The recipe for a function of so many inputs.
    mutating func recipe(_ function: UInt64, inputs: Int) -> Int {
        let mask = numbers.count - 1
        var slot = Self.hash(function, inputs) & mask
        while numbers[slot] != 0 {
            if functions[slot] == function, Int(inputCounts[slot]) == inputs { return Int(numbers[slot]) - 1 }
            slot = (slot + 1) & mask
        }
        let recipe = Recipe(function, inputs: inputs)
        for (a, b) in recipe.steps { steps.append(SIMD2(a, b)) }
        starts.append(Int32(truncatingIfNeeded: steps.count))
        outputs.append(recipe.output)
        sizes.append(UInt8(truncatingIfNeeded: inputs))
        functions[slot] = function
        inputCounts[slot] = UInt8(truncatingIfNeeded: inputs)
        numbers[slot] = Int32(truncatingIfNeeded: outputs.count)
        if outputs.count * 2 > numbers.count { grow() }
        return outputs.count - 1
    }

    private static func hash(_ function: UInt64, _ inputs: Int) -> Int {
        Int(truncatingIfNeeded: ((function ^ UInt64(inputs)) &* 0x9E37_79B9_7F4A_7C15) >> 24)
    }

    private mutating func grow() {
        let before = (functions, inputCounts, numbers)
        let size = numbers.count * 2
        functions = Array(repeating: 0, count: size)
        inputCounts = Array(repeating: 0, count: size)
        numbers = Array(repeating: 0, count: size)
        for old in before.2.indices where before.2[old] != 0 {
            var slot = Self.hash(before.0[old], Int(before.1[old])) & (size - 1)
            while numbers[slot] != 0 { slot = (slot + 1) & (size - 1) }
            functions[slot] = before.0[old]
            inputCounts[slot] = before.1[old]
            numbers[slot] = before.2[old]
        }
    }
}
