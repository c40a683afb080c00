import Netlist

// Registers that follow a value. They count on every path, whatever `when` they are written in: a value has no path.

/// The value of the cycle before; `reset` (in every scalar) in the first one.
public func registerNext<Value: SelfHandle>(
    _ value: Value, reset: Int? = 0, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Value {
    let result = register(value, reset: reset, fileID: fileID, filePath: filePath, line: line, column: column)
    follow(result, value, when: nil, fileID, line)
    return result
}

/// The bundle of the cycle before; `reset` (in every scalar) in the first one.
public func registerNext<Shape: Bundle>(
    _ value: Wire<Shape>, reset: Int? = 0, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Wire<Shape> {
    let result = register(value.shape, reset: reset, fileID: fileID, filePath: filePath, line: line, column: column)
    follow(result, value, when: nil, fileID, line)
    return result
}

/// The value as it was in the last cycle in which `enable` was one; `reset` (in every scalar) before that.
public func registerEnabled<Value: SelfHandle>(
    _ value: Value, when enable: Bit, reset: Int? = 0, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Value {
    let result = register(value, reset: reset, fileID: fileID, filePath: filePath, line: line, column: column)
    follow(result, value, when: enable, fileID, line)
    return result
}

/// The bundle as it was in the last cycle in which `enable` was one; `reset` (in every scalar) before that.
public func registerEnabled<Shape: Bundle>(
    _ value: Wire<Shape>, when enable: Bit, reset: Int? = 0, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Wire<Shape> {
    let result = register(value.shape, reset: reset, fileID: fileID, filePath: filePath, line: line, column: column)
    follow(result, value, when: enable, fileID, line)
    return result
}

/// The registers between two stages of a pipeline: latency 1, throughput 1.
///
/// At the clock edge they take `stage`; while `stall` is one they hold it; `flush` clears `valid`, also under `stall`. `valid` is reset to zero,
/// the payload is not reset.
public func pipelineRegister<Payload: HardwareValue>(
    _ stage: Wire<Valid<Payload>>, stall: Bit? = nil, flush: Bit? = nil, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Wire<Valid<Payload>> {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return pipelineRegister(
        stage.shape, from: stage._bound, stage._bound?.advanced(by: 1), stall: stall, flush: flush, source)
}

/// The registers between two stages of a pipeline, of a payload that is there when `valid` is one.
public func pipelineRegister<Payload: SelfHandle>(
    _ payload: Payload, valid: Bit, stall: Bit? = nil, flush: Bit? = nil, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Wire<Valid<Payload>> {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return pipelineRegister(
        Valid(of: payload), from: valid._bound, payload._bound, stall: stall, flush: flush, source)
}

/// The registers between two stages of a pipeline, of a bundle that is there when `valid` is one.
public func pipelineRegister<Shape: Bundle>(
    _ payload: Wire<Shape>, valid: Bit, stall: Bit? = nil, flush: Bit? = nil, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Wire<Valid<Shape>> {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return pipelineRegister(
        Valid(of: payload.shape), from: valid._bound, payload._bound, stall: stall, flush: flush, source)
}

private func follow(
    _ register: any HardwareHandle, _ value: any HardwareHandle, when enable: Bit?, _ fileID: StaticString, _ line: Int
) {
    guard let elaboration = Elaboration.current else { return }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place),
        let body = builder.copies(from: value._bound, to: register._bound, count: value.leaves.count, at: place)
    else { return }
    guard let enable else {
        builder.unconditional += body
        return
    }
    guard let condition = builder.operand(enable._bound, at: place) else { return }
    builder.unconditional.append(.when(When(condition: condition, then: body, place: place)))
}

private func pipelineRegister<Payload: HardwareValue>(
    _ shape: Valid<Payload>, from valid: Bound?, _ payload: Bound?, stall: Bit?, flush: Bit?,
    _ source: DeclarationSource
) -> Wire<Valid<Payload>> {
    let result = register(
        shape, fileID: source.fileID, filePath: source.filePath, line: source.line, column: source.column)
    guard let elaboration = Elaboration.current else { return result }
    let place = elaboration.place(source.fileID, source.line, source.column)
    let leaves = shape.payload.leaves.count
    guard let builder = elaboration.running(at: place), let target = result._bound,
        let isValid = builder.copies(from: valid, to: target, count: 1, at: place),
        let data = builder.copies(from: payload, to: target.advanced(by: 1), count: leaves, at: place)
    else { return result }
    let gates = Gates(builder: builder, place: place)
    let first = NodeID(target.node + target.scope.base)
    for offset in 1...leaves {
        let node = builder.circuit[NodeID(first.index + Int32(offset))]
        if node.operation == .register { builder.circuit.registers[Int(node.a)].reset = nil }
    }
    let body = isValid + data
    if let stall {
        guard let node = builder.operand(stall._bound, at: place) else { return result }
        builder.unconditional.append(.when(When(condition: gates.not(node), then: body, place: place)))
    } else {
        builder.unconditional += body
    }
    if let flush {
        guard let node = builder.operand(flush._bound, at: place) else { return result }
        let clear = Assignment(target: first, value: gates.constant(0, width: 1), place: place)
        builder.unconditional.append(.when(When(condition: node, then: [.assign(clear)], place: place)))
    }
    return result
}

extension CircuitBuilder {
    /// Assignments of `count` leaves to registers or wires of the same widths; nil where something was said about a value.
    fileprivate func copies(from value: Bound?, to target: Bound?, count: Int, at place: Place) -> Block? {
        var block: Block = []
        for offset in 0..<count {
            guard let source = operand(value?.advanced(by: offset), at: place),
                let node = operand(target?.advanced(by: offset), at: place), !poisoned.contains(source)
            else { return nil }
            block.append(.assign(Assignment(target: node, value: source, place: place)))
        }
        return block
    }
}
