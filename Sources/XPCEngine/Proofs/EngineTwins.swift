import HDL

/// Two engines side by side that are driven alike: for proofs that a change of the second, its *twin*, makes no difference to anybody who sees
/// its ports.
///
/// Both are in the same state, up to registers that nobody looks at before they are written again (`EngineState`), and both show the same at all
/// ports. Of two engines of the same circuit this is true at once; it says something when the twin is exchanged for a mutant.
public final class EngineTwins: Module {
    let stimulus: Wire<CoreStimulus>

    private let configuration: XPCConfiguration

    /// Two engines of that configuration.
    public init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        stimulus = input(CoreStimulus(configuration))
    }

    public override func circuit() {
        let engine = instance(XPCEngine(configuration, isWatched: true))
        let twin = instance(XPCEngine(configuration, isWatched: true))
        guard let watched = engine.watched, let watchedTwin = twin.watched else { return }
        engine.drive(stimulus)
        // What the core keeps, it keeps towards the engine: nothing is assumed of what the twin shows.
        twin.connect(stimulus)
        let (state, otherState) = (wire(probe(watched)), wire(probe(watchedTwin)))
        check("the twin is in the same state", state.asBits === otherState.asBits)
        func shown(_ engine: XPCEngine) -> Unsigned { concatenate(engine.shownPorts(stimulus).map(\.value)) }
        check("the twin shows the same", shown(engine) === shown(twin))
    }
}
