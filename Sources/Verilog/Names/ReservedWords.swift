import Netlist

/// Names that no signal, module or instance may have.
enum ReservedWords {
    static func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool { words.index(of: name) != nil }

    private static let words: NameIndex = {
        var words = NameIndex()
        for word in (verilog + systemVerilog + cpp).split(whereSeparator: \.isWhitespace) {
            _ = words.insert(String(word))
        }
        return words
    }()

    /// IEEE 1364-2001.
    private static let verilog = """
        always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign default defparam
        design disable edge else end endcase endconfig endfunction endgenerate endmodule endprimitive endspecify endtable
        endtask event for force forever fork function generate genvar highz0 highz1 if ifnone incdir include initial inout
        input instance integer join large liblist library localparam macromodule medium module nand negedge nmos nor
        noshowcancelled not notif0 notif1 or output parameter pmos posedge primitive pull0 pull1 pulldown pullup
        pulsestyle_ondetect pulsestyle_onevent rcmos real realtime reg release repeat rnmos rpmos rtran rtranif0 rtranif1
        scalared showcancelled signed small specify specparam strong0 strong1 supply0 supply1 table task time tran
        tranif0 tranif1 tri tri0 tri1 triand trior trireg unsigned use uwire vectored wait wand weak0 weak1 while wire wor
        xnor xor

        """

    /// IEEE 1800-2017: Verilator reads everything as SystemVerilog.
    private static let systemVerilog = """
        accept_on alias always_comb always_ff always_latch assert assume before bind bins binsof bit break byte chandle
        checker class clocking const constraint context continue cover covergroup coverpoint cross dist do endchecker
        endclass endclocking endgroup endinterface endpackage endprogram endproperty endsequence enum eventually expect
        export extends extern final first_match foreach forkjoin global iff ignore_bins illegal_bins implements implies
        import inside int interconnect interface intersect join_any join_none let local logic longint matches modport
        nettype new nexttime null package packed priority program property protected pure rand randc randcase
        randsequence ref reject_on restrict return s_always s_eventually s_nexttime s_until s_until_with sequence
        shortint shortreal soft solve static string strong struct super sync_accept_on sync_reject_on tagged this
        throughout timeprecision timeunit type typedef union unique unique0 until until_with untyped var virtual void
        wait_order weak wildcard with within

        """

    /// What Verilator warns about because its C++ has it.
    private static let cpp = """
        alignas alignof and_eq asm atomic_cancel atomic_commit atomic_noexcept auto bitand bitor bool catch char char8_t
        char16_t char32_t compl concept consteval constexpr constinit const_cast co_await co_return co_yield decltype
        delete double dynamic_cast explicit false float friend goto inline int16_t int32_t int64_t int8_t long mutable
        namespace noexcept not_eq nullptr NULL operator or_eq override private public register reinterpret_cast requires
        short sizeof static_assert static_cast switch synchronized template thread_local throw true try typeid typename
        uint16_t uint32_t uint64_t uint8_t using volatile wchar_t xor_eq abort far huge near vector
        """
}
