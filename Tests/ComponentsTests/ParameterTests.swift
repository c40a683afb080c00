import Components
import HDL
import Testing

private final class Two: Module {
    let taken = output(bit)

    override func circuit() {
        let queue = instance(Queue(of: bit, depth: 0))
        queue.enqueue.valid <== 1
        queue.enqueue.payload <== 1
        queue.dequeue.ready <== 1
        taken <== queue.dequeue.fires
    }
}

/// What a component refuses, it refuses in words.
@Suite struct ParameterTests {
    @Test func theMessageNamesTheInstance() throws {
        let error = try #require(throws: ElaborationError.self) { try elaborate { Two() } }
        #expect(
            error.messages == [
                """
                error[HDL070]: a queue of 0 elements
                  at ComponentsTests/ParameterTests.swift:9
                  help: give it a depth of at least 1
                """
            ])
    }
}
