import Foundation
import Netlist
import Simulation

/// Where the signals inside a visible model are.
struct InternalSignals {
    struct Signal {
        var name: String
        var address: UnsafeMutableRawPointer
        var width: Int
        /// Number of elements; nil for a single value.
        var depth: Int?
        /// Bytes of one element.
        var bytes: Int
    }

    private(set) var signals: [Signal] = []
    private(set) var indices: [String: Int] = [:]

    mutating func add(_ signal: Signal) {
        indices[signal.name] = signals.count
        signals.append(signal)
    }
}

/// What the harness fills while it lists the signals.
private final class Collector {
    var found = InternalSignals()
    let prefix: String

    init(prefix: String) { self.prefix = prefix }
}

extension VerilatedModel {
    public func signal(_ name: String) throws(SimulationError) -> SignalHandle {
        guard compiled.options.visible else {
            throw SimulationError(
                .signalsNotVisible, "“\(name)” cannot be seen: the model was built without its internal signals",
                hint: "build it with ModelOptions(visible: true)")
        }
        let top = compiled.sources.top + "."
        let known = signals()
        guard
            let index = known.indices[name]
                ?? (name.hasPrefix(top) ? known.indices[String(name.dropFirst(top.count))] : nil)
        else {
            throw SimulationError(
                .noSuchSignal, "there is no signal “\(name)” inside “\(compiled.sources.top)”",
                hint: nearest(to: name, among: known.indices.keys).map { "did you mean \($0)?" }
                    ?? "signalNames lists them all")
        }
        let signal = known.signals[index]
        return SignalHandle(index: index, width: signal.width, depth: signal.depth)
    }

    public func peek(_ signal: SignalHandle, element: Int) throws(SimulationError) -> BitVector {
        let known = signals().signals
        guard signal.index >= 0, signal.index < known.count, known[signal.index].width == signal.width,
            element >= 0, element < signal.depth ?? 1
        else {
            let name = signal.index >= 0 && signal.index < known.count ? known[signal.index].name : "?"
            throw SimulationError(
                .foreignHandle, "there is no element \(element) of signal “\(name)”",
                hint: signal.depth.map { "it has the elements 0 to \($0 - 1)" })
        }
        settleIfStale()
        let found = known[signal.index]
        return vector(at: found.address + element * found.bytes, bytes: found.bytes, width: found.width)
    }

    /// The names of all signals inside, sorted; none when the model was not built visible.
    public var signalNames: [String] { signals().indices.keys.sorted() }

    private func signals() -> InternalSignals {
        if let internalSignals { return internalSignals }
        let collector = Collector(prefix: "TOP." + compiled.sources.top)
        functions.signals(model, Unmanaged.passUnretained(collector).toOpaque()) {
            context, scope, name, address, width, depth, bytes in
            let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
            let scope = String(cString: scope)
            guard scope.hasPrefix(collector.prefix) else { return }
            let inner = scope.dropFirst(collector.prefix.count)
            guard inner.isEmpty || inner.hasPrefix(".") else { return }
            let path = inner.isEmpty ? "" : inner.dropFirst() + "."
            collector.found.add(
                .init(
                    name: path + String(cString: name), address: address, width: Int(width),
                    depth: depth == 0 ? nil : Int(depth), bytes: Int(bytes)))
        }
        internalSignals = collector.found
        return collector.found
    }
}
