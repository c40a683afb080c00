import Foundation
import Netlist
import Verilator

/// Asks all questions about a model, several at the same time.
struct ProofRun {
    /// One question: can the event of a point happen?
    private struct Question {
        var point: Int
        var answer = Answer()
        var seconds = 0.0
    }
    private struct Asked {
        var question: Int
        var process: RunningCommand
        var start: Date
    }

    let model: ProofModel
    let options: ProofOptions
    let workspace: Workspace
    private var engine: any ProofEngine
    /// Points that are assumed, and those that are results.
    private let assumed: [Int]
    private let chosen: [Int]
    private var questions: [Question] = []
    /// By point: its question.
    private var ofPoint: [Int: Int] = [:]

    init(_ model: ProofModel, _ options: ProofOptions, tools: ProofTools, workspace: Workspace) throws {
        self.model = model
        self.options = options
        self.workspace = workspace
        var (assumed, chosen) = ([Int](), [Int]())
        for point in model.points.indices {
            let isInner = !model.points[point].path.isEmpty
            let kind = model.property(point).kind
            if kind == .assume, !(isInner && options.checksInnerAssumptions) {
                assumed.append(point)
            } else if isInner, !options.asksInnerChecks, kind != .assume {
                continue
            } else if !model.points[point].isPremise {
                chosen.append(point)
            }
        }
        guard !chosen.isEmpty else {
            throw ProofError(
                .noProperties, "“\(model.premises.design.topCircuit.name)” has nothing to prove",
                hint: "state something with check(\"name\", condition) in its circuit()")
        }
        self.assumed = assumed
        switch options.engine {
        case .pdr:
            engine = ABCEngine(
                model: model, gates: try GateModel(model, in: workspace), options: options, assumed: assumed,
                abc: tools.programs[0], workspace: workspace)
        case .smt:
            engine = SMTEngine(
                model: model, options: options, assumed: assumed, yosys: tools.yosys, smtbmc: tools.programs[0],
                workspace: workspace)
        }
        if let wanted = options.property?.lowercased() {
            let model = model
            let all = chosen
            chosen = chosen.filter {
                model.property($0).name.lowercased().contains(wanted)
                    || Self.instance(model, $0).lowercased().contains(wanted)
            }
            guard !chosen.isEmpty else {
                throw ProofError(
                    .nothingChosen, "no property and no instance has “\(options.property ?? "")” in its name",
                    hint: "the properties are "
                        + all.map { "“\(model.property($0).name)”" }.joined(separator: ", "))
            }
        }
        self.chosen = chosen
        for point in chosen { ask(point) }
        for point in chosen { if let premise = model.points[point].premise { ask(premise) } }
    }

    private mutating func ask(_ point: Int) {
        guard ofPoint[point] == nil else { return }
        ofPoint[point] = questions.count
        questions.append(Question(point: point))
    }

    // MARK: Asking

    /// Asks everything; returns when all is answered.
    mutating func work(_ progress: (ProofProgress) -> Void) throws {
        try induct(progress)
        progress(ProofProgress(done: 0, of: questions.count, failed: 0, running: ["simplifying"]))
        try engine.prepare(questions.map(\.point))
        var waiting = Array(questions.indices.reversed())
        var asked: [Asked] = []
        var done = 0
        defer {
            for entry in asked {
                entry.process.stop()
                while entry.process.outcome() == nil { usleep(1000) }
            }
        }
        while !waiting.isEmpty || !asked.isEmpty {
            while asked.count < max(1, options.jobs), let next = waiting.popLast() {
                if let process = try start(next) {
                    asked.append(Asked(question: next, process: process, start: Date()))
                } else {
                    done += 1
                }
            }
            usleep(10_000)
            for index in asked.indices.reversed() {
                let entry = asked[index]
                let seconds = Date().timeIntervalSince(entry.start)
                if seconds > Double(limit) { entry.process.stop() }
                guard let outcome = entry.process.outcome() else { continue }
                asked.remove(at: index)
                questions[entry.question].seconds += seconds
                questions[entry.question].answer.tries += 1
                try engine.take(outcome, into: &questions[entry.question].answer)
                waiting.append(entry.question)
            }
            progress(state(done, asked))
        }
    }

