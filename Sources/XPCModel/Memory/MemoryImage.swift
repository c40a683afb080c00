/// A sparse memory in which every word is 0 until it is written, with ranges that answer with an error.
///
/// The subscript is the kernel's view: it never fails. The protocol's methods are the engine's view. Both note which words changed.
public struct MemoryImage: XPCMemory, Equatable, Sendable {
    /// Which accesses of a range fail. An exchange fails where either does (R4.11).
    public struct Failures: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Loads fail.
        public static let loads = Failures(rawValue: 1)
        /// Stores fail.
        public static let stores = Failures(rawValue: 2)
        /// Everything fails.
        public static let all: Failures = [.loads, .stores]
    }

    /// A word in which two images differ.
    public struct Difference: Hashable, Sendable, CustomStringConvertible {
        /// PA of the word.
        public var address: UInt64
        /// The word in the image that was asked.
        public var mine: UInt64
        /// The word in the other image.
        public var other: UInt64

        /// Address and both values in hexadecimal.
        public var description: String {
            "[\(hexadecimal(address))] \(hexadecimal(mine)) / \(hexadecimal(other))"
        }
    }

    /// The words that are not 0, by PA.
    public private(set) var words: [UInt64: UInt64] = [:]
    /// PAs of the words that were written with another value since the last ``clearChanges()``.
    public private(set) var changedAddresses: Set<UInt64> = []
    private var failing: [(range: Range<UInt64>, failures: Failures)] = []

    /// A memory full of 0 in which nothing fails.
    public init() {}

    /// Two images are equal when their words are; failures and notes of changes do not matter.
    public static func == (left: MemoryImage, right: MemoryImage) -> Bool { left.words == right.words }

    /// The word that holds the byte at `address`, past all failures.
    public subscript(address: UInt64) -> UInt64 {
        get { words[address & ~7] ?? 0 }
        set {
            let place = address & ~7
            guard self[place] != newValue else { return }
            changedAddresses.insert(place)
            words[place] = newValue == 0 ? nil : newValue
        }
    }

    /// Makes accesses in a range fail. By R4.11 a range should consist of whole blocks.
    public mutating func fail(_ range: Range<UInt64>, _ failures: Failures = .all) {
        failing.append((range, failures))
    }

    /// Nothing fails any more.
    public mutating func clearFailures() { failing = [] }

    /// Forgets which words changed.
    public mutating func clearChanges() { changedAddresses = [] }

    /// The words changed since the last ``clearChanges()``, by address, with their present values.
    public var changedWords: [(address: UInt64, value: UInt64)] {
        changedAddresses.sorted().map { ($0, self[$0]) }
    }

    /// What fails at this address.
    public func failures(at address: UInt64) -> Failures {
        var result: Failures = []
        for entry in failing where entry.range.contains(address) { result.formUnion(entry.failures) }
        return result
    }

    public func load(_ address: UInt64) -> UInt64? {
        failures(at: address).contains(.loads) ? nil : self[address]
    }

    public mutating func store(_ value: UInt64, at address: UInt64) -> Bool {
        guard !failures(at: address).contains(.stores) else { return false }
        self[address] = value
        return true
    }

    public mutating func exchange(_ value: UInt64, at address: UInt64) -> UInt64? {
        guard failures(at: address).isEmpty else { return nil }
        let old = self[address]
        self[address] = value
        return old
    }

    /// The words in which this image and another differ, by address.
    ///
    /// - Parameter ignoring: addresses that are not compared, such as ``XPCHart/mayDiffer(at:)``.
    public func differences(from other: MemoryImage, ignoring: (UInt64) -> Bool = { _ in false }) -> [Difference] {
        var found: [Difference] = []
        for (address, value) in words where other[address] != value && !ignoring(address) {
            found.append(Difference(address: address, mine: value, other: other[address]))
        }
        for (address, value) in other.words where words[address] == nil && !ignoring(address) {
            found.append(Difference(address: address, mine: 0, other: value))
        }
        return found.sorted { $0.address < $1.address }
    }
}

/// A number as software writes it.
func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }
