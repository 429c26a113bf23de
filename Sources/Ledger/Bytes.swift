import Foundation

extension UnsafeRawBufferPointer {
    func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
        return memcmp(start, otherStart, count) == 0
    }

    func isEqual(to text: StaticString) -> Bool {
        isEqual(to: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

extension String {
    /// Whether two texts are the same bytes. `==` asks for Unicode equivalence, by which `é` and `e` + U+0301 are one
    /// text; a hash, and any store's index, tells them apart.
    package func isSameBytes(as other: String) -> Bool {
        var (one, other) = (self, other)
        return one.withUTF8 { bytes in
            other.withUTF8 { UnsafeRawBufferPointer(bytes).isEqual(to: UnsafeRawBufferPointer($0)) }
        }
    }
}
