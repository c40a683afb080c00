import HDL

enum LookupState: HardwareEnum { case idle, lookup, respond }

/// A table of five entries that answers one request at a time, and a memory of the keys that it looked up.
final class Lookup: Module {
    let inValid = input(bit)
    let inReady = output(bit)
    let inKey = input(unsigned(32))
    let outValid = output(bit)
    let outReady = input(bit)
    let outHit = output(bit)
    let outAction = output(unsigned(8))
    let hits = output(unsigned(32))
    let last = output(unsigned(32))

    override func circuit() {
        let state = register(LookupState.idle)
        let key = register(unsigned(32))
        let hit = register(bit)
        let action = register(unsigned(8))
        let count = register(unsigned(32))
        let seen = memory(of: unsigned(32), depth: 256)

        inReady <== state === .idle
        outValid <== state === .respond
        outHit <== hit
        outAction <== action
        hits <== count
        last <== seen.read(inKey[7...0])

        state.switch {
            on(.idle) {
                when(inValid) {
                    key <== inKey
                    state <== .lookup
                }
            }
            on(.lookup) {
                hit <== 0
                action <== 0xFF
                key.switch {
                    for entry in 0..<5 {
                        on(BitPattern(0x0A00_0001 + entry)) {
                            hit <== 1
                            action <== 0x10 + entry
                            count <== count + 1
                        }
                    }
                    otherwise {}
                }
                seen[key[7...0]] <== key
                state <== .respond
            }
            on(.respond) { when(outReady) { state <== .idle } }
        }
    }
}

/// `copies` of the table, each with another key, and the exclusive or of their answers.
final class Table: Module {
    let inValid = input(bit)
    let inKey = input(unsigned(32))
    let outReady = input(bit)
    let y = output(unsigned(32))
    let anyValid = output(bit)
    let anyHit = output(bit)
    let copies: Int

    init(copies: Int) { self.copies = copies }

    override func circuit() {
        var (sum, valid, hit) = (constant(0, width: 32), constant(false), constant(false))
        for copy in 0..<copies {
            let lookup = instance(Lookup())
            lookup.inValid <== inValid
            lookup.inKey <== inKey ^ copy
            lookup.outReady <== outReady
            unused(lookup.inReady)
            let answer = lookup.last ^ lookup.hits ^ lookup.outAction.extended(to: 32)
            (sum, valid, hit) =
                copy == 0
                ? (answer, lookup.outValid, lookup.outHit)
                : (sum ^ answer, valid | lookup.outValid, hit | lookup.outHit)
        }
        y <== sum
        anyValid <== valid
        anyHit <== hit
    }
}
