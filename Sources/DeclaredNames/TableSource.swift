import DeclarationScanner
import Foundation

/// The Swift file that carries the name table of a module.
///
/// How the table reaches the program: the file declares a public type with a fixed name, and `HDL` finds it by the name
/// of the module in `#fileID` through the type metadata of the Swift runtime (`_typeByName`). The alternatives were an
/// exported C function found by `dlsym` (executables do not export their symbols unless the client's linker flags say so,
/// and the attribute is underscored) and a data section of our own (the attributes are experimental, and garbage
/// collection of sections must be told). Metadata of public types is emitted and kept in debug and release builds, in
/// executables, test bundles and dynamic libraries, and with the standard library linked statically; it needs no
/// registration at start, no global state and no debug information.
enum TableSource {
    static func text(of sources: [URL]) throws -> String {
        var table = ""
        for source in sources {
            let names = DeclarationScanner.scan([UInt8](try Data(contentsOf: source)))
            guard !names.isEmpty else { continue }
            table += NameTable.section(file: source.lastPathComponent, names: names)
        }
        return """
            // Written by declared-names from the sources of this module.
            public import HDL

            /// The names that the `let`s of this module give to what they declare.
            public enum HDLDeclaredNames: HDL.DeclaredNameTable {
                /// The table, as the language reads it.
                public static var table: StaticString {
                    \"""
            \(table.isEmpty ? "" : table)\
            \"""
                }
            }

            """
    }

    /// Leaves a file that says the same untouched, so that nothing is compiled again.
    static func write(_ text: String, to output: URL) throws {
        if let old = try? Data(contentsOf: output), old == Data(text.utf8) { return }
        try Data(text.utf8).write(to: output, options: .atomic)
    }
}
