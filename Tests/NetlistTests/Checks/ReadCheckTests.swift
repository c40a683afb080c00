import Netlist
import Testing

/// HDL034 and HDL038: what is not read, and what must not be.
@Suite struct ReadCheckTests {
    @Test func unreadSignals() {
        var child = CircuitBuilder("Child")
        let value = child.input("value")
        child.output("result", value: value)
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        top.at(2)
        let enable = top.input("enable")
        top.at(3)
        let count = top.register("count", 4, clock: clock)
        top.at(4)
        let debug = top.wire("debug")
        top.add(top.when(enable, [top.assign(count, top.node(.add, 4, count, top.constant(1, 4)))]))
        top.add(top.assign(debug, clock))
        var memory = Memory(name: "storage", width: 4, depth: 4, initial: [], place: top.here)
        memory.place = Place(file: 0, line: 6, column: 1)
        memory.writePorts = [
            Memory.WritePort(
                address: top.constant(0, 2), data: count, granule: 4, clocking: Clocking(clock: clock))
        ]
        top.circuit.memories = [memory]
        top.add(.write(MemoryID(0), port: 0, top.here))
        top.at(8)
        _ = top.instance("child", of: child.circuit, at: 0, inputs: [clock])
        let found = texts(design(child.circuit, top.circuit))
        #expect(
            found == [
                """
                warning[HDL034]: input 'enable' is never read: no output, instance or property depends on it
                  at Example.swift:2
                  help: remove it, or say `unused(enable)` if that is meant
                """,
                """
                warning[HDL034]: register 'count' is never read: no output, instance or property depends on it
                  at Example.swift:3
                  help: remove it, or say `unused(count)` if that is meant
                """,
                """
                warning[HDL034]: wire 'debug' is never read: no output, instance or property depends on it
                  at Example.swift:4
                  help: remove it, or say `unused(debug)` if that is meant
                """,
                """
                warning[HDL034]: memory 'storage' is never read: no output, instance or property depends on it
                  at Example.swift:6
                  help: remove it, or read it
                """,
                """
                warning[HDL034]: no output of instance 'child' is read
                  at Example.swift:8
                  help: remove the instance, or use what it computes
                """,
            ])
    }

    @Test func silencedPropertiesAndProbesCount() {
        var child = CircuitBuilder("Child")
        let value = child.input("value")
        let seen = child.wire("seen")
        child.add(child.assign(seen, value))
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let enable = top.input("enable")
        let unused = top.input("quiet")
        top.circuit.silenced = [unused]
        let flag = top.register("flag", clock: clock)
        top.add(top.when(enable, [top.assign(flag, enable)]))
        _ = top.instance("child", of: child.circuit, at: 0, inputs: [enable])
        top.circuit.probes = [Probe(path: [InstanceID(0)], target: seen)]
        let probe = top.circuit.append(Node(.probe, width: 1), at: top.here)
        let condition = top.node(.and, 1, flag, probe)
        top.circuit.properties = [
            Property(
                kind: .check, name: "P1", condition: condition, clocking: Clocking(clock: clock), reset: nil,
                place: top.here)
        ]
        top.add(.property(PropertyID(0)))
        #expect(texts(design(child.circuit, top.circuit)) == [])
    }

    @Test func aProbeThatDrives() {
        var child = CircuitBuilder("Child")
        let value = child.input("value")
        let seen = child.wire("seen")
        child.add(child.assign(seen, value))
        child.output("result", value: value)
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let outputs = top.instance("child", of: child.circuit, at: 0, inputs: [clock])
        top.circuit.probes = [Probe(path: [InstanceID(0)], target: seen)]
        top.at(5)
        let probe = top.circuit.append(Node(.probe, width: 1), at: top.here)
        top.at(6)
        let flag = top.register("flag", clock: clock)
        top.add(top.assign(flag, probe))
        top.at(7)
        top.output("leak", value: top.node(.and, 1, flag, outputs[0]))
        #expect(
            texts(design(child.circuit, top.circuit)) == [
                """
                error[HDL038]: the probe of 'child.seen' drives the design: its value reaches output 'leak'
                  at Example.swift:5
                  note: through register 'flag' at Example.swift:6
                  note: through output 'leak' at Example.swift:7
                  help: read a probe in `check`, `assume` and `cover` only; to use the value, lead it out through a port
                """
            ])
    }

    /// A register, and an instance, that only a check reads may see a probe.
    @Test func aProbeThatOnlyWatches() {
        var child = CircuitBuilder("Child")
        let value = child.input("value")
        let seen = child.wire("seen")
        child.add(child.assign(seen, value))
        child.output("result", value: value)
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let outputs = top.instance("child", of: child.circuit, at: 0, inputs: [clock])
        top.output("result", value: outputs[0])
        top.circuit.probes = [Probe(path: [InstanceID(0)], target: seen)]
        let probe = top.circuit.append(Node(.probe, width: 1), at: top.here)
        let last = top.register("last", clock: clock)
        top.add(top.assign(last, probe))
        let watching = top.instance("watcher", of: child.circuit, at: 0, inputs: [last])
        top.circuit.properties = [
            Property(
                kind: .check, name: "P1", condition: watching[0], clocking: Clocking(clock: clock), reset: nil,
                place: top.here)
        ]
        top.add(.property(PropertyID(0)))
        #expect(texts(design(child.circuit, top.circuit)) == [])
    }
}
