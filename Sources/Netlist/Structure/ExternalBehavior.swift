/// What a module that is written in Verilog does, in Swift: a simulator that runs no Verilog runs this in its place.
///
///     ExternalBehavior { ports in
///         let (source, out) = (ports["source"], ports["out"])
///         var held: UInt64 = 0
///         ports.atRisingEdge(of: "clock") { held = source.number }
///         ports.whenSettling { out.number = held }
///     }
///
/// The closure runs once for each instance in each simulator; what it declares is that instance's state. Modules with the same Verilog are one
/// circuit, so what two of them do must differ by their parameters only.
public struct ExternalBehavior: Sendable {
    private let connection: @Sendable (ExternalPorts) -> Void
    /// By port: its name in Swift.
    public var portNames: [String] = []

    public init(_ connection: @escaping @Sendable (ExternalPorts) -> Void) { self.connection = connection }

    /// Starts an instance; for simulators.
    public func start(_ ports: ExternalPorts) { connection(ports) }
}

/// The ports of one instance of a module that is written in Verilog, in one simulator.
public final class ExternalPorts {
    /// Something that happens at a clock edge.
    public struct EdgeAction {
        /// A position in the circuit's ports.
        public var clock: Int
        public var edge: Clocking.Edge
        public var body: () -> Void
    }

    /// In the order of the circuit's ports.
    public let ports: [ExternalPort]
    private let names: [String]
    private let words: UnsafeMutablePointer<UInt64>
    /// Runs when the circuit settles.
    public private(set) var settling: [() -> Void] = []
    /// What happens at clock edges.
    public private(set) var edges: [EdgeAction] = []
    /// Names of ports that were asked for and are not there.
    public private(set) var unknown: [String] = []

    /// Ports that hold zero; for simulators.
    ///
    /// - Parameter shapes: name in Swift, bits, and whether the module drives it.
    public init(_ shapes: [(name: String, width: Int, isOutput: Bool)]) {
        let counts = shapes.map { max(1, ($0.width + 63) / 64) }
        // One more, for what is not there.
        let total = counts.reduce(1, +)
        words = .allocate(capacity: total)
        words.initialize(repeating: 0, count: total)
        var next = words
        ports = zip(shapes, counts).map { shape, count in
            defer { next += count }
            return ExternalPort(words: next, width: shape.width, isOutput: shape.isOutput)
        }
        names = shapes.map(\.name)
    }

    deinit { words.deallocate() }

    /// The port of that name, which is that of the property in Swift, with the names of its parts: `bus_valid`.
    public subscript(name: String) -> ExternalPort {
        if let index = names.firstIndex(of: name) { return ports[index] }
        unknown.append(name)
        return ExternalPort(words: words + (ports.map(\.wordCount).reduce(0, +)), width: 64, isOutput: false)
    }

    /// Sets outputs, from inputs and from what is held: runs at the start and whenever an input or what is held may have changed.
    public func whenSettling(_ body: @escaping () -> Void) { settling.append(body) }

    /// Changes what is held when that input rises; the inputs are as before the edge.
    public func atRisingEdge(of clock: String, _ body: @escaping () -> Void) { add(clock, .rising, body) }

    /// Changes what is held when that input falls; the inputs are as before the edge.
    public func atFallingEdge(of clock: String, _ body: @escaping () -> Void) { add(clock, .falling, body) }

    private func add(_ clock: String, _ edge: Clocking.Edge, _ body: @escaping () -> Void) {
        guard let index = names.firstIndex(of: clock), !ports[index].isOutput else {
            unknown.append(clock)
            return
        }
        edges.append(EdgeAction(clock: index, edge: edge, body: body))
    }
}

/// A port of a module that is written in Verilog, as its behaviour sees it. Valid as long as the simulator.
public struct ExternalPort {
    /// For simulators: the value, 64 bits in a word, the least significant first.
    public let words: UnsafeMutablePointer<UInt64>
    /// Number of bits.
    public let width: Int
    /// Whether the module drives it.
    public let isOutput: Bool

    /// Number of words.
    public var wordCount: Int { max(1, (width + 63) / 64) }

    /// The value, or its low 64 bits. What is set is cut to the width; setting an input does nothing.
    public var number: UInt64 {
        get { words.pointee }
        nonmutating set {
            guard isOutput else { return }
            words[0] = width >= 64 ? newValue : newValue & (1 << UInt64(width) - 1)
            for index in 1..<wordCount { words[index] = 0 }
        }
    }

    /// The value. What is set is cut or filled with zeros to the width; setting an input does nothing.
    public var bits: BitVector {
        get { BitVector(words: (0..<wordCount).map { words[$0] }, width: width) }
        nonmutating set {
            guard isOutput else { return }
            for (index, word) in newValue.resized(to: width).words.enumerated() where index < wordCount {
                words[index] = word
            }
        }
    }
}
