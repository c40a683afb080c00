/// Nested rectangles whose areas are proportional to values, as an SVG picture.
///
/// The layout is the squarified treemap of Bruls, Huizing and van Wijk (2000): rows are filled as long as their
/// rectangles become more square.
public struct Treemap: Sendable {
    /// One rectangle.
    public struct Item: Sendable {
        public var name: String
        public var value: Int
        public init(name: String, value: Int) {
            self.name = name
            self.value = value
        }
    }

    struct Rectangle: Sendable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
        var area: Double { width * height }
    }

    private let items: [Item]
    private let width: Double
    private let height: Double

    /// A picture of `width` times `height` pixels. Items without a value are left out.
    public init(_ items: [Item], width: Int = 960, height: Int = 360) {
        self.items = items.filter { $0.value > 0 }.sorted { ($1.value, $0.name) < ($0.value, $1.name) }
        self.width = Double(width)
        self.height = Double(height)
    }

    /// The SVG text.
    public var svg: String {
        let total = items.reduce(0) { $0 + $1.value }
        var text =
            "<svg viewBox=\"0 0 \(Int(width)) \(Int(height))\" role=\"img\" "
        text +=
            "xmlns=\"http://www.w3.org/2000/svg\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"13\">\n"
        for (index, (item, box)) in zip(items, rectangles).enumerated() {
            let share = total == 0 ? 0 : Double(item.value) * 100 / Double(total)
            let label = "\(item.name): \(item.value) LUT (\(Int(share.rounded())) %)"
            let hue = (205 + index * 37) % 360
            text += """
                <g><title>\(escaped(label))</title>\
                <rect x="\(decimal(box.x))" y="\(decimal(box.y))" width="\(decimal(box.width))" \
                height="\(decimal(box.height))" fill="hsl(\(hue) 45% 62%)" stroke="#fff" stroke-width="2"/>
                """
            if let size = fontSize(item.name, in: box) {
                text += """
                    <text x="\(decimal(box.x + 8))" y="\(decimal(box.y + 20))" class="name" \
                    font-size="\(size)">\(escaped(item.name))</text>\
                    <text x="\(decimal(box.x + 8))" y="\(decimal(box.y + 36))" class="value" \
                    font-size="\(size)">\(item.value) LUT</text>
                    """
            }
            text += "</g>\n"
        }
        return text + "</svg>"
    }

    /// What a name fits into its box with; nil: it does not.
    private func fontSize(_ name: String, in box: Rectangle) -> Int? {
        guard box.height > 40 else { return nil }
        return [13, 10].first { box.width > Double(name.count * $0) * 0.6 + 14 }
    }

    /// Where the items lie, in their order.
    var rectangles: [Rectangle] {
        let total = Double(items.reduce(0) { $0 + $1.value })
        guard total > 0 else { return [] }
        var areas = items.map { Double($0.value) / total * width * height }[...]
        var free = Rectangle(x: 0, y: 0, width: width, height: height)
        var placed: [Rectangle] = []
        while !areas.isEmpty {
            let side = min(free.width, free.height)
            var count = 1
            while count < areas.count, worst(areas.prefix(count + 1), side) <= worst(areas.prefix(count), side) {
                count += 1
            }
            let row = areas.prefix(count)
            let thickness = row.reduce(0, +) / max(side, 1e-9)
            var offset = 0.0
            for area in row {
                let length = area / max(thickness, 1e-9)
                placed.append(
                    free.width >= free.height
                        ? Rectangle(x: free.x, y: free.y + offset, width: thickness, height: length)
                        : Rectangle(x: free.x + offset, y: free.y, width: length, height: thickness))
                offset += length
            }
            if free.width >= free.height {
                free.x += thickness
                free.width -= thickness
            } else {
                free.y += thickness
                free.height -= thickness
            }
            areas = areas.dropFirst(count)
        }
        return placed
    }

    /// The largest ratio of sides in a row that is laid along `side`.
    private func worst(_ row: ArraySlice<Double>, _ side: Double) -> Double {
        let sum = row.reduce(0, +)
        guard let most = row.max(), let least = row.min(), sum > 0, least > 0 else { return .infinity }
        return max(side * side * most / (sum * sum), sum * sum / (side * side * least))
    }
}

/// One digit behind the point.
func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
}

/// Text inside of XML.
func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
        switch character {
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "&": result += "&amp;"
        case "\"": result += "&quot;"
        default: result.append(character)
        }
    }
}
