// swift-tools-version: 6.2
import PackageDescription

/// Measures how fast circuits become Verilog:
///
///     swift run -c release --package-path Benchmarks/generation generation alu 1000
let package = Package(
    name: "generation",
    dependencies: [.package(name: "xpc", path: "../..")],
    targets: [
        .executableTarget(
            name: "generation",
            dependencies: [.product(name: "HDL", package: "xpc"), .product(name: "Verilog", package: "xpc")],
            path: "Sources", plugins: [.plugin(name: "NamesPlugin", package: "xpc")])
    ],
    swiftLanguageModes: [.v6]
)
