// swift-tools-version: 6.2
import PackageDescription

/// Maps an AIGER file to LUTs and prints what it came to:
///
///     swift run -c release --package-path Benchmarks/estimate mapping Tests/Data/epfl/sin.aig high
///
/// `netlist` estimates a netlist as `xpc estimate --netlist` does, and measures the time:
///
///     swift run -c release --package-path Benchmarks/estimate netlist --netlist core.json --top core
let package = Package(
    name: "estimate",
    dependencies: [.package(name: "xpc", path: "../..")],
    targets: [
        .executableTarget(
            name: "mapping", dependencies: [.product(name: "Estimate", package: "xpc")], path: "Sources/mapping"),
        .executableTarget(
            name: "netlist", dependencies: [.product(name: "Estimate", package: "xpc")], path: "Sources/netlist"),
    ],
    swiftLanguageModes: [.v6]
)
