import Netlist

/// One run of `elaborate`: what all modules of a design share while they are built.
final class Elaboration: @unchecked Sendable {
    @TaskLocal static var current: Elaboration?

    private(set) var diagnostics: [Diagnostic] = []
    private var said: Set<Diagnostic> = []
    var sources = SourceTable()
    /// The module whose `circuit()` is running.
    @exclusivity(unchecked) var builder: CircuitBuilder?
    /// Declarations that have no module yet, in order.
    @exclusivity(unchecked) var pending: [PendingDeclaration] = []
    var enumerations: [Enumeration] = []
    var modules: [Module] = []
    let names = DeclaredNames()
    private var fileNumbers: [UnsafePointer<UInt8>: Int] = [:]
    /// The file that was asked for last: mostly the next one too.
    @exclusivity(unchecked) private var lastFile: (key: UnsafePointer<UInt8>, number: Int)?
    private var enumerationNumbers: [String: [EnumerationID]] = [:]
    @exclusivity(unchecked) private var enumerationsByType: [ObjectIdentifier: Enumeration] = [:]
    @exclusivity(unchecked) private var namesByCall: [CallKey: CallName] = [:]
    /// By type of module.
    var typeNames: [ObjectIdentifier: String] = [:]
    /// The names of `let`s so far; modules count by number how often they used each.
    @exclusivity(unchecked) private var baseNames = NameIndex()
    /// Where values go that no circuit can own, so that work can go on after an error.
    private lazy var nowhere: CircuitBuilder? = CircuitBuilder(self, name: "", place: .none)
    /// The circuit at the top, once it is known.
    var top: CircuitBuilder?

    init() {
        let symbolizer = Symbolizer()
        sources.symbolize = { symbolizer.positions(of: $0) }
    }

    /// Notes a diagnostic. The same one is said once: a module's `circuit()` runs for each of its instances.
    func report(_ diagnostic: Diagnostic) {
        if said.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// Lets go of everything, so that nothing keeps the elaboration alive but handles that escaped from it.
    func end() {
        for module in modules { module.builder?.release() }
        nowhere?.release()
        modules = []
        pending = []
        builder = nil
        top = nil
        nowhere = nil
    }

    /// The place of a declaration or statement.
    func place(_ fileID: StaticString, _ line: Int, _ column: Int = 0) -> Place {
        guard fileID.hasPointerRepresentation else { return .none }
        let key = fileID.utf8Start
        if let last = lastFile, last.key == key { return Place(file: last.number, line: line, column: column) }
        let file: Int
        if let known = fileNumbers[key] {
            file = known
        } else {
            let name = fileID.description
            file = sources.files.firstIndex(of: name) ?? sources.files.count
            if file == sources.files.count { sources.files.append(name) }
            fileNumbers[key] = file
        }
        lastFile = (key, file)
        return Place(file: file, line: line, column: column)
    }

    /// The number of an enumeration of this design.
    func number(of enumeration: Enumeration) -> EnumerationID {
        let namesakes = enumerationNumbers[enumeration.name] ?? []
        if let known = namesakes.first(where: { enumerations[$0.index] == enumeration }) { return known }
        let id = EnumerationID(enumerations.count)
        enumerations.append(enumeration)
        enumerationNumbers[enumeration.name] = namesakes + [id]
        return id
    }

    /// The names and numbers of the cases of a type, read from it once.
    func enumeration<Cases: HardwareEnum>(of type: Cases.Type) -> Enumeration {
        if let known = enumerationsByType[ObjectIdentifier(type)] { return known }
        let made = type.enumeration
        enumerationsByType[ObjectIdentifier(type)] = made
        return made
    }

    /// The number of the name that a local declaration has from its `let` (or of `fallback`), and whether that names a collection.
    func baseName(_ source: DeclarationSource, fallback: String) -> (number: Int, isCollection: Bool) {
        guard source.fileID.hasPointerRepresentation else { return readName(source, fallback) }
        let key = CallKey(file: source.fileID.utf8Start, line: source.line, column: source.column)
        if let known = namesByCall[key], known.fallback == fallback { return (known.number, known.isCollection) }
        let (number, isCollection) = readName(source, fallback)
        namesByCall[key] = CallName(number: number, isCollection: isCollection, fallback: fallback)
        return (number, isCollection)
    }

    /// The text of a name's number.
    func baseName(_ number: Int) -> String { baseNames.texts[number] }

    private func readName(_ source: DeclarationSource, _ fallback: String) -> (number: Int, isCollection: Bool) {
        let declared = names.name(
            fileID: source.fileID, filePath: source.filePath, line: source.line, column: source.column)
        let base = declared.flatMap { $0.style == .nested ? nil : $0.name } ?? fallback
        return (baseNames.insert(base).index, declared?.style == .collection)
    }

    /// The module whose `circuit()` runs, with all declarations made so far adopted; else a diagnostic and nil.
    func running(at place: Place) -> CircuitBuilder? {
        guard let builder else {
            report(
                Diagnostic(
                    Code.outsideCircuit, "hardware is described outside of a module's circuit()",
                    at: place, hint: "move operators and statements into `override func circuit()`"))
            return nil
        }
        if !pending.isEmpty { adoptPending(into: builder) }
        return builder
    }

    /// Gives every declaration without a module to the circuit that runs.
    func adoptPending(into builder: CircuitBuilder) {
        // Adopting one declares no others.
        for index in pending.indices {
            let declaration = pending[index]
            if declaration.isPort {
                report(
                    Diagnostic(
                        Code.portOutsideModule, "a port is declared inside circuit()", at: declaration.place,
                        hint: "make it a stored property of the module: `let name = input(...)`"))
            }
            builder.adopt(declaration, name: builder.localName(declaration))
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Records an error and gives values to go on with: `count` leaves of the given widths.
    func refuse(
        _ code: String, _ message: String, at place: Place, notes: [Diagnostic.Note] = [], hint: String,
        widths: [Int]
    ) -> Bound {
        report(Diagnostic(code, message, at: place, notes: notes, hint: hint))
        return poison(widths: widths)
    }

    /// Values about which something wrong was said already.
    func poison(widths: [Int]) -> Bound {
        let owner = builder ?? nowhere ?? CircuitBuilder(self, name: "", place: .none)
        let nodes = widths.map { width in
            let node = owner.append(Node(.constant, width: width), at: .none)
            owner.poisoned.insert(node)
            return node
        }
        return owner.bound(nodes.first ?? NodeID(0))
    }

    /// What an element or a field of a shape is: said to be wrong; outside of any elaboration, nobody's.
    static func partOfShape(_ leaves: [Leaf], at place: Place) -> Bound {
        let elaboration = current ?? Elaboration()
        return elaboration.refuse(
            Code.shapeAsValue, "a shape is used as if it were a signal", at: place, hint: CircuitBuilder.shapeHint,
            widths: leaves.map(\.width))
    }
}

/// A declaring call in the sources, and the name that it gives.
private struct CallKey: Hashable {
    var file: UnsafePointer<UInt8>
    var line: Int
    var column: Int

    func hash(into hasher: inout Hasher) {
        hasher.combine(Int(bitPattern: file) ^ line << 40 ^ column << 56)
    }
}

private struct CallName {
    var number: Int
    var isCollection: Bool
    var fallback: String
}
