/// Statements in the order in which they were written. Later ones override earlier ones, bit by bit.
///
/// A collection like an array, but a single assignment, which most arms of a `switch` are, needs no memory of its own.
public struct Block: Sendable, ExpressibleByArrayLiteral {
    @usableFromInline
    enum Storage: Sendable {
        case one(Assignment)
        case list([Statement])
    }

    @usableFromInline var storage: Storage

    @inlinable public init() { storage = .list([]) }

    @inlinable public init(arrayLiteral statements: Statement...) { self.init(statements) }

    @inlinable
    public init(_ statements: [Statement]) {
        if statements.count == 1, case .assign(let assignment) = statements[0] {
            storage = .one(assignment)
        } else {
            storage = .list(statements)
        }
    }

    /// The statement, where there is one and it is an assignment.
    @inlinable public var onlyAssignment: Assignment? {
        guard case .one(let assignment) = storage else { return nil }
        return assignment
    }

    private var list: [Statement] {
        switch storage {
        case .one(let assignment): [.assign(assignment)]
        case .list(let statements): statements
        }
    }
}

extension Block: RandomAccessCollection, MutableCollection {
    @inlinable public var startIndex: Int { 0 }

    @inlinable public var endIndex: Int {
        switch storage {
        case .one: 1
        case .list(let statements): statements.count
        }
    }

    @inlinable public subscript(position: Int) -> Statement {
        get {
            switch storage {
            case .one(let assignment):
                precondition(position == 0)
                return .assign(assignment)
            case .list(let statements): return statements[position]
            }
        }
        set { replaceSubrange(position..<position + 1, with: CollectionOfOne(newValue)) }
    }
}

extension Block: RangeReplaceableCollection {
    public mutating func replaceSubrange(_ range: Range<Int>, with statements: some Collection<Statement>) {
        change { $0.replaceSubrange(range, with: statements) }
    }

    public mutating func append(_ statement: Statement) {
        if isEmpty, case .assign(let assignment) = statement {
            storage = .one(assignment)
        } else {
            change {
                $0.makeRoom()
                $0.append(statement)
            }
        }
    }

    public mutating func append(contentsOf statements: some Sequence<Statement>) {
        change { $0.append(contentsOf: statements) }
    }

    /// The array is this one's alone while it is changed.
    private mutating func change(_ body: (inout [Statement]) -> Void) {
        var list = self.list
        storage = .list([])
        body(&list)
        self = Block(list)
    }
}
