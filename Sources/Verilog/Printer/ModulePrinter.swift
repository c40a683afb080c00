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
        var isFirst = true
        sections(module.declarations, isFirst: &isFirst)
        formal([module.formalDeclarations], isFirst: &isFirst)
        sections(module.sections, isFirst: &isFirst)
        formal(module.formalSections, isFirst: &isFirst)
        out.place = module.place
        out.text("endmodule")
        out.newLine()
        out.text("`default_nettype wire")
        out.newLine()
    }

    private mutating func ports(_ module: ModuleSyntax) {
        if module.ports.isEmpty, module.formalPorts.isEmpty {
            out.text(";")
            return out.newLine()
        }
        out.text(" (")
        out.newLine()
        for (index, port) in module.ports.enumerated() {
            let previous = index > 0 ? module.ports[index - 1] : nil
            let isLast = index == module.ports.count - 1
            if previous == nil || !fits(port, behind: previous) {
                if let previous { endLine(previous.place) }
                at(port.place)
                out.text("  ")
                self.port(port)
            }
            if !isLast { out.text(",") }
        }
        if let last = module.ports.last { endLine(last.place) }
        if !module.formalPorts.isEmpty {
            out.text("`ifdef FORMAL")
            out.newLine()
            for (index, port) in module.formalPorts.enumerated() {
                if index > 0 || !module.ports.isEmpty {
                    out.text("  ,")
                    out.newLine()
                }
                at(port.place)
                out.text("  ")
                self.port(port)
                endLine(port.place)
            }
            out.text("`endif")
            out.newLine()
        }
        out.place = module.place
        out.text(");")
        out.newLine()
    }

    /// Writes a port behind one of the same direction, if it fits there.
    private mutating func fits(_ port: PortSyntax, behind previous: PortSyntax?) -> Bool {
        guard comments.isEmpty, let previous, port.direction == previous.direction else { return false }
        let mark = out.count
        out.text(" ")
        if port.isRegister == previous.isRegister, port.width == previous.width, port.attributes.isEmpty,
            previous.attributes.isEmpty
        {
            out.name(port.name)
        } else {
            self.port(port)
        }
        if out.column < TextBuffer.columns { return true }
        out.take(backTo: mark)
        return false
    }

    private mutating func port(_ port: PortSyntax) {
        if !port.attributes.isEmpty {
            attributes(port.attributes)
            out.text(" ")
        }
        out.text(port.direction == .input ? "input " : "output ")
        out.text(port.isRegister ? "reg " : "wire ")
        self.range(port.width)
        if port.width > 1 { out.text(" ") }
        out.name(port.name)
    }

    private mutating func range(_ width: Int) {
        if width > 1 { out.range(high: width - 1, low: 0) }
    }

    private mutating func attributes(_ attributes: [Attribute]) {
        guard !attributes.isEmpty else { return }
        out.text("(* ")
        for (index, attribute) in attributes.enumerated() {
            if index > 0 { out.text(", ") }
            out.text(attribute.key)
            if let value = attribute.value {
                out.text(" = \"")
                for byte in value.utf8 {
                    if byte == 0x22 || byte == 0x5C { out.byte(0x5C) }
                    if byte >= 0x20 { out.byte(byte) }
                }
                out.text("\"")
            }
        }
        out.text(" *)")
    }

    private mutating func formal(_ sections: [[Item]], isFirst: inout Bool) {
        guard !sections.allSatisfy(\.isEmpty) else { return }
        if !isFirst { out.newLine() }
        out.text("`ifdef FORMAL")
        out.newLine()
        isFirst = true
        self.sections(sections, isFirst: &isFirst)
        out.text("`endif")
        out.newLine()
    }

    private mutating func sections(_ sections: [[Item]], isFirst: inout Bool) {
        var previous: Item?
        for section in sections where !section.isEmpty {
            let isJoined = previous?.isLogicLine == true && section[0].isLogicLine
            if !isFirst, !isJoined { out.newLine() }
            isFirst = false
            previous = section[section.count - 1]
            var columns = 0
            if case .parameter = section[0] {
                for case .parameter(let parameter) in section { columns = max(columns, out.columns(parameter.name)) }
            }
            var previousIsBlock = false
            for (index, item) in section.enumerated() {
                if index > 0, previousIsBlock || item.isBlock { out.newLine() }
                self.item(item, nameColumns: columns)
                previousIsBlock = item.isBlock
            }
        }
    }

    private mutating func item(_ item: Item, nameColumns: Int) {
        switch item {
        case .parameter(let parameter):
            out.text("  localparam ")
            range(parameter.value.width)
            if parameter.value.width > 1 { out.text(" ") }
            out.name(parameter.name)
            out.spaces(nameColumns - out.columns(parameter.name))
            out.text(" = ")
            out.literal(parameter.value)
            out.text(";")
            out.newLine()
        case .net(let net): self.net(net)
        case .nets(let nets): self.nets(nets)
        case .memory(let name, let width, let depth, let attributes, let place):
            at(place)
            declaration("reg", width: width, name: name, attributes)
            out.text(" [0:")
            out.number(depth - 1)
            out.text("];")
            endLine(place)
        case .integer(let name):
            out.text("  integer ")
            out.name(name)
            out.text(";")
            out.newLine()
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

    private mutating func net(_ net: NetSyntax) {
        at(net.place)
        declaration(net.isRegister ? "reg" : "wire", width: net.width, name: net.name, net.attributes)
        if let value = net.value {
            out.text(" =")
            assigned(value, indent: 2)
        } else {
            out.text(";")
        }
        endLine(net.place)
    }

    /// Declarations of one kind and width, side by side. A line has the place of its first.
    private mutating func nets(_ nets: [NetSyntax]) {
        guard comments.isEmpty else {
            for net in nets { self.net(net) }
            return
        }
        for (index, net) in nets.enumerated() {
            if index > 0 {
                let mark = out.count
                out.text(", ")
                declarator(net)
                if out.column < TextBuffer.columns { continue }
                out.take(backTo: mark)
                out.text(";")
                out.newLine()
            }
            at(net.place)
            declaration(net.isRegister ? "reg" : "wire", width: net.width, name: net.name, net.attributes)
            initial(net.value)
        }
        out.text(";")
        out.newLine()
    }

    private mutating func declarator(_ net: NetSyntax) {
        out.name(net.name)
        initial(net.value)
    }

    private mutating func initial(_ value: Expression?) {
        guard let value else { return }
        out.text(" = ")
        out.flat(value)
    }

    private mutating func declaration(_ kind: StaticString, width: Int, name: Name, _ attributes: [Attribute]) {
        out.text("  ")
        if !attributes.isEmpty {
            self.attributes(attributes)
            out.text(" ")
        }
        out.text(kind)
        out.text(" ")
        range(width)
        if width > 1 { out.text(" ") }
        out.name(name)
    }

    private mutating func contents(_ contents: ContentsSyntax) {
        at(contents.place)
        let isFull = contents.words.count == contents.depth
        let isBlock = !contents.words.isEmpty
        out.text("  initial")
        if isBlock {
            out.text(" begin")
            out.newLine()
        }
        if !isFull {
            let (counter, memory) = (out.text(of: contents.counter), out.text(of: contents.memory))
            out.text(isBlock ? "    for (" : " for (")
            out.text("\(counter) = 0; \(counter) < \(contents.depth); \(counter) = \(counter) + 1) ")
            out.text("\(memory)[\(counter)] = ")
            out.literal(.zero(width: contents.width))
            out.text(";")
            out.newLine()
        }
        for (index, word) in contents.words.enumerated() where isFull || !word.isZero {
            out.text("    ")
            out.name(contents.memory)
            out.text("[")
            out.number(index)
            out.text("] = ")
            out.literal(word)
            out.text(";")
            out.newLine()
        }
        if isBlock {
            out.text("  end")
            out.newLine()
        }
    }

    private mutating func always(_ always: AlwaysSyntax) {
        at(always.place)
        out.text("  always @")
        if let events = always.events {
            out.text("(")
            for (index, event) in events.enumerated() {
                if index > 0 { out.text(" or ") }
                out.text(event.edge == .rising ? "posedge " : "negedge ")
                out.name(event.signal)
            }
            out.text(")")
        } else {
            out.text("*")
        }
        guard always.body.count == 1 else { return body(always.body, indent: 2, forceBlock: true) }
        switch always.body[0] {
        case .assign, .display: return body(always.body, indent: 2)
        default: break
        }
        endLine(always.place)
        statement(always.body[0], indent: 4)
    }

    private mutating func parameters(_ parameters: [ExternalCircuit.Parameter]) {
        guard !parameters.isEmpty else { return }
        out.text("#(")
        for (index, parameter) in parameters.enumerated() {
            out.text((index > 0 ? ", ." : ".") + parameter.name + "(")
            switch parameter.value {
            case .integer(let number): out.text(String(number))
            case .text(let text): quoted(text)
            case .bits(let value): out.literal(value)
            }
            out.text(")")
        }
        out.text(") ")
    }

    private mutating func instance(_ instance: InstanceSyntax) {
        at(instance.place)
        out.text("  ")
        if !instance.attributes.isEmpty {
            attributes(instance.attributes)
            out.text(" ")
        }
        out.text(instance.module)
        out.text(" ")
        parameters(instance.parameters)
        out.name(instance.name)
        out.text(" (")
        if !comments.isEmpty {
            endLine(instance.place)
            out.text("   ")
        }
        for (index, connection) in instance.connections.enumerated() {
            if !fits(connection, space: index > 0 || !comments.isEmpty) {
                out.newLine(indent: 4)
                self.connection(connection)
            }
            if index < instance.connections.count - 1 { out.text(",") }
        }
        guard !instance.formalConnections.isEmpty else {
            out.text(");")
            return out.newLine()
        }
        out.newLine()
        out.text("`ifdef FORMAL")
        out.newLine()
        for (index, connection) in instance.formalConnections.enumerated() {
            out.text(index > 0 || !instance.connections.isEmpty ? "    , " : "    ")
            self.connection(connection)
            out.newLine()
        }
        out.text("`endif")
        out.newLine()
        out.text("  );")
        out.newLine()
    }

    /// Writes a connection behind what is on the line, if it fits there.
    private mutating func fits(_ connection: InstanceSyntax.Connection, space: Bool) -> Bool {
        let mark = out.count
        if space { out.text(" ") }
        out.text(".")
        out.text(connection.port)
        out.text("(")
        out.flat(connection.value)
        out.text(")")
        if out.column + 2 <= TextBuffer.columns { return true }
        out.take(backTo: mark)
        return false
    }

    private mutating func connection(_ connection: InstanceSyntax.Connection) {
        out.text(".")
        out.text(connection.port)
        out.text("(")
        out.layOut(connection.value, indent: 6, tail: 2)
        out.text(")")
    }
}

extension Item {
    /// True for logic of about one line: lines of different kinds then need no blank line between them.
    fileprivate var isLogicLine: Bool {
        switch self {
        case .assign: true
        case .contents(let contents): contents.words.isEmpty
        case .always: !isBlock
        default: false
        }
    }

    /// True for what stands off from its neighbours by a blank line.
    fileprivate var isBlock: Bool {
        switch self {
        case .always(let always):
            if always.body.count == 1, case .assign = always.body[0] { return false }
            return true
        case .instance(let instance): return instance.connections.count > 12 || !instance.formalConnections.isEmpty
        default: return false
        }
    }
}
