import Netlist

/// `depth` elements of one shape.
///
/// `storage[address]` reads in the same cycle; `storage.read(address)` registers the data; `storage[address] <== value` and
/// `storage.write(...)` write at the clock edge, where the statement stands under its `when`s. A read past the depth gives zero, a
/// write past it does nothing. Contents at power-on are `initial` (one word each, first field in the low bits), then zeros.
///
/// `collisions: .excluded` promises that no two ports write one element at one edge; each port is then printed by itself, as true dual-port
/// block RAM needs it, and simulation checks the promise where the ports have one clock.
public func memory<Element: HardwareValue>(
    of element: Element, depth: Int, initial: [BitVector] = [],
    collisions: Netlist.Memory.Collisions = .laterWins, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> HardwareMemory<Element> {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let isForeign = Elaboration.current == nil
    let elaboration = Elaboration.current ?? Elaboration()
    let place = elaboration.place(fileID, line, column)
    let width = element.bitWidth
    let legalDepth = min(max(1, depth), Elaboration.deepestMemory)
    if depth != legalDepth {
        elaboration.report(
            Diagnostic(
                Code.memoryMisuse, "a memory of \(depth) elements", at: place,
                hint: "a memory holds 1 to \(Elaboration.deepestMemory) elements"))
    } else if initial.count > depth {
        elaboration.report(
            Diagnostic(
                Code.memoryMisuse, "\(initial.count) initial words for a memory of \(depth)", at: place,
                hint: "give at most one for each element; those that are not listed are zero"))
    } else if let index = initial.firstIndex(where: { $0.width != width }) {
        elaboration.report(
            Diagnostic(
                Code.memoryMisuse,
                "initial word \(index) has \(bits(initial[index].width)), in a memory of elements of \(bits(width))",
                at: place, hint: "an initial word holds all fields of an element, the first one in the low bits"))
    }
    let scope = Scope(elaboration)
    if !isForeign {
        let words = initial.prefix(legalDepth).map { $0.resized(to: width) }
        elaboration.pending.append(
            PendingDeclaration(
                kind: .memory(depth: legalDepth, initial: Array(words), collisions: collisions), leaves: element.leaves,
                scope: scope,
                source: source, place: place))
    }
    return HardwareMemory(element: element, depth: legalDepth, scope: scope)
}

protocol AnyMemory {
    var scope: Scope { get }
}

/// A memory of `depth` elements; made by `memory(of:depth:)`.
public struct HardwareMemory<Element: HardwareValue>: AnyMemory {
    /// The shape of an element.
    public let element: Element
    /// Number of elements.
    public let depth: Int
    let scope: Scope

    /// Bits of an address.
    public var addressWidth: Int { indexWidth(depth) }

    var elaboration: Elaboration { Elaboration.current ?? scope.elaboration }

    /// The element at `address`: read, its value in this cycle; assigned, a write at the clock edge.
    public subscript(address: Unsigned, fileID: StaticString = #fileID, line: Int = #line) -> Element.Handle {
        let place = elaboration.place(fileID, line)
        guard let (builder, memory) = opened(at: place), let node = checked(address, builder, at: place) else {
            return element._bind(elaboration.poison(widths: element.leaves.map(\.width)))
        }
        return element._bind(builder.access(memory, address: node, leaves: element.leaves, at: place))
    }

    /// The element at a constant address.
    public subscript(address: Int, fileID: StaticString = #fileID, line: Int = #line) -> Element.Handle {
        guard address >= 0, address < depth else {
            return element._bind(
                elaboration.refuse(
                    Code.indexRange, "address \(address) of a memory of \(depth) elements",
                    at: elaboration.place(fileID, line), hint: "the elements are 0 to \(depth - 1)",
                    widths: element.leaves.map(\.width)))
        }
        return self[constant(address, width: addressWidth, fileID: fileID, line: line), fileID, line]
    }

    /// The element at `address` as it was at the last clock edge at which `enable` (if given) was one; zeros before that.
    ///
    /// `underWrite` says what it gives when the same edge writes that element.
    public func read(
        _ address: Unsigned, enable: Bit? = nil, underWrite: Netlist.Memory.ReadPort.UnderWrite = .old,
        fileID: StaticString = #fileID, line: Int = #line
    ) -> Element.Handle {
        let place = elaboration.place(fileID, line)
        guard let (builder, memory) = opened(at: place), let node = checked(address, builder, at: place) else {
            return element._bind(elaboration.poison(widths: element.leaves.map(\.width)))
        }
        let enableNode = enable.flatMap { builder.operand($0._bound, at: place) }
        let word = builder.readPort(
            memory, address: node, clocking: builder.clocking(builder.domain), enable: enableNode,
            underWrite: underWrite, at: place)
        return element._bind(builder.unpack(word, leaves: element.leaves, at: place))
    }

    func opened(at place: Place) -> (CircuitBuilder, MemoryID)? {
        guard let builder = elaboration.running(at: place) else { return nil }
        guard scope.builder === builder else {
            builder.elaboration.report(
                Diagnostic(
                    Code.foreignSignal,
                    "a memory is used in \(builder.circuit.name), which it does not belong to", at: place,
                    hint: "give the module that owns it ports"))
            return nil
        }
        return (builder, MemoryID(Int(scope.base)))
    }

    func checked(_ address: Unsigned, _ builder: CircuitBuilder, at place: Place) -> NodeID? {
        guard let node = builder.operand(address._bound, at: place) else { return nil }
        guard address.width == addressWidth else {
            if builder.poisoned.contains(node) { return nil }
            builder.misuse(
                "an address of \(bits(address.width)) for a memory of \(depth) elements", at: place,
                hint: address.width < addressWidth
                    ? "its address has \(bits(addressWidth)): extend it with `.extended(to: \(addressWidth))`"
                    : "its address has \(bits(addressWidth)): take `[\(addressWidth - 1)...0]`")
            return nil
        }
        return node
    }
}

extension HardwareMemory {
    /// Writes `value` at `address` where bits of `mask` are one: bit `i` of the mask stands for the `i`-th of equal parts of the element.
    public func write(
        _ address: Unsigned, _ value: Element.Handle, mask: Unsigned? = nil, fileID: StaticString = #fileID,
        line: Int = #line
    ) {
        let place = elaboration.place(fileID, line)
        guard let (builder, memory) = opened(at: place), let node = checked(address, builder, at: place),
            let bound = value._bound
        else { return }
        let leaves = element.leaves
        guard value.leaves.map(\.width) == leaves.map(\.width) else {
            builder.misuse(
                "'\(builder.circuit.memories[memory.index].name)' holds elements of \(bits(element.bitWidth)), but \(bits(value.bitWidth)) are written",
                at: place, hint: "write a value of the element's shape")
            return
        }
        guard let data = builder.pack(bound, count: leaves.count, at: place) else { return }
        var granule = element.bitWidth
        var maskNode: NodeID?
        if let mask {
            guard element.bitWidth % mask.width == 0 else {
                builder.misuse(
                    "a mask of \(bits(mask.width)) for elements of \(bits(element.bitWidth))", at: place,
                    hint: "the mask's width must divide the element's")
                return
            }
            granule = element.bitWidth / mask.width
            guard let node = builder.operand(mask._bound, at: place) else { return }
            maskNode = node
        }
        builder.writePort(memory, address: node, data: data, mask: maskNode, granule: granule, at: place)
    }
}
