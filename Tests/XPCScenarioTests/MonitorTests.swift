import Simulation
import Testing
import XPCEngine

@testable import XPCScenario

/// Each property monitor sees its property broken, when it is told of an engine that breaks it.
@Suite struct MonitorTests {
    /// Hostile code on an engine of which the monitors are told something else than it does.
    private func run(_ configuration: XPCConfiguration, _ prepare: (inout AttackRun) -> Void) throws -> String {
        var run = AttackRun(
            attack: .user, configuration: configuration, sources: try .engine(configuration, simulator: .evaluator))
        prepare(&run)
        return try run.run(count: 1500, seed: 1).mismatch?.description ?? "nothing was found"
    }

    private func cycles(
        _ configuration: XPCConfiguration = .minimal, _ fault: @escaping (inout EngineCycle) -> Void
    ) throws -> String { try run(configuration) { $0.fault = fault } }

    @Test func withoutAFaultNothingIsFound() throws {
        #expect(try cycles { _ in } == "nothing was found")
    }

    @Test func p1AnEntryReadWithoutItsCapability() throws {
        var isTable: [Bool] = []
        let text = try cycles { cycle in
            if cycle.answer != nil, !isTable.isEmpty, isTable.removeFirst() { cycle.answer?.data = .zero }
            if let request = cycle.request, request.isTaken {
                isTable.append((0x8010_0000..<0x8014_0000).contains(request.address))
            }
        }
        #expect(text.contains("is read before its capability was read as 1"), "\(text)")
    }

    @Test func p1ACallOfABadEntry() throws {
        var isEntry: [Bool] = []
        let text = try cycles { cycle in
            if cycle.answer != nil, !isEntry.isEmpty, isEntry.removeFirst() { cycle.answer?.data[0] |= 1 << 63 }
            if let request = cycle.request, request.isTaken { isEntry.append(request.address > 0x8100_0000) }
        }
        #expect(text.contains("P1: a call of x-entry") && text.contains("which is not a good one"), "\(text)")
    }

    @Test func p2AnotherTarget() throws {
        let text = try cycles { if $0.t0 != nil { $0.response?.pc ^= 4 } }
        #expect(text.contains("P2: a call leads to"), "\(text)")
    }

    @Test func p2AForgedIdentity() throws {
        let text = try cycles { if $0.t0 != nil { $0.t0 = 1 } }
        #expect(text.contains("P2: t0 is 0x1, and the caller's identity"), "\(text)")
    }

    @Test func p3ACalleeWithMore() throws {
        var hasCalled = false
        let text = try run(.minimal) { run in
            run.fault = { if $0.t0 != nil { hasCalled = true } }
            run.registerFault = { if hasCalled { $0.segment.virtual &-= 8 } }
        }
        #expect(text.contains("P3: the callee's segment is not inside the caller's"), "\(text)")
    }

    @Test func p4AReturnToElsewhere() throws {
        let text = try cycles { if $0.t0 == nil { $0.response?.pc ^= 4 } }
        #expect(text.contains("P4: a return restores"), "\(text)")
    }

