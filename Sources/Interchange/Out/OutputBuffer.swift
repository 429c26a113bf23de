/// Collects small pieces, so that they are written in large ones.
package final class OutputBuffer {
    private var bytes: [UInt8] = []
    private let drain: ([UInt8]) throws -> Void

    private static let size = 1 << 16

    package init(_ drain: @escaping ([UInt8]) throws -> Void) { self.drain = drain }

    package func write(_ piece: some Collection<UInt8>) throws {
        bytes += piece
        if bytes.count >= OutputBuffer.size { try flush() }
    }

    package func flush() throws {
        guard !bytes.isEmpty else { return }
        try drain(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
