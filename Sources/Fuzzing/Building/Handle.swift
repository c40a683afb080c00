import HDL
import Netlist

/// A declared signal of the design that is being built.
enum Handle {
    case scalar(Value)
    case bits(Vector<Bit>)
    case numbers(Vector<Unsigned>)
    case signeds(Vector<Signed>)
    case modes(Vector<Enumerated<Mode>>)
    case record(Wire<Record>)
    case records(Vector<Record>)
    case link(Wire<Link>)

    /// The language's own handle.
    var hardware: any HardwareHandle {
        switch self {
        case .scalar(let value): value.handle
        case .bits(let value): value
        case .numbers(let value): value
        case .signeds(let value): value
        case .modes(let value): value
        case .record(let value): value
        case .records(let value): value
        case .link(let value): value
        }
    }

    /// The scalar at the end of `steps`. A step that leads nowhere gives a constant.
    func scalar(_ steps: [Expression.Step], _ evaluate: (Expression) -> Unsigned) -> Value {
        guard let first = steps.first else {
            if case .scalar(let value) = self { return value }
            return .bit(constant(false))
        }
        let rest = Array(steps.dropFirst())
        let index: Int?
        switch first {
        case .element(let number): index = number
        case .dynamic(let expression): return element(at: evaluate(expression)).scalar(rest, evaluate)
        default: index = nil
        }
        if let index {
            switch self {
            case .bits(let vector): return .bit(vector[index])
            case .numbers(let vector): return .unsigned(vector[index])
            case .signeds(let vector): return .signed(vector[index])
            case .modes(let vector): return .mode(vector[index])
            case .records(let vector): return Handle.record(vector[index]).scalar(rest, evaluate)
            case .scalar, .record, .link: return .bit(constant(false))
            }
        }
        guard case .record(let record) = self else { return .bit(constant(false)) }
        switch first {
        case .flag(let number) where record.flags.indices.contains(number): return .bit(record.flags[number])
        case .number(let number) where record.numbers.indices.contains(number):
            return .unsigned(record.numbers[number])
        case .signed(let number) where record.signeds.indices.contains(number): return .signed(record.signeds[number])
        default: return .bit(constant(false))
        }
    }

    private func element(at index: Unsigned) -> Handle {
        switch self {
        case .bits(let vector): .scalar(.bit(vector[index]))
        case .numbers(let vector): .scalar(.unsigned(vector[index]))
        case .signeds(let vector): .scalar(.signed(vector[index]))
        case .modes(let vector): .scalar(.mode(vector[index]))
        case .records(let vector): .record(vector[index])
        case .scalar, .record, .link: self
        }
    }
}

/// What is made of a shape.
enum Declaring {
    case input
    case output
    case wire
    case register([Int]?)
    case from(Unsigned)

    func callAsFunction(_ form: Form) -> Handle {
        switch form {
        case .scalar(.bit): .scalar(.bit(make(bit)))
        case .scalar(.unsigned(let width)): .scalar(.unsigned(make(unsigned(width))))
        case .scalar(.signed(let width)): .scalar(.signed(make(signed(width))))
        case .scalar(.mode): .scalar(.mode(make(Enumerated<Mode>())))
        case .vector(let count, .bit): .bits(make(vector(count, of: bit)))
        case .vector(let count, .unsigned(let width)): .numbers(make(vector(count, of: unsigned(width))))
        case .vector(let count, .signed(let width)): .signeds(make(vector(count, of: signed(width))))
        case .vector(let count, .mode): .modes(make(vector(count, of: Enumerated<Mode>())))
        case .record(let fields): .record(make(Record(fields)))
        case .records(let count, let fields): .records(make(vector(count, of: Record(fields))))
        }
    }

    private func make<Shape: HardwareValue>(_ shape: Shape) -> Shape.Handle {
        switch self {
        case .input: HDL.input(shape)
        case .output: HDL.output(shape)
        case .wire: HDL.wire(shape)
        case .register(let values?): HDL.register(shape, reset: values)
        case .register(nil): HDL.register(shape, reset: nil as Int?)
        case .from(let bits): shape.from(bits: bits)
        }
    }
}

extension Record {
    init(_ fields: Fields) { self.init(flags: fields.flags, numbers: fields.numbers, signeds: fields.signeds) }
}

/// `target <== source`, whatever they are; nothing where their kinds differ.
func connect(_ target: any HardwareHandle, _ source: any HardwareHandle) {
    func open<Target: HardwareHandle>(_ target: Target) {
        if let source = source as? Target { target <== source }
    }
    open(target)
}

/// `mux` of two aggregates of one kind.
func choose(_ condition: Bit, _ first: any HardwareHandle, _ second: any HardwareHandle) -> any HardwareHandle {
    func open<First: HardwareHandle>(_ first: First) -> any HardwareHandle {
        guard let second = second as? First else { return first }
        return mux(condition, first, second)
    }
    return open(first)
}
