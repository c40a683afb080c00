import HDL

/// States that a stream keeps `valid` and its payload while `ready` is zero, as every producer has to. Ghost logic; no cost.
public func checkHeld<Payload>(
    _ name: String, _ stream: Wire<Stream<Payload>>, fileID: StaticString = #fileID, line: Int = #line
) {
    check(name, isHeld(stream), fileID: fileID, line: line)
}

/// Promises that the producer of a stream keeps `valid` and its payload while `ready` is zero.
public func assumeHeld<Payload>(
    _ name: String, _ stream: Wire<Stream<Payload>>, fileID: StaticString = #fileID, line: Int = #line
) {
    assume(name, isHeld(stream), fileID: fileID, line: line)
}

/// One unless the stream was waiting in the cycle before and is not what it was.
private func isHeld<Payload>(_ stream: Wire<Stream<Payload>>) -> Bit {
    let wasWaiting = registerNext(stream.valid & !stream.ready)
    let waitingPayload = registerNext(stream.payload.asBits)
    return wasWaiting.implies(stream.valid & (stream.payload.asBits === waitingPayload))
}
