import Foundation
import Netlist
import Verilog

/// The design as a netlist in Yosys' JSON form: `yosys -p "read_json FILE; hierarchy -top TOP"` reads it.
///
/// Modules, ports, registers, wires and instances have the names that they have in the Verilog, so that the two can be compared
/// (`equiv_make`). Cells are Yosys' word-level ones (`$add`, `$mux`, `$sdffe`, `$mem_v2`, ...). Verification logic is left out.
///
/// - Throws: what encoding throws; in practice nothing.
public func yosysJSON(of design: Design) throws -> String {
    var netlist = YosysNetlist(creator: "xpc")
    let files = verilog(of: design)
    let ghost = GhostLogic(of: design)
    for (index, circuit) in design.circuits.enumerated() {
        var export = ModuleExport(circuit, file: files[index], ghost: ghost.circuits[index])
        for (number, instance) in circuit.instances.enumerated() where !ghost.circuits[index].instances[number] {
            export.add(instance, module: files[instance.circuit.index])
        }
        var module = export.module
        if index == design.top.index { module.attributes["top"] = 1 }
        if circuit.external != nil {
            module.attributes["blackbox"] = 1
            module.cells = [:]
        }
        netlist.modules[files[index].module] = module
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(netlist), as: UTF8.self) + "\n"
}
