import Simulation

/// A port of the running circuit, by address: a poke or a peek is one store or load. After pokes the model must be settled.
struct Pin {
    private let address: UnsafeMutableRawPointer
    private let bytes: Int

    /// - Throws: `SIM001` when there is no such port.
    init(_ model: any Simulator, _ name: String) throws(SimulationError) {
        let port = try model.port(name)
        address = try model.pointer(to: port)
        bytes = port.width <= 8 ? 1 : port.width <= 16 ? 2 : port.width <= 32 ? 4 : 8
    }

    @inline(__always) var value: UInt64 {
        get {
            switch bytes {
            case 1: UInt64(address.load(as: UInt8.self))
            case 2: UInt64(address.load(as: UInt16.self))
            case 4: UInt64(address.load(as: UInt32.self))
            default: address.load(as: UInt64.self)
            }
        }
        nonmutating set {
            switch bytes {
            case 1: address.storeBytes(of: UInt8(truncatingIfNeeded: newValue), as: UInt8.self)
            case 2: address.storeBytes(of: UInt16(truncatingIfNeeded: newValue), as: UInt16.self)
            case 4: address.storeBytes(of: UInt32(truncatingIfNeeded: newValue), as: UInt32.self)
            default: address.storeBytes(of: newValue, as: UInt64.self)
            }
        }
    }

    @inline(__always) var isHigh: Bool { value & 1 == 1 }
}
