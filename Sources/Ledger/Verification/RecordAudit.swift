/// Looks at every record of a ledger while the verifier reads it: what a room above knows how to check.
package protocol RecordAudit: AnyObject {
    /// - Parameter root: the Merkle root of all records up to this one; nil where one is missing.
    /// - Returns: what is wrong with it.
    func see(_ record: AuditedRecord, root: () -> Digest?) throws -> [Verdict.Finding]
    /// After the last record: what is wrong with the whole; says in the verdict what was found to hold.
    func end(_ verdict: inout Verdict) throws -> [Verdict.Finding]
}

/// A record as the verifier shows it to an audit, valid only meanwhile: it is read only as far as the audit asks.
package struct AuditedRecord {
    /// What the bytes say of themselves, where they hold a record.
    package struct Envelope {
        /// The subject's bytes.
        package let stream: UnsafeRawBufferPointer
        package let version: Int
        package let type: UnsafeRawBufferPointer
        package let isSigned: Bool
    }

    package let sequence: Int
    package let body: UnsafeRawBufferPointer
    /// The hash of the bytes.
    package let hash: Digest
    private let survey: RecordSurvey?
    private let read: Record?

    init(_ stored: StoredBytes, hash: Digest, _ survey: RecordSurvey) {
        (sequence, body, self.hash) = (stored.sequence, stored.body, hash)
        (self.survey, read) = (survey, nil)
    }

    /// - Parameter record: nil where the bytes hold none.
    init(_ stored: StoredBytes, hash: Digest, _ record: Record?) {
        (sequence, body, self.hash) = (stored.sequence, stored.body, hash)
        (survey, read) = (nil, record)
    }

    /// Nil where the bytes hold no record.
    package var record: Record? {
        survey == nil ? read : try? Record(body)
    }

    /// Shows what tells whether the record needs to be read; nil where the bytes hold none.
    package func withEnvelope<T>(_ look: (Envelope?) throws -> T) rethrows -> T {
        if let survey {
            return try look(
                Envelope(
                    stream: body[part: survey.stream], version: survey.version, type: body[part: survey.type],
                    isSigned: survey.isSigned))
        }
        guard let read else { return try look(nil) }
        return try read.stream.text.withBytes { stream in
            try read.type.withBytes { type in
                try look(
                    Envelope(stream: stream, version: read.version, type: type, isSigned: read.signature != nil))
            }
        }
    }
}
