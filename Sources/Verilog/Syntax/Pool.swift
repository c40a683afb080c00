/// Elements that are appended, read by their number, and cut off again.
///
/// It owns its memory: of the elements of an array in a class it would be asked each time whether somebody else holds them.
struct Pool<Element: BitwiseCopyable>: ~Copyable {
    private var elements: UnsafeMutablePointer<Element>
    private var capacity = 16
    private(set) var count = 0

    init() { elements = .allocate(capacity: capacity) }

    deinit { elements.deallocate() }

    subscript(number: Int32) -> Element {
        get {
            precondition(number >= 0 && Int(number) < count)
            return elements[Int(number)]
        }
        set {
            precondition(number >= 0 && Int(number) < count)
            elements[Int(number)] = newValue
        }
    }

    /// The number of the new element.
    mutating func append(_ element: Element) -> Int32 {
        if count == capacity { grow() }
        (elements + count).initialize(to: element)
        count += 1
        return Int32(truncatingIfNeeded: count - 1)
    }

    /// Forgets all elements from `count` on.
    mutating func cut(to count: Int) { self.count = min(count, self.count) }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.update(from: elements, count: count)
        elements.deallocate()
        (elements, capacity) = (larger, capacity * 2)
    }
}
