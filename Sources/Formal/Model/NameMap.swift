/// What the inputs, latches and outputs of an and-inverter graph are called: the file that Yosys writes beside it.
struct NameMap {
    struct Bit: Hashable {
        /// With dots between the instances.
        var signal: String
        var bit: Int
    }

    /// By input: the bit of an input of the top.
    private(set) var inputs: [Int: Bit] = [:]
    /// By input: the bit of a register whose first value it is, by all its names.
    private(set) var initials: [Int: [Bit]] = [:]
    /// By bit of a register, by all its names: the latch.
    private(set) var latches: [Bit: Int] = [:]
    /// By name of a signal of one bit: the output. Those that are constant are left out.
    private(set) var outputs: [String: Int] = [:]
    /// The names of all properties' events.
    let events: Set<String>

    /// - Parameter events: a line for each, behind the name of the top and a slash.
    init(_ text: String, events: String) {
        self.events = Set(
            events.split(separator: "\n").compactMap { $0.split(separator: "/", maxSplits: 1).last.map(String.init) })
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3)
            guard words.count == 4, let index = Int(words[1]), let bit = Int(words[2]) else { continue }
            let name = Bit(signal: String(words[3]), bit: bit)
            switch words[0] {
            case "input": inputs[index] = name
            case "init": initials[index, default: []].append(name)
            case "latch", "invlatch": latches[name] = index
            case "output": outputs[name.signal] = index
            default: break
            }
        }
    }
}