    /// Answers what induction over all checks together answers; it is then a constraint for the other questions.
    private mutating func induct(_ progress: (ProofProgress) -> Void) throws {
        guard var engine = engine as? ABCEngine else { return }
        let model = model
        let checks = model.points.indices.filter { model.property($0).kind == .check }
        var induction = JointInduction(
            gates: engine.gates, assumed: assumed, options: options, abc: engine.abc, workspace: workspace)
        let count = questions.count
        let start = Date()
        func show(_ point: Int) {
            progress(
                ProofProgress(
                    done: 0, of: count, failed: 0, running: ["induction over all checks: \(model.property(point).name)"]
                ))
        }
        // Those that only help first, those of each part of the top on their own: most often they need no others, and the others need them.
        var proven: [Int] = []
        let inner = options.asksInnerChecks ? [] : checks.filter { !model.points[$0].path.isEmpty }
        let helpers = Dictionary(grouping: inner) { model.points[$0].path[0] }
        for name in helpers.keys.sorted(by: >) {
            let more = try induction.proven(among: helpers[name] ?? [], show)
            induction.assumed += more
            proven += more
        }
        let known = Set(proven)
        proven += try induction.proven(among: checks.filter { !known.contains($0) }, show)
        let share = Date().timeIntervalSince(start) / Double(max(1, checks.count))
        for point in proven {
            guard let index = ofPoint[point] else { continue }
            questions[index].answer = Answer(
                verdict: .never(induction: JointInduction.edges), method: .induction, tries: 1, stage: 0)
            questions[index].seconds = share
        }
        engine.assumed += proven
        self.engine = engine
    }

    /// How long a process may run at all: provers look at their clocks only now and then, and count processor time.
    private var limit: Int { options.timeout * 5 + 60 }

    /// The next program for a question; nil when it is answered as well as may be.
    private mutating func start(_ index: Int) throws -> RunningCommand? {
        let point = questions[index].point
        let command = try engine.command(question: index, point: point, &questions[index].answer)
        let log = "question\(index).log\(questions[index].answer.tries)"
        return try command.map { try workspace.start($0, log: log) }
    }

    private func state(_ done: Int, _ asked: [Asked]) -> ProofProgress {
        ProofProgress(
            done: done, of: questions.count,
            failed: questions.count { question in
                guard case .happens = question.answer.verdict else { return false }
                return model.property(question.point).kind != .cover
            }, running: asked.map { model.property(questions[$0.question].point).name })
    }

    // MARK: Results

    func report(seconds: Double) -> ProofReport {
        let design = model.premises.design
        var assumptions = assumed.map { point in
            ProofReport.Assumption(
                name: model.property(point).name, instance: Self.instance(model, point), place: place(of: point))
        }
        if let words = model.top.assumption {
            assumptions.append(.init(name: words, instance: design.topCircuit.name, place: nil))
        }
        let isFree = options.start == .free && model.top.hasReset
        return ProofReport(
            design: design.topCircuit.name, start: (isFree ? ProofOptions.Start.free : .powerOn).rawValue,
            properties: chosen.map(result), assumptions: assumptions, seconds: seconds)
    }

    private func result(_ point: Int) -> PropertyResult {
        let question = ofPoint[point].map { questions[$0] } ?? Question(point: point)
        let premise = model.points[point].premise.flatMap { ofPoint[$0] }.map { questions[$0] }
        let property = model.property(point)
        let isCover = property.kind == .cover
        var result = PropertyResult(
            name: property.name, kind: isCover ? .cover : property.kind == .assume ? .assume : .check,
            instance: Self.instance(model, point), place: place(of: point), status: .undecided,
            method: question.answer.method, depth: nil, premiseDepth: nil,
            seconds: question.seconds + (premise?.seconds ?? 0))
        switch question.answer.verdict {
        case .never(let induction):
            result.status = isCover ? .failed : .proven
            result.depth = induction
        case .happens(let depth, _):
            result.status = isCover ? .proven : .failed
            result.depth = depth
        case .unknown(let depth): result.depth = depth
        }
        if result.status == .failed, !isCover, let depth = result.depth, let index = ofPoint[point] {
            result.trace = engine.trace(question: index, depth: depth)
        }
        switch premise?.answer.verdict {
        case .never where result.status == .proven: result.status = .vacuous
        case .happens(let depth, _): result.premiseDepth = depth
        default: break
        }
        return result
    }

    private static func instance(_ model: ProofModel, _ point: Int) -> String {
        ([model.premises.design.topCircuit.name] + model.points[point].path).joined(separator: ".")
    }

    private func place(of point: Int) -> String? {
        guard let position = model.premises.design.sources.resolve(model.property(point).place) else { return nil }
        let file = position.file.split(separator: "/").last.map(String.init) ?? position.file
        return "\(file):\(position.line)"
    }
}
