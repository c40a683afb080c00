/// A netlist in the JSON form of Yosys (`write_json`, `read_json`): what Yosys' manual says of that format, and no more.
struct YosysNetlist: Encodable {
    var creator: String
    var modules: [String: Module] = [:]

    /// A bit of a signal: a net's number, or a constant.
    enum Bit: Hashable, Encodable {
        case net(Int)
        case constant(Bool)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .net(let number): try container.encode(number)
            case .constant(let value): try container.encode(value ? "1" : "0")
            }
        }
    }

    /// A parameter or an attribute: a number of 32 bits, or a text. Texts of zeros and ones are bit vectors.
    enum Value: Encodable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
        case number(Int)
        case text(String)

        init(integerLiteral value: Int) { self = .number(value) }
        init(stringLiteral value: String) { self = .text(value) }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    struct Module: Encodable {
        var attributes: [String: Value] = [:]
        var ports: [String: Port] = [:]
        var cells: [String: Cell] = [:]
        var netnames: [String: Net] = [:]
    }

    struct Port: Encodable {
        var direction: String
        var bits: [Bit]
    }

    struct Cell: Encodable {
        var type: String
        var parameters: [String: Value] = [:]
        var attributes: [String: Value] = [:]
        /// Yosys needs the directions of a cell that is an instance.
        var directions: [String: String] = [:]
        var connections: [String: [Bit]] = [:]

        private enum CodingKeys: String, CodingKey {
            case type, parameters, attributes, connections
            case directions = "port_directions"
        }
    }

    struct Net: Encodable {
        var bits: [Bit]
        var attributes: [String: Value] = [:]
    }
}
