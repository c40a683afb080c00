import CompilerSupport
import Foundation
import Testing
import Verilog

/// What the documents show is what the compiler accepts and what the printer prints.
@Suite struct DocumentationTests {
    /// One call of the compiler for every block of Swift of every page.
    @Test func everyBlockOfSwiftCompiles() throws {
        var snippets = Snippets()
        for path in Document.all { try snippets.add(Document(path)) }
        #expect(snippets.files.count > 5)
        for message in try TypeChecker().messages(snippets.files.mapValues(\.text)) where message.severity == "error" {
            let places = snippets.files[message.file]?.places ?? []
            let place = places.indices.contains(message.line - 1) ? places[message.line - 1] : message.file
            Issue.record("\(place): \(message.text)")
        }
    }

    /// A test of the test: mistakes are found, at the line of the page.
    @Test func aWrongBlockIsFound() throws {
        let text = """
            A page.
            <!-- given
            let a = input(unsigned(4))
            -->
            ```swift
            let sum = a + 1
            let wrong = a + start
            ```
            """
        var snippets = Snippets()
        snippets.add(Document(path: "page.md", text: text))
        let messages = try TypeChecker().messages(snippets.files.mapValues(\.text)).filter { $0.severity == "error" }
        let message = try #require(messages.first)
        #expect(messages.count == 1)
        #expect(message.text == "cannot find 'start' in scope")
        #expect(snippets.files[message.file]?.places[message.line - 1] == "page.md:7")
    }

    @Test(arguments: Document.all)
    func everyOutputIsReal(path: String) throws {
        let document = try Document(path)
        for (index, block) in document.blocks.enumerated() where block.language == "verilog" {
            guard let name = block.outputOf else { continue }
            let sample = try #require(Sample.all.first { $0.name == name }, "\(path):\(block.line): no sample \(name)")
            let printed = verilog(of: try sample.design()).map(\.text).joined(separator: "\n")
            let (wanted, found) = (
                block.text.trimmingCharacters(in: .newlines), printed.trimmingCharacters(in: .newlines)
            )
            // A page may show the part between the ports and `endmodule`.
            #expect(found.contains(wanted), "\(path):\(block.line)\n\(found)")
            let swift = document.blocks[..<index].filter { $0.language == "swift" }.map(\.text)
            #expect(
                swift.contains { $0.contains(sample.source) }, "\(path):\(block.line): not the circuit of the sample")
        }
    }
}
