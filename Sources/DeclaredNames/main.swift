import DeclarationScanner
import Foundation

// declared-names OUTPUT SOURCE...
//
// Writes a Swift file with the names that the `let`s of the sources give to what they declare. `NamesPlugin` runs it.

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first else {
    FileHandle.standardError.write(Data("usage: declared-names OUTPUT SOURCE...\n".utf8))
    exit(2)
}
do {
    let sources = arguments.dropFirst().map { URL(fileURLWithPath: $0) }
    let text = try TableSource.text(of: sources.sorted { $0.lastPathComponent < $1.lastPathComponent })
    try TableSource.write(text, to: URL(fileURLWithPath: output))
} catch {
    FileHandle.standardError.write(Data("error: \(error.localizedDescription)\n".utf8))
    exit(1)
}
