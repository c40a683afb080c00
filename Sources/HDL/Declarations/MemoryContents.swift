import Foundation
import Netlist

/// The words of a file in the format of Verilog's `$readmemh`: hexadecimal words with spaces between them, `_` inside them, `@address` (in
/// hexadecimal) before the next one, comments as in Verilog. Words that the file leaves out are zero.
///
/// Read at elaboration: the words become part of the circuit. What is wrong with the file is a diagnostic (HDL051) that names the line.
struct HexFile {
    struct Problem: Error {
        var line: Int
        var message: String
        var hint: String
    }

    private(set) var words: [BitVector] = []
    private let width: Int
    private let depth: Int
    private var line = 1
    private var next = 0

    /// - Throws: `Problem`.
    init(_ text: String, width: Int, depth: Int) throws {
        self.width = width
        self.depth = depth
        for token in try Self.tokens(text) {
            line = token.line
            try token.text.hasPrefix("@") ? address(token.text.dropFirst()) : word(token.text)
        }
    }

    private mutating func address(_ digits: Substring) throws {
        guard let address = Int(digits.filter { $0 != "_" }, radix: 16), address >= 0 else {
            throw Problem(line: line, message: "'@\(digits)' is no address", hint: "write `@` and hexadecimal digits")
        }
        next = address
    }

    private mutating func word(_ digits: Substring) throws {
        guard let value = BitVector(hexDigits: digits.filter { $0 != "_" }) else {
            throw Problem(
                line: line, message: "'\(digits)' is no hexadecimal word",
                hint: "words have the digits 0 to 9 and a to f (no x, no z), with spaces between them")
        }
        guard next < depth else {
            throw Problem(
                line: line, message: "a word for address \(next) of a memory of \(depth) elements",
                hint: "give at most one for each element; those that are not listed are zero")
        }
        let needed = value.resized(to: max(value.width, width))
        guard needed.width == width || needed.slice(low: width, width: needed.width - width).isZero else {
            throw Problem(
                line: line, message: "'\(digits)' does not fit a word of \(bits(width))",
                hint: "a word has at most \((width + 3) / 4) digits here")
        }
        while words.count <= next { words.append(.zero(width: width)) }
        words[next] = needed.resized(to: width)
        next += 1
    }

    /// What is neither space nor comment, with its line.
    private static func tokens(_ text: String) throws -> [(text: Substring, line: Int)] {
        var result: [(Substring, Int)] = []
        var (rest, line) = (Substring(text), 1)
        while let first = rest.first {
            if first.isNewline {
                line += 1
                rest.removeFirst()
            } else if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if rest.hasPrefix("/*") {
                guard let end = rest.firstRange(of: "*/") else {
                    throw Problem(line: line, message: "a comment without an end", hint: "close it with `*/`")
                }
                line += rest[..<end.lowerBound].count { $0.isNewline }
                rest = rest[end.upperBound...]
            } else {
                let token = rest.prefix { !$0.isWhitespace && $0 != "/" }
                result.append((token.isEmpty ? rest.prefix(1) : token, line))
                rest = rest.dropFirst(max(1, token.count))
            }
        }
        return result
    }
}

extension BitVector {
    /// The value of hexadecimal digits, four bits for each; nil where there are none or others.
    fileprivate init?(hexDigits digits: String) {
        guard !digits.isEmpty, digits.count <= Elaboration.largestWidth / 4 else { return nil }
        var words = Array(repeating: UInt64(0), count: (digits.count + 15) / 16)
        for (position, digit) in digits.reversed().enumerated() {
            guard let value = digit.hexDigitValue, digit.isASCII else { return nil }
            words[position / 16] |= UInt64(value) << UInt64(position % 16 * 4)
        }
        self.init(words: words, width: digits.count * 4)
    }
}

/// A memory whose contents at power-on are in a file in the format of `$readmemh`, read at elaboration.
///
/// - Parameter hexFile: its path; a relative one counts from the working directory.
public func memory<Element: HardwareValue>(
    of element: Element, depth: Int, hexFile: String, collisions: Netlist.Memory.Collisions = .laterWins,
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> HardwareMemory<Element> {
    let elaboration = Elaboration.current
    let place = elaboration?.place(fileID, line, column) ?? .none
    func report(_ message: String, _ hint: String) {
        elaboration?.report(Diagnostic(Code.memoryFile, message, at: place, hint: hint))
    }
    var words: [BitVector] = []
    if let data = FileManager.default.contents(atPath: hexFile) {
        do {
            words = try HexFile(String(decoding: data, as: UTF8.self), width: element.bitWidth, depth: max(1, depth))
                .words
        } catch let problem as HexFile.Problem {
            report("\(hexFile):\(problem.line): \(problem.message)", problem.hint)
        } catch {}
    } else {
        report(
            "the file '\(hexFile)' cannot be read",
            "a relative path counts from the working directory, \(FileManager.default.currentDirectoryPath)")
    }
    return memory(
        of: element, depth: depth, initial: words, collisions: collisions, fileID: fileID, filePath: filePath,
        line: line, column: column)
}

/// A memory of numbers with the contents of a Swift array at power-on; words that it does not list are zero.
@_disfavoredOverload
public func memory(
    of element: Unsigned, depth: Int, initial: [Int], collisions: Netlist.Memory.Collisions = .laterWins,
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> HardwareMemory<Unsigned> {
    let elaboration = Elaboration.current
    let place = elaboration?.place(fileID, line, column) ?? .none
    let words = initial.enumerated().map { index, value in
        if let problem = literalProblem(value, width: element.width, isSigned: false) {
            elaboration?.report(
                Diagnostic(
                    Code.literalRange, "the initial word \(index), \(value), does not fit \(bits(element.width))",
                    at: place,
                    hint: problem))
        }
        return BitVector(truncating: value, width: element.width)
    }
    return memory(
        of: element, depth: depth, initial: words, collisions: collisions, fileID: fileID, filePath: filePath,
        line: line, column: column)
}
