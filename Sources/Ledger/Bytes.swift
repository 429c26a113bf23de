import Foundation

extension UnsafeRawBufferPointer {
    package func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
        return memcmp(start, otherStart, count) == 0
    }

    /// These bytes of it.
    package subscript(part range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range])
    }

    func isEqual(to text: StaticString) -> Bool {
        isEqual(to: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension [UInt8] {
    /// As `==`, which compares byte by byte: a tile took it 28,000 instructions, a fifteenth of a single append (callgrind).
    func isSameBytes(as other: [UInt8]) -> Bool {
        withUnsafeBytes { one in other.withUnsafeBytes { one.isEqual(to: $0) } }
    }

    /// Whether the bytes of a text stand anywhere in it.
    package func holds(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        return withUnsafeBytes { bytes in
            bytes.indices.dropLast(length - 1).contains { at in
                bytes[at] == text.utf8Start[0] && bytes[part: at..<at + length].isEqual(to: text)
            }
        }
    }
}

extension String {
    /// Whether two texts are the same bytes. `==` asks for Unicode equivalence, by which `é` and `e` + U+0301 are one
    /// text; a hash, and any store's index, tells them apart.
    package func isSameBytes(as other: String) -> Bool {
        other.withBytes { isSameBytes(as: $0) }
    }

    package func isSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
        withBytes { $0.isEqual(to: other) }
    }

    /// Shows its UTF-8. `withUTF8` asks for a text that may be changed, a copy, and to count who holds it took half of what
    /// finding a stream by its name did (callgrind).
    package func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let shown = try utf8.withContiguousStorageIfAvailable { try body(UnsafeRawBufferPointer($0)) }
        if let shown { return shown }
        var copy = self
        return try copy.withUTF8 { try body(UnsafeRawBufferPointer($0)) }
    }
}
