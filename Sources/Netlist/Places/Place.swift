/// Where something was written, in 8 bytes: a file, line and column; or a return address that `SourceTable` resolves when
/// somebody asks; or nowhere.
public struct Place: Hashable, Sendable, BitwiseCopyable {
    public let raw: UInt64

    public init(raw: UInt64) { self.raw = raw }

    /// Unknown.
    public static let none = Place(raw: 0)

    /// File `file` of the `SourceTable`, with line and column from 1.
    public init(file: Int, line: Int, column: Int) {
        raw = 1 << 63 | UInt64(file & 0x7FFF) << 48 | UInt64(line & 0xFF_FFFF) << 16 | UInt64(column & 0xFFFF)
    }

    /// The return address of a call.
    public init(returnAddress: UInt) { raw = UInt64(returnAddress) & ~(1 << 63) }

    /// The index of the file, the line and the column, if it was written that way.
    public var position: (file: Int, line: Int, column: Int)? {
        guard raw >> 63 == 1 else { return nil }
        return (Int(raw >> 48 & 0x7FFF), Int(raw >> 16 & 0xFF_FFFF), Int(raw & 0xFFFF))
    }

    /// The return address, if it is one.
    public var returnAddress: UInt? { raw >> 63 == 0 && raw != 0 ? UInt(raw) : nil }
}

/// A place in a designer's file.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    /// As `#fileID` has it: `Module/File.swift`.
    public var file: String
    /// From 1.
    public var line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    public var description: String { "\(file):\(line)" }
}

/// Resolves places.
public struct SourceTable: Sendable {
    /// The files that places name by index.
    public var files: [String] = []
    /// Turns return addresses into positions, in one go; nil where it cannot.
    public var symbolize: @Sendable ([UInt]) -> [SourcePosition?] = { $0.map { _ in nil } }

    public init() {}

    /// The positions of `places`, in their order; nil where nothing is known.
    public func resolve(_ places: [Place]) -> [SourcePosition?] {
        let addresses = places.compactMap(\.returnAddress)
        let symbols = addresses.isEmpty ? [] : symbolize(addresses)
        var next = symbols.makeIterator()
        return places.map { place in
            if let (file, line, _) = place.position, file < files.count {
                return SourcePosition(file: files[file], line: line)
            }
            return place.returnAddress == nil ? nil : next.next() ?? nil
        }
    }

    /// The position of one place.
    public func resolve(_ place: Place) -> SourcePosition? { resolve([place])[0] }
}
