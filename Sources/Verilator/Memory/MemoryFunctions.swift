import Simulation

/// The C interface of `Sim/memory`.
struct MemoryFunctions {
    typealias Pointer = UnsafeMutableRawPointer
    typealias DeviceFunction = HarnessFunctions.DeviceFunction

    let library: SharedLibrary
    let new: @convention(c) () -> Pointer
    let free: @convention(c) (Pointer) -> Void
    let read: @convention(c) (Pointer, UInt64) -> UInt64
    let write: @convention(c) (Pointer, UInt64, UInt64) -> Void
    let readBlock: @convention(c) (Pointer, UInt64, UnsafeMutablePointer<UInt64>, UInt64) -> Void
    let writeBlock: @convention(c) (Pointer, UInt64, UnsafePointer<UInt64>, UInt64) -> Void
    let clear: @convention(c) (Pointer) -> Void
    let contents: @convention(c) (Pointer, UnsafeMutablePointer<UInt64>?, UInt64) -> UInt64
    let setJournaling: @convention(c) (Pointer, Int32) -> Void
    let journalCount: @convention(c) (Pointer) -> UInt64
    let journal: @convention(c) (Pointer) -> UnsafeRawPointer?
    let clearJournal: @convention(c) (Pointer) -> Void

    let linkNew: @convention(c) (Pointer, UnsafeRawPointer, UInt64) -> Pointer
    let linkFree: @convention(c) (Pointer) -> Void
    let linkDrive: @convention(c) () -> DeviceFunction
    let linkSample: @convention(c) () -> DeviceFunction
    let linkSettings: @convention(c) (Pointer) -> Pointer
    let linkRestart: @convention(c) (Pointer, UInt64) -> Void
    let linkAddRange: @convention(c) (Pointer, UInt64, UInt64, UInt32) -> Void
    let linkClearRanges: @convention(c) (Pointer) -> Void
    let linkLogCount: @convention(c) (Pointer) -> UInt64
    let linkLog: @convention(c) (Pointer) -> UnsafeRawPointer?
    let linkClearLog: @convention(c) (Pointer) -> Void

    init(_ library: SharedLibrary) throws(SimulationError) {
        func find<Function>(_ name: String) throws(SimulationError) -> Function {
            try library.function(name, as: Function.self)
        }
        self.library = library
        new = try find("memory_new")
        free = try find("memory_free")
        read = try find("memory_read")
        write = try find("memory_write")
        readBlock = try find("memory_read_block")
        writeBlock = try find("memory_write_block")
        clear = try find("memory_clear")
        contents = try find("memory_contents")
        setJournaling = try find("memory_set_journaling")
        journalCount = try find("memory_journal_count")
        journal = try find("memory_journal")
        clearJournal = try find("memory_journal_clear")
        linkNew = try find("link_new")
        linkFree = try find("link_free")
        linkDrive = try find("link_drive")
        linkSample = try find("link_sample")
        linkSettings = try find("link_settings")
        linkRestart = try find("link_restart")
        linkAddRange = try find("link_add_range")
        linkClearRanges = try find("link_clear_ranges")
        linkLogCount = try find("link_log_count")
        linkLog = try find("link_log")
        linkClearLog = try find("link_log_clear")
    }
}
