import Simulation
import XPCModel

/// The CSRs that hold something.
struct CSRValues: Hashable, Sendable {
    var xetbase: UInt64 = 0
    var xetsize: UInt64 = 0
    var xcap: UInt64 = 0
    var xcapbase: UInt64 = 0
    var xlink: UInt64 = 0
    var xlinkbase: UInt64 = 0
    var xlinklimit: UInt64 = 0
    var xlinkerr: UInt64 = 0
    var xseglist: UInt64 = 0
    var segment = SegmentValues()

    /// - Parameter values: 14 of them, in the order of section 2.
    init(_ values: UnsafePointer<UInt64>) {
        (xetbase, xetsize, xcap, xcapbase) = (values[0], values[1], values[2], values[3])
        (xlink, xlinkbase, xlinklimit, xlinkerr) = (values[4], values[5], values[6], values[7])
        xseglist = values[8]
        segment = SegmentValues(
            virtual: values[9], physical: values[10], length: values[11], maskOffset: values[12],
            maskLength: values[13])
    }

    /// As after reset.
    init() {}
}

/// The relay segment and its mask, as CSRs.
struct SegmentValues: Hashable, Sendable {
    var virtual: UInt64 = 0
    /// With R and W in bits 0 and 1.
    var physical: UInt64 = 0
    var length: UInt64 = 0
    var maskOffset: UInt64 = 0
    var maskLength: UInt64 = 0

    var address: UInt64 { physical & ~7 }
    var permission: UInt64 { physical & 3 }
}

/// One cycle of an engine as its ports show it, with the CSRs that it begins with. What means nothing in the cycle is not in it, so two
/// runs that nobody outside can tell apart have equal cycles.
struct EngineCycle: Hashable, Sendable {
    /// A command that fires.
    struct Command: Hashable, Sendable {
        var operation: XPCOperation
        var operand: UInt64
        var pc: UInt64
    }

    struct Response: Hashable, Sendable {
        var isRedirect: Bool
        var isException: Bool
        /// From 24 on.
        var cause: UInt64
        var tval: UInt64
        var pc: UInt64
    }

    /// A CSR access in the cycle in which it is ready.
    struct Access: Hashable, Sendable {
        var address: UInt16
        var isWrite: Bool
        var value: UInt64
        var data: UInt64
        var isIllegal: Bool
        var isException: Bool
        var tval: UInt64

        /// The access writes one of the S-mode XPC CSRs.
        var writesKernel: Bool { isWrite && !isIllegal && (0x5C0...0x5CB).contains(address) }
    }

    struct Request: Hashable, Sendable {
        /// Nil for the code that means nothing.
        var operation: MemoryLink.Operation?
        var address: UInt64
        var data: SIMD8<UInt64>
        /// One bit per byte.
        var mask: UInt64
        var isTaken: Bool
    }

    struct Answer: Hashable, Sendable {
        var data: SIMD8<UInt64>
        var isError: Bool
    }

    var number: UInt64 = 0
    var isReset = false
    /// A command is on the port, and no CSR access.
    var isOffered = false
    var command: Command?
    var response: Response?
    var t0: UInt64?
    var satpOut: UInt64?
    var isKill = false
    var isKilled = false
    var isBusy = false
    var isDrained = true
    var isEnabled = false
    var isEmptying = false
    var privilege: UInt64 = 0
    var sum = false
    var tvm = false
    var virtualised = false
    var satp: UInt64 = 0
    var access: Access?
    var request: Request?
    var answer: Answer?
    var registers = CSRValues()

    /// R2.2.
    var isClosed: Bool { registers.xetsize == 0 || tvm || virtualised }
}

/// What the engine says of one access to memory by the hart; no time passes.
struct EngineTranslation: Hashable, Sendable {
    var address: UInt64
    var bytes: UInt64
    var isFetch: Bool
    var isRead: Bool
    var isWrite: Bool
    /// The effective one.
    var privilege: UInt64
    var sum: Bool
    var isClosed: Bool
    var segment: SegmentValues
    var isHit: Bool
    var physical: UInt64
    var isFault: Bool
    var tval: UInt64
}
