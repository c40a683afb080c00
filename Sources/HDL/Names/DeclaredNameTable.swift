/// The names that the `let`s of one module give to what they declare.
///
/// The only conforming types are written by the build-tool plugin `NamesPlugin`, one per module, always with the name
/// `HDLDeclaredNames`. They are found by name at run time; nothing refers to them.
public protocol DeclaredNameTable {
    /// The table as text; its form is known to the plugin's tool and to `DeclaredNames` only.
    static var table: StaticString { get }
}
