import HDL

/// Several parts of one type side by side, each with a source and a sink of its own: one model for all parameters.
final class Row<Part: Module, From: HardwareValue, To: HardwareValue>: Module {
    let sources: [Wire<Stream<From>>]
    let sinks: [Wire<Stream<To>>]
    let parts: [Part]
    private let ends: (Part) -> (Wire<Stream<From>>, Wire<Stream<To>>)

    init(_ parts: [Part], _ ends: @escaping (Part) -> (Wire<Stream<From>>, Wire<Stream<To>>)) {
        sources = parts.map { input(ends($0).0.shape) }
        sinks = parts.map { output(ends($0).1.shape) }
        self.parts = parts
        self.ends = ends
    }

    override func circuit() {
        for (number, part) in parts.enumerated() {
            let (from, to) = ends(part)
            from <== sources[number]
            sinks[number] <== to
        }
    }
}
