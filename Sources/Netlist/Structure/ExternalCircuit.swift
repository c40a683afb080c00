/// A circuit of which only the ports are known here: a module that is written in Verilog.
public struct ExternalCircuit: Hashable, Sendable {
    /// A value of a Verilog parameter.
    public enum Value: Hashable, Sendable {
        case integer(Int)
        case text(String)
        case bits(BitVector)
    }

    public struct Parameter: Hashable, Sendable {
        public var name: String
        public var value: Value

        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The module's name in Verilog.
    public var module: String
    public var parameters: [Parameter]
    /// Its Verilog, which becomes a file of the design; nil: the tools know the module (a primitive of the device).
    public var text: String?

    public init(module: String, parameters: [Parameter] = [], text: String? = nil) {
        self.module = module
        self.parameters = parameters
        self.text = text
    }
}
