/// A register or latch of Yosys' library, word-level or a gate, in one form.
struct FlipFlopCell: Sendable {
    /// A control signal.
    struct Control: Sendable {
        var bit: NetBit
        var isActiveLow: Bool
    }

    var d: [NetBit]
    var q: [NetBit]
    /// Nil for a latch.
    var clock: Control?
    /// For a latch: when it is transparent.
    var enable: Control?
    var asynchronousReset: (signal: Control, value: [Bool?])?
    var synchronousReset: (signal: Control, value: [Bool?])?
    /// The synchronous reset acts only while enabled.
    var resetNeedsEnable = false
    var load: (signal: Control, data: [NetBit])?
    /// Bit by bit.
    var set: [Control] = []
    var clear: [Control] = []

    /// - Parameter ports: of a word-level cell, by name.
    init(_ cell: CellNetlist.Cell, width: Int) {
        func parameter(_ name: String) -> Bool { cell.parameters[name]?.integer ?? 1 == 0 }
        func control(_ port: String, _ polarity: String) -> Control? {
            cell[port]?.first.map { Control(bit: $0, isActiveLow: parameter(polarity)) }
        }
        d = cell["D"] ?? []
        q = cell["Q"] ?? []
        clock = control("CLK", "CLK_POLARITY")
        enable = control("EN", "EN_POLARITY")
        if let signal = control("ARST", "ARST_POLARITY") {
            asynchronousReset = (signal, cell.parameters["ARST_VALUE"]?.bits(width) ?? [])
        }
        if let signal = control("SRST", "SRST_POLARITY") {
            synchronousReset = (signal, cell.parameters["SRST_VALUE"]?.bits(width) ?? [])
        }
        if let signal = control("ALOAD", "ALOAD_POLARITY") { load = (signal, cell["AD"] ?? []) }
        let isLow = (parameter("SET_POLARITY"), parameter("CLR_POLARITY"))
        set = (cell["SET"] ?? []).map { Control(bit: $0, isActiveLow: isLow.0) }
        clear = (cell["CLR"] ?? []).map { Control(bit: $0, isActiveLow: isLow.1) }
        resetNeedsEnable = cell.type == "$sdffce"
    }

    /// A gate, such as `$_DFFE_PN0P_`; nil when the type is not one, or a port is missing.
    init?(gate cell: CellNetlist.Cell) {
        let parts = cell.type.split(separator: "_", omittingEmptySubsequences: true)
        guard parts.count == 2 || parts.count == 3, parts[0] == "$", let roles = Self.roles[String(parts[1])] else {
            return nil
        }
        let letters = parts.count == 3 ? Array(parts[2]) : []
        guard let roles = roles.first(where: { $0.count == letters.count }) else { return nil }
        d = cell["D"] ?? []
        q = cell["Q"] ?? []
        guard q.count == 1 else { return nil }
        var (reset, value): (Control?, Bool) = (nil, false)
        for (role, letter) in zip(roles, letters) {
            if role == "v" {
                guard letter == "0" || letter == "1" else { return nil }
                value = letter == "1"
                continue
            }
            guard letter == "P" || letter == "N", let bit = cell[String(role)]?.first else { return nil }
            let control = Control(bit: bit, isActiveLow: letter == "N")
            switch role {
            case "C": clock = control
            case "E": enable = control
            case "L": load = (control, cell["AD"] ?? [])
            case "S": set = [control]
            default: reset = control
            }
        }
        guard let reset else { return }
        if parts[1].hasPrefix("SDFF") {
            synchronousReset = (reset, [value])
            resetNeedsEnable = parts[1] == "SDFFCE"
        } else if roles.contains("v") {
            asynchronousReset = (reset, [value])
        } else {
            clear = [reset]
        }
    }

    /// What the letters after the type stand for: ports, or `v`, the reset value.
    private static let roles: [String: [String]] = [
        "FF": [""], "DFF": ["C", "CRv"], "DFFE": ["CE", "CRvE"], "ALDFF": ["CL"], "ALDFFE": ["CLE"], "DFFSR": ["CSR"],
        "DFFSRE": ["CSRE"], "SDFF": ["CRv"], "SDFFE": ["CRvE"], "SDFFCE": ["CRvE"], "DLATCH": ["E", "ERv"],
        "DLATCHSR": ["ESR"], "SR": ["SR"],
    ]

    /// All bits that it reads.
    var reads: [NetBit] {
        var result = d + (load?.data ?? [])
        let controls = [clock, enable, asynchronousReset?.signal, synchronousReset?.signal, load?.signal]
        result += (controls.compactMap { $0 } + set + clear).map(\.bit)
        return result
    }
}
