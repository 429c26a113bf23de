import Foundation
import Ledger
import LedgerSQLite
import ReadModels

/// One of the paths that every record goes, walked a number of times: tools/bench --count counts its instructions. What
/// is made ready first does not depend on how often it is walked, so that the difference of two runs is the path alone.
enum HotPath: String, CaseIterable {
    case encode, decode, append, single, domain, verify
    case verifyAll = "verify-all"
    case rebuild, proof, consistency

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    static func run(_ name: String, _ count: Int) throws {
        guard let path = HotPath(rawValue: name) else { throw Unknown(name: name) }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("taizhang-hot-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        switch path {
        case .encode: try encode(count)
        case .decode: try decode(count)
        case .append: try append(count, folder, aTransaction: 100)
        case .single: try append(count, folder, aTransaction: 1)
        case .domain: try domain(count, folder)
        case .verify: try verify(count, folder)
        case .verifyAll: try office(count, folder, findings: 100, verifyAll)
        case .rebuild: try office(count, folder, findings: 250) { _ = try $0.rebuild() }
        case .proof: try proof(count) { try $0.inclusionProof(of: $1, in: $2) }
        case .consistency: try proof(count) { try $0.consistencyProof(from: $1 + 1, to: $2) }
        }
    }

    struct Unknown: Error {
        var name: String
    }

    private static let seed = 20_200_930
    private static let start = CalendarDate(dayNumber: 18_262)

    /// As many records as go into a batch, with the bytes that they have in a ledger.
    private static func records(_ count: Int = 100) throws -> [Record] {
        let clock = SampleClock(start, seed: seed)
        var sample = SampleDrafts(seed: seed)
        let store = MemoryStore()
        guard let zone = LocalZone("Asia/Shanghai") else { throw SampleOffice.Unusable() }
        let identity = LedgerIdentity(id: clock.surroundings.identifier(), zone: zone)
        let batch = try sample.batch(of: count, surroundings: clock.surroundings)
        return try store.write { transaction in
            let appended = try transaction.append(batch, to: identity, at: clock.surroundings.now())
            return try appended.records.map { try transaction.records($0) } ?? []
        }
    }

    /// 100 records written in their canonical bytes, and checked, a round.
    private static func encode(_ rounds: Int) throws {
        let records = try records()
        for _ in 0..<rounds {
            for record in records { try CanonicalJSON.check(record.encoded()) }
        }
    }

    private static func decode(_ rounds: Int) throws {
        let bodies = try records().map { try $0.encoded() }
        for _ in 0..<rounds {
            for body in bodies { _ = try Record(body) }
        }
    }

    /// A transaction a round, which stands when it returns.
    private static func append(_ rounds: Int, _ folder: URL, aTransaction count: Int) throws {
        let clock = SampleClock(start, seed: seed)
        let (store, identity) = try Bench.newStore(folder.appendingPathComponent("ledger.db"), clock)
        var sample = SampleDrafts(seed: seed)
        for _ in 0..<rounds {
            let batch = try sample.batch(of: count, surroundings: clock.surroundings)
            let appended = try store.write { try $0.append(batch, to: identity, at: clock.surroundings.now()) }
            try store.requireKept(batch.command, appended.records)
        }
        try store.close()
    }

    /// The lives of 100 findings, of 14 events each, a round.
    private static func domain(_ rounds: Int, _ folder: URL) throws {
        let office = try SampleOffice(
            at: folder.appendingPathComponent(OpenLedger.folderName), seed: seed, findingsPerWave: 100)
        for _ in 0..<rounds { try office.grow(to: office.size + 1) }
        try office.ledger.store.close()
    }

    /// A ledger of 2,000 records a round.
    private static func verify(_ rounds: Int, _ folder: URL) throws {
        let clock = SampleClock(start, seed: seed)
        let (store, identity) = try Bench.newStore(folder.appendingPathComponent("ledger.db"), clock)
        var sample = SampleDrafts(seed: seed)
        for _ in 0..<2 {
            let batch = try sample.batch(of: 1_000, surroundings: clock.surroundings)
            _ = try store.write { try $0.append(batch, to: identity, at: clock.surroundings.now()) }
        }
        for _ in 0..<rounds {
            let verdict = try store.read { Verifier.verify($0, evidence: nil) }
            precondition(verdict.outcome == .intact)
        }
        try store.close()
    }

    /// An office's ledger, with its read models, a round: of 1,400 records and its beginnings with 100 findings, of some
    /// 3,500 with 250.
    private static func office(
        _ rounds: Int, _ folder: URL, findings: Int, _ body: (OpenLedger) throws -> Void
    ) throws {
        let office = try SampleOffice(
            at: folder.appendingPathComponent(OpenLedger.folderName), seed: seed, findingsPerWave: findings)
        try office.grow(to: 1_000)
        for _ in 0..<rounds { try body(office.ledger) }
        try office.ledger.store.close()
    }

    private static func verifyAll(_ ledger: OpenLedger) throws {
        let verdict = try ledger.verify(evidence: false)
        precondition(verdict.outcome == .intact)
    }

    /// 100 proofs in a tree of 100,000 leaves a round.
    private static func proof(
        _ rounds: Int, _ prove: (inout TiledTree, _ place: Int, _ size: Int) throws -> [Digest]
    ) throws {
        var random = SeededRandom(seed: seed)
        var hasher = SHA256Hasher()
        let (size, tiles) = try SampleTiles.make(leaves: 100_000, &random, &hasher)
        for _ in 0..<rounds {
            var tree = TiledTree(tiles.tile)
            for _ in 0..<100 { _ = try prove(&tree, Int.random(in: 0..<size, using: &random), size) }
        }
    }
}
