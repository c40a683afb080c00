import CallSite
import Netlist

/// One run of `elaborate`: what all modules of a design share while they are built.
final class Elaboration: @unchecked Sendable {
    /// The one that runs on this thread.
    static var current: Elaboration? {
        get { unowned?.takeUnretainedValue() }
        set { set_current_elaboration(newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
    }
    /// The same without counting references: `elaborate` holds it.
    static var unowned: Unmanaged<Elaboration>? { current_elaboration().map { Unmanaged.fromOpaque($0) } }

    @exclusivity(unchecked) private(set) var diagnostics: [Diagnostic] = []
    private var said: Set<Diagnostic> = []
    var sources = SourceTable()
    /// The module whose `circuit()` is running.
    @exclusivity(unchecked) var builder: CircuitBuilder? { didSet { settle() } }
    /// Declarations that have no module yet, in order.
    @exclusivity(unchecked) var pending: [PendingDeclaration] = [] { didSet { settle() } }
    /// `builder`, while nothing is pending. Each operator asks for it, and need not count its references: the module owns it.
    @exclusivity(unchecked) private(set) var settled: Unmanaged<CircuitBuilder>?
    var enumerations: [Enumeration] = []
    var modules: [Module] = []
    let names = DeclaredNames()
    private var fileNumbers: [UnsafePointer<UInt8>: Int] = [:]
    /// The file that was asked for last: mostly the next one too.
    @exclusivity(unchecked) private var lastFile: (key: UnsafePointer<UInt8>, number: Int)?
    private var enumerationNumbers: [String: [EnumerationID]] = [:]
    @exclusivity(unchecked) private var enumerationsByType: [ObjectIdentifier: EnumerationCases] = [:]
    @exclusivity(unchecked) private var lastEnumeration: EnumerationCases?
    @exclusivity(unchecked) private var namesByCall = CallNames()
    @exclusivity(unchecked) var patterns = OnlyPatterns()
    /// By type of module.
    var typeNames: [ObjectIdentifier: String] = [:]
    var layouts: [ObjectIdentifier: ModuleLayout] = [:]
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

    private func settle() { settled = pending.isEmpty ? builder.map(Unmanaged.passUnretained) : nil }

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
        if let last = lastEnumeration, let id = last.id, last.enumeration == enumeration { return id }
        let namesakes = enumerationNumbers[enumeration.name] ?? []
        if let known = namesakes.first(where: { enumerations[$0.index] == enumeration }) { return known }
        let id = EnumerationID(enumerations.count)
        enumerations.append(enumeration)
        enumerationNumbers[enumeration.name] = namesakes + [id]
        return id
    }

    /// The names and numbers of the cases of a type, read from it once.
    func cases<Cases: HardwareEnum>(of type: Cases.Type) -> EnumerationCases {
        if let last = lastEnumeration, last.type == type { return last }
        let cases = enumerationsByType[ObjectIdentifier(type)] ?? EnumerationCases(type)
        enumerationsByType[ObjectIdentifier(type)] = cases
        lastEnumeration = cases
        return cases
    }

    /// The same, as the netlist has it.
    func enumeration<Cases: HardwareEnum>(of type: Cases.Type) -> Enumeration { cases(of: type).enumeration }

    /// The number of the enumeration of a type in this design.
    func number(of cases: EnumerationCases) -> EnumerationID {
        if let known = cases.id { return known }
        let id = number(of: cases.enumeration)
        cases.id = id
        return id
    }

    /// The number of the name that a local declaration has from its `let` (or of `fallback`), and whether that names a collection.
    func baseName(_ source: DeclarationSource, fallback: String) -> (number: Int, isCollection: Bool) {
        guard source.fileID.hasPointerRepresentation else { return readName(source, fallback) }
        if let known = namesByCall.find(source), known.fallback == fallback {
            return (known.number, known.isCollection)
        }
        let (number, isCollection) = readName(source, fallback)
        namesByCall.note(source, CallNames.Name(number: number, isCollection: isCollection, fallback: fallback))
        return (number, isCollection)
    }

    /// The text of a name's number.
    func baseName(_ number: Int) -> String { baseNames.text(number) }

    /// What `body` makes of the bytes of a name's number.
    func withBaseName<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(baseNames.bytes(number))
    }

