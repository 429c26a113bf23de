/// Where a ledger's records are kept. One contract suite runs on every store.
package protocol LedgerStore {
    associatedtype Transaction: LedgerTransaction
    /// A view of one moment: what another writer appends meanwhile is not seen.
    func read<T>(_ body: (Transaction) throws -> T) throws -> T
    /// The only writer for as long as the body runs; all of it is kept when the body returns, nothing when it throws.
    func write<T>(_ body: (Transaction) throws -> T) throws -> T
}

/// What a store can do inside one transaction. Chain, tree and idempotence are built on top of it, once, in
/// `LedgerTransaction.append`.
package protocol LedgerTransaction: TileStore {
    /// The last record, or nil in an empty ledger.
    func last() throws -> StoredRecord?
    /// The version of a stream's last record; 0 where there is none.
    func version(of stream: StreamName) throws -> Int
    /// The records that a command has appended, or nil.
    func outcome(of command: Identifier) throws -> ClosedRange<Int>?
    /// Records in ledger order (a stream's own order where the selection names one), until the body says stop.
    func scan(_ selection: Selection, _ body: (StoredRecord) throws -> Scan) throws
    /// As `scan`, without a copy of what is shown.
    func scanBytes(_ selection: Selection, _ body: (StoredBytes) throws -> Scan) throws
    /// Every stream's versions in the order of stream (by UTF-8 bytes) and version, from the index alone.
    func scanVersions(_ body: (_ stream: String, _ version: Int, _ sequence: Int) throws -> Void) throws
    /// Every tile in the order of level and index.
    func scanTiles(_ body: (_ level: Int, _ index: Int, _ hashes: [UInt8]) throws -> Void) throws
    /// Every command in the order of its first record.
    func scanCommands(_ body: (_ id: String, _ records: (first: Int, last: Int)) throws -> Void) throws
    /// The ledger's own checkpoints, the largest first, until the body says stop.
    func scanCheckpoints(_ body: (StoredCheckpoint) throws -> Scan) throws
    /// What others have said of a checkpoint, in the order in which it was taken in.
    func scanAttestations(_ body: (StoredAttestation) throws -> Void) throws
    func disclosure(_ digest: String) throws -> SealedDisclosure?
    func scanDisclosures(_ body: (SealedDisclosure) throws -> Void) throws
    /// What the store itself finds wrong: triggers gone, pages unreadable. It may look for it while other things are done,
    /// until it is asked what it has found.
    func structuralFindings() throws -> () throws -> [Verdict.Finding]

    func insert(_ record: StoredBytes) throws
    func insert(command: Identifier, records: ClosedRange<Int>) throws
    func insert(_ disclosure: SealedDisclosure) throws
    /// Puts a disclosure, sealed anew, in the place of the one of that digest.
    func replace(_ disclosure: SealedDisclosure) throws
    func remove(disclosure digest: String) throws
    func insert(_ checkpoint: StoredCheckpoint) throws
    func insert(_ attestation: StoredAttestation) throws
}

extension LedgerTransaction {
    package func scanBytes(_ selection: Selection, _ body: (StoredBytes) throws -> Scan) throws {
        try scan(selection) { record in try record.withBytes(body) }
    }

    package func insert(_ record: StoredRecord) throws { try record.withBytes { try insert($0) } }

    /// The records at these positions, in order.
    ///
    /// - Throws: `Fault` E-RECORD-UNREADABLE; and what the store throws.
    package func records(_ positions: ClosedRange<Int>) throws -> [Record] {
        var records: [Record] = []
        try scanBytes(.from(positions.lowerBound)) { stored in
            guard stored.sequence <= positions.upperBound else { return .stop }
            records.append(try stored.read())
            return .more
        }
        return records
    }
}

/// A checkpoint that the ledger has signed (`format.md`: checkpoint).
package struct StoredCheckpoint: Equatable, Sendable {
    /// How many records it covers.
    package var size: Int
    /// The key name, which is the checkpoint's origin.
    package var origin: String
    /// The signed note, with the ledger's own signature only.
    package var note: String

    package init(size: Int, origin: String, note: String) {
        self.size = size
        self.origin = origin
        self.note = note
    }
}

/// What a witness or a time-stamp authority has said of a checkpoint.
package struct StoredAttestation: Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// A line of C2SP tlog-cosignature.
        case cosignature
        /// An RFC 3161 TimeStampResp, DER.
        case timestamp
        /// A time-stamp of algorithms that libcrypto does not verify (SM2, SM3): kept as it came, and never called checked.
        case rawTimestamp = "timestamp-raw"
    }

    package var size: Int
    package var origin: String
    /// As it stands in the store: `Kind`, where the file was not tampered with.
    package var kind: String
    package var content: [UInt8]

    package init(size: Int, origin: String, kind: Kind, content: [UInt8]) {
        self.init(size: size, origin: origin, kindText: kind.rawValue, content: content)
    }

    package init(size: Int, origin: String, kindText: String, content: [UInt8]) {
        self.size = size
        self.origin = origin
        kind = kindText
        self.content = content
    }
}

/// Which records to scan.
package enum Selection: Sendable, Equatable {
    /// All from this position on.
    case from(Int)
    /// One stream, from its first version.
    case stream(StreamName)
    /// Every stream of a kind, stream by stream.
    case kind(String)
    /// The latest first, from this position backwards.
    case backwards(from: Int)
}

package enum Scan: Sendable {
    case more, stop
}

/// A disclosure as it lies in the store: encrypted under its subject's key.
package struct SealedDisclosure: Equatable, Sendable {
    /// base64url SHA-256 of the disclosure, as the record's `_sd` names it.
    package var digest: String
    /// The record that names it.
    package var sequence: Int
    /// The stream of the person whose data it is.
    package var subject: String
    /// AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes).
    package var sealed: [UInt8]

    package init(digest: String, sequence: Int, subject: String, sealed: [UInt8]) {
        self.digest = digest
        self.sequence = sequence
        self.subject = subject
        self.sealed = sealed
    }
}
