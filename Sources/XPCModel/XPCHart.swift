/// The golden model: one hart with its XPC engine, executed from the specification in `docs/xpc-isa.md`.
///
/// Memory is handed in with every step, so that several harts can work on one. Every instruction is atomic (R4.3). What the
/// specification leaves to the moment, when a buffered record is written, is the caller's to say: ``drainOldest(memory:)``,
/// ``drain(memory:)``, ``drain(untilLinkErrorIs:memory:)``.
public struct XPCHart: Hashable, Sendable {
    /// What was built.
    public let configuration: XPCModelConfiguration
    /// All registers. Values put here directly must be legal ones; CSR accesses see to that themselves.
    public var registers = XPCRegisters()
    /// The engine cache (R7.1).
    public private(set) var cache: EngineCache
    /// Records that are not yet written, the oldest first (R7.8).
    public private(set) var bufferedRecords: [BufferedRecord] = []
    /// Blocks of which the contents are unspecified (R7.13), by PA.
    public private(set) var unspecifiedBlocks: Set<UInt64> = []

    /// A record in the queue (R7.8).
    public struct BufferedRecord: Hashable, Sendable {
        /// PA of the record: its tag.
        public let address: UInt64
        /// What is to be written.
        public let words: [UInt64]
    }

    /// A hart after reset (R2.1, P16).
    public init(configuration: XPCModelConfiguration) {
        self.configuration = configuration
        cache = EngineCache(count: configuration.cacheEntries)
    }

    // MARK: Instructions

    /// Executes one instruction at `registers.pc`.
    ///
    /// A completed instruction has moved `pc`. One that raised has changed nothing (R4.3, P7), but that records may have drained; the
    /// trap itself is ``takeTrap(to:privilege:memory:)``.
    public mutating func execute(_ instruction: XPCInstruction, memory: inout some XPCMemory) -> XPCOutcome {
        guard registers.privilege == .user, !registers.isClosed else {
            return .exception(.illegalInstruction)  // R4.2, R2.2
        }
        do throws(XPCException) {
            let completion =
                switch instruction {
                case .xcall(let id): try call(id, memory: &memory)
                case .xret: try returnToCaller(memory: &memory)
                case .swapseg(let index): try swap(index, memory: &memory)
                case .xprefetch(let id): prefetch(id, memory: &memory)
                }
            registers.pc = completion.nextPC
            return .completed(completion)
        } catch {
            return .exception(error)
        }
    }

    /// Executes a 32-bit instruction word.
    ///
    /// - Parameter source: gives the value of a register by its number; asked for `rs1` only. x0 is 0 by itself.
    /// - Returns: `nil` if the word is not in custom-0.
    public mutating func execute(
        word: UInt32, memory: inout some XPCMemory, source: (Int) -> UInt64
    ) -> XPCOutcome? {
        switch XPCOperation.decode(word) {
        case .foreign: return nil
        case .illegal: return .exception(.illegalInstruction)  // R4.1
        case .operation(let operation, let rs1):
            let operand = rs1 == 0 ? 0 : source(rs1)
            return execute(XPCInstruction(operation, operand: operand), memory: &memory)
        }
    }

    // MARK: Events

    /// `sfence.vma` or `sinval.vma` of any form: empties the engine cache (R7.2).
    public mutating func fence() { cache.empty() }

    /// Reset: everything is off and empty (R2.1, R7.2, R7.15). What is unspecified in memory stays so.
    public mutating func reset() {
        for record in bufferedRecords { unspecifiedBlocks.insert(record.address) }
        registers = XPCRegisters()
        cache.empty()
        bufferedRecords = []
    }

    /// A trap, interrupt or exception: the queue is drained before the handler's first instruction (R7.10).
    ///
    /// - Parameters:
    ///   - handler: PC of the handler.
    ///   - privilege: privilege of the handler.
    public mutating func takeTrap(
        to handler: UInt64, privilege: XPCPrivilege = .supervisor, memory: inout some XPCMemory
    ) {
        drain(memory: &memory)
        registers.pc = handler
        registers.privilege = privilege
    }

    /// The kernel, or another hart, wrote the whole block at this PA: its contents are known again (R7.13).
    public mutating func noteWrite(ofBlock address: UInt64) { unspecifiedBlocks.remove(address & ~63) }

    /// Whether memory of circuit and model may differ at this PA: unspecified, or a record is on its way (R7.13).
    public func mayDiffer(at address: UInt64) -> Bool {
        let block = address & ~63
        return unspecifiedBlocks.contains(block) || bufferedRecords.contains { $0.address == block }
    }

    // MARK: Buffered records

    /// Writes the oldest buffered record (R7.8); if the write fails, notes it in `xlinkerr` (R7.12).
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public mutating func drainOldest(memory: inout some XPCMemory) -> Bool {
        guard !bufferedRecords.isEmpty else { return false }
        let record = bufferedRecords.removeFirst()
        if !write(record, memory: &memory), registers.xlinkerr == 0 {
            registers.xlinkerr = record.address | 1  // R7.12
        }
        return true
    }

    /// Writes all buffered records (R7.10).
    public mutating func drain(memory: inout some XPCMemory) {
        while drainOldest(memory: &memory) {}
    }

    /// Writes buffered records, the oldest first, until `xlinkerr` is as the circuit shows it (R7.14).
    ///
    /// - Returns: whether it is; if not, all records were written.
    public mutating func drain(untilLinkErrorIs value: UInt64, memory: inout some XPCMemory) -> Bool {
        while registers.xlinkerr != value {
            guard drainOldest(memory: &memory) else { return false }
        }
        return true
    }

    /// Writes a record as a whole; the block is known afterwards, or unspecified if the write failed (R7.13).
    mutating func write(_ record: BufferedRecord, memory: inout some XPCMemory) -> Bool {
        for (index, word) in record.words.enumerated() {
            guard memory.store(word, at: record.address + 8 * UInt64(index)) else {
                unspecifiedBlocks.insert(record.address)
                return false
            }
        }
        unspecifiedBlocks.remove(record.address)
        return true
    }

    /// Puts a record into the queue; there is room (R7.8).
    mutating func enqueue(_ record: BufferedRecord) { bufferedRecords.append(record) }

    /// Takes the youngest buffered record out of the queue if it is the one at this PA (R7.9).
    mutating func dropYoungest() { bufferedRecords.removeLast() }

    /// Notes that a block was popped (R7.13).
    mutating func noteUnspecified(block address: UInt64) { unspecifiedBlocks.insert(address) }

    /// Fills the engine cache (R7.4).
    mutating func fillCache(id: UInt64, target: XEntry) {
        cache.fill(id: id, xcap: registers.xcap, target: target)
    }
}
