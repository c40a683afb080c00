import HDL

/// Two engines side by side that are driven alike: for proofs that a change of the second, its *twin*, makes no difference to anybody who sees
/// its ports.
///
/// Both are in the same state, up to registers that nobody looks at before they are written again (`EngineState`), and both show the same at all
/// ports, as far as it means something (`meantPorts`). Of two engines of the same circuit this is true at once; it says something when the twin is
/// exchanged for one in which `choice` chooses among mutants.
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
        engine.drive(stimulus)
        // What the core keeps, it keeps towards the engine: nothing is assumed of what the twin shows.
        twin.connect(stimulus)
        unused(choice)
        func seen(_ engine: XPCEngine, _ watched: Wire<EngineState>) -> Unsigned {
            let state = wire(probe(watched))
            return concatenate(engine.meantState(state).asBits, concatenate(engine.meantPorts(stimulus, state)))
        }
        check("the twin is the same", seen(engine, watched) === seen(twin, watchedTwin))
    }
}
