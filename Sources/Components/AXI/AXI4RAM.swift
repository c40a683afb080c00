import HDL
import Netlist

/// A memory behind an AXI4 interface: bursts of all three kinds, narrow and unaligned beats.
///
/// Reads: latency 2 from the address to the first beat, then a beat per cycle; bursts follow each other without a gap. Writes: a beat per cycle, 1 cycle between
/// bursts, the response a cycle behind the last beat. Bursts are served in order, reads and writes beside each other; a read gives what was written by all
/// bursts whose response has been given. A burst that begins outside of the memory: `decodeError`, zeros are read, nothing is written. Bursts do not
/// leave the memory at its end: they go on at its begin (the specification forbids to cross 4096 bytes). `lock`, `cache`, `prot` and `qos`
/// make no difference; an exclusive access is answered by `okay`, that is, as failed. It becomes block RAM with byte enables.
public final class AXI4RAM: Module {
    public let axi: Wire<AXI4>

    let words: Int
    let dataWidth: Int
    let addressWidth: Int
    let idWidth: Int

    /// - Parameters:
    ///   - words: a power of two, at least 2.
    ///   - dataWidth: a power of two from 16 to 1024.
    ///   - addressWidth: bits of an address; at least those of the memory.
    public init(words: Int, dataWidth: Int = 64, addressWidth: Int = 32, idWidth: Int = 4) {
        axi = input(AXI4(addressWidth: addressWidth, dataWidth: dataWidth, idWidth: idWidth))
        self.words = words
        self.dataWidth = dataWidth
        self.addressWidth = addressWidth
        self.idWidth = idWidth
    }

    public override func circuit() {
        let map = AXIMemoryMap(words: words, dataWidth: dataWidth, addressWidth: addressWidth)
        guard map.isLegal else { return }
        let storage = memory(of: unsigned(dataWidth), depth: words)
        for address in [axi.aw.payload, axi.ar.payload] {
            unused(address.lock, address.cache, address.prot, address.qos)
        }

        let isWriting = register(bit)
        let write = instance(AXI4BurstCounter(map, idWidth: idWidth))
        follow(write, axi.aw)
        write.advance <== axi.w.fires
        let hasResponse = register(bit)
        axi.aw.ready <== !isWriting
        axi.w.ready <== isWriting & (!hasResponse | axi.b.ready | !write.isLast)
        axi.b.valid <== hasResponse
        let response = register(axi.b.payload.shape, reset: nil)
        axi.b.payload <== response
        when(axi.b.ready) { hasResponse <== 0 }
        when(axi.aw.fires) { isWriting <== 1 }
        when(axi.w.fires) {
            when(!write.isOutside) {
                storage.write(map.index(write.address), axi.w.payload.data, mask: axi.w.payload.strb)
            }
            when(write.isLast) {
                isWriting <== 0
                hasResponse <== 1
                response.id <== write.id
                response.resp <== write.response
            }
        }

        let isReading = register(bit)
        let read = instance(AXI4BurstCounter(map, idWidth: idWidth))
        follow(read, axi.ar)
        let hasData = register(bit)
        let id = register(unsigned(idWidth), reset: nil)
        let outcome = register(Enumerated<AXIResponse>(), reset: nil)
        let isLast = register(bit, reset: nil)
        let reads = wire(isReading & (!hasData | axi.r.ready))
        axi.ar.ready <== !isReading | (reads & read.isLast)
        read.advance <== reads
        let data = storage.read(map.index(read.address), enable: reads)
        axi.r.valid <== hasData
        axi.r.payload.id <== id
        axi.r.payload.data <== mux(outcome === .okay, data, 0)
        axi.r.payload.resp <== outcome
        axi.r.payload.last <== isLast
        when(axi.r.ready) { hasData <== 0 }
        when(reads) {
            hasData <== 1
            id <== read.id
            outcome <== read.response
            isLast <== read.isLast
            when(read.isLast) { isReading <== 0 }
        }
        when(axi.ar.fires) { isReading <== 1 }

        checkAXI(axi)
        assume("the last beat says so", axi.w.fires.implies(axi.w.payload.last === write.isLast))
        check("no beat without a burst", axi.w.fires.implies(isWriting))
        check("a response is not lost", (axi.w.fires & write.isLast & hasResponse).implies(axi.b.ready))
    }

    /// Starts a counter with every address that is taken.
    private func follow(_ counter: AXI4BurstCounter, _ addresses: Wire<Stream<AXI4Address>>) {
        counter.start <== addresses.fires
        connect(counter.first, addresses.payload, partially: true)
    }
}
