import Netlist

/// One run of `elaborate`: what all modules of a design share while they are built.
final class Elaboration: @unchecked Sendable {
    @TaskLocal static var current: Elaboration?

    private(set) var diagnostics: [Diagnostic] = []
    private var said: Set<Diagnostic> = []
    var sources = SourceTable()
    /// The module whose `circuit()` is running.
    var builder: CircuitBuilder?
    /// Declarations that have no module yet, in order.
    var pending: [PendingDeclaration] = []
    var enumerations: [Enumeration] = []
    var modules: [Module] = []
    let names = DeclaredNames()
    private var fileNumbers: [UnsafePointer<UInt8>: Int] = [:]
    private var enumerationNumbers: [Enumeration: EnumerationID] = [:]
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
        let file: Int
        if let known = fileNumbers[key] {
            file = known
        } else {
            let name = fileID.description
            file = sources.files.firstIndex(of: name) ?? sources.files.count
            if file == sources.files.count { sources.files.append(name) }
            fileNumbers[key] = file
        }
        return Place(file: file, line: line, column: column)
    }

    /// The number of an enumeration of this design.
    func number(of enumeration: Enumeration) -> EnumerationID {
        if let known = enumerationNumbers[enumeration] { return known }
        let id = EnumerationID(enumerations.count)
        enumerations.append(enumeration)
        enumerationNumbers[enumeration] = id
        return id
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
        let declarations = pending
        pending.removeAll(keepingCapacity: true)
        for declaration in declarations {
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
