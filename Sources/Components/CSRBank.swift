import HDL
import Netlist

/// A bank of control and status registers.
///
/// A read has latency 0 (`readData` in the cycle of the access), a write is in the register in the next cycle; one access in each cycle. Access to an
/// address without a register, and a write to a `readOnly` one, is an error and changes nothing. `CSR.Access` and `CSR.Update` say what counts when
/// software and hardware meet.
///
///     let bank = instance(CSRBank([control, status, pending], addressWidth: 4, dataWidth: 32))
///     enable <== bank.value("control")[0]
///     bank.status("status") <== level
///     bank.events("pending") <== concatenate(overflow, done)
///     bank.update("count", when: tick, count + 1)
public final class CSRBank: Module {
    public let bus: Wire<CSRBus>
    /// What the registers hold, by name; nil when all are read-only.
    public let values: Wire<NamedSignals>?
    /// What hardware has to say, by name: `status` of a read-only register, `pending_set` of one that is cleared by ones, `count_update` and `count_next`
    /// of one that hardware updates. Nil when there is nothing.
    public let hardware: Wire<NamedSignals>?

    private let registers: [CSR]
    private let addressWidth: Int
    private let dataWidth: Int

    /// - Parameters:
    ///   - addressWidth: bits of an address, at most 62.
    ///   - dataWidth: bits of the bus, a multiple of 8 and at least those of each register.
    public init(_ registers: [CSR], addressWidth: Int, dataWidth: Int) {
        bus = input(CSRBus(addressWidth: addressWidth, dataWidth: dataWidth))
        let held = registers.filter { $0.access != .readOnly }.map { (name: $0.name, width: $0.width) }
        values = held.isEmpty ? nil : output(NamedSignals(held))
        let driven = registers.flatMap { register -> [(name: String, width: Int)] in
            switch register.access {
            case .readOnly: [(register.name, register.width)]
            case .writeOneToClear: [(register.name + "_set", register.width)]
            default:
                register.update == .none
                    ? [] : [(register.name + "_update", 1), (register.name + "_next", register.width)]
            }
        }
        hardware = driven.isEmpty ? nil : input(NamedSignals(driven))
        self.registers = registers
        self.addressWidth = addressWidth
        self.dataWidth = dataWidth
    }

    /// What a register holds that is not read-only.
    public func value(_ name: String) -> Unsigned { signal(name, in: values) }
    /// What a read-only register reads.
    public func status(_ name: String) -> Unsigned { signal(name, in: hardware) }
    /// The bits that hardware sets in a register that is cleared by ones.
    public func events(_ name: String) -> Unsigned { signal(name + "_set", in: hardware) }
    /// Hardware's write of a register that has an `update` rule.
    public func update(_ name: String, when condition: Bit, _ value: Unsigned) {
        signal(name + "_update", in: hardware) <== condition.asBits
        signal(name + "_next", in: hardware) <== value
    }

    private func signal(_ name: String, in signals: Wire<NamedSignals>?) -> Unsigned {
        if let signals, let index = signals.shape.names.firstIndex(of: name) { return signals.signals[index] }
        require(
            false, "a bank of registers has no signal '\(name)'",
            hint: "it has \(((values?.shape.names ?? []) + (hardware?.shape.names ?? [])).joined(separator: ", "))")
        return constant(0, width: 1)
    }

    public override func circuit() {
        guard areLegal else { return }
        // A one for each bit that the access writes.
        let written = wire(
            bits(bus.strobe.bits.flatMap { strobe in (0..<8).map { _ in strobe & bus.valid & bus.isWrite } }))
        bus.readData <== 0
        var known: [Bit] = []
        for register in registers {
            let isRead = register.addresses.map { bus.address === constant($0, width: addressWidth) }
            let mask = written[register.width - 1...0]
            let value = held(register, chosen: isRead, mask: mask, data: bus.data[register.width - 1...0])
            when(isRead.count == 1 ? isRead[0] : isRead[0] | isRead[1]) {
                bus.readData <== value.extended(to: dataWidth)
            }
            known += register.access == .readOnly ? isRead.map { $0 & !bus.isWrite } : isRead
        }
        bus.error <== bus.valid & !bits(known).anyOne
    }

    /// The value of a register, which the access changes in the bits of `mask` if it is chosen.
    private func held(_ description: CSR, chosen: [Bit], mask: Unsigned, data: Unsigned) -> Unsigned {
        let name = description.name
        if description.access == .readOnly { return status(name) }
        let state = register(reset: BitVector(description.reset, width: description.width))
        value(name) <== state
        let update = {
            if description.update != .none {
                when(self.signal(name + "_update", in: self.hardware)[0]) {
                    state <== self.signal(name + "_next", in: self.hardware)
                }
            }
        }
        if description.update == .softwareWins { update() }
        switch description.access {
        case .readWrite:
            when(chosen[0] & mask.anyOne) { state <== (state & ~mask) | (data & mask) }
        case .setClear:
            when(chosen[0] & mask.anyOne) { state <== state | (data & mask) }
            when(chosen[1] & mask.anyOne) { state <== state & ~(data & mask) }
        case .writeOneToClear:
            let cleared = wire(data & mask & chosen[0].repeated(description.width))
            let set = events(name)
            state <== (state & ~cleared) | set
            check("no event of \(name) is lost", (registerNext(set) & ~state) === 0)
        case .readOnly: break
        }
        if description.update == .hardwareWins { update() }
        return state
    }

    /// Says what is wrong with the description.
    private var areLegal: Bool {
        let addresses = registers.flatMap(\.addresses)
        var isLegal = require(
            dataWidth >= 8 && dataWidth % 8 == 0, "a register bus of \(dataWidth) bits",
            hint: "its width is a multiple of 8")
        isLegal = require(!registers.isEmpty, "a bank without registers", hint: "give it at least one") && isLegal
        for (number, register) in registers.enumerated() {
            let others = registers[..<number].flatMap(\.addresses)
            isLegal =
                require(
                    (1...max(1, dataWidth)).contains(register.width),
                    "the register \(register.name) has \(register.width) bits on a bus of \(dataWidth)",
                    hint: "give it 1 to \(dataWidth)") && isLegal
            isLegal =
                require(
                    !register.addresses.contains(where: others.contains)
                        && Set(register.addresses).count == register.addresses.count,
                    "the register \(register.name) has an address twice",
                    hint: "the addresses are \(addresses.map(String.init).joined(separator: ", "))") && isLegal
            isLegal =
                require(
                    register.addresses.allSatisfy { $0 >= 0 && $0 >> min(62, addressWidth) == 0 },
                    "the register \(register.name) has an address that \(addressWidth) bits cannot hold",
                    hint: "addresses are numbers from 0 to \(1 << min(62, addressWidth) - 1)") && isLegal
            isLegal =
                require(
                    !registers[..<number].contains { $0.name == register.name },
                    "two registers are called \(register.name)", hint: "give each a name of its own") && isLegal
        }
        return isLegal
    }
}
