import Foundation
import Report
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct PictureTests {
    /// The numbers of an attribute of all rectangles with a title, in their order.
    private func boxes(_ svg: String, _ attribute: String) -> [Double] {
        svg.matches(of: /<rect ([^>]*)>/).compactMap { match in
            guard let range = match.1.range(of: " \(attribute)=\"") ?? match.1.range(of: "\(attribute)=\"") else {
                return nil
            }
            return Double(match.1[range.upperBound...].prefix { $0 != "\"" })
        }
    }

    @Test func barsAreAsHighAsTheirValues() {
        let chart = BarChart(
            kinds: ["LUT", "FF"],
            groups: [.init(name: "a", values: [1000, 250]), .init(name: "b & c", values: [500, 0])])
        // The first two are the legend's.
        let heights = boxes(chart.svg, "height").dropFirst(2)
        #expect(heights.count == 4)
        let unit = (heights.first ?? 0) / 1000
        #expect(unit > 0)
        for (height, value) in zip(heights, [1000, 250, 500, 0]) { #expect(abs(height - unit * Double(value)) < 0.2) }
        #expect(chart.svg.contains("b &amp; c") && !chart.svg.contains("b & c"))
        #expect(XMLParser(data: Data(chart.svg.utf8)).parse())
    }

    @Test func areasOfATreemapAreAsLargeAsTheirValues() {
        let svg = Treemap([.init(name: "x", value: 300), .init(name: "y", value: 100), .init(name: "none", value: 0)])
            .svg
        let areas = zip(boxes(svg, "width"), boxes(svg, "height")).map { $0 * $1 }
        #expect(areas.count == 2)
        #expect(abs((areas.first ?? 0) / (areas.last ?? 1) - 3) < 0.01)
        #expect(XMLParser(data: Data(svg.utf8)).parse())
    }

    @Test func aNameThatDoesNotFitIsLeftOut() {
        let items = (0..<60).map { Treemap.Item(name: "aVeryLongNameOfAnInstance\($0)", value: 60 - $0) }
        let svg = Treemap(items).svg
        #expect(svg.matches(of: /class="name"/).count < 60)
        #expect(svg.matches(of: /<title>/).count == 60)
    }
}
