import Foundation

/// Where the code of the running process came from: which file holds an address of this process, and at which address of
/// that file.
///
/// It reads `/proc/self/maps`, so it answers on Linux only; elsewhere nothing is found.
struct ProcessImage {
    private struct Mapping {
        var addresses: Range<UInt>
        /// Offset of the first byte in the file.
        var offset: UInt
        var path: String
    }

    private let mappings: [Mapping]
    /// What to subtract to get the address that the file's debug information uses.
    private let bases: [String: UInt]

    /// The process as it is now.
    init() {
        self.init(maps: (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? "")
    }

    /// - Parameters:
    ///   - maps: Text in the form of `/proc/self/maps`.
    ///   - isFixed: Whether a file was linked for the very addresses that it is mapped at. The file is asked, not the memory: a library may
    ///     have been unloaded since the maps were read.
    init(maps: String, isFixed: (String) -> Bool = isExecutableAtFixedAddress) {
        var mappings: [Mapping] = []
        var bases: [String: UInt] = [:]
        for line in maps.split(separator: "\n") {
            // 7f10c000-7f10d000 r-xp 00001000 08:01 1234    /path with spaces
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count == 6, fields[5].first(where: { $0 != " " }) == "/" else { continue }
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, bounds[0] < bounds[1], let offset = UInt(fields[2], radix: 16) else { continue }
            let path = String(fields[5].drop { $0 == " " })
            if offset == 0, bases[path] == nil { bases[path] = isFixed(path) ? 0 : bounds[0] }
            mappings.append(Mapping(addresses: bounds[0]..<bounds[1], offset: offset, path: path))
        }
        self.mappings = mappings
        self.bases = bases
    }

    /// Bytes 16 and 17 of an ELF header are the type: 2 is an executable at a fixed address.
    private static func isExecutableAtFixedAddress(_ path: String) -> Bool {
        let file = FileHandle(forReadingAtPath: path)
        return (try? file?.read(upToCount: 18))?.suffix(2) == Data([2, 0])
    }

    /// The file that holds an address, and the address in that file; nil for memory that is no file.
    func location(of address: UInt) -> (path: String, address: UInt)? {
        guard let mapping = mappings.first(where: { $0.addresses.contains(address) }), let base = bases[mapping.path],
            base <= address
        else { return nil }
        return (mapping.path, address - base)
    }
}
