import Netlist

/// The linters warn about bits that nobody reads: each of them gets a reader that does nothing.
extension Legaliser {
    func sinkUnused(ports: [PortSyntax]) {
        var sink = Sink()
        for port in ports where port.direction == .input { add(port.name, port.width, [real], port.place, to: &sink) }
        add(real, [real], to: &sink)
        if let item = item(sink) { real.append(item, to: .sinks) }
        sink = Sink()
        add(formal, [real, formal], to: &sink)
        if let item = item(sink) { formal.append(item, to: .sinks) }
    }

    /// What one `wire unused` reads, and the place of the first of it.
    private struct Sink {
        var parts: [Expression] = []
        var place = Place.none
    }

    private func item(_ sink: Sink) -> Item? {
        guard !sink.parts.isEmpty else { return nil }
        let parts = syntax.concatenation([literal(0, width: 1)] + sink.parts)
        return .net(
            NetSyntax(
                isRegister: false, width: 1, name: scope.claim("unused"),
                value: syntax.make(.unary(.reduceAnd, parts)), place: sink.place))
    }

    private func add(_ part: ModulePart, _ readers: [ModulePart], to sink: inout Sink) {
        for items in [part.state, part.forward] {
            for item in items {
                switch item {
                case .net(let net): add(net.name, net.width, readers, net.place, to: &sink)
                case .memory(let name, let width, let depth, _, let place):
                    add(name, width, readers, place, depth: depth, to: &sink)
                default: break
                }
            }
        }
        for net in part.nets { add(net.name, net.width, readers, net.place, to: &sink) }
    }

    private func add(
        _ name: Name, _ width: Int, _ readers: [ModulePart], _ place: Place, depth: Int? = nil, to sink: inout Sink
    ) {
        if readers.contains(where: { $0.reads?.isRead(name) == true }) || text(name).hasPrefix("unused_") { return }
        var used = BitVector.zero(width: width)
        for case let bits? in readers.map({ $0.reads?.bits(name) }) {
            for bit in 0..<width where bits[bit] { used[bit] = true }
        }
        guard !used.isOnes else { return }
        var parts: [Expression] = []
        if let depth {
            parts.append(syntax.make(.word(name, literal(0, width: indexWidth(depth)))))
        } else if used.isZero {
            parts.append(syntax.make(.name(name)))
        } else {
            var high = width - 1
            while high >= 0 {
                guard !used[high] else {
                    high -= 1
                    continue
                }
                var low = high
                while low > 0, !used[low - 1] { low -= 1 }
                parts.append(syntax.bits(name, low: low, width: high - low + 1))
                high = low - 1
            }
        }
        if sink.parts.isEmpty { sink.place = place }
        sink.parts += parts
    }
}
