import Ledger
import ReadModels

/// The ledger's records as CloudEvents, one a line (`events/README.md`: consuming the stream).
///
/// A line is a record's stored bytes and nothing else, so that whoever reads it can hash it: the bytes are a CloudEvent in
/// the JSON event format already (`format.md`: record), and RFC 8785 lets no line break into them.
package enum EventStream {
    /// Writes these records; memory stays flat.
    ///
    /// - Parameters:
    ///   - positions: nil ends are the ledger's own. The first may be one past the last record: then nothing is new.
    ///   - progress: is told how many lines have been written.
    /// - Returns: how many records there were.
    /// - Throws: E-POSITION-NONE; E-RECORD-ALTERED for a record that is not what its hash says; what `write` throws.
    package static func write(
        _ ledger: OpenLedger, from first: Int? = nil, to last: Int? = nil, progress: (Int) -> Void = { _ in },
        _ write: ([UInt8]) throws -> Void
    ) throws -> Int {
        var hasher = DigestHasher()
        var count = 0
        try ledger.records(from: first ?? 1, to: last) { stored in
            let line = stored.body
            guard hasher.digest(line).bytes == stored.hash, !line.contains(UInt8(ascii: "\n")) else {
                throw Fault.altered(stored.sequence)
            }
            try write(line + [UInt8(ascii: "\n")])
            count += 1
            progress(count)
        }
        return count
    }
}

extension Fault {
    fileprivate static func altered(_ sequence: Int) -> Fault {
        Fault(
            "E-RECORD-ALTERED", .checkFailed,
            Message(
                "第 \(sequence) 条记录与其哈希不符，导出到此为止。",
                "Record \(sequence) is not what its hash says; the export ends here."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }
}
