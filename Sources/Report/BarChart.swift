/// Bars side by side, one colour for each kind of value, as an SVG picture.
public struct BarChart: Sendable {
    /// Bars that stand together.
    public struct Group: Sendable {
        public var name: String
        /// Parallel to the chart's kinds.
        public var values: [Int]

        public init(name: String, values: [Int]) {
            self.name = name
            self.values = values
        }
    }

    private let kinds: [String]
    private let groups: [Group]

    private static let barWidth = 34.0
    private static let height = 240.0
    private static let top = 34.0
    private static let left = 56.0
    /// Dark enough for white paper, and apart from each other in shades of grey.
    private static let colours = ["#1f5a91", "#e08a2e", "#7aa65a", "#8a5a9e"]

    /// - Parameter kinds: what the bars of a group are, such as LUT and FF; at most four.
    public init(kinds: [String], groups: [Group]) {
        self.kinds = kinds
        self.groups = groups
    }

    /// The SVG text.
    public var svg: String {
        let groupWidth = Self.barWidth * Double(kinds.count) + 36
        let width = Self.left + groupWidth * Double(groups.count) + 12
        let bottom = Self.top + Self.height
        let step = Self.step(groups.flatMap(\.values).max() ?? 0)
        let lines = max(1, ((groups.flatMap(\.values).max() ?? 0) + step - 1) / step)
        func y(_ value: Int) -> Double { bottom - Double(value) / Double(lines * step) * Self.height }

        var text = "<svg viewBox=\"0 0 \(decimal(width)) \(decimal(bottom + 30))\" role=\"img\" "
        text +=
            "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"12\">\n"
        for line in 0...lines {
            let height = decimal(y(line * step))
            text +=
                "<line x1=\"\(decimal(Self.left))\" x2=\"\(decimal(width - 4))\" y1=\"\(height)\" y2=\"\(height)\" stroke=\"#d9e0e7\"/>\n"
            text += label("\(line * step)", x: Self.left - 8, y: y(line * step) + 4, anchor: "end")
        }
        for (index, kind) in kinds.enumerated() {
            let x = Self.left + Double(index) * 70
            text += "<rect x=\"\(decimal(x))\" y=\"8\" width=\"12\" height=\"12\" fill=\"\(colour(index))\"/>\n"
            text += label(kind, x: x + 17, y: 18, anchor: "start")
        }
        for (number, group) in groups.enumerated() {
            let start = Self.left + 18 + groupWidth * Double(number)
            for (index, value) in group.values.enumerated() {
                let x = start + Self.barWidth * Double(index)
                text += "<g><title>\(escaped("\(group.name): \(value) \(kinds[index])"))</title>"
                text +=
                    "<rect x=\"\(decimal(x + 2))\" y=\"\(decimal(y(value)))\" width=\"\(decimal(Self.barWidth - 4))\" "
                text += "height=\"\(decimal(bottom - y(value)))\" fill=\"\(colour(index))\"/></g>\n"
                text += label("\(value)", x: x + Self.barWidth / 2, y: y(value) - 4, anchor: "middle", size: 10)
            }
            text += label(
                group.name, x: start + Self.barWidth * Double(kinds.count) / 2, y: bottom + 18, anchor: "middle")
        }
        return text + "</svg>\n"
    }

    private func colour(_ index: Int) -> String { Self.colours[index % Self.colours.count] }

    private func label(_ text: String, x: Double, y: Double, anchor: String, size: Int = 12) -> String {
        "<text x=\"\(decimal(x))\" y=\"\(decimal(y))\" text-anchor=\"\(anchor)\" font-size=\"\(size)\">\(escaped(text))</text>\n"
    }

    /// 1, 2 or 5 times a power of ten, so that there are at most six lines.
    private static func step(_ largest: Int) -> Int {
        var power = 1
        while true {
            for factor in [1, 2, 5] where factor * power * 6 >= largest { return factor * power }
            power *= 10
        }
    }
}
