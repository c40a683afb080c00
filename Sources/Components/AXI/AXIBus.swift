import HDL

// The AMBA AXI protocol (Arm IHI 0022), versions AXI4 and AXI4-Lite, with the names of the specification: a port `axi` has the signals `axi_awvalid`,
// `axi_awaddr`, ..., by which other tools find the interface; in Swift they are `axi.aw.valid`, `axi.aw.payload.addr`.

/// How an access ended (A3.4.4), numbered as in the specification.
public enum AXIResponse: HardwareEnum { case okay, exclusiveOkay, slaveError, decodeError }

/// How the addresses of a burst follow one another (A3.4.1), numbered as in the specification.
public enum AXIBurst: HardwareEnum { case fixed, increment, wrap }

/// The five channels of an AXI interface, as the master drives it.
public struct AXIBus<
    Address: HardwareValue, WriteData: HardwareValue, WriteResponse: HardwareValue, ReadData: HardwareValue
>: Bundle {
    public let aw: Stream<Address>
    public let w: Stream<WriteData>
    public let b: Flipped<Stream<WriteResponse>>
    public let ar: Stream<Address>
    public let r: Flipped<Stream<ReadData>>

    init(_ address: Address, _ writeData: WriteData, _ writeResponse: WriteResponse, _ readData: ReadData) {
        aw = Stream(of: address)
        w = Stream(of: writeData)
        b = Flipped(Stream(of: writeResponse))
        ar = Stream(of: address)
        r = Flipped(Stream(of: readData))
    }

    /// The names of the specification: `awvalid`, `awaddr`.
    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        func channel(_ prefix: String, _ stream: some HardwareValue, _ isFlipped: Bool) {
            var signals: [Leaf] = []
            stream._appendLeaves(to: &signals, name: "", isFlipped: isFlipped)
            for var leaf in signals {
                let field = leaf.name.hasPrefix("payload_") ? String(leaf.name.dropFirst("payload_".count)) : leaf.name
                leaf.name = (name.isEmpty ? "" : name + "_") + prefix + field
                leaves.append(leaf)
            }
        }
        channel("aw", aw, isFlipped)
        channel("w", w, isFlipped)
        channel("b", b.base, !isFlipped)
        channel("ar", ar, isFlipped)
        channel("r", r.base, !isFlipped)
    }
}

/// An address of AXI4-Lite.
public struct AXI4LiteAddress: Bundle {
    public let addr: Unsigned
    public let prot = unsigned(3)

    init(width: Int) { addr = unsigned(width) }
}

/// A word to write; `strb` has a one for each byte that is written.
public struct AXI4LiteWriteData: Bundle {
    public let data: Unsigned
    public let strb: Unsigned

    init(width: Int) {
        data = unsigned(width)
        strb = unsigned(max(1, width / 8))
    }
}

/// The end of a write.
public struct AXI4LiteWriteResponse: Bundle {
    public let resp = Enumerated<AXIResponse>()

    init() {}
}

/// A word that was read.
public struct AXI4LiteReadData: Bundle {
    public let data: Unsigned
    public let resp = Enumerated<AXIResponse>()

    init(width: Int) { data = unsigned(width) }
}

/// An AXI4-Lite interface: one word at a time, in order.
public typealias AXI4Lite = AXIBus<AXI4LiteAddress, AXI4LiteWriteData, AXI4LiteWriteResponse, AXI4LiteReadData>

extension AXIBus
where
    Address == AXI4LiteAddress, WriteData == AXI4LiteWriteData, WriteResponse == AXI4LiteWriteResponse,
    ReadData == AXI4LiteReadData
{
    /// - Parameter dataWidth: 32 or 64 by the specification.
    public init(addressWidth: Int, dataWidth: Int) {
        self.init(
            AXI4LiteAddress(width: addressWidth), AXI4LiteWriteData(width: dataWidth), AXI4LiteWriteResponse(),
            AXI4LiteReadData(width: dataWidth))
    }
}

/// The begin of a burst of AXI4: `len` + 1 beats of 2^`size` bytes.
public struct AXI4Address: Bundle {
    public let id: Unsigned
    public let addr: Unsigned
    public let len = unsigned(8)
    public let size = unsigned(3)
    public let burst = Enumerated<AXIBurst>()
    public let lock = bit
    public let cache = unsigned(4)
    public let prot = unsigned(3)
    public let qos = unsigned(4)

    init(idWidth: Int, width: Int) {
        id = unsigned(idWidth)
        addr = unsigned(width)
    }
}

/// A beat to write.
public struct AXI4WriteData: Bundle {
    public let data: Unsigned
    public let strb: Unsigned
    public let last = bit

    init(width: Int) {
        data = unsigned(width)
        strb = unsigned(max(1, width / 8))
    }
}

/// The end of a burst of writes.
public struct AXI4WriteResponse: Bundle {
    public let id: Unsigned
    public let resp = Enumerated<AXIResponse>()

    init(idWidth: Int) { id = unsigned(idWidth) }
}

/// A beat that was read.
public struct AXI4ReadData: Bundle {
    public let id: Unsigned
    public let data: Unsigned
    public let resp = Enumerated<AXIResponse>()
    public let last = bit

    init(idWidth: Int, width: Int) {
        id = unsigned(idWidth)
        data = unsigned(width)
    }
}

/// An AXI4 interface (without `region` and the user signals).
public typealias AXI4 = AXIBus<AXI4Address, AXI4WriteData, AXI4WriteResponse, AXI4ReadData>

extension AXIBus
where
    Address == AXI4Address, WriteData == AXI4WriteData, WriteResponse == AXI4WriteResponse, ReadData == AXI4ReadData
{
    /// - Parameter dataWidth: 8 to 1024, a power of two.
    public init(addressWidth: Int, dataWidth: Int, idWidth: Int) {
        self.init(
            AXI4Address(idWidth: idWidth, width: addressWidth), AXI4WriteData(width: dataWidth),
            AXI4WriteResponse(idWidth: idWidth), AXI4ReadData(idWidth: idWidth, width: dataWidth))
    }
}
