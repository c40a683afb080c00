// swift-tools-version: 6.2
import PackageDescription

/// Measures what driving the engine from Swift costs over driving it from C++:
///
///     swift run -c release --package-path Benchmarks/loop-overhead
let package = Package(
    name: "loop-overhead",
    dependencies: [.package(name: "xpc", path: "../..")],
    targets: [
        .executableTarget(
            name: "loop-overhead",
            dependencies: [
                .product(name: "Simulation", package: "xpc"), .product(name: "XPCEngine", package: "xpc"),
                .product(name: "HDL", package: "xpc"),
            ], path: "Sources")
    ],
    swiftLanguageModes: [.v6]
)
