import HDL

/// What a core and a memory keep at the engine's ports (`docs/integration.md`), as assumptions. One statement of it serves all proofs.
struct EngineContract {
    let configuration: XPCConfiguration
    let commandValid: Bit
    let busy: Bit
    let drained: Bit
    let enabled: Bit
    let satp: Unsigned
    let privilege: Unsigned
    /// `sum`, `tvm`, `virtualised`.
    let modes: Unsigned
    let csrValid: Bit
    let csrReady: Bit
    let address: Unsigned
    let write: Bit
    let value: Unsigned

    /// What the properties of section 8 need. What memory keeps the engine itself assumes.
    ///
    /// - Returns: a register: an access was there in the cycle before, and waits.
    @discardableResult func assumeProtocol() -> Bit {
        assume("R4.2 commands come while the engine is enabled", commandValid.implies(enabled))
        let layout = configuration.satpLayout
        assume("R3.11 satp holds what the hart is built with", satp === layout.word(layout.held(satp)))
        assume(
            "R7.10 the kernel's accesses wait until the buffer is drained",
            (csrValid & (privilege !== 0)).implies(drained))

        let waits = register(bit)
        waits <== (csrValid & !csrReady)
        assume(
            "an access to a register stays until it is ready",
            waits.implies(csrValid & stable(address) & stable(write)))
        // In an access' first cycle the core reads what it then writes.
        let knowsValue = register(bit)
        knowsValue <== (waits & csrValid & !csrReady)
        assume("the value of an access stays from its second cycle on", knowsValue.implies(stable(value)))
        assume(
            "the hart's state changes between instructions",
            (busy | waits).implies(stable(satp) & stable(privilege) & stable(modes)))
        return waits
    }
}
