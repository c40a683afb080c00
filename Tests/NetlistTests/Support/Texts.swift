import Netlist

/// The full texts of what the checks say, only those with `code` if one is given.
func texts(_ design: Design, _ code: String? = nil) -> [String] {
    design.check().filter { code == nil || $0.code == code }.map { $0.text(design.sources) }
}

extension [Diagnostic] {
    func texts(_ design: Design) -> [String] { map { $0.text(design.sources) } }
}
