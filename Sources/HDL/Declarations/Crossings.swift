import Netlist

/// A bit of another clock, as the clock of this region sees it `stages` to `stages + 1` edges later: registers in a row, the first of which may
/// become metastable.
///
/// The registers are not reset, are `initial` at power-on, and carry `(* ASYNC_REG = "TRUE" *)`. The bit must come straight out of a
/// register (HDL077), and must stay long enough for an edge of this clock to see it.
///
/// - Parameter stages: At least 2.
public func synchronized(
    _ signal: Bit, stages: Int = 2, initial: Bool = false, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Bit {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let value = BitVector(initial ? 1 : 0, width: 1)
    return synchronizer(signal, width: 1, initial: value, stages: stages, source).map { Bit($0) } ?? signal
}

/// A number of another clock, of which at most one bit changes at a time (a Gray code), as the clock of this region sees it.
///
/// - Parameter stages: At least 2.
public func synchronized(
    gray signal: Unsigned, stages: Int = 2, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Unsigned {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return synchronizer(signal, width: signal.width, initial: .zero(width: signal.width), stages: stages, source)
        .map { Unsigned($0, width: signal.width) } ?? signal
}

/// A reset that becomes active at once with `reset` and inactive at the `stages`-th edge of this region's clock after that.
///
/// - Parameter stages: At least 2.
/// - Returns: An asynchronous, active-high reset for this region's clock.
public func synchronized(
    reset: ResetSignal, stages: Int = 2, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> ResetSignal {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let style = ResetStyle(.asynchronous, .activeHigh)
    return synchronizer(nil, width: 1, initial: .ones(width: 1), stages: stages, reset: reset, source)
        .map { ResetSignal($0, style: style) } ?? reset
}

/// States that `signal` does not change while another clock reads it: it is held by a handshake, or set once. Any clock may read it then.
public func crossing(_ signal: any HardwareHandle, fileID: StaticString = #fileID, line: Int = #line) {
    guard let bound = signal._bound else { return }
    let place = bound.elaboration.place(fileID, line)
    guard let builder = bound.elaboration.running(at: place) else { return }
    for offset in signal.leaves.indices {
        guard let node = builder.operand(bound.advanced(by: offset), at: place) else { return }
        builder.circuit.crossings.stable.insert(node)
    }
}

/// States that no word of `memory` is read by one clock while another writes it, as in a FIFO between two clocks.
public func crossing<Element>(
    _ memory: HardwareMemory<Element>, fileID: StaticString = #fileID, line: Int = #line
) {
    guard let elaboration = Elaboration.current,
        let (builder, id) = memory.opened(at: elaboration.place(fileID, line))
    else { return }
    builder.circuit.crossings.stableMemories.insert(id)
}

/// States that an input of the top changes with `clock`. Without it an input of the top belongs to no clock, and any clock may read it.
public func synchronous(
    _ input: any HardwareHandle, to clock: ClockSignal, fileID: StaticString = #fileID, line: Int = #line
) {
    guard let bound = input._bound else { return }
    let place = bound.elaboration.place(fileID, line)
    guard let builder = bound.elaboration.running(at: place), let clock = builder.operand(clock._bound, at: place)
    else { return }
    for offset in input.leaves.indices {
        guard let node = builder.operand(bound.advanced(by: offset), at: place) else { return }
        builder.circuit.crossings.inputClocks[node] = clock
    }
}

private func synchronizer(
    _ signal: (any HardwareHandle)?, width: Int, initial: BitVector, stages: Int, reset: ResetSignal? = nil,
    _ source: DeclarationSource
) -> Bound? {
    guard let elaboration = Elaboration.current else { return nil }
    let place = elaboration.place(source.fileID, source.line, source.column)
    guard let builder = elaboration.running(at: place) else { return nil }
    guard stages >= 2, stages <= 1000 else {
        return elaboration.refuse(
            Code.synchronizerStages, "a synchroniser of \(stages) stage\(stages == 1 ? "" : "s")", at: place,
            hint: "give it 2 or more (at most 1000), so that the first can settle before it is read", widths: [width])
    }
    var value = builder.constant(.zero(width: width), at: place)
    if let signal {
        guard let node = builder.operand(signal._bound, at: place) else { return elaboration.poison(widths: [width]) }
        if builder.poisoned.contains(node) { return signal._bound }
        value = node
    }
    var style: Netlist.Reset?
    if let reset {
        guard let node = builder.operand(reset._bound, at: place) else { return elaboration.poison(widths: [width]) }
        style = Reset(signal: node, kind: .asynchronous, polarity: reset.style.polarity, value: initial)
    }
    return builder.synchronizer(
        of: value, stages: stages, initial: initial, reset: style,
        name: builder.localName(source, fallback: "synchronized"),
        at: place)
}

extension CircuitBuilder {
    /// Registers in a row: `name_stage_0`, ..., `name`.
    fileprivate func synchronizer(
        of value: NodeID, stages: Int, initial: BitVector, reset: Reset?, name: String, at place: Place
    ) -> Bound {
        let clocking = clocking(domain)
        var value = value
        for stage in 0..<stages {
            let node = append(Node(.register, width: initial.width, a: Int32(circuit.registers.count)), at: place)
            circuit.registers.append(Register(node: node, clocking: clocking, reset: reset, initial: initial))
            circuit.names[node] = stage == stages - 1 ? name : "\(name)_stage_\(stage)"
            circuit.attributes[node] = [Attribute("ASYNC_REG", "TRUE")]
            unconditional.append(.assign(Assignment(target: node, value: value, place: place)))
            if stage == 0 { circuit.crossings.synchronizers.insert(node) }
            if reset != nil { circuit.crossings.resetSynchronizers.insert(node) }
            value = node
        }
        return bound(value)
    }
}
