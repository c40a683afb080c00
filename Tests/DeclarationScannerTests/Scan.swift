import DeclarationScanner

/// The calls of a source with their names: `2:14 head direct`, in order of place.
func scan(_ source: String) -> [String] {
    DeclarationScanner.scan(Array(source.utf8))
        .sorted { ($0.key.line, $0.key.column) < ($1.key.line, $1.key.column) }
        .map { "\($0.key.line):\($0.key.column) \($0.value.name) \($0.value.style)" }
}
