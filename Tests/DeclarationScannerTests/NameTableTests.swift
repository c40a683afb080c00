import DeclarationScanner
import Testing

@Suite struct NameTableTests {
    let queue: [CallPosition: DeclaredName] = [
        CallPosition(line: 14, column: 9): DeclaredName(name: "sum", style: .nested),
        CallPosition(line: 2, column: 10): DeclaredName(name: "head", style: .direct),
        CallPosition(line: 2, column: 9): DeclaredName(name: "größe", style: .collection),
    ]

    @Test func sortedText() {
        #expect(
            NameTable.section(file: "Queue.swift", names: queue) == "@Queue.swift\n2:9*größe\n2:10=head\n14:9~sum\n")
    }

    @Test func readsWhatItWrites() {
        let table =
            NameTable.section(file: "A.swift", names: [:]) + NameTable.section(file: "Queue.swift", names: queue)
        Array(table.utf8).withUnsafeBufferPointer {
            #expect(NameTable.names(file: "Queue.swift", in: $0) == queue)
            #expect(NameTable.names(file: "A.swift", in: $0) == [:])
            #expect(NameTable.names(file: "ueue.swift", in: $0) == nil)
        }
    }

    @Test func leavesOutWhatItDoesNotKnow() {
        #expect(
            NameTable.names(file: "A.swift", in: "@A.swift\n1:2=a\nx\n3:4\n\n5:6?b") == [
                CallPosition(line: 1, column: 2): DeclaredName(name: "a", style: .direct)
            ])
    }
}
