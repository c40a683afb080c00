/// The ports of a cell of Yosys' library, and how wide they are.
struct CellSignature: Sendable {
    enum Width: Sendable {
        case fixed(Int)
        case parameter(String)
        case sum(String, String)
        case product(String, String)
        /// The first, times two to the power of the second.
        case power(String, String)
    }

    struct Port: Sendable {
        var name: String
        var width: Width
        var isOutput: Bool
    }

    var ports: [Port]

    /// By type.
    static let all: [String: CellSignature] = {
        var result: [String: CellSignature] = [:]
        for line in table.split(separator: "\n") {
            let halves = line.split(separator: ":")
            let ports = halves[1].split(separator: " ").map { Port($0) }
            for type in halves[0].split(separator: " ") { result[String(type)] = CellSignature(ports: ports) }
        }
        return result
    }()

    /// Types; then ports with `=` and the width, outputs with `>`.
    private static let table = """
        $not $pos $neg $reduce_and $reduce_or $reduce_xor $reduce_xnor $reduce_bool $logic_not: A=A_WIDTH Y>Y_WIDTH
        $and $or $xor $xnor $shl $shr $sshl $sshr $shift $shiftx: A=A_WIDTH B=B_WIDTH Y>Y_WIDTH
        $lt $le $eq $ne $eqx $nex $ge $gt $logic_and $logic_or: A=A_WIDTH B=B_WIDTH Y>Y_WIDTH
        $add $sub $mul $div $mod $divfloor $modfloor $pow: A=A_WIDTH B=B_WIDTH Y>Y_WIDTH
        $mux: A=WIDTH B=WIDTH S=1 Y>WIDTH
        $bwmux: A=WIDTH B=WIDTH S=WIDTH Y>WIDTH
        $pmux: A=WIDTH B=WIDTH*S_WIDTH S=S_WIDTH Y>WIDTH
        $bmux: A=WIDTH^S_WIDTH S=S_WIDTH Y>WIDTH
        $demux: A=WIDTH S=S_WIDTH Y>WIDTH^S_WIDTH
        $lut: A=WIDTH Y>1
        $sop: A=WIDTH Y>1
        $slice: A=A_WIDTH Y>Y_WIDTH
        $concat: A=A_WIDTH B=B_WIDTH Y>A_WIDTH+B_WIDTH
        $alu: A=A_WIDTH B=B_WIDTH CI=1 BI=1 X>Y_WIDTH Y>Y_WIDTH CO>Y_WIDTH
        $macc: A=A_WIDTH B=B_WIDTH Y>Y_WIDTH
        $fa: A=WIDTH B=WIDTH C=WIDTH X>WIDTH Y>WIDTH
        $lcu: P=WIDTH G=WIDTH CI=1 CO>WIDTH
        $tribuf: A=WIDTH EN=1 Y>WIDTH
        $sr: SET=WIDTH CLR=WIDTH Q>WIDTH
        $ff: D=WIDTH Q>WIDTH
        $dff: CLK=1 D=WIDTH Q>WIDTH
        $dffe: CLK=1 EN=1 D=WIDTH Q>WIDTH
        $dffsr: CLK=1 SET=WIDTH CLR=WIDTH D=WIDTH Q>WIDTH
        $dffsre: CLK=1 EN=1 SET=WIDTH CLR=WIDTH D=WIDTH Q>WIDTH
        $adff: CLK=1 ARST=1 D=WIDTH Q>WIDTH
        $adffe: CLK=1 EN=1 ARST=1 D=WIDTH Q>WIDTH
        $aldff: CLK=1 ALOAD=1 AD=WIDTH D=WIDTH Q>WIDTH
        $aldffe: CLK=1 EN=1 ALOAD=1 AD=WIDTH D=WIDTH Q>WIDTH
        $sdff: CLK=1 SRST=1 D=WIDTH Q>WIDTH
        $sdffe $sdffce: CLK=1 EN=1 SRST=1 D=WIDTH Q>WIDTH
        $dlatch: EN=1 D=WIDTH Q>WIDTH
        $adlatch: EN=1 ARST=1 D=WIDTH Q>WIDTH
        $dlatchsr: EN=1 SET=WIDTH CLR=WIDTH D=WIDTH Q>WIDTH
        $anyconst $anyseq $allconst $allseq: Y>WIDTH
        $initstate: Y>1
        $_BUF_ $_NOT_: A=1 Y>1
        $_AND_ $_NAND_ $_OR_ $_NOR_ $_XOR_ $_XNOR_ $_ANDNOT_ $_ORNOT_: A=1 B=1 Y>1
        $_MUX_ $_NMUX_: A=1 B=1 S=1 Y>1
        $_AOI3_ $_OAI3_: A=1 B=1 C=1 Y>1
        $_AOI4_ $_OAI4_: A=1 B=1 C=1 D=1 Y>1
        $_MUX4_: A=1 B=1 C=1 D=1 S=1 T=1 Y>1
        $_MUX8_: A=1 B=1 C=1 D=1 E=1 F=1 G=1 H=1 S=1 T=1 U=1 Y>1
        $_MUX16_: A=1 B=1 C=1 D=1 E=1 F=1 G=1 H=1 I=1 J=1 K=1 L=1 M=1 N=1 O=1 P=1 S=1 T=1 U=1 V=1 Y>1
        $_TBUF_: A=1 E=1 Y>1
        """

    /// What only checks and annotates: it costs nothing.
    static let ignored: Set<String> = [
        "$assert", "$assume", "$live", "$fair", "$cover", "$check", "$print", "$scopeinfo", "$specify2", "$specify3",
        "$specrule", "$meta",
    ]
}

extension CellSignature.Port {
    fileprivate init(_ text: Substring) {
        isOutput = text.contains(">")
        let parts = text.split(whereSeparator: { $0 == "=" || $0 == ">" })
        name = String(parts[0])
        let sizes = parts[1].split(whereSeparator: { "*^+".contains($0) }).map(String.init)
        if let number = Int(parts[1]) {
            width = .fixed(number)
        } else if sizes.count == 1 {
            width = .parameter(sizes[0])
        } else if parts[1].contains("+") {
            width = .sum(sizes[0], sizes[1])
        } else {
            width = parts[1].contains("*") ? .product(sizes[0], sizes[1]) : .power(sizes[0], sizes[1])
        }
    }
}