    @Test func p4ASecondReturn() throws {
        let format = ArchitecturalFormat(.minimal)
        let history = EngineHistory(format, memory: SparseMemory())
        var registers = CSRValues()
        (registers.xlinkbase, registers.xlink, registers.xlinklimit) = (0x8003_0000, 0x8003_0000, 0x8003_0200)
        let done = EngineCycle.Response(isRedirect: true, isException: false, cause: 0, tval: 0, pc: 0x1004)
        var call = CommandRecord(operation: .xcall, operand: 1, pc: 0x1000, before: registers, satp: 0)
        call.response = done
        history.apply(call)
        var back = CommandRecord(operation: .xret, operand: 0, pc: 0x2000, before: registers, satp: 0)
        back.before.xlink += 64
        back.after = registers
        back.response = done
        back.satpOut = 0
        for (index, word) in format.record(registers, pc: 0x1000, satp: 0).enumerated() {
            back.accesses.append(
                MemoryAccess(
                    operation: .load, address: 0x8003_0000 + 8 * UInt64(index), mask: 0, before: .zero,
                    answer: .init(data: SIMD8(word, 0, 0, 0, 0, 0, 0, 0), isError: false)))
        }
        let monitor = ReturnMonitor()
        #expect(monitor.ended(back, history) == nil)
        history.apply(back)
        #expect(
            monitor.ended(back, history)?.description == "P4: a second return through the record at 0x80030000")
        history.noteWrite(at: 0x8003_0000)
        #expect(monitor.ended(back, history) == nil, "the kernel wrote it anew")
    }

    @Test func p5AMaskOutside() throws {
        let text = try run(.minimal) { run in
            run.registerFault = { if $0.xlinkbase > 0 { $0.segment.maskOffset = $0.segment.length + 8 } }
        }
        #expect(text.contains("P5: the mask is not inside the segment"), "\(text)")
    }

    @Test func p6AnotherAddress() throws {
        let text = try run(.minimal) { run in
            run.translationFault = { if $0.isHit { $0.physical &+= 8 } }
        }
        #expect(text.contains("P6: an access goes outside the segment"), "\(text)")
    }

    @Test func p6AnAccessThatSlipsThrough() throws {
        let text = try run(.minimal) { run in
            run.translationFault = { ($0.isHit, $0.isFault) = (false, false) }
        }
        #expect(text.contains("P6: an access to the segment reaches the page table"), "\(text)")
    }

    @Test func p7AnExceptionWithAnEffect() throws {
        let text = try cycles { cycle in
            guard let response = cycle.response, !response.isRedirect, !response.isException else { return }
            cycle.response?.isException = true
        }
        #expect(text.contains("P7: "), "\(text)")
    }

    @Test func p8ARegisterThatChanges() throws {
        let text = try run(.minimal) { run in
            var looks = 0
            run.registerFault = {
                looks += 1
                if looks > 2000 { $0.xcapbase ^= 64 }
            }
        }
        #expect(text.contains("P8: a register changes without an instruction"), "\(text)")
    }

    @Test func p8AnOpenRegister() throws {
        let text = try cycles { cycle in
            if let access = cycle.access, cycle.privilege == 0, access.address >> 4 == 0x5C {
                cycle.access?.isIllegal = false
            }
        }
        #expect(text.contains("P8: CSR 0x5c"), "\(text)")
    }

    @Test func p9Slow() throws {
        let text = try cycles { $0.number *= 1000 }
        #expect(text.contains("P9: an instruction takes"), "\(text)")
    }

    @Test func p10AnotherCause() throws {
        let text = try cycles { if $0.response?.isException ?? false { $0.response?.cause ^= 1 } }
        #expect(text.contains("P10: "), "\(text)")
        let tval = try cycles { if $0.response?.isException ?? false { $0.response?.tval ^= 1 } }
        #expect(tval.contains("P10: "), "\(tval)")
    }

    @Test(arguments: [XPCConfiguration.minimal, .paper, .full, .wide])
    func p11AnAccessElsewhere(configuration: XPCConfiguration) throws {
        let text = try cycles(configuration) { $0.request?.address ^= 1 << 30 }
        #expect(text.contains("P11: a "), "\(text)")
    }

    @Test func p12AHitAfterAFence() throws {
        let text = try cycles(.paper) { $0.isEmptying = true }
        #expect(text.contains("which was not read since the cache was emptied last"), "\(text)")
    }

    @Test func p13ARecordThatIsNotThere() throws {
        let text = try cycles(.paper) { $0.isDrained = !$0.isReset }
        #expect(text.contains("P13: word"), "\(text)")
    }

    @Test func p14AnEntryThatWasBusy() throws {
        var isExchange = false
        let text = try cycles { cycle in
            if isExchange, cycle.answer != nil {
                cycle.answer?.data[0] |= 4
                isExchange = false
            }
            if let request = cycle.request, request.isTaken, request.operation == .exchange { isExchange = true }
        }
        #expect(text.contains("P14: a swap with an entry that cannot be taken"), "\(text)")
    }

    @Test func p16OnAfterReset() throws {
        var wasReset = false
        let text = try cycles { cycle in
            if wasReset { cycle.isEnabled = true }
            wasReset = cycle.isReset
        }
        #expect(text.contains("P16: something is on after reset"), "\(text)")
    }

    @Test func monitorsWatchScenarios() throws {
        var plan = SimulationPlan()
        plan.isMonitored = true
        plan.scenarios = try ShippedScenarioTests.scenarios()
        var text: [String] = []
        let report = try plan.run(output: { text.append($0) })
        #expect(report.mismatches == 0, "\(text.joined(separator: "\n"))")
    }

    @Test func monitorsWatchRandomOperations() throws {
        for configuration in XPCConfiguration.named {
            var sources = try EngineSources.engine(configuration)
            sources.monitored = configuration
            let run = RandomRun(configuration: configuration, sources: sources)
            let mismatch = try run.run(count: 12_000, seed: 5).mismatch
            #expect(mismatch == nil, "\(mismatch?.description ?? "")")
        }
    }
}
