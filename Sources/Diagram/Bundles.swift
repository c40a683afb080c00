import Netlist

/// Which leaves belong together. A netlist has leaves only; those of one bundle share the name before the first `_`, as
/// the language names them (`request_valid`, `request_payload_data`).
struct Bundles {
    /// One bundle, or one signal alone.
    struct Group {
        /// As a designer writes it: `memory.request`.
        var name: String
        var leaves: [NodeID]
    }

    var groups: [Group] = []

    /// - Parameters:
    ///   - leaves: with their names, in the order in which the groups shall come.
    ///   - isSplit: says for the leaves of a bundle of bundles whether its parts are groups of their own.
    init(_ leaves: [(node: NodeID, name: String)], split isSplit: ([NodeID]) -> Bool = { _ in false }) {
        for (prefix, members) in Self.grouped(leaves, depth: 1) {
            let parts = Self.grouped(members, depth: 2)
            let nested = members.count > 1 && parts.allSatisfy { $0.members.count > 1 } && parts.count > 1
            if nested, isSplit(members.map(\.node)) {
                groups += parts.map { Group(name: Self.dotted($0.name), leaves: $0.members.map(\.node)) }
            } else {
                let name = members.count == 1 ? members[0].name : prefix
                groups.append(Group(name: Self.dotted(name), leaves: members.map(\.node)))
            }
        }
    }

    private static func grouped(
        _ leaves: [(node: NodeID, name: String)], depth: Int
    ) -> [(name: String, members: [(node: NodeID, name: String)])] {
        var result: [(name: String, members: [(node: NodeID, name: String)])] = []
        var position: [String: Int] = [:]
        for leaf in leaves {
            let key = leaf.name.split(separator: "_").prefix(depth).joined(separator: "_")
            if let known = position[key] {
                result[known].members.append(leaf)
            } else {
                position[key] = result.count
                result.append((key, [leaf]))
            }
        }
        return result
    }

    private static func dotted(_ name: String) -> String { name.split(separator: "_").joined(separator: ".") }
}
