import Netlist

/// Declarations: enumerations, nets, registers, the contents of memories.
extension ModulePrinter {
    /// The cases of an enumeration: side by side where they fit, else below each other.
    mutating func parameters(_ parameters: [ParameterSyntax]) {
        let mark = out.count
        for (index, parameter) in parameters.enumerated() {
            if index == 0 { self.parameter(parameter) } else { out.text(", ") }
            if index > 0 { out.name(parameter.name) }
            value(parameter)
            if out.isTooLong { break }
        }
        out.text(";")
        guard out.isTooLong else { return out.newLine() }
        out.take(backTo: mark)
        let columns = parameters.reduce(0) { max($0, out.columns($1.name)) }
        for parameter in parameters {
            self.parameter(parameter)
            out.spaces(columns - out.columns(parameter.name))
            value(parameter)
            out.text(";")
            out.newLine()
        }
    }

    private mutating func parameter(_ parameter: ParameterSyntax) {
        out.text("  localparam ")
        range(parameter.value.width)
        if parameter.value.width > 1 { out.text(" ") }
        out.name(parameter.name)
    }

    private mutating func value(_ parameter: ParameterSyntax) {
        out.text(" = ")
        out.literal(parameter.value)
    }

    mutating func net(_ net: NetSyntax) {
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
    mutating func nets(_ nets: [NetSyntax]) {
        guard !hasComments else {
            for net in nets { self.net(net) }
            return
        }
        let starts = Bundles.starts(nets.map { out.bytes(of: $0.name) })
        for (index, net) in nets.enumerated() {
            if index > 0 {
                let mark = out.count
                out.text(", ")
                declarator(net)
                if !starts[index], out.column < TextBuffer.columns { continue }
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

    mutating func declaration(_ kind: StaticString, width: Int, name: Name, _ attributes: [Attribute]) {
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

    mutating func contents(_ contents: ContentsSyntax) {
        at(contents.place)
        let isFull = contents.words.count == contents.depth
        let isBlock = !contents.words.isEmpty
        if contents.declaresCounter {
            out.text("  integer ")
            out.name(contents.counter)
            out.text(";")
            if isBlock { out.newLine() }
        }
        out.text(contents.declaresCounter && !isBlock ? " initial" : "  initial")
        if isBlock {
            out.text(" begin")
            out.newLine()
        }
        if !isFull {
            let (counter, memory) = (out.text(of: contents.counter), out.text(of: contents.memory))
            out.text(isBlock ? "    for (" : " for (")
            out.string("\(counter) = 0; \(counter) < \(contents.depth); \(counter) = \(counter) + 1) ")
            out.string("\(memory)[\(counter)] = ")
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
}
