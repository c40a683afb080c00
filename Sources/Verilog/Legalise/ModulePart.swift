import Netlist

/// What stands in a module, or in it under `FORMAL`. Items are printed when they come, and forgotten; only declarations wait, until it is known
/// which of them stand together and in which order.
final class ModulePart {
    enum Section: Int, CaseIterable {
        case parameters, state, zeros, forward, nets, combinational, outputs, contents, writes, reads, sequential,
            instances,
            properties, sinks

        /// What follows the declarations, in the order of the text.
        static let rest = allCases.filter { $0.rawValue >= Section.nets.rawValue }
    }

    private let scope: NameScope
    private let syntax: Syntax
    private let style: PrintStyle
    /// By section: its text; nil: nothing yet.
    @exclusivity(unchecked) private var texts: [SectionText?] = Section.allCases.map { _ in nil }
    /// Declarations without an expression that reads anything: registers and memories, and what is read before it is driven.
    @exclusivity(unchecked) private(set) var state: [Item] = []
    @exclusivity(unchecked) private(set) var forward: [Item] = []
    /// Memories of zeros, which say so beside their declaration.
    @exclusivity(unchecked) private var zeros: [Item] = []
    /// Declarations with their value.
    @exclusivity(unchecked) private(set) var nets: [NetSyntax] = []
    /// What the items read; not needed any more when the declarations are written.
    @exclusivity(unchecked) private(set) var reads: ReadBits?

    init(_ scope: NameScope, _ syntax: Syntax, _ widths: NameWidths, _ style: PrintStyle) {
        reads = ReadBits(syntax, widths)
        self.scope = scope
        self.syntax = syntax
        self.style = style
    }

    /// Takes over an item that is complete; the syntax of all others is forgotten.
    func append(_ item: Item, to section: Section) {
        switch section {
        case .state:
            state.append(item)
            syntax.keep()
        case .forward: forward.append(item)
        case .zeros: zeros.append(item)
        default:
            reads?.mark(item)
            print(item, to: section)
            syntax.forget()
        }
    }

    /// Takes over a net, which may be a part of an item that is not complete yet.
    func append(_ net: NetSyntax) {
        if let value = net.value { reads?.mark(value) }
        nets.append(net)
        syntax.keep()
    }

    private func print(_ item: Item, to section: Section) {
        if texts[section.rawValue] == nil {
            texts[section.rawValue] = SectionText(ModulePrinter(style, scope, syntax))
        }
        texts[section.rawValue]?.append(item)
    }

    /// The text of a section, which is not needed here any more.
    func take(_ section: Section) -> SectionText? { texts[section.rawValue].take() }

    /// Prints the declarations: what is declared comes before what uses it.
    ///
    /// - Parameter isOne: whether those without a value are one section.
    func writeDeclarations(inOne isOne: Bool = false) {
        reads = nil
        let order = NetOrder(nets, nameCount: scope.count, syntax)
        group(state, into: .state)
        for index in order.ahead {
            var net = nets[index]
            net.value = nil
            forward.append(.net(net))
        }
        for item in zeros { print(item, to: .state) }
        group(forward, into: isOne ? .state : .forward)
        (state, zeros, forward) = ([], [], [])
        for index in order.sorted {
            let net = nets[index]
            if let value = net.value, order.isAhead(index) {
                print(.assign(target: syntax.make(.name(net.name)), value: value, place: net.place), to: .nets)
            } else {
                print(.net(net), to: .nets)
            }
        }
        nets = []
    }

    /// Prints declarations, those of one kind and width together where the first of them stands.
    private func group(_ items: [Item], into section: Section) {
        enum Entry {
            case alone(Item)
            case group(Int)
        }
        var entries: [Entry] = []
        var groups: [[NetSyntax]] = []
        var groupOf: [Int: Int] = [:]
        // Mostly many of one kind follow each other.
        var last: (kind: Int, group: Int)?
        for item in items {
            guard case .net(let net) = item, net.attributes.isEmpty else {
                entries.append(.alone(item))
                continue
            }
            let kind = net.width * 2 + (net.isRegister ? 1 : 0)
            if last?.kind != kind {
                let group = groupOf[kind] ?? groups.count
                if group == groups.count {
                    groupOf[kind] = group
                    groups.append([])
                    entries.append(.group(group))
                }
                last = (kind, group)
            }
            if let group = last?.group { groups[group].append(net) }
        }
        for entry in entries {
            switch entry {
            case .alone(let item): print(item, to: section)
            case .group(let group): print(.nets(groups[group]), to: section)
            }
        }
    }
}
