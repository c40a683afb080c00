// swift-tools-version: 6.2
import PackageDescription

/// Measures how many cycles per second the evaluator makes; `run` beside it compares with other tools.
let package = Package(
    name: "simulation",
    dependencies: [.package(name: "xpc", path: "../..")],
    targets: [
        .executableTarget(
            name: "simulation",
            dependencies: [
                .product(name: "HDL", package: "xpc"), .product(name: "Simulation", package: "xpc"),
                .product(name: "XPCEngine", package: "xpc"),
            ],
            path: "Sources", plugins: [.plugin(name: "NamesPlugin", package: "xpc")])
    ],
    swiftLanguageModes: [.v6]
)
