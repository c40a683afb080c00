import Netlist

/// One Verilog module, ready to be printed.
struct ModuleSyntax: Sendable {
    var name: String
    var attributes: [Attribute]
    var ports: [PortSyntax]
    /// Ports that exist only under `FORMAL`.
    var formalPorts: [PortSyntax]
    /// Declarations.
    var declarations: [[Item]]
    /// Declarations under `FORMAL` that what follows needs.
    var formalDeclarations: [Item]
    /// Groups of items with a blank line between them.
    var sections: [[Item]]
    /// The same for what stands under `FORMAL`.
    var formalSections: [[Item]]
    var place: Place
}

struct PortSyntax: Sendable {
    var direction: Port.Direction
    var isRegister: Bool
    var width: Int
    var name: String
    var attributes: [Attribute]
    var place: Place
}

/// Something at the top level of a module.
enum Item: Sendable {
    case parameter(ParameterSyntax)
    /// `wire [3:0] x = value;`, `reg [3:0] x = value;`, or either without a value.
    case net(NetSyntax)
    /// `reg [7:0] x [0:15];`.
    case memory(name: String, width: Int, depth: Int, attributes: [Attribute], place: Place)
    /// `integer x;`.
    case integer(String)
    case contents(ContentsSyntax)
    case assign(target: Expression, value: Expression, place: Place)
    case always(AlwaysSyntax)
    case instance(InstanceSyntax)
}

struct ParameterSyntax: Sendable {
    var name: String
    var value: BitVector
}

struct NetSyntax: Sendable {
    var isRegister: Bool
    var width: Int
    var name: String
    var value: Expression?
    var attributes: [Attribute] = []
    var place: Place
}

/// Power-on contents of a memory.
struct ContentsSyntax: Sendable {
    var memory: String
    var depth: Int
    /// Words from 0; the rest is zero.
    var words: [BitVector]
    var width: Int
    /// The loop's variable; needed unless every word is listed.
    var counter: String
    var place: Place
}

struct AlwaysSyntax: Sendable {
    /// Nil: `@*`.
    var events: [Event]?
    var body: [StatementSyntax]
    var place: Place

    struct Event: Sendable {
        var signal: String
        var edge: Clocking.Edge
    }
}

struct InstanceSyntax: Sendable {
    var module: String
    var name: String
    var attributes: [Attribute]
    var connections: [Connection]
    /// Connections of the ports that exist only under `FORMAL`.
    var formalConnections: [Connection]
    var place: Place

    struct Connection: Sendable {
        var port: String
        var value: Expression
        /// False for an output: connecting it reads nothing.
        var isInput: Bool
    }
}
