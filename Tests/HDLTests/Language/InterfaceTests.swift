import HDL
import Netlist
import Testing

/// Interfaces: optional and array fields, connecting by name, flipping, viewing as bits, ports of many instances.
@Suite struct InterfaceTests {
    struct Request: Bundle {
        let address = unsigned(4)
        let isWrite = bit
        let tag: Unsigned?
        let lanes: [Bit]
        let pairs: [Valid<Unsigned>]
        let granted: Flipped<Bit>?
        /// Not hardware.
        let limit: Int
        let names: [String]

        init(hasTag: Bool, lanes count: Int) {
            tag = hasTag ? unsigned(3) : nil
            lanes = (0..<count).map { _ in bit }
            pairs = (0..<count).map { Valid(of: unsigned($0 + 1)) }
            granted = hasTag ? Flipped(bit) : nil
            (limit, names) = (3, ["a"])
        }
    }

    final class Ports: Module {
        let request: Wire<Request>
        let copy: Wire<Request>
        let sum = output(unsigned(8))
        let body: (Ports) -> Void

        init(hasTag: Bool = true, lanes: Int = 2, _ body: @escaping (Ports) -> Void = { _ in }) {
            request = input(Request(hasTag: hasTag, lanes: lanes))
            copy = output(Request(hasTag: hasTag, lanes: lanes))
            self.body = body
        }

        override func circuit() {
            copy <== request
            body(self)
        }
    }

