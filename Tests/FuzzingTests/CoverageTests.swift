import Testing

@testable import Fuzzing

/// What random designs consist of.
@Suite struct CoverageTests {
    private static let recipes = (0..<400).map { Generator.make(seed: UInt64($0), size: 1) }

    /// All rows of the operator table, those of crossings too.
    @Test func everyOperator() {
        var counts: [Int: Int] = [:]
        for var recipe in Self.recipes {
            recipe.visitExpressions { if case .operation(let row, _, _, _) = $0 { counts[row, default: 0] += 1 } }
        }
        let missing = Operation.table.indices.filter { counts[$0] == nil }.map { Operation.table[$0].template }
        #expect(missing.isEmpty)
    }

    /// All widths from 1 to 200.
    @Test func everyWidth() {
        var widths: Set<Int> = []
        for var recipe in Self.recipes { recipe.visitExpressions { widths.insert($0.kind.width) } }
        let missing = (1...200).filter { !widths.contains($0) }
        // Rare ones come with more seeds.
        #expect(missing.count < 60, "\(missing)")
        #expect((1...66).allSatisfy(widths.contains))
    }

    /// Each construct, at least a few times.
    @Test func everyConstruct() {
        var counts: [String: Int] = [:]
        for recipe in Self.recipes { for name in Set(constructs(of: recipe)) { counts[name, default: 0] += 1 } }
        let wanted = [
            "wire", "register", "register without reset", "vector", "bundle", "vector of bundles", "enumeration",
            "state machine binary", "state machine one-hot", "state machine gray", "memory", "memory with contents",
            "dual-port memory", "dual-port memory of two clocks", "stream", "instance", "region", "falling edge",
            "second clock", "asynchronous reset", "active-low reset", "when", "when in when", "switch",
            "switch in when",
            "switch with don't-cares", "switch of an enumeration", "mask", "read combinational", "read registered",
            "read-write port", "dynamic index", "dynamic target", "partial target", "whole aggregate", "from bits",
            "mux of aggregates", "decode table", "lookup", "multiplication", "division",
            "flipped input", "flipped output", "flipped wire", "clock made of data",
        ]
        for name in wanted { #expect(counts[name, default: 0] >= 3, "\(name)") }
    }

    private func constructs(of recipe: Recipe) -> [String] {
        var found: [String] = []
        for part in recipe.modules {
            for reset in [part.reset, part.second?.reset].compactMap(\.self) {
                if reset.isAsynchronous { found.append("asynchronous reset") }
                if reset.isActiveLow { found.append("active-low reset") }
            }
            for link in part.links { found.append(link.isOutput ? "flipped output" : "flipped input") }
            if part.second != nil { found.append("second clock") }
            for port in part.inputs + part.outputs { found.append(name(of: port.form)) }
            found += constructs(of: part.items, hasSecond: part.second != nil)
        }
        var copy = recipe
        copy.visitExpressions { found += constructs(of: $0) }
        return found
    }

    private func name(of form: Form) -> String {
        switch form {
        case .scalar(.mode): "enumeration"
        case .scalar: "scalar"
        case .vector: "vector"
        case .record: "bundle"
        case .records: "vector of bundles"
        }
    }

    private func constructs(of items: [Item], hasSecond: Bool) -> [String] {
        items.flatMap { item -> [String] in
            switch item {
            case .wire(let signal): ["wire", name(of: signal.form)]
            case .register(let signal, let reset):
                [reset == nil ? "register without reset" : "register", name(of: signal.form)]
            case .machine(_, let encoding, _):
                ["state machine \(encoding == .oneHot ? "one-hot" : encoding.rawValue)"]
            case .memory(_, _, _, let initial): [initial.isEmpty ? "memory" : "memory with contents"]
            case .dualMemory: [hasSecond ? "dual-port memory of two clocks" : "dual-port memory"]
            case .stream: ["stream"]
            case .link: ["flipped wire"]
            case .instance: ["instance"]
            case .region(let region, let inner):
                [region.data != nil ? "clock made of data" : region.isFalling ? "falling edge" : "region"]
                    + constructs(of: inner, hasSecond: hasSecond)
            case .statements(let block): constructs(of: block, inside: nil)
            }
        }
    }

    private func constructs(of block: [Statement], inside outer: String?) -> [String] {
        block.flatMap { statement -> [String] in
            var found: [String] = []
            var kind: String?
            switch statement {
            case .when: kind = "when"
            case .select(_, let arms, _):
                kind = "switch"
                if arms.contains(where: { $0.patterns.contains { $0.contains("?") } }) {
                    found.append("switch with don't-cares")
                }
            case .selectMode: found.append("switch of an enumeration")
            case .write(_, _, _, let mask): if mask != nil { found.append("mask") }
            case .connect: found.append("whole aggregate")
            case .choose: found.append("mux of aggregates")
            case .fromBits: found.append("from bits")
            case .assign(.signal(_, let steps, _), _):
                if steps.contains(where: \.isDynamic) { found.append("dynamic target") }
            case .assign(.operation, _): found.append("partial target")
            default: break
            }
            if let kind {
                found.append(kind)
                if let outer { found.append("\(kind) in \(outer)") }
            }
            return found + statement.bodies.flatMap { constructs(of: $0, inside: kind) }
        }
    }

    private func constructs(of expression: Expression) -> [String] {
        switch expression {
        case .memory(_, .combinational, _, _): ["read combinational"]
        case .memory(_, .registered, _, _): ["read registered"]
        case .memory(_, .port, _, _): ["read-write port"]
        case .signal(_, let steps, _): steps.contains(where: \.isDynamic) ? ["dynamic index"] : []
        case .operation(let row, _, _, _):
            switch Operation.table[row].template {
            case let text where text.hasPrefix("decodeTable"): ["decode table"]
            case let text where text.hasPrefix("lookup"): ["lookup"]
            case "($0 * $1)": ["multiplication"]
            case "($0 / #0)": ["division"]
            default: []
            }
        default: []
        }
    }
}
