import Simulation
import XPCModel

/// The golden model's memory in lock step: pages of words, ranges that answer with an error, and a journal of every store.
///
/// The journal holds what was there before, so that stores can be taken back.
struct ModelMemory: XPCMemory {
    /// A word that the model stored.
    struct Store {
        /// PA of the word.
        var address: UInt64
        /// What it held before.
        var before: UInt64
    }

    /// Accesses that fail.
    private struct Failure {
        var addresses: ClosedRange<UInt64>
        var operations: Set<MemoryLink.Operation>
    }

    /// Every store since the journal was emptied, also of the value already there.
    private(set) var journal: [Store] = []
    private var pages: [UInt64: Int] = [:]
    private var words: [UInt64] = []
    private var lastNumber = UInt64.max
    private var lastBase = 0
    private var failures: [Failure] = []

    /// Whether any access can fail.
    var canFail: Bool { !failures.isEmpty }

    /// The kernel's view: never fails, and is not in the journal.
    subscript(address: UInt64) -> UInt64 {
        mutating get {
            guard let base = base(of: address >> 12) else { return 0 }
            return words[base + Int(address >> 3 & 511)]
        }
        set {
            let number = address >> 12
            if base(of: number) == nil {
                lastNumber = number
                lastBase = words.count
                pages[number] = words.count
                words.append(contentsOf: repeatElement(0, count: 512))
            }
            words[lastBase + Int(address >> 3 & 511)] = newValue
        }
    }

    private mutating func base(of number: UInt64) -> Int? {
        if number == lastNumber { return lastBase }
        guard let base = pages[number] else { return nil }
        lastNumber = number
        lastBase = base
        return base
    }

    // MARK: Failures

    /// Accesses of these kinds to these addresses fail from now on.
    mutating func fail(_ addresses: ClosedRange<UInt64>, operations: Set<MemoryLink.Operation>) {
        failures.append(Failure(addresses: addresses, operations: operations))
    }

    /// No access fails any more.
    mutating func clearFailures() { failures = [] }

    private func fails(_ address: UInt64, _ operation: MemoryLink.Operation) -> Bool {
        failures.contains { $0.addresses.contains(address) && $0.operations.contains(operation) }
    }

    // MARK: The engine's view

    mutating func load(_ address: UInt64) -> UInt64? {
        if canFail, fails(address, .load) { return nil }
        return self[address]
    }

    mutating func store(_ value: UInt64, at address: UInt64) -> Bool {
        if canFail, fails(address, .store) { return false }
        journal.append(Store(address: address & ~7, before: self[address]))
        self[address] = value
        return true
    }

    mutating func exchange(_ value: UInt64, at address: UInt64) -> UInt64? {
        if canFail, fails(address, .exchange) { return nil }
        let old = self[address]
        journal.append(Store(address: address & ~7, before: old))
        self[address] = value
        return old
    }

    // MARK: Journal

    /// Empties the journal.
    mutating func clearJournal() { journal.removeAll(keepingCapacity: true) }

    /// Takes back every store after the first `count`.
    mutating func rollBack(to count: Int) {
        while journal.count > count, let last = journal.popLast() { self[last.address] = last.before }
    }

    /// Forgets everything.
    mutating func removeAll() { self = ModelMemory() }

    /// Every word that is not zero, by address.
    var contents: [(address: UInt64, value: UInt64)] {
        pages.sorted { $0.key < $1.key }.flatMap { number, base in
            (0..<512).compactMap { index in
                words[base + index] == 0 ? nil : (number << 12 + UInt64(index) * 8, words[base + index])
            }
        }
    }
}
