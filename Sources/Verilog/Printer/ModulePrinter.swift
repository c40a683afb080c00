import Netlist

extension ModulePrinter {
    /// The whole file.
    mutating func module(_ module: ModuleSyntax) {
        out.text("`default_nettype none")
        out.newLine()
        at(module.place)
        attributes(module.attributes)
        if !module.attributes.isEmpty { out.newLine() }
        out.text("module ")
        out.text(module.name)
        ports(module)
        var previous = Shape.nothing
        sections(module.declarations, &previous)
        formal([module.formalDeclarations], &previous)
        sections(module.sections, &previous)
        formal(module.formalSections, &previous)
        out.place = module.place
        out.text("endmodule")
        out.newLine()
        out.text("`default_nettype wire")
        out.newLine()
    }

    private mutating func formal(_ sections: [[Item]], _ previous: inout Shape) {
        guard !sections.allSatisfy(\.isEmpty) else { return }
        if previous != .nothing { out.newLine() }
        out.text("`ifdef FORMAL")
        out.newLine()
        previous = .nothing
        self.sections(sections, &previous)
        out.text("`endif")
        out.newLine()
    }

    /// What decides about blank lines.
    private enum Shape {
        case nothing
        /// An enumeration in one line: together with the declarations that follow.
        case parameters
        /// A declaration or a small instance: together with its like.
        case declaration
        /// Logic in about one line: together with all other such lines.
        case line
        /// What stands off from its neighbours.
        case block
    }

    private mutating func sections(_ sections: [[Item]], _ previous: inout Shape) {
        for section in sections {
            for (index, item) in section.enumerated() {
                let isFirst = index == 0
                if isFirst ? previous == .line || previous == .nothing : previous != .block, line(item) {
                    previous = .line
                    continue
                }
                let shape = shape(of: item)
                let isJoined =
                    isFirst
                    ? previous == .line && shape == .line || previous == .parameters && shape == .declaration
                    : previous != .block && shape != .block
                if previous != .nothing, !isJoined { out.newLine() }
                previous = .line
                if line(item) { continue }
                let lines = out.lines.count
                self.item(item)
                previous = shape == .parameters && out.lines.count > lines + 1 ? .declaration : shape
            }
        }
    }

    private func shape(of item: Item) -> Shape {
        switch item {
        case .parameters: return .parameters
        case .assign: return .line
        case .contents(let contents): return contents.words.isEmpty ? .declaration : .block
        case .always(let always):
            if always.body.count == 1, case .assign = always.body[0] { return .line }
            return .block
        case .instance(let instance): return instance.isLong ? .block : .declaration
        default: return .declaration
        }
    }

    /// `always @(posedge clock) if (enable) x <= y;`, if that is what the item says and it fits.
    private mutating func line(_ item: Item) -> Bool {
        guard case .always(let always) = item, comments.isEmpty, always.events != nil, always.body.count == 1,
            case .conditional(let condition, let then, let otherwise, let place) = always.body[0],
            otherwise.isEmpty, then.count == 1, case .assign = then[0]
        else { return false }
        let mark = out.count
        event(always)
        at(place)
        out.text(" if (")
        out.flat(condition)
        out.text(") ")
        if fits(then[0], comment: nil) { return true }
        out.take(backTo: mark)
        return false
    }

    private mutating func item(_ item: Item) {
        switch item {
        case .parameters(let parameters): self.parameters(parameters)
        case .net(let net): self.net(net)
        case .nets(let nets): self.nets(nets)
        case .memory(let name, let width, let depth, let attributes, let place):
            at(place)
            declaration("reg", width: width, name: name, attributes)
            out.text(" [0:")
            out.number(depth - 1)
            out.text("];")
            endLine(place)
        case .contents(let contents): self.contents(contents)
        case .assign(let target, let value, let place):
            at(place)
            out.text("  assign ")
            out.flat(target)
            out.text(" =")
            assigned(value, indent: 2)
            endLine(place)
        case .always(let always): self.always(always)
        case .instance(let instance): self.instance(instance)
        }
    }

    private mutating func event(_ always: AlwaysSyntax) {
        at(always.place)
        out.text("  always @")
        guard let events = always.events else { return out.text("*") }
        out.text("(")
        for (index, event) in events.enumerated() {
            if index > 0 { out.text(" or ") }
            out.text(event.edge == .rising ? "posedge " : "negedge ")
            out.name(event.signal)
        }
        out.text(")")
    }

    private mutating func always(_ always: AlwaysSyntax) {
        event(always)
        guard always.body.count == 1 else { return body(always.body, indent: 2, forceBlock: true) }
        switch always.body[0] {
        case .assign, .display: return body(always.body, indent: 2)
        default: break
        }
        endLine(always.place)
        statement(always.body[0], indent: 4)
    }
}
