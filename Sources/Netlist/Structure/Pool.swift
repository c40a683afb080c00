#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Elements that are appended, read and replaced by their number, and cut off again.
///
/// It owns its memory: of the elements of an array in a class it would be asked each time whether somebody else holds them. What is large grows
/// in its place, without a copy.
public struct Pool<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
    @usableFromInline var elements: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    @usableFromInline var filled: Int

    @inlinable public init() {
        elements = Self.allocate(16)
        (capacity, filled) = (16, 0)
    }

    /// `count` times the same element.
    @inlinable public init(repeating element: Element, count: Int) {
        elements = Self.allocate(max(1, count))
        elements.initialize(repeating: element, count: count)
        (capacity, filled) = (max(1, count), count)
    }

    @inlinable deinit { free(elements) }

    @inlinable public var count: Int { filled }

    @inlinable public subscript(number: Int) -> Element {
        get {
            precondition(number >= 0 && number < filled)
            return elements[number]
        }
        set {
            precondition(number >= 0 && number < filled)
            elements[number] = newValue
        }
    }

    /// The number of the new element.
    @inlinable @discardableResult
    public mutating func append(_ element: Element) -> Int {
        if filled == capacity { grow(by: 1) }
        (elements + filled).initialize(to: element)
        filled += 1
        return filled - 1
    }

    /// Appends all of `more`.
    @inlinable public mutating func append(_ more: UnsafeBufferPointer<Element>) {
        guard let start = more.baseAddress else { return }
        if filled + more.count > capacity { grow(by: more.count) }
        (elements + filled).initialize(from: start, count: more.count)
        filled += more.count
    }

    /// The last element, which is no longer one.
    @inlinable public mutating func popLast() -> Element? {
        guard filled > 0 else { return nil }
        filled -= 1
        return elements[filled]
    }

    /// Forgets all elements from `count` on.
    @inlinable public mutating func cut(to count: Int) { filled = min(count, filled) }

    /// Some of the elements, valid until one is appended.
    @inlinable public func elements(in range: Range<Int>) -> UnsafeBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= filled)
        return UnsafeBufferPointer(start: elements + range.lowerBound, count: range.count)
    }

    @inlinable @inline(never) mutating func grow(by more: Int) {
        // Pages that nothing was written to cost no memory: what is large is copied seldom.
        capacity = max(capacity * (capacity < 1 << 14 ? 2 : 8), filled + more)
        guard let larger = realloc(elements, capacity * MemoryLayout<Element>.stride) else {
            preconditionFailure("there is no memory for \(capacity) elements")
        }
        elements = larger.assumingMemoryBound(to: Element.self)
    }

    @inlinable static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
        guard let memory = malloc(capacity * MemoryLayout<Element>.stride) else {
            preconditionFailure("there is no memory for \(capacity) elements")
        }
        return memory.assumingMemoryBound(to: Element.self)
    }
}
