import Netlist

/// Instances.
extension ModulePrinter {
    private mutating func parameters(_ parameters: [ExternalCircuit.Parameter]) {
        guard !parameters.isEmpty else { return }
        out.text("#(")
        for (index, parameter) in parameters.enumerated() {
            out.string((index > 0 ? ", ." : ".") + parameter.name + "(")
            switch parameter.value {
            case .integer(let number): out.string(String(number))
            case .text(let text): quoted(text)
            case .bits(let value): out.literal(value)
            }
            out.text(")")
        }
        out.text(") ")
    }

    mutating func instance(_ instance: InstanceSyntax) {
        at(instance.place)
        out.text("  ")
        if !instance.attributes.isEmpty {
            attributes(instance.attributes)
            out.text(" ")
        }
        out.string(instance.module)
        out.text(" ")
        parameters(instance.parameters)
        out.name(instance.name)
        out.text(" (")
        let isLong = instance.isLong || hasComments
        if isLong { endLine(instance.place) }
        let starts = isLong ? Bundles.starts(instance.connections.map(\.port.utf8)) : []
        for (index, connection) in instance.connections.enumerated() {
            let isBehind = isLong ? !starts[index] : true
            if !isBehind || !fits(connection, space: index > 0) {
                if isLong, index == 0 { out.spaces(4) } else { out.newLine(indent: 4) }
                self.connection(connection)
            }
            if index < instance.connections.count - 1 { out.text(",") }
        }
        if isLong || !instance.formalConnections.isEmpty { out.newLine() }
        if !instance.formalConnections.isEmpty {
            out.text("`ifdef FORMAL")
            out.newLine()
            for (index, connection) in instance.formalConnections.enumerated() {
                out.text(index > 0 || !instance.connections.isEmpty ? "    , " : "    ")
                self.connection(connection)
                out.newLine()
            }
            out.text("`endif")
            out.newLine()
        }
        out.text(isLong || !instance.formalConnections.isEmpty ? "  );" : ");")
        out.newLine()
    }

    /// Writes a connection behind what is on the line, if it fits there.
    private mutating func fits(_ connection: InstanceSyntax.Connection, space: Bool) -> Bool {
        let mark = out.count
        if space { out.text(" ") }
        out.text(".")
        out.string(connection.port)
        out.text("(")
        out.flat(connection.value)
        out.text(")")
        if out.column + 2 <= TextBuffer.columns { return true }
        out.take(backTo: mark)
        return false
    }

    private mutating func connection(_ connection: InstanceSyntax.Connection) {
        out.text(".")
        out.string(connection.port)
        out.text("(")
        out.layOut(connection.value, indent: 6, tail: 2)
        out.text(")")
    }
}

extension InstanceSyntax {
    /// True for what does not stand in a line or three.
    var isLong: Bool { connections.count > 12 || !formalConnections.isEmpty }
}
