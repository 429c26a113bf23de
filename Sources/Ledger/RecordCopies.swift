/// Records as they lie in a store, copied one after the other: they stay when the store has gone on, for another thread to
/// look at.
package struct RecordCopies: Sendable {
    private struct Place: Sendable {
        let sequence: Int, version: Int
        let stream: Range<Int>, type: Range<Int>, body: Range<Int>, hash: Range<Int>
    }

    private var places: [Place] = []
    private var bytes: [UInt8] = []

    package init() {}

    package var count: Int { places.count }
    /// How many bytes they have.
    package var size: Int { bytes.count }

    /// Makes room for so many of about this size.
    mutating func reserve(_ count: Int, of size: Int) {
        places.reserveCapacity(count)
        bytes.reserveCapacity(count * size)
    }

    /// Makes it ready for other records; it keeps its room.
    mutating func clear() {
        places.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    package mutating func take(_ stored: StoredBytes) {
        places.append(
            Place(
                sequence: stored.sequence, version: stored.version, stream: keep(stored.stream),
                type: keep(stored.type), body: keep(stored.body), hash: keep(stored.hash)))
    }

    private mutating func keep(_ part: UnsafeRawBufferPointer) -> Range<Int> {
        bytes.append(contentsOf: part)
        return (bytes.count - part.count)..<bytes.count
    }

    package func withStored<T>(_ index: Int, _ body: (StoredBytes) throws -> T) rethrows -> T {
        try bytes.withUnsafeBytes { bytes in
            let place = places[index]
            return try body(
                StoredBytes(
                    sequence: place.sequence, stream: bytes[part: place.stream], version: place.version,
                    type: bytes[part: place.type], body: bytes[part: place.body], hash: bytes[part: place.hash]))
        }
    }
}
