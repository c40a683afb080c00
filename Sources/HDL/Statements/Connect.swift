import Netlist

/// Connects the signals of two interfaces that have the same name, of whatever types: the left side takes the value of the right side; `Flipped` ones
/// flow from left to right. Signals that only one side has are a diagnostic, unless it is meant: `partially: true`.
///
///     connect(request, command)                       // every field, by name
///     connect(bus, port, partially: true)             // those that both have
public func connect<Left: HardwareHandle, Right: HardwareHandle>(
    _ left: Left, _ right: Right, partially: Bool = false, fileID: StaticString = #fileID, line: Int = #line
) {
    guard let elaboration = Elaboration.of(left._bound, right._bound) else { return }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return }
    guard let target = left._bound, let source = right._bound else {
        _ = builder.operand(nil, at: place)
        return
    }
    let (targets, sources) = (left.leaves, right.leaves)
    func say(_ message: String, _ hint: String) {
        elaboration.report(Diagnostic(Code.unconnected, message, at: place, hint: hint))
    }
    let numbers = Dictionary(sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let lonely = [
        ("the left side", targets.map(\.name).filter { numbers[$0] == nil }),
        ("the right side", sources.map(\.name).filter { name in !targets.contains { $0.name == name } }),
    ].filter { !$0.1.isEmpty }
    if !lonely.isEmpty, !partially {
        let text = lonely.map { side, names in "\(names.map { "'\($0)'" }.joined(separator: ", ")) of \(side)" }
        say(
            "'connect' leaves \(text.joined(separator: " and ")) unconnected",
            "connect them one by one, and say `partially: true`")
    } else if lonely.count == 2, lonely[0].1.count == targets.count {
        say("'connect' finds no name that both sides have", "connect the fields one by one")
    }
    for (offset, leaf) in targets.enumerated() {
        guard let other = numbers[leaf.name] else { continue }
        let (to, from) = (target.advanced(by: offset), source.advanced(by: other))
        if leaf.isFlipped != sources[other].isFlipped {
            say(
                "'\(leaf.name)' flows one way on the left side and the other way on the right side",
                "`Flipped` turns one")
        } else if leaf.isFlipped {
            builder.assign(from, to, widths: (sources[other].width, leaf.width), at: place)
        } else {
            builder.assign(to, from, widths: (leaf.width, sources[other].width), at: place)
        }
    }
}
