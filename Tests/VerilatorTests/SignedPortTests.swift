import HDL
import Simulation
import Testing
import Verilator

private final class Negator: Module {
    let number = input(signed(5))
    let negated = output(signed(6))

    override func circuit() { negated <== number.negated }
}

/// Ports in two's complement are numbers with a sign for a test, too.
@Suite struct SignedPortTests {
    @Test func valuesWithSign() throws {
        let model = try VerilatedModel(elaborate { Negator() })
        for value in -16...15 {
            try model.poke("number", signed: value)
            #expect(try model.peekSigned("number") == value)
            #expect(try model.peekSigned("negated") == -value)
        }
    }

    @Test(arguments: [16, -17, .max, .min])
    func valuesThatDoNotFit(value: Int) throws {
        let model = try VerilatedModel(elaborate { Negator() })
        let error = #expect(throws: SimulationError.self) { try model.poke("number", signed: value) }
        #expect(
            error?.description == """
                error[SIM003]: the value \(value) does not fit “number”, which has 5 bits in two's complement
                  help: it must be from -2^4 to 2^4 - 1
                """)
    }

    @Test func onlyInputsArePoked() throws {
        let model = try VerilatedModel(elaborate { Negator() })
        let error = #expect(throws: SimulationError.self) { try model.poke("negated", signed: 100) }
        #expect(error?.code == .notAnInput)
    }
}
