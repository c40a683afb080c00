import HDL

/// P15 as a self-composition: two engines on which different threads ran, and onto which the same thread is then switched.
///
/// Until the switch each has a core and a memory of its own, which do what they like. At the switch (at a time that is left open) both wait
/// for a command, have written all their records, and hold the same in all CSRs; a build with a cache empties it in this cycle, as the kernel
/// does by `sfence.vma` (R7.2). From the next cycle on both get the same from core and memory, and all ports must be equal in all cycles.
public final class EnginesAfterSwitch: Module {
    let first: Wire<CoreStimulus>
    let second: Wire<CoreStimulus>
    /// The kernel may switch now.
    let switches = input(bit)

    private let configuration: XPCConfiguration

    public init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        first = input(CoreStimulus(configuration))
        second = input(CoreStimulus(configuration))
    }

    public override func circuit() {
        let one = instance(XPCEngine(configuration, isWatched: true))
        let other = instance(XPCEngine(configuration, isWatched: true))
        guard let watchedOne = one.watched, let watchedOther = other.watched else { return }
        let isSwitched = register(bit)
        let mine = wire(mux(isSwitched, first, second))
        one.drive(first)
        other.drive(mine)
        let state = wire(probe(watchedOne))
        let otherState = wire(probe(watchedOther))

        func isIdle(_ engine: XPCEngine, _ stimulus: Wire<CoreStimulus>) -> Bit {
            engine.command.ready & engine.drained & !stimulus.command.valid
        }
        let isReady = wire(isIdle(one, first) & isIdle(other, mine))
        let wasReady = register(bit)
        wasReady <== isReady
        let isEmptied = constant(configuration.cacheEntries == 0) | (first.emptyCache & mine.emptyCache)
        let isSame = state.controlRegisters === otherState.controlRegisters
        when(switches & isReady & wasReady & isEmptied & isSame) { isSwitched <== true }

        func same(_ name: String, _ part: (Wire<EngineState>) -> Unsigned?) {
            guard let mine = part(state), let others = part(otherState) else { return }
            check("P15 after a switch \(name)", isSwitched.implies(mine === others))
        }
        same("the registers stay equal") { concatenate($0.controlRegisters, $0.tables.isClosed) }
        same("instructions go the same way") { concatenate($0.progress.asBits, $0.sequencer.asBits) }
        same("the same is staged") { concatenate($0.staged.asBits, $0.isValid, $0.raw, $0.isOddEntry) }
        same("the same is reported") { $0.report.asBits }
        same("accesses go the same way") { $0.registers.asBits }
        same("the same leaf is looked into") { $0.leaf?.asBits }
        same("the same is cached") { $0.cache?.asBits }
        same("the same records are written") { $0.buffer?.asBits }
        for (shown, others) in zip(one.shownPorts(first), other.shownPorts(mine)) {
            check(
                "P15 after a switch the ports are equal: \(shown.name)",
                isSwitched.implies(shown.value === others.value))
        }

        let hasDiffered = register(bit)
        when(one.response.valid & !other.response.valid) { hasDiffered <== true }
        cover("a thread runs after others that differed", isSwitched & hasDiffered & one.busy)
    }
}
