// swift-tools-version: 6.2
import PackageDescription

/// Maps an AIGER file to LUTs and prints what it came to:
///
///     swift run -c release --package-path Benchmarks/estimate mapping Tests/Data/epfl/sin.aig high
let package = Package(
    name: "estimate",
    dependencies: [.package(name: "xpc", path: "../..")],
    targets: [
        .executableTarget(
            name: "mapping", dependencies: [.product(name: "Estimate", package: "xpc")], path: "Sources/mapping")
    ],
    swiftLanguageModes: [.v6]
)
