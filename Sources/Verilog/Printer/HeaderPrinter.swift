import Netlist

/// A module's ports, and attributes.
extension ModulePrinter {
    /// The list of ports: those of one direction and width side by side, the names below each other.
    mutating func ports(_ module: HeaderSyntax) {
        if module.ports.isEmpty, module.formalPorts.isEmpty {
            out.text(";")
            return out.newLine()
        }
        out.text(" (")
        out.newLine()
        let columns = PortColumns(module.ports + module.formalPorts)
        let starts = Bundles.starts(module.ports.map { out.bytes(of: $0.name) }) {
            module.ports[$0].isLike(module.ports[$1])
        }
        for (index, port) in module.ports.enumerated() {
            if starts[index] || !fits(port) {
                if index > 0 { endLine(module.ports[index - 1].place) }
                self.port(port, columns)
            }
            if index < module.ports.count - 1 { out.text(",") }
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
                self.port(port, columns)
                endLine(port.place)
            }
            out.text("`endif")
            out.newLine()
        }
        out.place = module.place
        out.text(");")
        out.newLine()
    }

    /// Writes a port's name behind the one before it, if it fits there.
    private mutating func fits(_ port: PortSyntax) -> Bool {
        guard !hasComments, out.column + 2 + out.columns(port.name) < TextBuffer.columns else { return false }
        out.text(" ")
        out.name(port.name)
        return true
    }

    private mutating func port(_ port: PortSyntax, _ columns: PortColumns) {
        at(port.place)
        out.text("  ")
        if !port.attributes.isEmpty {
            attributes(port.attributes)
            out.text(" ")
        }
        out.text(port.direction == .input ? "input  " : "output ")
        out.text(port.isRegister ? "reg  " : "wire ")
        let mark = out.count
        range(port.width)
        out.spaces(columns.range - (out.count - mark))
        out.name(port.name)
    }

    /// `[7:0]`; nothing for one bit.
    mutating func range(_ width: Int) {
        if width > 1 { out.range(high: width - 1, low: 0) }
    }

    mutating func attributes(_ attributes: [Attribute]) {
        guard !attributes.isEmpty else { return }
        out.text("(* ")
        for (index, attribute) in attributes.enumerated() {
            if index > 0 { out.text(", ") }
            out.string(attribute.key)
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
}

/// How wide the widest `[7:0] ` of some ports is.
private struct PortColumns {
    var range = 0

    init(_ ports: [PortSyntax]) {
        for port in ports where port.width > 1 { range = max(range, 5 + String(port.width - 1).utf8.count) }
    }
}

extension PortSyntax {
    /// True for ports that one `input wire [7:0]` can declare.
    fileprivate func isLike(_ other: PortSyntax) -> Bool {
        direction == other.direction && isRegister == other.isRegister && width == other.width && attributes.isEmpty
            && other.attributes.isEmpty
    }
}