    private func readName(_ source: DeclarationSource, _ fallback: String) -> (number: Int, isCollection: Bool) {
        let declared = names.name(
            fileID: source.fileID, filePath: source.filePath, line: source.line, column: source.column)
        let base = declared.flatMap { $0.style == .nested ? nil : $0.name } ?? fallback
        return (baseNames.insert(base).index, declared?.style == .collection)
    }

    /// The module whose `circuit()` runs, with all declarations made so far adopted; else a diagnostic and nil.
    @inline(__always)
    func running(at place: Place) -> CircuitBuilder? { working(at: place)?.takeUnretainedValue() }

    /// The same without counting references: its module holds it.
    @inline(__always)
    func working(at place: Place) -> Unmanaged<CircuitBuilder>? {
        settled ?? prepared(at: place).map(Unmanaged.passUnretained)
    }

    @inline(never)
    private func prepared(at place: Place) -> CircuitBuilder? {
        guard let builder else {
            report(
                Diagnostic(
                    Code.outsideCircuit, "hardware is described outside of a module's circuit()",
                    at: place, hint: "move operators and statements into `override func circuit()`"))
            return nil
        }
        adoptPending(into: builder)
        return builder
    }

    /// Gives every declaration without a module to the circuit that runs.
    func adoptPending(into builder: CircuitBuilder) {
        // Adopting one declares no others. Mostly there is one.
        pending.reverse()
        while let declaration = pending.popLast() {
            if declaration.isPort {
                report(
                    Diagnostic(
                        Code.portOutsideModule, "a port is declared inside circuit()", at: declaration.place,
                        hint: "make it a stored property of the module: `let name = input(...)`"))
            }
            builder.adopt(declaration, name: builder.localName(declaration))
        }
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

/// The names that declaring calls in the sources give. Only the one that was asked for last in each slot is kept: a few are asked for again and again.
private struct CallNames {
    struct Name {
        var number: Int
        var isCollection: Bool
        var fallback: String
    }

    private struct Entry {
        var file: UnsafePointer<UInt8>
        var line: Int
        var column: Int
        var name: Name
    }

    private var slots: [Entry?] = Array(repeating: nil, count: 256)

    func find(_ source: DeclarationSource) -> Name? {
        guard let entry = slots[Self.slot(source)], entry.line == source.line, entry.column == source.column,
            entry.file == source.fileID.utf8Start
        else { return nil }
        return entry.name
    }

    mutating func note(_ source: DeclarationSource, _ name: Name) {
        slots[Self.slot(source)] = Entry(
            file: source.fileID.utf8Start, line: source.line, column: source.column, name: name)
    }

    private static func slot(_ source: DeclarationSource) -> Int { (source.line &* 31 &+ source.column) & 255 }
}

/// What is read from a type of enumeration once: its cases, and by which number each is found.
final class EnumerationCases {
    let type: Any.Type
    let enumeration: Enumeration
    /// Its number in the design, once it is used there.
    var id: EnumerationID?
    /// Of a type of one byte (as all are that have no associated values): by that byte the number of the case.
    private var numbers: [Int] = []

    /// - Parameter enumeration: the cases with their values, where they are not numbered from 0.
    init<Cases: HardwareEnum>(_ type: Cases.Type, as enumeration: Enumeration? = nil) {
        self.type = type
        self.enumeration = enumeration ?? type.enumeration
        guard MemoryLayout<Cases>.size == 1, let first = type.allCases.first,
            Mirror(reflecting: first).displayStyle == .enum
        else { return }
        numbers = Array(repeating: 0, count: 256)
        for (number, element) in type.allCases.enumerated().reversed() {
            numbers[Int(unsafeBitCast(element, to: UInt8.self))] = number
        }
    }

    /// The number that stands for a case.
    func number<Cases: HardwareEnum>(of value: Cases) -> Int {
        numbers.isEmpty ? value.encoding : numbers[Int(unsafeBitCast(value, to: UInt8.self))]
    }
}
