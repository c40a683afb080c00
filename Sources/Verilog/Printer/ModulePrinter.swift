import Netlist

/// What decides about blank lines.
enum Shape {
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

/// The text of items that stand together.
final class SectionText {
    @exclusivity(unchecked) private var printer: ModulePrinter
    /// What the first and the last item are.
    @exclusivity(unchecked) private(set) var opening = Shape.nothing
    @exclusivity(unchecked) private(set) var closing = Shape.nothing

    init(_ printer: consuming ModulePrinter) { self.printer = printer }

    func append(_ item: Item) {
        let isFirst = opening == .nothing
        let isLine = isFirst || closing != .block ? printer.line(item) : false
        let shape = isLine ? .line : printer.shape(of: item)
        if isFirst { opening = shape }
        if !isLine, !isFirst, closing == .block || shape == .block {
            printer.out.newLine()
            if printer.line(item) {
                closing = .line
                return
            }
        }
        closing = shape
        if isLine { return }
        let lines = shape == .parameters ? printer.out.lineCount : 0
        printer.item(item)
        if shape == .parameters, printer.out.lineCount > lines + 1 { closing = .declaration }
    }

    /// The text.
    func take() -> [TextPiece] { printer.out.take() }
}

/// All of a module: its header, and the texts of its sections.
struct ModuleText: ~Copyable {
    let header: HeaderSyntax
    private var printer: ModulePrinter
    private let real: ModulePart
    private let formal: ModulePart
    private let hasProbeNets: Bool
    private var pieces: [TextPiece] = []
    private var previous = Shape.nothing

    init(
        header: HeaderSyntax, printer: consuming ModulePrinter, real: ModulePart, formal: ModulePart, hasProbeNets: Bool
    ) {
        self.header = header
        self.printer = printer
        self.real = real
        self.formal = formal
        self.hasProbeNets = hasProbeNets
    }

    /// The pieces of the whole file.
    consuming func written() -> [TextPiece] {
        printer.header(header)
        real.writeDeclarations()
        // Probes of instances are declared before anything that may read them.
        formal.writeDeclarations(inOne: hasProbeNets)
        write([real.take(.parameters), real.take(.state), real.take(.forward)])
        if hasProbeNets { writeFormal([formal.take(.state)]) }
        write(ModulePart.Section.rest.map { real.take($0) })
        writeFormal(
            [formal.take(.parameters), formal.take(.state), formal.take(.forward)]
                + ModulePart.Section.rest.map { formal.take($0) })
        printer.footer(header)
        return pieces + printer.out.take()
    }

    private mutating func write(_ sections: [SectionText?]) {
        for case let section? in sections {
            let isJoined =
                previous == .line && section.opening == .line
                || previous == .parameters && section.opening == .declaration
            if previous != .nothing, !isJoined { newLine() }
            pieces += printer.out.take() + section.take()
            previous = section.closing
        }
    }

    private mutating func writeFormal(_ sections: [SectionText?]) {
        guard sections.contains(where: { $0 != nil }) else { return }
        if previous != .nothing { newLine() }
        printer.out.text("`ifdef FORMAL")
        newLine()
        previous = .nothing
        write(sections)
        printer.out.text("`endif")
        newLine()
    }

    /// Ends a line that has the place of the one before it.
    private mutating func newLine() {
        printer.out.place = .none
        printer.out.newLine()
    }
}

extension ModulePrinter {
    mutating func header(_ module: HeaderSyntax) {
        out.text("`default_nettype none")
        out.newLine()
        at(module.place)
        attributes(module.attributes)
        if !module.attributes.isEmpty { out.newLine() }
        out.text("module ")
        out.string(module.name)
        ports(module)
    }

    mutating func footer(_ module: HeaderSyntax) {
        out.place = module.place
        out.text("endmodule")
        out.newLine()
        out.text("`default_nettype wire")
        out.newLine()
    }

    fileprivate func shape(of item: Item) -> Shape {
        switch item {
        case .parameters: return .parameters
        case .assign: return .line
        case .contents(let contents): return contents.words.isEmpty ? .declaration : .block
        case .always(let always):
            if case .assign? = syntax.only(always.body) { return .line }
            return .block
        case .instance(let instance): return instance.isLong ? .block : .declaration
        default: return .declaration
        }
    }

    /// `always @(posedge clock) if (enable) x <= y;`, if that is what the item says and it fits.
    fileprivate mutating func line(_ item: Item) -> Bool {
        guard case .always(let always) = item, !hasComments, !always.events.isEmpty,
            case .conditional(let condition, let then, let otherwise, let place)? = syntax.only(always.body),
            otherwise.isEmpty, case .assign? = syntax.only(then)
        else { return false }
        let mark = out.count
        event(always)
        at(place)
        out.text(" if (")
        out.flat(condition)
        out.text(") ")
        if fits(syntax.only(then), comment: nil) { return true }
        out.take(backTo: mark)
        return false
    }

    fileprivate mutating func item(_ item: Item) {
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
        if always.events.isEmpty { return out.text("*") }
        out.text("(")
        for (index, event) in always.events.enumerated() {
            if index > 0 { out.text(" or ") }
            out.text(event.edge == .rising ? "posedge " : "negedge ")
            out.name(event.signal)
        }
        out.text(")")
    }

    private mutating func always(_ always: AlwaysSyntax) {
        event(always)
        switch syntax.only(always.body) {
        case nil: body(always.body, indent: 2, forceBlock: true)
        case .assign?, .display?: body(always.body, indent: 2)
        case let only?:
            endLine(always.place)
            statement(only, indent: 4)
        }
    }
}
