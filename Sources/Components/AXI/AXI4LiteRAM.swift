import HDL
import Netlist

/// A memory behind an AXI4-Lite interface.
///
/// Reads: latency 1, throughput 1 per cycle. Writes: an address and its data are taken in one cycle, the response comes in the next, throughput 1 per cycle.
/// A read gives what was written by all accesses whose response has been given. Outside of the memory: `decodeError`, zeros are read, nothing
/// is written. The low bits of an address, within a word, do not matter. It becomes block RAM with byte enables.
public final class AXI4LiteRAM: Module {
    public let axi: Wire<AXI4Lite>

    let words: Int
    let dataWidth: Int
    let addressWidth: Int

    /// - Parameters:
    ///   - words: a power of two, at least 2.
    ///   - dataWidth: 32 or 64.
    ///   - addressWidth: bits of an address; at least those of the memory.
    public init(words: Int, dataWidth: Int = 32, addressWidth: Int = 32) {
        axi = input(AXI4Lite(addressWidth: addressWidth, dataWidth: dataWidth))
        self.words = words
        self.dataWidth = dataWidth
        self.addressWidth = addressWidth
    }

    public override func circuit() {
        let map = AXIMemoryMap(words: words, dataWidth: dataWidth, addressWidth: addressWidth)
        guard map.isLegal else { return }
        let storage = memory(of: unsigned(dataWidth), depth: words)
        unused(axi.aw.payload.prot, axi.ar.payload.prot)

        let hasResponse = register(bit)
        let response = register(AXIResponse.okay)
        let writes = wire(axi.aw.valid & axi.w.valid & (!hasResponse | axi.b.ready))
        let write = axi.aw.payload.addr
        axi.aw.ready <== writes
        axi.w.ready <== writes
        axi.b.valid <== hasResponse
        axi.b.payload.resp <== response
        when(writes) {
            hasResponse <== 1
            response <== mux(map.contains(write), .okay, constant(AXIResponse.decodeError))
            when(map.contains(write)) {
                storage.write(map.index(write), axi.w.payload.data, mask: axi.w.payload.strb)
            }
        }.elsewhen(axi.b.ready) { hasResponse <== 0 }

        let hasData = register(bit)
        let isOutside = register(bit)
        let read = axi.ar.payload.addr
        axi.ar.ready <== !hasData | axi.r.ready
        let data = storage.read(map.index(read), enable: axi.ar.fires)
        axi.r.valid <== hasData
        axi.r.payload.data <== mux(isOutside, 0, data)
        axi.r.payload.resp <== mux(isOutside, .decodeError, constant(AXIResponse.okay))
        when(axi.ar.fires) {
            hasData <== 1
            isOutside <== !map.contains(read)
        }.elsewhen(axi.r.ready) { hasData <== 0 }

        checkAXI(axi)
        check("an address moves with its data", axi.aw.fires === axi.w.fires)
    }
}

/// Which word of a memory an address stands for.
struct AXIMemoryMap {
    let words: Int
    let dataWidth: Int
    let addressWidth: Int

    private var byteBits: Int { (dataWidth / 8).trailingZeroBitCount }
    private var wordBits: Int { words.trailingZeroBitCount }
    /// Bits of an address within the memory.
    var bits: Int { byteBits + wordBits }

    func index(_ address: Unsigned) -> Unsigned { address[bits - 1...byteBits] }

    func contains(_ address: Unsigned) -> Bit {
        bits == addressWidth ? constant(true) : address[addressWidth - 1...bits] === 0
    }

    /// Says what is wrong with it.
    var isLegal: Bool {
        require(
            words >= 2 && words & (words - 1) == 0, "a memory of \(words) words behind AXI",
            hint: "the number of words is a power of two, at least 2")
            && require(
                dataWidth >= 16 && dataWidth <= 1024 && dataWidth & (dataWidth - 1) == 0,
                "AXI data of \(dataWidth) bits",
                hint: "32 or 64 for AXI4-Lite; a power of two from 16 to 1024 for AXI4")
            && require(
                addressWidth >= bits, "addresses of \(addressWidth) bits for a memory of \(1 << bits) bytes",
                hint: "they need \(bits)")
    }
}

/// What both sides of an AXI interface owe each other: nothing that is valid changes before it is taken (A3.2.1).
public func checkAXI<Address, WriteData, WriteResponse, ReadData>(
    _ axi: Wire<AXIBus<Address, WriteData, WriteResponse, ReadData>>
) {
    assumeHeld("a write address stays until it is taken", axi.aw)
    assumeHeld("write data stay until they are taken", axi.w)
    assumeHeld("a read address stays until it is taken", axi.ar)
    checkHeld("a write response stays until it is taken", axi.b)
    checkHeld("read data stay until they are taken", axi.r)
}
