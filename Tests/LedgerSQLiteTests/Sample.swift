import Foundation

@testable import Ledger

/// A small history that comes out to the same bytes whenever it is run: its clock and its numbers are counted.
final class Sample {
    let identity = LedgerIdentity(
        id: Identifier(at: Instant(milliseconds: 1_600_000_000_000), random: Array(repeating: 7, count: 10)),
        zone: LocalZone("Asia/Shanghai")!)
    private var moment: Int64 = 1_600_000_000_000
    private var count: UInt8 = 0

    /// The next moment, a second later.
    func now() -> Instant {
        moment += 1_000
        return Instant(milliseconds: moment)
    }

    func command() -> Identifier {
        count &+= 1
        return Identifier(at: Instant(milliseconds: moment), random: Array(repeating: count, count: 10))
    }

    func draft(_ stream: String, _ text: String = "整改", disclosures: [SealedDisclosure] = []) -> Draft {
        Draft(
            stream: StreamName(stream)!, type: "taizhang.sample.noted.v1", occurredOn: CalendarDate("2020-09-01")!,
            actor: "post/督查科科长", data: Array(#"{"text":"\#(text)"}"#.utf8), disclosures: disclosures)
    }

    /// The record that opens the ledger.
    func opening() -> Batch {
        var draft = draft(identity.stream.text)
        draft.type = Record.openedType
        draft.data = Array(#"{"zone":"Asia/Shanghai"}"#.utf8)
        return Batch(command: command(), expecting: [identity.stream: 0], drafts: [draft])
    }

    func batch(_ streams: [String], expecting: [String: Int] = [:]) -> Batch {
        let expecting = Dictionary(uniqueKeysWithValues: expecting.map { (StreamName($0.key)!, $0.value) })
        return Batch(command: command(), expecting: expecting, drafts: streams.map { draft($0) })
    }

    @discardableResult
    func append(_ batch: Batch, to store: any LedgerStore) throws -> Appended {
        let now = now()
        return try store.write { try $0.append(batch, to: self.identity, at: now) }
    }

    /// Opens the ledger, and gives each of these streams a record, in one command each.
    func begin(_ store: any LedgerStore, _ streams: [String] = []) throws {
        try append(opening(), to: store)
        for stream in streams { try append(batch([stream]), to: store) }
    }
}

/// Everything that a store holds, to hold two stores against each other.
struct Holdings: Equatable {
    var records: [StoredRecord] = []
    var tiles: [String: [UInt8]] = [:]
    var commands: [String] = []
    var disclosures: [SealedDisclosure] = []
    var root = Digest.zero

    init(_ store: any LedgerStore) throws {
        self = try store.read { try Holdings($0) }
    }

    private init(_ ledger: any LedgerTransaction) throws {
        try ledger.scan(.from(1)) { record in
            records.append(record)
            return .more
        }
        try ledger.scanTiles { level, index, hashes in tiles["\(level)/\(index)"] = hashes }
        try ledger.scanCommands { id, records in commands.append("\(id) \(records.first)-\(records.last)") }
        try ledger.scanDisclosures { disclosures.append($0) }
        root = try ledger.root()
    }
}

func positions(_ selection: Selection, in store: any LedgerStore) throws -> [Int] {
    try store.read { ledger in
        var positions: [Int] = []
        try ledger.scan(selection) { record in
            positions.append(record.sequence)
            return .more
        }
        return positions
    }
}

func verdict(on store: any LedgerStore) throws -> Verdict {
    func verify(_ ledger: some LedgerTransaction) -> Verdict { Verifier.verify(ledger, evidence: nil) }
    return try store.read { verify($0) }
}

/// The code of the fault that the body throws; nil where it throws none.
func fault(_ body: () throws -> Void) throws -> Fault? {
    do {
        try body()
        return nil
    } catch let fault as Fault {
        return fault
    }
}
