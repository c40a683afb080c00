import Foundation
import Netlist
import Verilator

/// Asks all questions about a model, several at the same time.
struct ProofRun {
    /// One question: can the event of a point happen?
    private struct Question {
        var point: Int
        var verdict: Verdict?
        var method = PropertyResult.Method.pdr
        var seconds = 0.0
        /// 0: not asked, 1: asked, 2: asked a second time.
        var tries = 0
        var failure: String?
    }
    private struct Asked {
        var question: Int
        var process: RunningCommand
        var start: Date
    }

    let model: ProofModel
    let options: ProofOptions
    let tools: ProofTools
    let workspace: Workspace
    /// Points that are assumed, and those that are results.
    private let assumed: [Int]
    private let chosen: [Int]
    private var questions: [Question] = []
    /// By point: its question.
    private var ofPoint: [Int: Int] = [:]

    init(_ model: ProofModel, _ options: ProofOptions, tools: ProofTools, workspace: Workspace) throws {
        self.model = model
        self.options = options
        self.tools = tools
        self.workspace = workspace
        var (assumed, chosen) = ([Int](), [Int]())
        for point in model.points.indices {
            let isInner = !model.points[point].path.isEmpty
            if model.property(point).kind == .assume, !(isInner && options.checksInnerAssumptions) {
                assumed.append(point)
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
                asked.append(Asked(question: next, process: try start(next), start: Date()))
            }
            usleep(10_000)
            for index in asked.indices.reversed() {
                let entry = asked[index]
                let seconds = Date().timeIntervalSince(entry.start)
                if seconds > Double(limit) { entry.process.stop() }
                guard let outcome = entry.process.outcome() else { continue }
                asked.remove(at: index)
                questions[entry.question].seconds += seconds
                if take(outcome, entry.question) { done += 1 } else { waiting.append(entry.question) }
            }
            progress(state(done, asked))
        }
    }

    /// How long a process may run at all: ABC looks at its clock only now and then.
    private var limit: Int { options.timeout * 2 + 30 }

    private func start(_ index: Int) throws -> RunningCommand {
        let question = questions[index]
        let name = "question\(index)"
        let abc = ABCQuestion(name: name, timeout: options.timeout, depth: options.depth)
        if question.tries == 0 {
            try workspace.write("\(name).aig", model.question(question.point, assumptions: assumed))
            try workspace.write("\(name).abc", abc.script())
        } else {
            var frames = options.depth + 1
            if case .happens(let depth, _)? = question.verdict { frames = depth + 1 }
            try workspace.write("\(name).abc", abc.searchScript(frames: frames))
        }
        return try workspace.start(Command(tools.abc, ["-f", "\(name).abc"]), log: "\(name).log\(question.tries)")
    }

    /// Takes over an answer. False: the question is to be asked again.
    private mutating func take(_ outcome: Command.Outcome, _ index: Int) -> Bool {
        let verdict = ABCQuestion.verdict(outcome.output)
        questions[index].tries += 1
        if questions[index].tries == 1 {
            questions[index].verdict = verdict ?? .unknown(depth: 0)
            switch verdict {
            case .never: return true
            case .happens(_, let isShortest):
                questions[index].method = .bmc
                return isShortest
            case .unknown, nil: return false
            }
        }
        switch (questions[index].verdict, verdict) {
        case (.happens, .happens(let depth, _)?): questions[index].verdict = .happens(depth: depth, isShortest: true)
        case (.happens, _): questions[index].method = .pdr
        case (_, .unknown(let depth)?):
            questions[index].verdict = .unknown(depth: depth)
            questions[index].method = .bmc
        case (_, let other?):
            questions[index].verdict = other
            questions[index].method = .bmc
        default: break
        }
        return true
    }

    private func state(_ done: Int, _ asked: [Asked]) -> ProofProgress {
        ProofProgress(
            done: done, of: questions.count,
            failed: questions.count { question in
                guard case .happens? = question.verdict else { return false }
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
            method: question.method, depth: nil, premiseDepth: nil,
            seconds: question.seconds + (premise?.seconds ?? 0))
        switch question.verdict {
        case .never: result.status = isCover ? .failed : .proven
        case .happens(let depth, _):
            result.status = isCover ? .proven : .failed
            result.depth = depth
        case .unknown(let depth): result.depth = depth
        case nil: break
        }
        if result.status == .failed, !isCover, let depth = result.depth, let index = ofPoint[point] {
            result.trace = trace(question: index, depth: depth)
        }
        switch premise?.verdict {
        case .never where result.status == .proven: result.status = .vacuous
        case .happens(let depth, _): result.premiseDepth = depth
        default: break
        }
        return result
    }

    /// What ABC wrote about a question last.
    private func trace(question: Int, depth: Int) -> ProofTrace? {
        for name in ["question\(question).short.cex", "question\(question).cex"] {
            guard let text = try? String(contentsOfFile: "\(workspace.path)/\(name)", encoding: .utf8) else { continue }
            return ProofTrace(bits: text, depth: depth, model: model)
        }
        return nil
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
