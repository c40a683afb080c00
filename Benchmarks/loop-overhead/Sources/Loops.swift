import Simulation
import Verilator

/// The loop that is measured, in two languages: an address to translate and whether a command is offered go in, the physical
/// address and whether the engine is busy come out, in every cycle.
enum Loops {
    /// As somebody would write it by hand in C++.
    static let native = """
        #pragma GCC visibility push(default)
        extern "C" uint64_t native_loop(Harness* h, uint64_t n) {
            Model* const top = h->top;
            uint64_t sum = 0;
            for (uint64_t i = 0; i < n; ++i) {
                top->data_address = i * 0x9e3779b97f4a7c15ull;
                top->command_valid = i & 1;
                top->clock = 0;
                top->eval();
                top->clock = 1;
                top->eval();
                sum += top->data_physical + top->busy;
            }
            return sum;
        }
        #pragma GCC visibility pop
        """

    /// With pins: ports of a fixed storage type.
    static func pins(_ model: VerilatedModel, _ cycles: UInt64) throws -> UInt64 {
        let address = try model.inputPin("data_address", as: UInt64.self)
        let command = try model.inputPin("command_valid", as: UInt8.self)
        let physical = try model.outputPin("data_physical", as: UInt64.self)
        let busy = try model.outputPin("busy", as: UInt8.self)
        var sum: UInt64 = 0
        for cycle in 0..<cycles {
            try address.poke(cycle &* 0x9E37_79B9_7F4A_7C15)
            try command.poke(UInt8(truncatingIfNeeded: cycle & 1))
            try model.step(1)
            sum &+= physical.peek() &+ UInt64(busy.peek())
        }
        return sum
    }

    /// With handles: ports of any width.
    static func handles(_ model: VerilatedModel, _ cycles: UInt64) throws -> UInt64 {
        let (address, command) = (try model.port("data_address"), try model.port("command_valid"))
        let (physical, busy) = (try model.port("data_physical"), try model.port("busy"))
        var sum: UInt64 = 0
        for cycle in 0..<cycles {
            try model.poke(address, cycle &* 0x9E37_79B9_7F4A_7C15)
            try model.poke(command, cycle & 1)
            try model.step(1)
            sum &+= try model.peek(physical) &+ model.peek(busy)
        }
        return sum
    }
}
