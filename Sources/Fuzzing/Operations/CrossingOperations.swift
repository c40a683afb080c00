import HDL

extension Operation {
    /// Rows that the generator uses where it must, and never by chance: what goes from one clock to another.
    static let crossings: [Operation] = [
        Operation(
            result: .bit, template: "synchronized($0)", plan: { _, _ in nil },
            build: {
                .bit(synchronized($0.bit(0)))
            }),
        Operation(result: .bit, template: "crossed($0)", plan: { _, _ in nil }, build: { .bit(crossed($0.bit(0))) }),
        Operation(
            result: .unsigned, template: "crossed($0)", plan: { _, _ in nil },
            build: {
                .unsigned(crossed($0.unsigned(0)))
            }),
        Operation(
            result: .signed, template: "crossed($0)", plan: { _, _ in nil },
            build: {
                .signed(crossed($0.signed(0)))
            }),
        Operation(result: .mode, template: "crossed($0)", plan: { _, _ in nil }, build: { .mode(crossed($0.mode(0))) }),
    ]

    private struct Form: Hashable {
        let template: String
        let result: Class
    }

    private static let rowsByForm = Dictionary(
        table.enumerated().map { (Form(template: $1.template, result: $1.result), $0) }, uniquingKeysWith: min)

    /// The first row with this template and class.
    static func row(_ template: String, _ result: Class) -> Int {
        rowsByForm[Form(template: template, result: result)] ?? 0
    }
}

/// The signal itself, with the statement that another clock may read it.
public func crossed<Signal: HardwareHandle>(_ signal: Signal) -> Signal {
    crossing(signal)
    return signal
}
