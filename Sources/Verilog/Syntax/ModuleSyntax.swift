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

extension Syntax {
    /// Every name that an item reads, with the bits: nil for all of them.
    func forEachRead(_ item: Item, _ body: (Name, _ low: Int?, _ high: Int) -> Void) {
        switch item {
        case .parameters, .memory, .contents: break
        case .net(let net): if let value = net.value { forEachRead(value, body) }
        case .nets(let nets): for net in nets { forEachRead(.net(net), body) }
        case .assign(_, let value, _): forEachRead(value, body)
        case .always(let always):
            for event in always.events { body(event.signal, nil, 0) }
            forEachRead(always.body, body)
        case .instance(let instance):
            for connection in instance.connections where connection.isInput { forEachRead(connection.value, body) }
        }
    }

    private func forEachRead(_ statements: Body, _ body: (Name, _ low: Int?, _ high: Int) -> Void) {
        for statement in self.statements(of: statements) {
            switch statement {
            case .assign(let target, let value, _, _):
                forEachReadOfTarget(target, body)
                forEachRead(value, body)
            case .conditional(let condition, let then, let otherwise, _):
                forEachRead(condition, body)
                forEachRead(then, body)
                forEachRead(otherwise, body)
            case .select(let select):
                forEachRead(select.subject, body)
                for arm in 0..<select.armCount { forEachRead(arms[select.firstArm + arm].body, body) }
            case .assertion(_, _, _, let condition, _): forEachRead(condition, body)
            case .display(_, let values, _):
                for index in 0..<Int(values.count) { forEachRead(self[values, index], body) }
            }
        }
    }
}
