// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Counter",
    dependencies: [.package(name: "xpc", path: "../..")],
    targets: [
        .executableTarget(
            name: "Counter",
            dependencies: [
                .product(name: "HDL", package: "xpc"), .product(name: "Verilog", package: "xpc"),
                .product(name: "Estimate", package: "xpc"),
            ],
            swiftSettings: [.treatWarning("DeprecatedDeclaration", as: .error)],
            plugins: [.plugin(name: "NamesPlugin", package: "xpc")])
    ],
    swiftLanguageModes: [.v6]
)
