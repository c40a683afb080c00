import DeclarationScanner
import Foundation
import HDL
import Testing

/// Places as the compiler reports them, looked up in the table that the plugin made of this very file.
@Suite struct DeclaredNamesTests {
    @Test func directCalls() throws {
        let head = declare(8)
        let tail: Seen = try self.method(8)
        let last =
            try? self
            .method(
                declare(1).count)
        let `default` = Seen(8)
        let generic = Pair<Int, [Int?]>.make(8)
        let implicit: Seen = .init(8)
        let closure = trailing { 8 }
        #expect(head.name == "head direct")
        #expect(tail.name == "tail direct")
        #expect(last?.name == "last direct")
        #expect(`default`.name == "default direct")
        #expect(generic.name == "generic direct")
        #expect(implicit.name == "implicit direct")
        #expect(closure.name == "closure direct")
    }

    @Test func elementsAndOperands() {
        let lanes = (0..<2).map { declare($0) }
        let pair = [declare(1), declare(2)]
        let sum = declare(1) + [declare(2)]
        let outer = (0..<1).map { _ in
            let inner = declare(1)
            return [inner, declare(2)]
        }
        #expect(lanes.map(\.name) == ["lanes collection", "lanes collection"])
        #expect(pair.map(\.name) == ["pair collection", "pair collection"])
        #expect(sum.map(\.name) == ["sum nested", "sum collection"])
        #expect(outer[0].map(\.name) == ["inner direct", "outer collection"])
        #expect(declare(1).name == nil)
    }

    @Test func aModuleWithoutATableIsReadFromItsSource() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).swift")
        try "\n    let head = register(8)".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let names = DeclaredNames()
        let found = names.name(fileID: "NoSuchModule/A.swift", filePath: file.path(), line: 2, column: 24)
        #expect(found == DeclaredName(name: "head", style: .direct))
        #expect(names.name(fileID: "NoSuchModule/A.swift", filePath: file.path(), line: 1, column: 24) == nil)
    }

    @Test func noTableAndNoSourceMeansNoName() {
        let found = DeclaredNames().name(
            fileID: "NoSuchModule/B.swift", filePath: "/nowhere/B.swift", line: 2, column: 24)
        #expect(found == nil)
    }

    @Test func staticStrings() {
        let names = DeclaredNames()
        let line: Int = #line + 2
        for _ in 0..<2 {
            let place: StaticString = identity(#fileID)
            let found = names.name(fileID: place, filePath: "", line: line, column: 47)
            #expect(found == DeclaredName(name: "place", style: .direct))
        }
    }

    func method(_ count: Int, line: Int = #line, column: Int = #column) throws -> Seen {
        Seen(count, line: line, column: column)
    }
}

/// What a declaring function knows about its call, and the name found for it.
struct Seen {
    let count: Int
    let name: String?

    init(_ count: Int, file: String = #fileID, line: Int = #line, column: Int = #column) {
        self.count = count
        // No path to the source: only the table can answer.
        name = DeclaredNames().name(fileID: file, filePath: "", line: line, column: column).map {
            "\($0.name) \($0.style)"
        }
    }

    static func + (left: Seen, right: [Seen]) -> [Seen] { [left] + right }
}

private enum Pair<First, Second> {
    static func make(_ count: Int, line: Int = #line, column: Int = #column) -> Seen {
        Seen(count, line: line, column: column)
    }
}

private func identity(_ text: StaticString) -> StaticString { text }

private func declare(_ count: Int, line: Int = #line, column: Int = #column) -> Seen {
    Seen(count, line: line, column: column)
}

private func trailing(line: Int = #line, column: Int = #column, _ count: () -> Int) -> Seen {
    Seen(count(), line: line, column: column)
}
