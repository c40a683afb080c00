import Verilator

/// What is known about the question whether an event can happen.
enum Verdict: Hashable {
    /// It never happens; `induction`: over how many clock edges, where that is how it was shown.
    case never(induction: Int?)
    /// It happens at the end of a trace with so many clock edges. `isShortest`: there is no shorter one.
    case happens(depth: Int, isShortest: Bool)
    /// Nobody knows; it does not within so many clock edges.
    case unknown(depth: Int)
}

/// What was found out so far, and by what.
struct Answer {
    var verdict = Verdict.unknown(depth: 0)
    var method = PropertyResult.Method.bmc
    /// How many programs have been asked.
    var tries = 0
    /// Which of its steps an engine took last; 0: none.
    var stage = 0
}

/// What decides questions by programs, one after the other.
protocol ProofEngine {
    /// The programs and their names, as messages have them.
    static func programs(_ options: ProofOptions) -> [(name: String, program: String, variable: String)]
    /// Yosys commands behind those that make a flat module.
    static var script: [String] { get }

    /// What all questions share, before the first one.
    ///
    /// - Parameter points: by question, which point it is about.
    mutating func prepare(_ points: [Int]) throws
    /// Writes the files of a question and says what to run; nil when there is nothing more to ask.
    func command(question: Int, point: Int, _ answer: inout Answer) throws -> Command?
    /// Takes over what the program said.
    func take(_ outcome: Command.Outcome, into answer: inout Answer) throws
    /// How a check fails; nil where the engine does not say.
    func trace(question: Int, depth: Int) -> ProofTrace?
}
