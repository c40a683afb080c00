import Netlist

/// Prints a line at every clock edge outside of reset at which this statement is reached, in simulation.
///
///     log("granted {} of {bin}, address {hex}", index, requests, address)
///
/// Each `{}` takes the next value, in decimal; `{hex}` and `{bin}` print all digits; `{{` is a brace. A bundle or vector prints its scalars
/// with spaces between them, a case its number. In Verilog it is a `$display` under `FORMAL`, with the rest of the verification
/// text; Yosys does not see it.
public func log(
    _ text: String, _ values: any HardwareHandle..., fileID: StaticString = #fileID, line: Int = #line
) {
    guard let elaboration = Elaboration.current else { return }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place), let message = builder.message(text, values, at: place) else {
        return
    }
    builder.property(.log, text, builder.constant(.ones(width: 1), at: place), message, at: place)
}

extension CircuitBuilder {
    /// The text with the nodes of its values; nil, and a diagnostic, where they do not agree.
    func message(_ text: String, _ values: [any HardwareHandle], at place: Place) -> Property.Message? {
        var parts: [Property.Message.Part] = []
        var (words, used, rest) = ("", 0, text[...])
        while let first = rest.first {
            if rest.hasPrefix("{{") || rest.hasPrefix("}}") || first != "{" {
                words.append(first)
                rest = rest.dropFirst(rest.hasPrefix("{{") || rest.hasPrefix("}}") ? 2 : 1)
                continue
            }
            let specifier = rest.dropFirst().prefix { $0 != "}" }
            rest = rest.dropFirst(specifier.count + 2)
            guard ["", "dec", "hex", "bin"].contains(specifier) else {
                refuseMessage(
                    "'{\(specifier)}' in a message is no format",
                    "there are `{}`, `{dec}`, `{hex}` and `{bin}`; a brace is `{{`", at: place)
                return nil
            }
            used += 1
            guard used <= values.count else { continue }
            if !words.isEmpty { parts.append(.text(words)) }
            words = ""
            guard let value = self.parts(of: values[used - 1], specifier, at: place) else { return nil }
            parts += value
        }
        if !words.isEmpty { parts.append(.text(words)) }
        guard used == values.count else {
            let (places, given) = (used == 1 ? "1 place" : "\(used) places", values.count)
            refuseMessage(
                "a message has \(places) for \(given) value\(given == 1 ? "" : "s")",
                "write one `{}` for each value; a brace is `{{`", at: place)
            return nil
        }
        return Property.Message(parts)
    }

    private func refuseMessage(_ message: String, _ hint: String, at place: Place) {
        elaboration.report(Diagnostic(Code.messageValues, message, at: place, hint: hint))
    }

    private func parts(
        of value: any HardwareHandle, _ specifier: Substring, at place: Place
    ) -> [Property.Message.Part]? {
        var parts: [Property.Message.Part] = []
        for (offset, leaf) in value.leaves.enumerated() {
            guard let node = operand(value._bound?.advanced(by: offset), at: place), !poisoned.contains(node) else {
                return nil
            }
            let decimal: Property.Message.Format = leaf.isSigned ? .signedDecimal : .decimal
            if offset > 0 { parts.append(.text(" ")) }
            parts.append(.value(node, specifier == "hex" ? .hexadecimal : specifier == "bin" ? .binary : decimal))
        }
        return parts
    }
}
