import HDL
import Netlist
import Testing

/// Inputs of several kinds, and a body that is given by the test.
final class Bench: Module {
    let a = input(unsigned(8))
    let b = input(unsigned(8))
    let n = input(unsigned(3))
    let s = input(signed(8))
    let t = input(signed(8))
    let c = input(bit)
    let d = input(bit)
    let out = output(unsigned(8))
    let body: (Bench) -> Void

    init(_ body: @escaping (Bench) -> Void) { self.body = body }

    override func circuit() { body(self) }
}

/// The statements of a circuit that the body describes, as text.
func statements(_ body: @escaping (Bench) -> Void) throws -> [String] {
    try elaborate(checked: false) { Bench(body) }.topCircuit.statementLines
}

/// The circuit that the body describes.
func circuit(_ body: @escaping (Bench) -> Void) throws -> Circuit {
    try elaborate(checked: false) { Bench(body) }.topCircuit
}

/// Where `messages` elaborates.
let elaborateLine = #line + 5

/// What the elaboration of `make` complains about; nothing when it succeeds.
func messages(_ make: () -> Module) -> [String] {
    do {
        _ = try elaborate(checked: false) { make() }
        return []
    } catch let error as ElaborationError {
        return error.messages
    } catch {
        return ["\(error)"]
    }
}

/// Expects exactly one message from the body. `HERE+2` in it stands for two lines below the call's first line.
func diagnose(
    fileID: String = #fileID, line: Int = #line, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: @escaping (Bench) -> Void, says expected: String
) {
    let found = messages { Bench(body) }.joined(separator: "\n")
    #expect(found == placed(expected, fileID, line), sourceLocation: sourceLocation)
}

/// Expects exactly one message from the module that `make` returns.
func diagnoseModule(
    fileID: String = #fileID, line: Int = #line, sourceLocation: SourceLocation = #_sourceLocation,
    _ make: () -> Module, says expected: String
) {
    let found = messages(make).joined(separator: "\n")
    #expect(found == placed(expected, fileID, line), sourceLocation: sourceLocation)
}

private func placed(_ text: String, _ fileID: String, _ line: Int) -> String {
    var parts = text.components(separated: "HERE+")
    let first = parts.removeFirst()
    return parts.reduce(first) { result, part in
        let digits = part.prefix { $0.isNumber }
        return result + "\(fileID):\(line + (Int(digits) ?? 0))" + part.dropFirst(digits.count)
    }
}

extension String {
    fileprivate func components(separated separator: String) -> [String] {
        var (result, rest) = ([String](), self[...])
        while let range = rest.firstRange(of: separator) {
            result.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return result + [String(rest)]
    }
}
