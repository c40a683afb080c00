import HDL

/// Gives a bank of control and status registers an AXI4-Lite interface.
///
/// Latency 1 for reads and for write responses; throughput one access per cycle. When a read and a write wait, they take turns. An access that the
/// bank calls an error ends in `slaveError`. The bank's addresses are those of the interface: bytes.
public final class AXI4LiteCSRBridge: Module {
    public let axi: Wire<AXI4Lite>
    public let bus: Wire<CSRBus>

    public init(addressWidth: Int, dataWidth: Int) {
        axi = input(AXI4Lite(addressWidth: addressWidth, dataWidth: dataWidth))
        bus = output(CSRBus(addressWidth: addressWidth, dataWidth: dataWidth))
    }

    public override func circuit() {
        unused(axi.aw.payload.prot, axi.ar.payload.prot)
        let hasResponse = register(bit)
        let response = register(AXIResponse.okay)
        let hasData = register(bit)
        let data = register(axi.r.payload.shape, reset: nil)
        let wasWrite = register(bit)

        let canWrite = wire(axi.aw.valid & axi.w.valid & (!hasResponse | axi.b.ready))
        let canRead = wire(axi.ar.valid & (!hasData | axi.r.ready))
        let writes = wire(canWrite & !(canRead & wasWrite))
        let reads = wire(canRead & !writes)
        when(writes | reads) { wasWrite <== writes }

        axi.aw.ready <== writes
        axi.w.ready <== writes
        axi.ar.ready <== reads
        bus.valid <== writes | reads
        bus.isWrite <== writes
        bus.address <== mux(writes, axi.aw.payload.addr, axi.ar.payload.addr)
        bus.data <== axi.w.payload.data
        bus.strobe <== axi.w.payload.strb

        axi.b.valid <== hasResponse
        axi.b.payload.resp <== response
        axi.r.valid <== hasData
        axi.r.payload <== data
        let outcome = mux(bus.error, .slaveError, constant(AXIResponse.okay))
        when(writes) {
            hasResponse <== 1
            response <== outcome
        }.elsewhen(axi.b.ready) { hasResponse <== 0 }
        when(reads) {
            hasData <== 1
            data.data <== bus.readData
            data.resp <== outcome
        }.elsewhen(axi.r.ready) { hasData <== 0 }

        checkAXI(axi)
        check("one access at a time", !(writes & reads))
        check("nobody waits while the bus is free", (canWrite | canRead).implies(bus.valid))
    }
}