    @Test func optionalAndArrayFields() throws {
        let circuit = try elaborate(checked: false) {
            Ports { ports in
                let request = ports.request
                if let tag = request.tag { ports.sum <== tag.extended(to: 8) }
                when(request.lanes[1]) { ports.sum <== request.pairs[1].payload.extended(to: 8) }
                when(request.pairs[0].valid) { ports.sum <== request.address.extended(to: 8) }
            }
        }.topCircuit
        #expect(
            circuit.signals.filter { $0.hasPrefix("request") } == [
                "request_address:4", "request_isWrite:1", "request_tag:3", "request_lanes_0:1", "request_lanes_1:1",
                "request_pairs_0_valid:1", "request_pairs_0_payload:1", "request_pairs_1_valid:1",
                "request_pairs_1_payload:2", "request_granted:1",
            ])
        #expect(circuit.driver("request_granted") == "copy_granted")
        #expect(circuit.driver("copy_pairs_1_payload") == "request_pairs_1_payload")
        #expect(
            circuit.statementLines.suffix(5) == [
                "sum = zeroExtend(request_tag):8", "when request_lanes_1",
                "  sum = zeroExtend(request_pairs_1_payload):8",
                "when request_pairs_0_valid", "  sum = zeroExtend(request_address):8",
            ])
    }

    @Test func fieldsThatAreNotThere() throws {
        let circuit = try elaborate(checked: false) {
            Ports(hasTag: false, lanes: 0) { ports in
                #expect(ports.request.tag == nil && ports.request.lanes.isEmpty && ports.request.granted == nil)
                ports.sum <== ports.request.asBits.extended(to: 8)
            }
        }.topCircuit
        #expect(circuit.signals.filter { $0.hasPrefix("request") } == ["request_address:4", "request_isWrite:1"])
    }

    struct Odd: Bundle {
        let valid = bit
        let parts: (Bit, Unsigned) = (bit, unsigned(3))
        let table: [String: Bit] = [:]
    }
    struct Plain {
        let inner = bit
    }
    struct Hidden: Bundle {
        let valid = bit
        let plain = Plain()
    }

    @Test func fieldsThatAreNoShapes() {
        diagnose(
            { _ in
                unused(wire(Odd()))
                unused(wire(Hidden()))
            },
            says: """
                error[HDL066]: the field 'parts' of the bundle Odd holds shapes, but is no shape
                  help: make it a shape (`vector(n, of: ...)`, a `Bundle`), or an optional or an array of shapes
                error[HDL066]: the field 'plain' of the bundle Hidden holds shapes, but is no shape
                  help: make it a shape (`vector(n, of: ...)`, a `Bundle`), or an optional or an array of shapes
                """)
    }

    struct Narrow: Bundle {
        let address = unsigned(4)
        let isWrite = bit
        let ready = Flipped(bit)
    }
    struct Wide: Bundle {
        let ready = Flipped(bit)
        let isWrite = bit
        let address = unsigned(4)
        let data = unsigned(8)
    }
    struct Turned: Bundle {
        let address = unsigned(4)
        let isWrite = bit
        let ready = bit
    }

    @Test func connectingByName() throws {
        let lines = try statements { _ in
            let (narrow, wide) = (wire(Narrow()), wire(Wide()))
            connect(narrow, wide, partially: true)
        }
        #expect(
            lines == ["narrow_address = wide_address", "narrow_isWrite = wide_isWrite", "wide_ready = narrow_ready"])
    }

    @Test func whatIsLeftUnconnected() {
        diagnose(
            { _ in
                let (narrow, wide) = (wire(Narrow()), wire(Wide()))
                connect(narrow, wide)
            },
            says: """
                error[HDL065]: 'connect' leaves 'data' of the right side unconnected
                  at HERE+3
                  help: connect them one by one, and say `partially: true`
                """)
        diagnose(
            { _ in
                let (narrow, turned) = (wire(Narrow()), wire(Turned()))
                connect(narrow, turned)
            },
            says: """
                error[HDL065]: 'ready' flows one way on the left side and the other way on the right side
                  at HERE+3
                  help: `Flipped` turns one
                """)
        diagnose(
            { bench in
                let (wide, valid) = (wire(Wide()), wire(Valid(of: unsigned(3))))
                connect(wide, valid)
            },
            says: """
                error[HDL065]: 'connect' leaves 'ready', 'isWrite', 'address', 'data' of the left side and 'valid', 'payload' of the right side unconnected
                  at HERE+3
                  help: connect them one by one, and say `partially: true`
                """)
        diagnose(
            { bench in
                let (wide, valid) = (wire(Wide()), wire(Valid(of: unsigned(3))))
                connect(wide, valid, partially: true)
            },
            says: """
                error[HDL065]: 'connect' finds no name that both sides have
                  at HERE+3
                  help: connect the fields one by one
                """)
    }

    /// A flipped port is the other side of an interface; bits are an interface in another form.
    final class Adapter: Module {
        let source = input(Stream(of: unsigned(8)))
        let sink = input(Flipped(Stream(of: unsigned(8))))
        let bits = output(unsigned(9))
        let view = output(Valid(of: signed(8)))

        override func circuit() {
            sink <== source
            let item = wire(Valid(of: unsigned(8)))
            item.valid <== source.fires
            item.payload <== source.payload
            bits <== item.asBits
            view <== Valid(of: signed(8)).from(bits: item.asBits)
        }
    }

    @Test func flippingAndViewing() throws {
        let design = try elaborate { Adapter() }
        #expect(design.warnings.isEmpty)
        let circuit = design.topCircuit
        let outputs = circuit.ports.filter { $0.direction == .output }.map { circuit.names[$0.node] ?? "" }
        #expect(outputs == ["source_ready", "sink_valid", "sink_payload", "bits", "view_valid", "view_payload"])
        #expect(circuit.driver("bits") == "concatenate(item_payload, item_valid):9")
    }

    final class Cell: Module {
        let enable = input(bit)
        let item = input(Valid(of: unsigned(8)))
        let count = output(unsigned(8))
        override func circuit() {
            let value = register(unsigned(8))
            when(enable & item.valid) { value <== value + item.payload }
            count <== value
        }
    }

    /// Instances side by side; a signal picks one.
    final class Cells: Module {
        let index = input(unsigned(2))
        let item = input(Valid(of: unsigned(8)))
        let count = output(unsigned(8))
        let cells = (0..<3).map { _ in Cell() }

        override func circuit() {
            let enables = vector(cells.map(\.enable), of: bit)
            let items = vector(cells.map(\.item), of: Valid(of: unsigned(8)))
            for cell in cells {
                cell.enable <== 0
                cell.item <== item
            }
            enables[index] <== 1
            items[index].payload <== ~item.payload
            count <== vector(cells.map(\.count), of: unsigned(8))[index]
        }
    }

    @Test func vectorsOfInstances() throws {
        let design = try elaborate { Cells() }
        #expect(design.warnings.isEmpty)
        let lines = design.topCircuit.statementLines
        #expect(
            lines.dropLast().suffix(14) == [
                "switch index", ". 00", "  cells_0_enable = 1'h1", ". 01", "  cells_1_enable = 1'h1", ". 10",
                "  cells_2_enable = 1'h1",
                "switch index", ". 00", "  cells_0_item_payload = not(item_payload):8", ". 01",
                "  cells_1_item_payload = not(item_payload):8", ". 10", "  cells_2_item_payload = not(item_payload):8",
            ])
    }
}
