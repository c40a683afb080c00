import Netlist

/// The linters warn about bits that nobody reads: each of them gets a reader that does nothing.
extension Legaliser {
    func sinkUnused(ports: [PortSyntax]) {
        var read = ReadBits(widths: widths, nameCount: scope.count)
        real.forEachItem { $0.forEachRead { name, low, high in read.mark(name, low, high) } }
        var sink = Sink()
        for port in ports where port.direction == .input { add(port.name, port.width, read, port.place, to: &sink) }
        add(real, read, to: &sink)
        if let item = item(sink) { real.append(item, to: .sinks) }
        formal.forEachItem { $0.forEachRead { name, low, high in read.mark(name, low, high) } }
        sink = Sink()
        add(formal, read, to: &sink)
        if let item = item(sink) { formal.append(item, to: .sinks) }
    }

    /// What one `wire unused` reads, and the place of the first of it.
    private struct Sink {
        var parts: [Expression] = []
        var place = Place.none
    }

    private func item(_ sink: Sink) -> Item? {
        guard !sink.parts.isEmpty else { return nil }
        return .net(
            NetSyntax(
                isRegister: false, width: 1, name: scope.claim("unused"),
                value: .unary(.reduceAnd, .concatenation([literal(0, width: 1)] + sink.parts)), place: sink.place))
    }

    private func add(_ part: ModulePart, _ read: ReadBits, to sink: inout Sink) {
        for item in part[.state] + part[.forward] {
            switch item {
            case .net(let net): add(net.name, net.width, read, net.place, to: &sink)
            case .memory(let name, let width, let depth, _, let place):
                add(name, width, read, place, depth: depth, to: &sink)
            default: break
            }
        }
        for net in part.nets { add(net.name, net.width, read, net.place, to: &sink) }
    }

    private func add(
        _ name: Name, _ width: Int, _ read: ReadBits, _ place: Place, depth: Int? = nil, to sink: inout Sink
    ) {
        if read.isRead(name) || text(name).hasPrefix("unused_") { return }
        let used = read.bits(name) ?? .zero(width: width)
        guard !used.isOnes else { return }
        var parts: [Expression] = []
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
        if sink.parts.isEmpty { sink.place = place }
        sink.parts += parts
    }
}

/// Which bits of what has a name are read.
private struct ReadBits {
    let widths: NameWidths
    /// By name: all of it.
    private var whole: [Bool]
    private var parts: [Name: BitVector] = [:]

    init(widths: NameWidths, nameCount: Int) {
        self.widths = widths
        whole = Array(repeating: false, count: nameCount)
    }

    /// Nil for `low`: all bits.
    mutating func mark(_ name: Name, _ low: Int?, _ high: Int) {
        if whole[Int(name.index)] { return }
        guard let width = widths[name] else { return }
        guard let low else {
            whole[Int(name.index)] = true
            return
        }
        for bit in low...high { parts[name, default: .zero(width: width)][bit] = true }
    }

    func isRead(_ name: Name) -> Bool { Int(name.index) < whole.count && whole[Int(name.index)] }

    /// The bits of what is not read as a whole.
    func bits(_ name: Name) -> BitVector? { parts[name] }
}

extension Item {
    /// Every name that is read, with the bits: nil for all of them.
    fileprivate func forEachRead(_ body: (Name, _ low: Int?, _ high: Int) -> Void) {
        switch self {
        case .parameters, .memory, .contents: break
        case .net(let net): net.value?.forEachRead(body)
        case .nets(let nets): for net in nets { net.value?.forEachRead(body) }
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
    fileprivate func forEachRead(_ body: (Name, _ low: Int?, _ high: Int) -> Void) {
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
        case .assertion(_, _, _, let condition, _): condition.forEachRead(body)
        case .display(_, let values, _): for value in values { value.forEachRead(body) }
        }
    }
}
