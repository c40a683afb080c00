import Netlist

/// A Swift enumeration whose cases are states, operations, kinds. Cases are numbered from 0 in the order of declaration.
///
///     enum CallState: HardwareEnum { case idle, readCapability, readEntry }
public protocol HardwareEnum: CaseIterable, Hashable, DecodeEntry {}

extension HardwareEnum {
    /// Bits that hold every case.
    public static var width: Int { indexWidth(allCases.count) }

    /// The number that stands for this case.
    public var encoding: Int {
        var number = 0
        for element in Self.allCases {
            if element == self { return number }
            number += 1
        }
        return 0
    }

    static var enumeration: Enumeration {
        let cases = allCases.enumerated().map { number, element in
            Enumeration.Case(name: "\(element)", value: BitVector(UInt64(number), width: width))
        }
        return Enumeration(name: "\(Self.self)", width: width, cases: cases)
    }
}

/// Hardware that holds a case of `Cases`.
public struct Enumerated<Cases: HardwareEnum>: SelfHandle {
    public typealias Handle = Enumerated<Cases>
    public let _bound: Bound?

    /// The shape.
    public init(fileID: StaticString = #fileID, line: Int = #line) {
        _bound = nil
        guard Cases.allCases.isEmpty, let elaboration = Elaboration.current else { return }
        elaboration.report(
            Diagnostic(
                Code.widthRange, "the enumeration \(Cases.self) has no cases", at: elaboration.place(fileID, line),
                hint: "give it at least one"))
    }
    /// The shape.
    public init(of type: Cases.Type, fileID: StaticString = #fileID, line: Int = #line) {
        self.init(fileID: fileID, line: line)
    }
    init(_ bound: Bound?) { _bound = bound }

    public func _appendLeaves(to leaves: inout [Leaf], name: String, isFlipped: Bool) {
        let enumeration = Elaboration.current?.enumeration(of: Cases.self) ?? Cases.enumeration
        leaves.append(Leaf(name: name, width: enumeration.width, isFlipped: isFlipped, enumeration: enumeration))
    }
    public func _bind(_ bound: Bound) -> Enumerated { Enumerated(bound) }

    /// Bits of the encoding.
    public var width: Int { Cases.width }
}
