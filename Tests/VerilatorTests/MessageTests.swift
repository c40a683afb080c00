import Netlist
import Simulation
import Testing
import Verilator

/// What a user reads when something is wrong.
@Suite struct MessageTests {
    private func description(_ body: () throws -> Void) throws -> String {
        try #require(throws: SimulationError.self, performing: body).description
    }

    @Test func noSuchPort() throws {
        let model = try VerilatedModel(Samples.counter)
        #expect(
            try description { _ = try model.port("cuont") } == """
                error[SIM001]: there is no port “cuont”
                  help: did you mean “count”?
                """)
        #expect(
            try description { _ = try model.port("temperature") } == """
                error[SIM001]: there is no port “temperature”
                  help: the ports are clock, reset, enable, count, twice, next, full
                """)
    }

    @Test func refusedPokes() throws {
        let model = try VerilatedModel(Samples.counter)
        #expect(
            try description { try model.poke("count", 1) } == """
                error[SIM002]: “count” is an output and cannot be poked
                  help: the inputs are reset, enable
                """)
        #expect(
            try description { try model.poke("clock", 1) } == """
                error[SIM002]: “clock” is the clock and cannot be poked
                  help: step() drives it
                """)
        #expect(
            try description { try model.poke("enable", 2) } == """
                error[SIM003]: the value 64'h0000000000000002 does not fit “enable”, which has 1 bit
                  help: a vector must have exactly the port's width; a number must be below 2^1
                """)
        #expect(try description { try model.poke("enable", BitVector(1, width: 2)) }.hasPrefix("error[SIM003]"))
        #expect(try model.peek("next") == 0)
    }

    @Test func widePortsAsNumbers() throws {
        let model = try VerilatedModel(Samples.wide([8, 65]))
        #expect(
            try description { _ = try model.peek("out_65") } == """
                error[SIM004]: “out_65” has 65 bits, more than 64 bits
                  help: peekVector gives a port of any width
                """)
        #expect(
            try description { _ = try model.steps(until: model.port("out_8"), limit: 1) }.hasPrefix("error[SIM004]"))
    }

    @Test func handlesOfAnotherModel() throws {
        let (model, other) = (try VerilatedModel(Samples.counter), try VerilatedModel(Samples.wide([8, 16, 32, 64])))
        let foreign = try other.port("out_64")
        #expect(
            try description { _ = try model.peek(foreign) }.hasPrefix(
                "error[SIM009]: the handle of port 8 is not one of this “counter”"))
        #expect(try description { _ = try model.pointer(to: foreign) }.hasPrefix("error[SIM009]"))
        #expect(try description { try model.poke(foreign, 0) }.hasPrefix("error[SIM009]"))
    }

    @Test func aFailedCheckPointsAtBothLines() throws {
        let model = try VerilatedModel(Samples.counter)
        try model.poke("enable", 1)
        #expect(
            try description { try model.step(1000) } == """
                error[SIM010]: a check of “counter” failed in cycle 200
                  at Counter.swift:133
                  in the Verilog at counter.v:33
                  | assert (value != 8'd200); // value_is_small
                  help: the values are those at the end of this cycle; waves from a few cycles before show how they came about
                """)
        #expect(model.cycle == 201)
        try model.step(10)
        #expect(try model.peek("count") == 211)
        // Until the counter has gone round once.
        #expect(throws: SimulationError.self) { try model.step(1000) }
        #expect(model.cycle == 457)
    }

    @Test func withoutChecksNothingFails() throws {
        let model = try VerilatedModel(Samples.counter, options: ModelOptions(checks: false))
        try model.poke("enable", 1)
        try model.step(300)
        #expect(try model.peek("count") == 300 - 256)
    }

    @Test func theStepLimitSaysWhatTheCircuitDoes() throws {
        let model = try VerilatedModel(Samples.counter, options: ModelOptions(visible: true))
        try model.poke("enable", 1)
        #expect(
            try description {
                try model.run(until: model.port("full"), limit: 5, probes: ["the_doubler.held", "nothing"])
            } == """
                error[SIM013]: 5 steps were made waiting for “full” to be high; the circuit is at cycle 5
                  | outputs that are not zero: count = 8'h05, twice = 8'h08, next = 8'h06
                  | inputs that are not zero: enable = 1'h1
                  | the_doubler.held = 8'h04
                  | nothing: there is no signal “nothing” inside “counter”
                  help: raise the limit if the circuit only needs longer, or look at the waves around this cycle
                """)
        #expect(try model.run(until: model.port("full"), limit: 100) == 15)
    }

    @Test func aLoopThatDoesNotSettle() throws {
        let text = """
            module loops (input wire clock, input wire a, output wire b);
              wire c = a & ~b;
              assign b = c;
            endmodule

            """
        let sources = VerilogSources(
            files: [.init("loops.v", text)], top: "loops",
            ports: [
                PortShape("clock", width: 1, .clock), PortShape("a", width: 1, .input),
                PortShape("b", width: 1, .output),
            ])
        let model = try VerilatedModel(sources)
        try model.step(3)
        try model.poke("a", 1)
        #expect(
            try description { try model.step(3) } == """
                error[SIM010]: “loops” could not be evaluated in cycle 3
                  at loops.v:1
                  | Active region did not converge.
                """)
        try model.poke("a", 0)
        try model.step(3)
        #expect(model.cycle == 6)
    }

    @Test func printedText() throws {
        let text = """
            module speaks (input wire clock, input wire [7:0] a);
              always @(posedge clock) $display("a is %0d", a);
            endmodule

            """
        let sources = VerilogSources(
            files: [.init("speaks.v", text)], top: "speaks",
            ports: [PortShape("clock", width: 1, .clock), PortShape("a", width: 8, .input)])
        let (model, other) = (try VerilatedModel(sources), try VerilatedModel(sources))
        try model.poke("a", 3)
        try model.step(2)
        try other.step()
        #expect(model.takePrinted() == "a is 3\na is 3\n")
        #expect(model.takePrinted() == "")
        #expect(other.takePrinted() == "a is 0\n")
    }

    @Test func theEndOfASimulation() throws {
        let text = """
            module ends (input wire clock, input wire stop);
              always @(posedge clock) if (stop) $finish;
            endmodule

            """
        let sources = VerilogSources(
            files: [.init("ends.v", text)], top: "ends",
            ports: [PortShape("clock", width: 1, .clock), PortShape("stop", width: 1, .input)])
        let model = try VerilatedModel(sources)
        try model.step(3)
        try model.poke("stop", 1)
        #expect(
            try description { try model.step(3) } == """
                error[SIM011]: the circuit ended the simulation in cycle 3
                  help: it cannot be stepped any further: start a new model
                """)
    }

    @Test func internalSignalsNeedAVisibleBuild() throws {
        let model = try VerilatedModel(Samples.counter)
        #expect(
            try description { _ = try model.signal("value") } == """
                error[SIM006]: “value” cannot be seen: the model was built without its internal signals
                  help: build it with ModelOptions(visible: true)
                """)
        let visible = try VerilatedModel(Samples.counter, options: ModelOptions(visible: true))
        #expect(
            try description { _ = try visible.signal("the_doubler.hel") } == """
                error[SIM005]: there is no signal “the_doubler.hel” inside “counter”
                  help: did you mean “the_doubler.held”?
                """)
        let memory = try visible.signal("the_doubler.history")
        #expect(
            try description { _ = try visible.peek(memory, element: 4) } == """
                error[SIM009]: there is no element 4 of signal “the_doubler.history”
                  help: it has the elements 0 to 3
                """)
    }

    /// A model that is built in a hurry runs the same cycles.
    @Test func wavesNeedABuildWithThem() throws {
        let options = ModelOptions(waves: false, optimization: .byVerilator)
        let model = try VerilatedModel(Samples.counter, options: options)
        #expect(
            try description { try model.startWaves("/tmp/never.fst") } == """
                error[SIM023]: the model was built without waves
                  help: build it with ModelOptions(waves: true)
                """)
        let other = try VerilatedModel(Samples.counter)
        for _ in 0..<20 {
            for port in model.ports where port.direction == .output {
                #expect(try model.peekVector(port.name) == other.peekVector(port.name))
            }
            try model.step(1)
            try other.step(1)
        }
    }

    @Test func filesThatCannotBeWritten() throws {
        let model = try VerilatedModel(Samples.counter)
        #expect(
            try description { try model.startWaves("/nowhere/at/all.fst") } == """
                error[SIM012]: “/nowhere/at/all.fst” cannot be written: No such file or directory
                  help: does its folder exist?
                """)
        #expect(try description { try model.writeCoverage("/nowhere") }.hasPrefix("error[SIM015]"))
    }
}
