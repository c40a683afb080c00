import HDL

/// Cuts all five channels of an AXI interface with a `SkidBuffer` each: no combinational path leads through it, in either direction.
///
/// Latency 1 on each channel, throughput 1 transfer per cycle on each.
public final class AXIRegisterSlice<
    Address: HardwareValue, WriteData: HardwareValue, WriteResponse: HardwareValue, ReadData: HardwareValue
>: Module {
    /// The side of the master.
    public let upstream: Wire<AXIBus<Address, WriteData, WriteResponse, ReadData>>
    /// The side of the slave.
    public let downstream: Wire<AXIBus<Address, WriteData, WriteResponse, ReadData>>

    let aw: SkidBuffer<Address>
    let w: SkidBuffer<WriteData>
    let b: SkidBuffer<WriteResponse>
    let ar: SkidBuffer<Address>
    let r: SkidBuffer<ReadData>

    public init(_ bus: AXIBus<Address, WriteData, WriteResponse, ReadData>) {
        upstream = input(bus)
        downstream = output(bus)
        aw = SkidBuffer(of: bus.aw.payload)
        w = SkidBuffer(of: bus.w.payload)
        b = SkidBuffer(of: bus.b.base.payload)
        ar = SkidBuffer(of: bus.ar.payload)
        r = SkidBuffer(of: bus.r.base.payload)
    }

    public override func circuit() {
        aw.enqueue <== upstream.aw
        downstream.aw <== aw.dequeue
        w.enqueue <== upstream.w
        downstream.w <== w.dequeue
        b.enqueue <== downstream.b
        upstream.b <== b.dequeue
        ar.enqueue <== upstream.ar
        downstream.ar <== ar.dequeue
        r.enqueue <== downstream.r
        upstream.r <== r.dequeue
    }
}
