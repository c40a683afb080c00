import Netlist
import Simulation

/// The signals inside a circuit by their names.
struct SignalTable {
    struct Signal {
        var name: String
        var place: Int
        var width: Int
        /// Number of elements and words of each, for a memory.
        var memory: MemoryShape?
        /// Its words are the state itself.
        var isRegister = false
    }

    private(set) var signals: [Signal] = []
    private(set) var indices: [String: Int] = [:]

    init(_ build: Build) {
        let flattener = build.flattener
        func name(_ instance: Int, _ name: String) -> String {
            let path = flattener.instances[instance].path
            return path.isEmpty ? name : path + "." + name
        }
        for named in build.named {
            let circuit = flattener.design.circuits[flattener.instances[named.instance].circuit]
            add(
                Signal(
                    name: name(named.instance, circuit.names[named.node] ?? ""), place: named.place, width: named.width,
                    isRegister: circuit[named.node].operation == .register))
        }
        for (number, instance) in flattener.instances.enumerated() {
            for (index, memory) in flattener.design.circuits[instance.circuit].memories.enumerated() {
                let shape = build.memories[instance.firstMemory + index]
                add(Signal(name: name(number, memory.name), place: shape.base, width: memory.width, memory: shape))
            }
        }
    }

    private mutating func add(_ signal: Signal) {
        guard indices[signal.name] == nil else { return }
        indices[signal.name] = signals.count
        signals.append(signal)
    }
}

/// A cover point, and how often it was reached.
public struct CoverCount: Hashable, Sendable {
    /// Where it is, from the top module on: `Top.queue`.
    public var instance: String
    /// What it says.
    public var name: String
    /// Clock edges at which it was reached and held.
    public var count: UInt64

    public init(instance: String, name: String, count: UInt64) {
        self.instance = instance
        self.name = name
        self.count = count
    }
}

extension Evaluator {
    public func signal(_ name: String) throws(SimulationError) -> SignalHandle {
        let table = signalTable
        let prefix = top + "."
        guard
            let index = table.indices[name]
                ?? (name.hasPrefix(prefix) ? table.indices[String(name.dropFirst(prefix.count))] : nil)
        else {
            throw SimulationError(
                .noSuchSignal, "there is no signal “\(name)” inside “\(top)”",
                hint: nearest(to: name, among: table.indices.keys).map { "did you mean \($0)?" }
                    ?? "signalNames lists them all")
        }
        let signal = table.signals[index]
        return SignalHandle(index: index, width: signal.width, depth: signal.memory?.depth)
    }

    public func peek(_ signal: SignalHandle, element: Int) throws(SimulationError) -> BitVector {
        let signals = signalTable.signals
        guard signals.indices.contains(signal.index), signals[signal.index].width == signal.width, element >= 0,
            element < signal.depth ?? 1
        else {
            let name = signals.indices.contains(signal.index) ? signals[signal.index].name : "?"
            throw SimulationError(
                .foreignHandle, "there is no element \(element) of signal “\(name)”",
                hint: signal.depth.map { "it has the elements 0 to \($0 - 1)" })
        }
        settleAll()
        let found = signals[signal.index]
        return vector(state + found.place + element * (found.memory?.words ?? 0), width: found.width)
    }

    /// The names of all signals inside, sorted.
    public var signalNames: [String] { signalTable.indices.keys.sorted() }

    /// The cover points, each with how often it was reached since the start; instances in the order of the hierarchy.
    public var covers: [CoverCount] {
        var found: [(instance: Int, cover: CoverCount)] = []
        for (checks, counts) in zip(build.checks, hits) {
            for (check, count) in zip(checks, counts) where check.property.kind == .cover {
                let name = build.flattener.name(of: check.instance)
                found.append((check.instance, CoverCount(instance: name, name: check.property.name, count: count)))
            }
        }
        return found.enumerated().sorted { ($0.element.instance, $0.offset) < ($1.element.instance, $1.offset) }
            .map(\.element.cover)
    }
}

extension Evaluator {
    /// The address of a register's words, the least significant first, for hot loops; right whenever the circuit is settled. Valid
    /// as long as the evaluator.
    ///
    /// - Throws: `SIM009` for a handle of another simulator, and for what is no register.
    public func pointer(toRegister signal: SignalHandle) throws(SimulationError) -> UnsafePointer<UInt64> {
        let signals = signalTable.signals
        guard signals.indices.contains(signal.index), signals[signal.index].width == signal.width,
            signals[signal.index].isRegister
        else {
            let name = signals.indices.contains(signal.index) ? signals[signal.index].name : "?"
            throw SimulationError(
                .foreignHandle, "“\(name)” is no register of this “\(top)”", hint: "look at it with peek")
        }
        return UnsafePointer(state + signals[signal.index].place)
    }
}

extension Evaluator {
    /// Sets a register, or a word of a memory (`element`, from 0), as if it had held that at power-on.
    ///
    /// - Throws: `SIM009` for a handle of another simulator, for what is neither, and for another width.
    public func deposit(_ signal: SignalHandle, element: Int = 0, _ value: BitVector) throws(SimulationError) {
        let signals = signalTable.signals
        guard signals.indices.contains(signal.index), signals[signal.index].width == signal.width,
            signals[signal.index].isRegister || signal.depth != nil, element >= 0, element < signal.depth ?? 1,
            value.width == signal.width
        else {
            let name = signals.indices.contains(signal.index) ? signals[signal.index].name : "?"
            throw SimulationError(
                .foreignHandle, "element \(element) of “\(name)” cannot be set to \(value.width) bits",
                hint: "registers and words of memories can be set, to a value of their width")
        }
        let found = signals[signal.index]
        let words = state + found.place + element * (found.memory?.words ?? 0)
        for (index, word) in value.words.enumerated() { words[index] = word }
        isStateStale = true
        isStale = true
    }

    /// The values of all registers that have a name, settled.
    public var registers: [String: BitVector] {
        settleAll()
        var result: [String: BitVector] = [:]
        for signal in signalTable.signals where signal.isRegister {
            result[signal.name] = vector(state + signal.place, width: signal.width)
        }
        return result
    }
}
