// swift-tools-version: 6.2
import PackageDescription

/// Targets stand in the order of `docs/architecture.md`: each one knows only those below it.
let package = Package(
    name: "xpc",
    products: [
        .executable(name: "xpc", targets: ["xpc"]),
        .library(name: "HDL", targets: ["HDL", "Netlist"]),
        .library(name: "Components", targets: ["Components"]),
        .library(name: "Verilog", targets: ["Verilog"]),
        .library(name: "Simulation", targets: ["Simulation", "Evaluator", "Verilator"]),
        .library(name: "Estimate", targets: ["Estimate"]),
        .library(name: "Formal", targets: ["Formal"]),
        .library(name: "Interchange", targets: ["Interchange"]),
        .library(name: "Diagram", targets: ["Diagram"]),
        .library(name: "Mutation", targets: ["Mutation"]),
        .library(name: "XPCEngine", targets: ["XPCEngine"]),
        .library(name: "XPCModel", targets: ["XPCModel"]),
        .plugin(name: "NamesPlugin", targets: ["NamesPlugin"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    ],
    targets: [
        .executableTarget(
            name: "xpc",
            dependencies: [
                "Report", "Formal", "Fuzzing", "XPCScenario", "XPCEngine", "XPCModel", "Mutation", "Diagram",
                "Estimate", "Interchange", "Verilator", "Evaluator", "Verilog", "HDL",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "Report",
            dependencies: ["Estimate", .product(name: "Mustache", package: "swift-mustache")]),
        .target(
            name: "XPCScenario",
            dependencies: [
                "XPCEngine", "XPCModel", "Evaluator", "Verilator", "Simulation", "HDL", "Netlist",
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(name: "XPCEngine", dependencies: ["HDL", "Netlist"], plugins: ["NamesPlugin"]),
        .target(
            name: "Formal", dependencies: ["Verilator", "Evaluator", "Simulation", "Verilog", "Netlist"]),
        .target(name: "Fuzzing", dependencies: ["HDL", "Verilator", "Evaluator", "Simulation", "Verilog", "Netlist"]),
        .target(name: "XPCModel"),
        .target(name: "Components", dependencies: ["HDL", "Netlist"], plugins: ["NamesPlugin"]),
        .target(
            name: "Verilator", dependencies: ["Simulation", "Verilog", "Netlist"],
            resources: [.embedInCode("Harness")]),
        .target(name: "Evaluator", dependencies: ["Simulation", "Netlist"]),
        .target(name: "Simulation", dependencies: ["Netlist"]),
        .target(name: "Mutation", dependencies: ["Simulation", "Netlist"]),
        .target(name: "Diagram", dependencies: ["Netlist"]),
        .target(name: "Estimate", dependencies: ["Netlist"]),
        .target(name: "Interchange", dependencies: ["Verilog", "Netlist"]),
        .target(name: "Verilog", dependencies: ["Netlist"]),
        .target(name: "HDL", dependencies: ["Netlist", "CallSite", "DeclarationScanner"]),
        .target(name: "Netlist"),
        .target(name: "CallSite"),
        .target(name: "DeclarationScanner"),
        .executableTarget(name: "declared-names", dependencies: ["DeclarationScanner"], path: "Sources/DeclaredNames"),
        .plugin(
            name: "NamesPlugin", capability: .buildTool(), dependencies: ["declared-names"],
            path: "Sources/NamesPlugin"),
        .testTarget(name: "DeclarationScannerTests", dependencies: ["DeclarationScanner"]),
        .testTarget(name: "NetlistTests", dependencies: ["Netlist", "CircuitSupport"]),
        .testTarget(
            name: "HDLTests",
            dependencies: [
                "HDL", "Netlist", "CallSite", "DeclarationScanner", "Components", "Verilog", "CompilerSupport",
            ],
            plugins: ["NamesPlugin"]),
        .target(name: "CompilerSupport", path: "Tests/Support/CompilerSupport"),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "HDL", "Netlist", "Components", "Verilog", "Verilator", "Simulation", "Estimate", "Mutation",
                "CompilerSupport",
            ],
            plugins: ["NamesPlugin"]),
        .target(name: "LintSupport", path: "Tests/Support/LintSupport"),
        .target(name: "CircuitSupport", dependencies: ["Netlist"], path: "Tests/Support/CircuitSupport"),
        .target(
            name: "SimulatorSupport", dependencies: ["Evaluator", "Verilator", "Simulation", "Netlist"],
            path: "Tests/Support/SimulatorSupport"),
        .testTarget(
            name: "VerilogTests", dependencies: ["Verilog", "HDL", "Components", "LintSupport", "CircuitSupport"],
            plugins: ["NamesPlugin"]),
        .testTarget(
            name: "InterchangeTests",
            dependencies: ["Interchange", "HDL", "Components", "Verilog", "XPCEngine", "LintSupport"],
            plugins: ["NamesPlugin"]),
        .testTarget(
            name: "EstimateTests", dependencies: ["Estimate", "Report", "Simulation", "HDL", "Components", "Verilog"],
            plugins: ["NamesPlugin"]),
        .testTarget(
            name: "DiagramTests", dependencies: ["Diagram", "XPCEngine", "HDL"], plugins: ["NamesPlugin"]),
        .testTarget(
            name: "VerilatorTests", dependencies: ["Verilator", "Simulation", "HDL", "Components", "Verilog"],
            exclude: ["Scripts"], plugins: ["NamesPlugin"]),
        .testTarget(
            name: "ComponentsTests",
            dependencies: [
                "Components", "HDL", "Netlist", "Verilog", "Simulation", "SimulatorSupport", "LintSupport",
            ],
            plugins: ["NamesPlugin"]),
        .testTarget(
            name: "EvaluatorTests",
            dependencies: [
                "Evaluator", "Simulation", "HDL", "Components", "CircuitSupport", "SimulatorSupport",
            ],
            plugins: ["NamesPlugin"]),
        .testTarget(
            name: "FormalTests",
            dependencies: ["Formal", "HDL", "Verilog", "Netlist", "Evaluator", "Simulation", "LintSupport"],
            plugins: ["NamesPlugin"]),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing", "HDL", "Verilog", "Netlist"]),
        .testTarget(
            name: "MutationTests",
            dependencies: [
                "Mutation", "Formal", "Evaluator", "Simulation", "HDL", "Netlist", "Verilog", "LintSupport",
            ],
            plugins: ["NamesPlugin"]),
        .testTarget(name: "XPCModelTests", dependencies: ["XPCModel"]),
        .testTarget(
            name: "XPCEngineTests",
            dependencies: [
                "XPCEngine", "HDL", "Netlist", "Verilog", "Simulation", "SimulatorSupport", "LintSupport",
            ]),
        .testTarget(
            name: "XPCScenarioTests",
            dependencies: ["XPCScenario", "XPCModel", "XPCEngine", "Formal", "Simulation", "Netlist", "LintSupport"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["xpc", "XPCEngine", "Verilog", "Verilator", "Estimate", "LintSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
