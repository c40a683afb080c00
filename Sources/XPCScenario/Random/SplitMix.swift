import Simulation

/// What random operations draw.
extension SplitMix {
    /// A number from 0 to `count` - 1; fast, for counts that are small.
    mutating func below(_ count: Int) -> Int { Int(next() >> 33) % count }

    /// True in `percent` of 100 cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One of these.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
