/// A netlist of cells as another tool wrote it, module by module.
struct CellNetlist: Sendable {
    struct Module: Sendable {
        var name: String
        /// Nothing is known of what is inside.
        var isBlackBox = false
        var ports: [Port] = []
        var cells: [Cell] = []
        /// Initial values by net.
        var initial: [Int32: Bool] = [:]
        /// Nets are numbered below this.
        var netCount = 0
        var line = 0
        /// Where the format has such paths: where the module is.
        var path = ""
    }

    enum Direction: Sendable { case input, output, bidirectional }

    struct Port: Sendable {
        var name: String
        var direction: Direction
        var bits: [NetBit]
    }

    struct Cell: Sendable {
        var name: String
        var type: String
        var parameters: [String: Parameter] = [:]
        /// Those that matter: of a memory, how it is to be built.
        var attributes: [String: Parameter] = [:]
        var connections: [(port: String, bits: [NetBit])] = []
        /// Of a table of cubes (`.names`): `0`, `1` or `-` for each input, and whether the cubes are those that give one.
        var cubes: [[UInt8]] = []
        var isOnSet = true
        var line = 0
        var path = ""

        subscript(port: String) -> [NetBit]? { connections.first { $0.port == port }?.bits }
    }

    enum Parameter: Sendable {
        case integer(Int)
        /// Digits `0`, `1`, `x`, `z`, the highest first; or any other text.
        case text(String)

        /// As a number; bits that are not defined count as 0. Nil for other text and for more than 62 bits that matter.
        var integer: Int? {
            switch self {
            case .integer(let value): return value
            case .text(let text):
                var value = 0
                for digit in text.utf8 {
                    guard "01xz".utf8.contains(digit), value < 1 << 61 else { return nil }
                    value = value << 1 | (digit == UInt8(ascii: "1") ? 1 : 0)
                }
                return text.isEmpty ? nil : value
            }
        }

        /// Bit by bit, lowest first; nil where it is not defined.
        func bits(_ width: Int) -> [Bool?] {
            switch self {
            case .integer(let value): return (0..<width).map { $0 < 63 ? value >> $0 & 1 == 1 : value < 0 }
            case .text(let text):
                let digits = text.utf8.reversed().prefix(width).map { digit -> Bool? in
                    digit == UInt8(ascii: "1") ? true : digit == UInt8(ascii: "0") ? false : nil
                }
                return digits + Array(repeating: false, count: width - digits.count)
            }
        }
    }

    var modules: [Module] = []
    /// By name.
    var numbers: [String: Int] = [:]
    var top = 0
}
