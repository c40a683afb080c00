import Netlist

/// What a module begins with.
struct HeaderSyntax: Sendable {
    var name: String
    var attributes: [Attribute]
    var ports: [PortSyntax]
    /// Ports that exist only under `FORMAL`.
    var formalPorts: [PortSyntax]
    var place: Place
}

struct PortSyntax: Sendable {
    var direction: Port.Direction
    var isRegister: Bool
    var width: Int
    var name: Name
    var attributes: [Attribute]
    var place: Place
}

/// Something at the top level of a module.
enum Item: Sendable {
    /// The cases of one enumeration: `localparam [1:0] x = 2'd0, y = 2'd1;`.
    case parameters([ParameterSyntax])
    /// `wire [3:0] x = value;`, `reg [3:0] x = value;`, or either without a value.
    case net(NetSyntax)
    /// Declarations of one kind and width, without attributes: `reg [3:0] x = 4'd0, y = 4'd1;`.
    case nets([NetSyntax])
    /// `reg [7:0] x [0:15];`.
    indirect case memory(name: Name, width: Int, depth: Int, attributes: [Attribute], place: Place)
    indirect case contents(ContentsSyntax)
    case assign(target: Expression, value: Expression, place: Place)
    case always(AlwaysSyntax)
    indirect case instance(InstanceSyntax)
}

struct ParameterSyntax: Sendable {
    var name: Name
    var value: BitVector
}

struct NetSyntax: Sendable {
    var name: Name
    var bits: Int32
    var value: Expression?
    var isRegister: Bool
    var attributes: [Attribute]
    var place: Place

    init(
        isRegister: Bool, width: Int, name: Name, value: Expression? = nil, attributes: [Attribute] = [], place: Place
    ) {
        self.isRegister = isRegister
        bits = Int32(width)
        self.name = name
        self.value = value
        self.attributes = attributes
        self.place = place
    }

    var width: Int { Int(bits) }
}

/// Power-on contents of a memory.
struct ContentsSyntax: Sendable {
    var memory: Name
    var depth: Int
    /// Words from 0; the rest is zero.
    var words: [BitVector]
    var width: Int
    /// The loop's variable; needed unless every word is listed.
    var counter: Name
    /// True where `integer i;` stands before the loop; later loops use the same.
    var declaresCounter: Bool
    var place: Place
}

struct AlwaysSyntax: Sendable {
    /// Empty: `@*`.
    var events: [Event]
    var body: Body
    var place: Place

    struct Event: Sendable {
        var signal: Name
        var edge: Clocking.Edge
    }
}

struct InstanceSyntax: Sendable {
    var module: String
    var name: Name
    var attributes: [Attribute]
    /// Values of the parameters of a module that is written in Verilog.
    var parameters: [ExternalCircuit.Parameter] = []
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
