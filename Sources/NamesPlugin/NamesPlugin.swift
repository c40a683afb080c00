import PackagePlugin

/// Makes the names of local `let`s known to the language: a target that describes circuits applies this plugin.
///
/// A register that is declared by `let head = register(...)` is then called `head` everywhere, without the name being
/// written twice and without the source file being there at run time.
@main
struct NamesPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
        guard let module = target as? SwiftSourceModuleTarget else { return [] }
        let sources = module.sourceFiles(withSuffix: "swift").map(\.url)
        let output = context.pluginWorkDirectoryURL.appending(path: "HDLDeclaredNames.swift")
        return [
            .buildCommand(
                displayName: "Reading the names declared in \(module.name)",
                executable: try context.tool(named: "declared-names").url,
                arguments: [output.path()] + sources.map { $0.path() },
                inputFiles: sources,
                outputFiles: [output])
        ]
    }
}
