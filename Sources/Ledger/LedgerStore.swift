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
    /// Every stream's versions in the order of stream (by UTF-8 bytes) and version, from the index alone.
    func scanVersions(_ body: (_ stream: String, _ version: Int, _ sequence: Int) throws -> Void) throws
    /// Every tile in the order of level and index.
    func scanTiles(_ body: (_ level: Int, _ index: Int, _ hashes: [UInt8]) throws -> Void) throws
    /// Every command in the order of its first record.
    func scanCommands(_ body: (_ id: String, _ records: (first: Int, last: Int)) throws -> Void) throws
    func disclosure(_ digest: String) throws -> SealedDisclosure?
    func scanDisclosures(_ body: (SealedDisclosure) throws -> Void) throws
    /// What the store itself finds wrong: triggers gone, pages unreadable.
    func structuralFindings() throws -> [Verdict.Finding]

    func insert(_ record: StoredRecord) throws
    func insert(command: Identifier, records: ClosedRange<Int>) throws
    func insert(_ disclosure: SealedDisclosure) throws
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
