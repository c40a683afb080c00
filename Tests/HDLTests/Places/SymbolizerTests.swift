import CallSite
import Foundation
import Netlist
import Testing

@testable import HDL

/// Stands for an operator of the language: it knows no more of its caller than where it returns to.
@inline(never) func returnAddress() -> UInt { UInt(call_site()) }

@inline(never) func unary(_ value: Int) -> [UInt] { [UInt(call_site())] }

@Suite struct SymbolizerTests {
    @Test func theLineOfTheCall() {
        let before = #line
        let first = returnAddress()
        let second =
            unary(1)
            + unary(2)
        let found = Symbolizer().positions(of: [first, second[1], second[0], first])
        let expected = [1, 4, 3, 1].map { SourcePosition(file: "HDLTests/SymbolizerTests.swift", line: before + $0) }
        #expect(found == expected)
    }

    @Test func addressesThatAreNoCode() {
        #expect(Symbolizer().positions(of: [0, 1, .max]) == [nil, nil, nil])
        #expect(Symbolizer().positions(of: []) == [])
    }

    @Test(arguments: [nil, "/nowhere/llvm-symbolizer", "/bin/true", "/bin/false"])
    func withoutTheProgram(path: String?) {
        let symbolizer = Symbolizer(tool: path.map(SymbolizerTool.init(path:)), ownModules: [])
        #expect(symbolizer.positions(of: [returnAddress()]) == [nil])
    }

    @Test func otherPrograms() {
        for path in ["/usr/bin/addr2line", "/usr/bin/llvm-symbolizer"]
        where FileManager.default.fileExists(atPath: path) {
            let symbolizer = Symbolizer(tool: SymbolizerTool(path: path), ownModules: [])
            let address = returnAddress()
            let found = symbolizer.positions(of: [address])
            #expect(found == [SourcePosition(file: "HDLTests/SymbolizerTests.swift", line: #line - 2)])
        }
    }

    @Test func ownModulesAreSkipped() {
        let symbolizer = Symbolizer(tool: .find(), ownModules: ["HDLTests"])
        let address = returnAddress()
        #expect(symbolizer.positions(of: [address])[0] != nil, "the innermost line is better than none")
    }

    @Test func findsTheProgramBesideTheCompiler() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        let bin = folder.appending(path: "real")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["swift", "llvm-symbolizer"] {
            try FileManager.default.copyItem(atPath: "/bin/true", toPath: bin.appending(path: name).path())
        }
        let link = folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: link, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: link.appending(path: "swift"), withDestinationURL: bin.appending(path: "swift"))
        let beside = SymbolizerTool.find(in: ["PATH": "/nowhere:" + link.path()])
        #expect(beside?.path.hasSuffix("/real/llvm-symbolizer") == true)
        #expect(SymbolizerTool.find(in: ["PATH": bin.path()])?.path.hasSuffix("/real/llvm-symbolizer") == true)
        let given = SymbolizerTool.find(in: ["PATH": bin.path(), "LLVM_SYMBOLIZER_PATH": "/bin/true"])
        #expect(given?.path == "/bin/true")
    }

    @Test func outputOfThePrograms() {
        let blocks = SymbolizerTool.parseBlocks(
            "/a/b.swift:3:4\n/c:d.swift:5:0\n\n??:0:0\n\n/<compiler-generated>:1:1\n\n")
        #expect(blocks == [[.init(path: "/a/b.swift", line: 3), .init(path: "/c:d.swift", line: 5)], [], []])
        let lines = SymbolizerTool.parseLines("/a/b.swift:3 (discriminator 2)\n??:0\n??:?\n/a.swift:7\n")
        #expect(lines == [[.init(path: "/a/b.swift", line: 3)], [], [], [.init(path: "/a.swift", line: 7)]])
    }

    @Test(arguments: [
        ("/home/x/Sources/Engine/Link/Stack.swift", "Engine/Stack.swift"),
        ("/home/Tests/x/Sources/Engine/Stack.swift", "Engine/Stack.swift"),
        ("/home/x/Tests/EngineTests/Stack.swift", "EngineTests/Stack.swift"),
        ("/home/x/Sources/main.swift", "Sources/main.swift"),
        ("/home/x/Circuit/Stack.swift", "Circuit/Stack.swift"),
        ("Stack.swift", "Stack.swift"),
        ("", ""),
    ])
    func fileIDs(path: String, expected: String) {
        #expect(Symbolizer.fileID(path) == expected)
    }

    @Test func memoryMap() {
        let maps = """
            00400000-00401000 r--p 00000000 08:01 1 /fixed app
            00401000-00402000 r-xp 00001000 08:01 1 /fixed app
            7f000000-7f001000 r--p 00000000 08:01 2                          /lib/a.so
            7f001000-7f003000 r-xp 00001000 08:01 2                          /lib/a.so
            7f004000-7f005000 rw-p 00000000 00:00 0
            7fff0000-7fff1000 rw-p 00000000 00:00 0                          [stack]
            """
        let image = ProcessImage(maps: maps) { $0 == "/fixed app" }
        #expect(image.location(of: 0x401234).map { "\($0) \(String($1, radix: 16))" } == "/fixed app 401234")
        #expect(image.location(of: 0x7f00_2abc).map { "\($0) \(String($1, radix: 16))" } == "/lib/a.so 2abc")
        #expect(image.location(of: 0x7f00_4000) == nil)
        #expect(image.location(of: 0x7fff_0000) == nil)
        #expect(image.location(of: 0x10) == nil)
    }

    /// Another thread may unload a library at any time: what the maps name need not be there any more.
    @Test func memoryThatIsGone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46] + Array(repeating: 0, count: 12)
        let (fixed, shared) = (folder.appending(path: "fixed").path(), folder.appending(path: "shared.so").path())
        #expect(FileManager.default.createFile(atPath: fixed, contents: Data(header + [2, 0, 62, 0])))
        #expect(FileManager.default.createFile(atPath: shared, contents: Data(header + [3, 0, 62, 0])))
        let files = [fixed, shared, "/nowhere/library.so"]
        let maps = files.enumerated().map { "\($0 + 1)000-\($0 + 1)800 r-xp 00000000 08:01 1 \($1)" }
        let image = ProcessImage(maps: maps.joined(separator: "\n"))
        let found = [0x1234, 0x2234, 0x3234].map { image.location(of: $0) }
        #expect(found.map { $0?.path } == files)
        #expect(found.map { $0?.address } == [0x1234, 0x234, 0x234])
    }
}
