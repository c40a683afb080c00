import Netlist

/// The linters warn about bits that nobody reads: each of them gets a reader that does nothing.
extension Legaliser {
    func sinkUnused(ports: [PortSyntax]) {
        var read: [String: BitVector] = [:]
        for item in real.all { item.forEachRead { name, low, high in mark(&read, name, low, high) } }
        for port in ports where port.direction == .input { sink(port.name, port.width, read, port.place, \.real) }
        sink(real, read, \.real)
        for item in formal.all { item.forEachRead { name, low, high in mark(&read, name, low, high) } }
        sink(formal, read, \.formal)
    }

    private func mark(_ read: inout [String: BitVector], _ name: String, _ low: Int?, _ high: Int) {
        guard let width = widths[name] else { return }
        guard let low else {
            read[name] = .ones(width: width)
            return
        }
        for bit in low...high { read[name, default: .zero(width: width)][bit] = true }
    }

    private func sink(
        _ part: ModulePart, _ read: [String: BitVector], _ path: ReferenceWritableKeyPath<Legaliser, ModulePart>
    ) {
        for item in part.state + part.forward + part.nets.map(Item.net) {
            switch item {
            case .net(let net): sink(net.name, net.width, read, net.place, path)
            case .memory(let name, let width, let depth, _, let place):
                sink(name, width, read, place, path, depth: depth)
            default: break
            }
        }
    }

    private func sink(
        _ name: String, _ width: Int, _ read: [String: BitVector], _ place: Place,
        _ path: ReferenceWritableKeyPath<Legaliser, ModulePart>, depth: Int? = nil
    ) {
        guard !name.hasPrefix("unused_") else { return }
        let used = read[name] ?? .zero(width: width)
        guard used != .ones(width: width) else { return }
        var parts: [Expression] = [literal(0, width: 1)]
        if let depth {
            parts.append(.word(name, literal(0, width: indexWidth(depth))))
        } else if used.isZero {
            parts.append(.name(name))
        } else {
            var high = width - 1
            while high >= 0 {
                guard !used[high] else {
                    high -= 1
                    continue
                }
                var low = high
                while low > 0, !used[low - 1] { low -= 1 }
                parts.append(high == low ? .bit(name, low) : .part(name, high: high, low: low))
                high = low - 1
            }
        }
        let sink = NetSyntax(
            isRegister: false, width: 1, name: scope.claim("unused_\(name)"),
            value: .unary(.reduceAnd, .concatenation(parts)), place: place)
        self[keyPath: path].sinks.append(.net(sink))
    }
}

extension Item {
    /// Every name that is read, with the bits: nil for all of them.
    fileprivate func forEachRead(_ body: (String, _ low: Int?, _ high: Int) -> Void) {
        switch self {
        case .parameter, .memory, .integer, .contents: break
        case .net(let net): net.value?.forEachRead(body)
        case .assign(_, let value, _): value.forEachRead(body)
        case .always(let always):
            for event in always.events ?? [] { body(event.signal, nil, 0) }
            for statement in always.body { statement.forEachRead(body) }
        case .instance(let instance):
            for connection in instance.connections where connection.isInput { connection.value.forEachRead(body) }
        }
    }
}

extension StatementSyntax {
    fileprivate func forEachRead(_ body: (String, _ low: Int?, _ high: Int) -> Void) {
        switch self {
        case .assign(let target, let value, _, _):
            switch target {
            case .word(_, let index), .wordPart(_, let index, _, _), .indexedPart(_, let index, _):
                index.forEachRead(body)
            default: break
            }
            value.forEachRead(body)
        case .conditional(let condition, let then, let otherwise, _):
            condition.forEachRead(body)
            for statement in then { statement.forEachRead(body) }
            for statement in otherwise { statement.forEachRead(body) }
        case .select(let select):
            select.subject.forEachRead(body)
            for arm in select.arms { for statement in arm.body { statement.forEachRead(body) } }
        case .assertion(_, _, let condition, _): condition.forEachRead(body)
        }
    }
}
