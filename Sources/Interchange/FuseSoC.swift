import Verilog

/// A FuseSoC core file (CAPI 2) for a set of Verilog files, with targets that lint and synthesise the top module.
///
/// - Parameters:
///   - name: vendor, library, name and version, as FuseSoC writes them: `::xpc-engine:0.1.0`.
///   - files: as `verilog(of:)` gives them, the top last; they lie beside the core file.
public func fuseSoCCore(name: String, description: String, files: [VerilogFile]) -> String {
    let top = files.last?.module ?? ""
    return """
        CAPI=2:
        name: "\(name)"
        description: "\(description)"

        filesets:
          rtl:
            files:
        \(files.map { "      - \($0.name)" }.joined(separator: "\n"))
            file_type: verilogSource

        targets:
          default:
            filesets: [rtl]
            toplevel: \(top)
          lint:
            default_tool: verilator
            filesets: [rtl]
            toplevel: \(top)
            tools:
              verilator:
                mode: lint-only
                verilator_options: [-Wall]
          synth:
            default_tool: yosys
            filesets: [rtl]
            toplevel: \(top)
            tools:
              yosys:
                arch: xilinx

        """
}
