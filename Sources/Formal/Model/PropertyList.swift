import Netlist
import Verilog

/// A property of one instance.
struct PropertyPoint {
    /// Which circuit, and which of its properties.
    var circuit: Int
    var property: PropertyID
    /// Names of the instances on the way from the top, in the netlist and in the Verilog.
    var path: [String]
    var verilogPath: [String]
    /// The position, in the list, of the cover point of its premise.
    var premise: Int?
    /// A cover point that was added for a check.
    var isPremise = false

    /// What the proof's top calls its label.
    var label: String {
        (verilogPath + [VerilogFile.label(of: property)]).joined(separator: ".")
    }
}

/// All properties of a design, of every instance of their modules, parents first.
struct PropertyList {
    private(set) var points: [PropertyPoint] = []

    init(_ premises: Premises, files: DesignFiles) {
        visit(premises.design.top.index, [], [], premises, files)
    }

    private mutating func visit(
        _ index: Int, _ path: [String], _ verilogPath: [String], _ premises: Premises, _ files: DesignFiles
    ) {
        let circuit = premises.design.circuits[index]
        var positions: [PropertyID: Int] = [:]
        let added = Set(premises.covers[index].values)
        for (number, property) in circuit.properties.enumerated() where property.kind != .log {
            let id = PropertyID(number)
            positions[id] = points.count
            points.append(
                PropertyPoint(
                    circuit: index, property: id, path: path, verilogPath: verilogPath,
                    isPremise: added.contains(id)))
        }
        for (check, cover) in premises.covers[index] {
            if let position = positions[check] { points[position].premise = positions[cover] }
        }
        for (number, instance) in circuit.instances.enumerated() {
            guard let file = files.file(of: index), number < file.instances.count else { continue }
            visit(
                instance.circuit.index, path + [instance.name], verilogPath + [file.instances[number]], premises,
                files)
        }
    }
}

/// The Verilog of a design, by circuit.
struct DesignFiles {
    let files: [VerilogFile]
    /// By circuit: the position in `files`; nil for a module that is written in Verilog.
    private let positions: [Int?]

    init(_ design: Design) {
        let files = verilog(of: design, options: VerilogOptions(propertyLabels: true))
        let written = Set(design.circuits.compactMap { $0.external?.module })
        var own = files.indices.filter { !written.contains(files[$0].module) }.makeIterator()
        positions = design.circuits.map { $0.external == nil ? own.next() : nil }
        self.files = files
    }

    func file(of circuit: Int) -> VerilogFile? { positions[circuit].map { files[$0] } }
}
