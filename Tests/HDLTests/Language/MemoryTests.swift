import HDL
import Netlist
import Testing

@Suite struct MemoryTests {
    @Test func combinationalReadsAndWrites() throws {
        let circuit = try circuit { bench in
            let storage = memory(of: unsigned(8), depth: 6, initial: [BitVector(5, width: 8)])
            bench.out <== storage[bench.n]
            when(bench.c) { storage[bench.n] <== bench.a }
            storage[2] <== bench.b
        }
        #expect(circuit.statementLines == ["out = storage#0[7:0]", "when c", "  storage[n] = a", "storage[3'h2] = b"])
        let storage = circuit.memories[0]
        #expect(storage.name == "storage")
        #expect(storage.depth == 6)
        #expect(storage.width == 8)
        #expect(storage.initial == [BitVector(5, width: 8)])
        #expect(storage.readPorts.count == 1)
        #expect(storage.readPorts[0].clocking == nil)
        #expect(storage.writePorts.count == 2)
        #expect(storage.writePorts.allSatisfy { $0.mask == nil && $0.granule == 8 })
    }

    @Test func registeredReads() throws {
        let circuit = try circuit { bench in
            let storage = memory(of: unsigned(8), depth: 8)
            let one = wire(storage.read(bench.n))
            let two = wire(storage.read(bench.n, enable: bench.c, underWrite: .new))
            unused(one, two)
        }
        let ports = circuit.memories[0].readPorts
        let clock = try #require(circuit.node("clock"))
        #expect(ports.map(\.clocking) == [Clocking(clock: clock), Clocking(clock: clock)])
        #expect(ports.map(\.enable) == [nil, circuit.node("c")])
        #expect(ports.map(\.underWrite) == [.old, .new])
        #expect(circuit.node("reset") == nil)
    }

    @Test func masks() throws {
        let lines = try statements { bench in
            let storage = memory(of: unsigned(8), depth: 8)
            storage.write(bench.n, bench.a, mask: bench.b[3...0])
            storage.write(bench.n, bench.a)
        }
        #expect(lines == ["storage[n] = a mask b[3:0]/2", "storage[n] = a"])
    }

    @Test func bundlesAndVectorsAsElements() throws {
        let circuit = try circuit { bench in
            let storage = memory(of: Valid(of: vector(2, of: unsigned(4))), depth: 8)
            let element = wire(storage[bench.n])
            let direct = wire(storage[bench.n].payload[1])
            storage[bench.n] <== element
            unused(direct)
        }
        #expect(
            circuit.statementLines == [
                "element_valid = storage#0[0:0]", "element_payload_0 = storage#0[4:1]",
                "element_payload_1 = storage#0[8:5]", "direct = storage#1[8:5]",
                "storage[n] = concatenate(concatenate(element_payload_1, element_payload_0):8, element_valid):9",
            ])
        #expect(circuit.memories[0].readPorts.count == 2)
    }

    /// An element that is only assigned is no read, also where it is wide.
    @Test func writesAloneMakeNoReadPort() throws {
        let circuit = try circuit { bench in
            let storage = memory(of: unsigned(100), depth: 8)
            storage[bench.n] <== bench.a.extended(to: 100)
        }
        #expect(circuit.memories[0].readPorts.isEmpty)
        for index in circuit.nodes.indices where circuit.nodes[index].operation == .constant {
            #expect(circuit.constant(NodeID(index))?.width == circuit.width(NodeID(index)))
        }
        #expect(!circuit.nodes.contains { $0.operation == .memoryRead })
    }
}
