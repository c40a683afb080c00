import Foundation
import HDL
import Netlist
import Testing

@testable import Estimate

/// Sixteen register bits, all ones: two levels of 4-input LUTs to another register.
private final class AllOnes: Module {
    static let line: UInt = #line + 8
    let d = input(unsigned(16))
    let q = output(bit)
    override func circuit() {
        let bits = register(unsigned(16))
        bits <== d
        let all = register(bit)
        q <== all
        all <== bits.allOnes
    }
}

private final class Accumulator: Module {
    let d = input(unsigned(32))
    let q = output(unsigned(32))
    override func circuit() {
        let sum = register(unsigned(32))
        q <== sum
        sum <== sum + d
    }
}

/// The slow part is an instance.
private final class Outer: Module {
    let d = input(unsigned(32))
    let q = output(unsigned(32))
    override func circuit() {
        let inner = instance(Accumulator())
        inner.d <== d
        q <== inner.q
    }
}

private final class Combinational: Module {
    let a = input(unsigned(4))
    let y = output(bit)
    override func circuit() {
        y <== a.allOnes
    }
}

struct TimingTests {
    private func timing(_ device: Device, _ make: () throws -> Design) throws -> TimingReport {
        var options = EstimateOptions()
        options.device = device
        options.timing = true
        return try #require(estimate(try make(), options: options).timing)
    }

    @Test func aPathIsTheSumOfItsParts() throws {
        let report = try timing(.ice40) { try elaborate { AllOnes() } }
        let path = try #require(report.path(.registerToRegister))
        let delays = Device.ice40.delays
        #expect(path.levels == 2)
        #expect(path.steps.map(\.cell) == ["FF", "LUT", "LUT", "FF"])
        let net = delays.net(readers: 1, cells: 5)
        let expected = delays.clockToOutput + 2 * (net + delays.lut) + delays.setup
        #expect(abs(path.delay - expected) < 1e-9)
        #expect(abs(path.net - 2 * net) < 1e-9)
        #expect(abs(path.logic + path.net - path.delay) < 1e-9)
        let fmax = try #require(report.fmax)
        #expect(abs(fmax - 1000 / expected) < 1e-9)
    }

    @Test func aPathSaysWhereItIsWritten() throws {
        let report = try timing(.ice40) { try elaborate { AllOnes() } }
        let path = try #require(report.path(.registerToRegister))
        #expect(path.steps.map(\.signal) == ["bits", nil, nil, "all"])
        #expect(path.steps.map(\.instance) == Array(repeating: "AllOnes", count: 4))
        #expect(path.steps[2].place?.hasSuffix("TimingTests.swift:\(AllOnes.line)") == true)
        let text = report.text(device: .ice40)
        #expect(text.hasPrefix("Timing (iCE40, before place and route): about "))
        #expect(text.contains("AllOnes.bits"))
        #expect(text.contains("TimingTests.swift:\(AllOnes.line)"))
    }

    @Test(arguments: [Device.series7, .ecp5, .ice40])
    func aSumTakesItsWholeCarryChain(_ device: Device) throws {
        let report = try timing(device) { try elaborate { Outer() } }
        let path = try #require(report.path(.registerToRegister))
        let delays = device.delays
        #expect(path.steps.map(\.cell).contains("carry, 31 bits"))
        #expect(path.steps.map(\.instance) == Array(repeating: "inner", count: path.steps.count))
        // In front of the chain of a Series 7 device there is a LUT.
        let isBehindLUT = device == .series7
        #expect(path.levels == (isBehindLUT ? 2 : 1))
        let chain = delays.carryIn + 30 * delays.carry + delays.carryOut
        let lut = isBehindLUT ? delays.lut : 0
        let nets = path.steps.dropLast().reduce(0) { $0 + $1.net }
        #expect(abs(path.delay - (delays.clockToOutput + lut + chain + delays.setup + nets)) < 1e-9)
    }

    @Test func pathsOfOtherKindsAreSaidApart() throws {
        let report = try timing(.ecp5) { try elaborate { Combinational() } }
        #expect(report.fmax == nil)
        #expect(report.paths.map(\.kind) == [.inputToOutput])
        #expect(report.path(.inputToOutput)?.steps.map(\.cell) == ["input", "LUT", "output"])
        #expect(
            report.text(device: .ecp5).hasPrefix("Timing: no path from register to register\nOthers: input to output "))
        let kinds = try timing(.ecp5) { try elaborate { AllOnes() } }.paths.map(\.kind)
        #expect(Set(kinds) == [.registerToRegister, .inputToRegister, .registerToOutput])
    }

    @Test func netsWithMoreReadersTakeLonger() {
        for device in Device.all {
            let delays = device.delays
            #expect(delays.net(readers: 8, cells: 100) > delays.net(readers: 2, cells: 100))
            #expect(delays.net(readers: 1, cells: 8000) > delays.net(readers: 1, cells: 100))
            #expect(delays.net(readers: 100_000, cells: 100) == delays.net.most)
        }
    }

    @Test func jsonHasStableKeys() throws {
        let data = try JSONEncoder().encode(try timing(.ecp5) { try elaborate { AllOnes() } })
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(json.keys) == ["fmax", "paths"])
        let path = try #require((json["paths"] as? [[String: Any]])?.first)
        #expect(Set(path.keys) == ["kind", "delay", "logic", "net", "levels", "steps"])
        #expect(path["kind"] as? String == "registerToRegister")
        let step = try #require((path["steps"] as? [[String: Any]])?.first)
        #expect(Set(step.keys) == ["cell", "instance", "signal", "place", "delay", "net", "fanout", "arrival"])
    }

    @Test func cellsOfANetlistHaveTheirNames() throws {
        let text = """
            .model m
            .inputs a clk
            .outputs q
            .latch n q re clk 0
            .names q a n
            10 1
            01 1
            .end
            """
        var options = EstimateOptions()
        options.timing = true
        let netlist = try NetlistFile(Array(text.utf8), name: "m.blif", device: .ice40)
        let path = try #require(estimate(netlist, options: options).timing?.path(.registerToRegister))
        #expect(path.steps.map(\.cell) == ["FF", "LUT", "FF"])
        #expect(path.steps.map(\.signal) == ["q", "n", "q"])
    }
}
