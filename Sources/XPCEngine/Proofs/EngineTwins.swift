import HDL

/// Two engines side by side that are driven alike: for proofs that a change of the second, its *twin*, makes no difference to anybody who sees
/// its ports.
///
/// Both show the same at all ports, as far as it means something (`meantPorts`). It helps to prove it where both are also in the same state, up to
/// registers that nobody looks at before they are written again (`EngineState`). Of two engines of the same circuit this is true at once; it says
/// something when the twin is exchanged for one in which `choice` chooses among mutants.
public final class EngineTwins: Module {
    let stimulus: Wire<CoreStimulus>
    /// The number of a mutant.
    let choice: Unsigned

    private let configuration: XPCConfiguration

    /// Two engines of that configuration, the second for so many mutants, at least one.
    public init(_ configuration: XPCConfiguration, mutants: Int) {
        self.configuration = configuration
        stimulus = input(CoreStimulus(configuration))
        choice = input(unsigned(indexWidth(mutants)))
    }

    public override func circuit() {
        let engine = instance(XPCEngine(configuration, isWatched: true))
        let twin = instance(XPCEngine(configuration, isWatched: true))
        guard let watched = engine.watched, let watchedTwin = twin.watched else { return }
        let waits = engine.drive(stimulus)
        // What the core keeps, it keeps towards the engine: nothing is assumed of what the twin shows.
        twin.connect(stimulus)
        unused(choice)
        let (state, twinState) = (wire(probe(watched)), wire(probe(watchedTwin)))
        check("an access lands when it has waited", (state.registers.step !== .select).implies(waits))
        check(
            "R5.26 R5.29 the tval of xret is an address",
            (state.progress.isReturn & (state.progress.state === .raise)).implies(state.report.usesAddress))
        // What means something is the engine's to say.
        check(
            "the twin shows the same",
            concatenate(engine.meantPorts(stimulus, state)) === concatenate(twin.meantPorts(stimulus, state)))
        check("the twin is in the same state", engine.meantState(state).asBits === twin.meantState(twinState).asBits)
    }
}
