// swift-tools-version: 6.2
import PackageDescription

/// Circuits of somebody who uses the language: each program simulates its circuit, checks it, and says what it costs.
/// `swift run UART` in this folder.
let package = Package(
    name: "Examples",
    dependencies: [.package(name: "xpc", path: "..")],
    targets: [
        .target(
            name: "Bench",
            dependencies: [.product(name: "HDL", package: "xpc"), .product(name: "Simulation", package: "xpc")])
    ]
        + ["Counter", "UART", "FIR", "CPU"].map { name in
            .executableTarget(
                name: name,
                dependencies: ["Bench"]
                    + ["HDL", "Verilog", "Simulation", "Estimate"].map { .product(name: $0, package: "xpc") },
                swiftSettings: [.treatWarning("DeprecatedDeclaration", as: .error)],
                plugins: [.plugin(name: "NamesPlugin", package: "xpc")])
        },
    swiftLanguageModes: [.v6]
)
