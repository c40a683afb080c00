import HDL
import Netlist
import Testing
import Verilog

@Suite struct ClockTests {
    /// Every way to say what a register is clocked and reset by.
    final class Mixed: Module {
        let fast = inputClock()
        let fastLow = inputReset(.asynchronous, .activeLow)
        let a = input(unsigned(4))
        let out = output(unsigned(4))
        let stored: Unsigned
        override init() { stored = register(unsigned(4), reset: 3, in: ClockDomain(fast.falling, reset: nil)) }

        override func circuit() {
            let slow = register(unsigned(4), reset: 1)
            slow <== a
            var sum = a
            clocked(by: fast, reset: fastLow) {
                let inside = register(unsigned(4), reset: 2)
                inside <== a
                check("same", inside === inside)
                sum = inside
                let storage = memory(of: unsigned(4), depth: 4)
                storage[a[1...0]] <== a
                sum = sum ^ storage.read(a[1...0])
            }
            clocked(by: fast.falling) {
                let falling = register(unsigned(4), reset: 2)
                falling <== a
                sum = sum ^ falling
            }
            stored <== stored + 1
            out <== sum ^ slow ^ stored
        }
    }

    @Test func registersMemoriesAndChecks() throws {
        let circuit = try circuit(of: Mixed())
        func clock(_ name: String, _ edge: Clocking.Edge = .rising) throws -> Clocking {
            Clocking(clock: try #require(circuit.node(name)), edge: edge)
        }
        func register(_ name: String) throws -> Register {
            let node = try #require(circuit.node(name))
            return try #require(circuit.registers.first { $0.node == node })
        }
        #expect(try register("slow").clocking == clock("clock"))
        #expect(try register("slow").reset?.signal == circuit.node("reset"))
        #expect(try register("inside").clocking == clock("fast"))
        let reset = try #require(try register("inside").reset)
        #expect(reset.signal == circuit.node("fastLow"))
        #expect(reset.kind == .asynchronous && reset.polarity == .activeLow && reset.value == BitVector(2, width: 4))
        #expect(try register("falling").clocking == clock("fast", .falling))
        #expect(try register("falling").reset?.signal == circuit.node("reset"))
        #expect(try register("stored").clocking == clock("fast", .falling))
        #expect(try register("stored").reset == nil)
        #expect(try register("stored").initial == BitVector(3, width: 4))
        #expect(try circuit.properties[0].clocking == clock("fast"))
        #expect(circuit.properties[0].reset?.polarity == .activeLow)
        #expect(try circuit.memories[0].writePorts[0].clocking == clock("fast"))
        #expect(try circuit.memories[0].readPorts[0].clocking == clock("fast"))
    }

    final class Part: Module {
        let count = output(unsigned(4))
        let value = register(unsigned(4), reset: 5)
        override func circuit() {
            value <== value + 1
            count <== value
        }
    }
    /// One part in each region; each takes over how its region is clocked and reset.
    final class Regions: Module {
        let fast = inputClock()
        let fastLow = inputReset(.asynchronous, .activeLow)
        let counts = output(vector(4, of: unsigned(4)))
        let stored = Part()
        override func circuit() {
            let plain = instance(Part())
            clocked(in: ClockDomain(fast.falling, reset: fastLow)) {
                let inside = instance(Part())
                counts[0] <== inside.count
            }
            resetting(by: nil) {
                let never = instance(Part())
                counts[1] <== never.count
            }
            clocked(stored, in: ClockDomain(fast, reset: fastLow))
            counts[2] <== plain.count
            counts[3] <== stored.count
        }
    }

    @Test func instancesFollowTheirRegion() throws {
        let design = try elaborate { Regions() }
        let top = design.topCircuit
        func part(_ name: String) throws -> Circuit {
            design[try #require(top.instances.first { $0.name == name }).circuit]
        }
        let inside = try part("inside").registers[0]
        #expect(inside.clocking.edge == .falling)
        #expect(inside.reset?.kind == .asynchronous && inside.reset?.polarity == .activeLow)
        #expect(try part("inside").names[try #require(inside.reset?.signal)] == "reset_n")
        #expect(try part("stored").registers[0].clocking.edge == .rising)
        #expect(try part("stored").registers[0].reset?.kind == .asynchronous)
        #expect(try part("plain").name == part("never").name)
        #expect(top.driver("inside_clock") == "fast")
        #expect(top.driver("inside_reset_n") == "fastLow")
        #expect(top.driver("plain_reset") == "reset")
        #expect(top.driver("never_reset") == "1'h0")
        #expect(top.driver("stored_clock") == "fast")
    }

    final class ActiveLow: Module {
        override var implicitReset: ResetStyle? { ResetStyle(.asynchronous, .activeLow) }
        let part = Own()
        let count = output(unsigned(4))
        let value = register(unsigned(4))
        override func circuit() {
            value <== part.count
            count <== value
        }
    }
    final class Own: Module {
        override var implicitReset: ResetStyle? { ResetStyle() }
        let count = output(unsigned(4))
        override func circuit() {
            let value = register(unsigned(4), reset: 5)
            value <== value + 1
            count <== value
        }
    }

    @Test func theImplicitResetOfAModule() throws {
        let design = try elaborate { ActiveLow() }
        let top = design.topCircuit
        #expect(top.ports.prefix(2).map { top.names[$0.node] } == ["clock", "reset_n"])
        #expect(top.registers[0].reset?.kind == .asynchronous)
        #expect(top.registers[0].reset?.polarity == .activeLow)
        #expect(top.driver("part_reset") == "not(reset_n):1")
        #expect(design.circuits[0].registers[0].reset?.kind == .synchronous)
        let text = verilogText(design, "ActiveLow")
        #expect(
            text.contains(
                """
                  always @(posedge clock or negedge reset_n)
                    if (!reset_n) value <= 4'd0;
                    else value <= part_count;
                """))
    }

    final class Bridge: Module {
        let slow = inputClock()
        let external = inputReset(.asynchronous, .activeLow)
        let flag = input(bit)
        let seen = output(bit)
        let pointer = output(unsigned(3))
        override func circuit() {
            let sent = register(bit)
            sent <== flag
            let gray = register(unsigned(3), reset: nil)
            gray <== (gray ^ 1)
            clocked(by: slow) {
                let released = synchronized(reset: external)
                resetting(by: released) {
                    let got = synchronized(sent, stages: 3)
                    let moved = synchronized(gray: gray)
                    let last = register(bit)
                    last <== got
                    seen <== last
                    pointer <== moved
                }
            }
        }
    }

    @Test func synchronisers() throws {
        let design = try elaborate { Bridge() }
        #expect(design.warnings.isEmpty)
        let text = verilogText(design, "Bridge")
        for line in [
            "(* ASYNC_REG = \"TRUE\" *) reg got = 1'b0;", "(* ASYNC_REG = \"TRUE\" *) reg got_stage_0 = 1'b0;",
            "(* ASYNC_REG = \"TRUE\" *) reg got_stage_1 = 1'b0;",
            "(* ASYNC_REG = \"TRUE\" *) reg [2:0] moved_stage_0 = 3'd0;",
            "always @(posedge slow or negedge external)", "always @(posedge slow or posedge released)",
        ] {
            #expect(text.contains(line), "\(line)\n\(text)")
        }
    }

    final class Passed: Module {
        let fast = inputClock()
        let fastReset = inputReset()
        let same = outputClock()
        let inverted = outputClock()
        let low = output(ResetSignal(.synchronous, .activeLow))
        override func circuit() {
            same <== fast
            inverted <== fast.falling
            low <== fastReset
        }
    }

    @Test func connectionsKeepTheEdgeThatCounts() throws {
        let circuit = try circuit(of: Passed())
        #expect(circuit.driver("same") == "fast")
        #expect(circuit.driver("inverted") == "not(fast):1")
        #expect(circuit.driver("low") == "not(fastReset):1")
    }

    private func circuit(of make: @autoclosure () -> Module) throws -> Circuit {
        try elaborate(checked: false, make).topCircuit
    }

    private func verilogText(_ design: Design, _ name: String) -> String {
        verilog(of: design).first { $0.module == name }?.text ?? ""
    }
}
