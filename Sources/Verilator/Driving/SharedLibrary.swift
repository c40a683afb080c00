import Foundation
import Simulation

/// A shared library with a C interface, loaded for itself alone: its symbols are seen by nobody else, so that any number of
/// models can be loaded at once.
final class SharedLibrary {
    private let handle: UnsafeMutableRawPointer
    private let path: String

    init(_ path: String) throws(SimulationError) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw SimulationError(
                .loadFailed, "“\(path)” cannot be loaded: \(String(cString: dlerror()))",
                hint: "remove it from the cache, so that it is built again")
        }
        self.handle = handle
        self.path = path
    }

    deinit { dlclose(handle) }

    /// The address of a function, to be read as `Function`, a `@convention(c)` type that fits it.
    func function<Function>(_ name: String, as type: Function.Type) throws(SimulationError) -> Function {
        unsafeBitCast(try address(name), to: type)
    }

    func address(_ name: String) throws(SimulationError) -> UnsafeMutableRawPointer {
        guard let address = dlsym(handle, name) else {
            throw SimulationError(.loadFailed, "“\(path)” has no symbol “\(name)”")
        }
        return address
    }
}

/// The C interface of `Sim/harness/harness.cpp`.
struct HarnessFunctions {
    typealias Model = UnsafeMutableRawPointer
    typealias DeviceFunction = @convention(c) (UnsafeMutableRawPointer) -> Void
    typealias SignalFound =
        @convention(c) (
            UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutableRawPointer,
            Int32, Int32, Int32
        ) -> Void

    let new: @convention(c) (UInt64) -> Model
    let free: @convention(c) (Model) -> Void
    let port: @convention(c) (Model, Int32) -> UnsafeMutableRawPointer?
    let settle: @convention(c) (Model) -> Void
    let step: @convention(c) (Model, UInt64) -> UInt64
    let stepChosen: @convention(c) (Model, UnsafePointer<UnsafeMutableRawPointer>, Int32, UInt64) -> UInt64
    let cycle: @convention(c) (Model) -> UInt32
    let runUntil: @convention(c) (Model, UnsafeRawPointer, UInt64) -> UInt64
    let attach: @convention(c) (Model, UnsafeMutableRawPointer, DeviceFunction, DeviceFunction) -> Void
    let detach: @convention(c) (Model, UnsafeMutableRawPointer) -> Void
    let failedFile: @convention(c) (Model) -> UnsafePointer<CChar>
    let forgive: @convention(c) (Model) -> Void
    let printed: @convention(c) (Model) -> UnsafePointer<CChar>
    let forgetPrinted: @convention(c) (Model) -> Void
    let wavesOn: @convention(c) (Model, UnsafePointer<CChar>) -> Void
    let wavesOff: @convention(c) (Model) -> Void
    let signals: @convention(c) (Model, UnsafeMutableRawPointer, SignalFound) -> Void
    let coverage: @convention(c) (Model, UnsafePointer<CChar>) -> Int32

    init(_ library: SharedLibrary) throws(SimulationError) {
        func find<Function>(_ name: String) throws(SimulationError) -> Function {
            try library.function("harness_" + name, as: Function.self)
        }
        new = try find("new")
        free = try find("free")
        port = try find("port")
        settle = try find("settle")
        step = try find("step")
        stepChosen = try find("step_chosen")
        cycle = try find("cycle")
        runUntil = try find("run_until")
        attach = try find("attach")
        detach = try find("detach")
        failedFile = try find("failed_file")
        forgive = try find("forgive")
        printed = try find("printed")
        forgetPrinted = try find("forget_printed")
        wavesOn = try find("waves_on")
        wavesOff = try find("waves_off")
        signals = try find("signals")
        coverage = try find("coverage")
    }
}
