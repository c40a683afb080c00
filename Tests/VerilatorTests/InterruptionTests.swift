import Foundation
import Simulation
import Testing
import Verilator

/// A process that is interrupted while it builds leaves nothing behind. The compiler of these tests is a script that
/// interrupts the process which started it, and would then go on for a minute.
@Suite struct InterruptionTests {
    private func check(_ folder: TemporaryFolder) async throws {
        let compiler = try #require(
            Int32(try String(contentsOfFile: folder.path + "/process", encoding: .utf8).filter(\.isNumber)))
        for _ in 0..<200 where !(folder.names(in: "cache/work").isEmpty && kill(compiler, 0) != 0) {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(folder.names(in: "cache/work").isEmpty)
        #expect(folder.names(in: "cache/models").isEmpty)
        #expect(folder.names(in: "cache/runtime").isEmpty)
        #expect(kill(compiler, 0) != 0 && errno == ESRCH)
    }

    private static func build(in folder: String) throws {
        let toolchain = Toolchain(verilator: try Toolchain.find().verilator, compiler: folder + "/compiler")
        _ = try ModelBuilder(toolchain: toolchain, cache: ModelCache(path: folder + "/cache")).build(Samples.counter)
    }

    @Test func controlC() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.placeCompiler("interrupting-compiler")
        try folder.write("signal", "INT")
        await #expect(processExitsWith: .signal(SIGINT)) { [path = folder.path as String] in
            try Self.build(in: path)
        }
        try await check(folder)
    }

    @Test func killedOutright() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.placeCompiler("interrupting-compiler")
        try folder.write("signal", "KILL")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            try Self.build(in: path)
        }
        try await check(folder)
    }
}
