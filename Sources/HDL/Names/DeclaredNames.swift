import DeclarationScanner
import Foundation

/// Answers which `let` a declaring call belongs to: `head` for the call in `let head = register(...)`.
///
/// The names come from the table that `NamesPlugin` made of the module's sources. A module built without the plugin, or a
/// file that the table does not have, is read from its source file; when that is not there either, there is no name.
/// Debug information is never used, so that debug and release builds give the same names.
///
/// An elaboration owns one of these. Each file's names are looked up once, when the file first asks.
package final class DeclaredNames {
    private var files: [String: [CallPosition: DeclaredName]] = [:]
    /// The same by the address of a static `#fileID`, which is cheaper to look up than its text.
    private var filesByAddress: [UnsafePointer<UInt8>: [CallPosition: DeclaredName]] = [:]
    private var tables: [String: StaticString?] = [:]

    package init() {}

    /// The declaration that a call belongs to.
    ///
    /// - Parameters:
    ///   - fileID: `#fileID` of the call: the module and the file without folders.
    ///   - filePath: `#filePath` of the call; read only when the module has no table.
    ///   - line: `#line` of the call.
    ///   - column: `#column` of the call.
    /// - Returns: The name and how the call stands in the initialiser; nil when the call is not in one, or when the
    ///   place is not known.
    package func name(fileID: String, filePath: String, line: Int, column: Int) -> DeclaredName? {
        let position = CallPosition(line: line, column: column)
        if let names = files[fileID] { return names[position] }
        let names = read(fileID: fileID, filePath: filePath)
        files[fileID] = names
        return names[position]
    }

    /// The same, for places that were captured as static strings.
    package func name(fileID: StaticString, filePath: StaticString, line: Int, column: Int) -> DeclaredName? {
        guard fileID.hasPointerRepresentation else {
            return name(fileID: "\(fileID)", filePath: "\(filePath)", line: line, column: column)
        }
        let position = CallPosition(line: line, column: column)
        if let names = filesByAddress[fileID.utf8Start] { return names[position] }
        let result = name(fileID: "\(fileID)", filePath: "\(filePath)", line: line, column: column)
        filesByAddress[fileID.utf8Start] = files["\(fileID)"]
        return result
    }

    private func read(fileID: String, filePath: String) -> [CallPosition: DeclaredName] {
        let module = fileID.prefix { $0 != "/" }
        let file = fileID.reversed().prefix { $0 != "/" }.reversed()
        if let table = table(of: String(module)), let names = NameTable.names(file: String(file), in: table) {
            return names
        }
        guard let source = FileManager.default.contents(atPath: filePath) else { return [:] }
        return DeclarationScanner.scan([UInt8](source))
    }

    /// The table of a module, found by the mangled name of the type that the plugin's tool writes.
    private func table(of module: String) -> StaticString? {
        if let known = tables[module] { return known }
        let type = _typeByName("\(module.utf8.count)\(module)16HDLDeclaredNamesO")
        let table = (type as? any DeclaredNameTable.Type)?.table
        tables[module] = .some(table)
        return table
    }
}
