import Netlist

/// Brings the points of Verilog lines to the lines of Swift.
struct CoverageCollector {
    private(set) var unplaced = 0
    /// Those of them that were never reached.
    private(set) var lost: [CoveragePoint] = []
    private var lines: [SourcePosition: CoverageReport.Line] = [:]

    /// The files by name, their lines ascending.
    var files: [CoverageReport.File] {
        Dictionary(grouping: lines) { $0.key.file }.sorted { $0.key < $1.key }.map { name, entries in
            CoverageReport.File(name: name, lines: entries.map(\.value).sorted { $0.number < $1.number })
        }
    }

    /// Where Verilator puts a point; instances of one module have the same.
    private struct Spot: Hashable {
        var kind: CoveragePoint.Kind
        var file: String
        var line: Int
        var column: Int
        var comment: String
    }

    mutating func add(_ run: CoverageReport.Run) {
        var merged: [Spot: CoveragePoint] = [:]
        for point in run.points {
            let spot = Spot(
                kind: point.kind, file: point.file, line: point.line, column: point.column, comment: point.comment)
            if merged[spot] == nil { merged[spot] = point } else { merged[spot]?.count += point.count }
        }
        var runs: [SourcePosition: Int] = [:]
        for point in merged.values { add(point, run.positions[point.file] ?? [], &runs) }
        // Other designs may have the same statement: what one of them did is done.
        for (position, count) in runs {
            self[position].runs = (self[position].runs ?? 0) + count
        }
    }

    private subscript(position: SourcePosition) -> CoverageReport.Line {
        get { lines[position] ?? CoverageReport.Line(number: position.line) }
        set { lines[position] = newValue }
    }

    private mutating func add(
        _ point: CoveragePoint, _ positions: [SourcePosition?], _ runs: inout [SourcePosition: Int]
    ) {
        func position(_ line: Int) -> SourcePosition? {
            line >= 1 && line <= positions.count ? positions[line - 1] : nil
        }
        let here = position(point.line)
        if here == nil {
            unplaced += 1
            if point.count == 0, !point.block.contains(where: { position($0) != nil }) { lost.append(point) }
        }
        switch point.kind {
        case .toggle: if let here { self[here].toggles[point.comment, default: 0] += point.count }
        case .user: if let here { self[here].covers[point.comment, default: 0] += point.count }
        case .line: for line in Set(point.block) { runs.note(position(line), point.count) }
        case .branch:
            guard point.block != [point.line] else {
                // Condition and statement share a line of Verilog, and the place is the statement's.
                return runs.note(here, point.count)
            }
            if let here { self[here].branches[Self.way(point.comment), default: 0] += point.count }
            // The line of the `if` runs with the block around it.
            for line in Set(point.block) where line != point.line && position(line) != here {
                runs.note(position(line), point.count)
            }
        }
    }

    private static func way(_ comment: String) -> String {
        switch comment {
        case "if", "elsif": "taken"
        case "else": "not taken"
        default: comment
        }
    }
}

extension [SourcePosition: Int] {
    /// Keeps the least count of a place.
    fileprivate mutating func note(_ place: SourcePosition?, _ count: Int) {
        if let place { self[place] = Swift.min(self[place] ?? .max, count) }
    }
}
