import Foundation
import Ledger
import LedgerSQLite
import ReadModels
import Rectification

/// The program's own side of tools/bench: makes ledgers from a seed and does one kind of work in process, as often as it
/// is told, in a process of its own. tools/bench runs it against the others and prints ratios.
@main
struct Bench {
    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            let why = (error as? Fault).map { "\($0.code) \($0.message.en)" } ?? "\(error)"
            FileHandle.standardError.write(Data("taizhang-bench: \(why)\n".utf8))
            exit(1)
        }
    }

    private static let usage = """
        taizhang-bench office FOLDER RECORDS SEED    append domain commands to a new ledger
        taizhang-bench append FILE RECORDS SEED [A-TRANSACTION]    append to the ledger alone
        taizhang-bench grow FILE RECORDS SEED        append to the ledger alone, new or not, until it has as many; the last
                                                     20,000 are measured
        taizhang-bench verify FOLDER                 records, chain, columns, tree
        taizhang-bench verify-all FOLDER             that, and keys, checkpoints and read models
        taizhang-bench rebuild FOLDER
        taizhang-bench proofs FILE COUNT SEED        of inclusion, then of consistency, from one tree; then a tenth of them,
                                                     each as the first one of its process
        taizhang-bench hot PATH COUNT                for tools/bench --count: \(HotPath.names)
        """

    private static func run(_ arguments: [String]) throws {
        guard let work = arguments.first else { return refuse() }
        let rest = arguments.dropFirst()
        let path = URL(fileURLWithPath: rest.first ?? "")
        let numbers = rest.dropFirst().compactMap { Int($0) }
        switch (work, numbers.count) {
        case ("office", 2): try office(path, numbers[0], seed: numbers[1])
        case ("append", 2): try append(path, numbers[0], seed: numbers[1], aTransaction: 1_000)
        case ("append", 3): try append(path, numbers[0], seed: numbers[1], aTransaction: numbers[2])
        case ("grow", 2): try grow(path, to: numbers[0], seed: numbers[1])
        case ("verify", 0): try verify(path)
        case ("verify-all", 0): try verifyAll(path)
        case ("rebuild", 0): try rebuild(path)
        case ("proofs", 2): try proofs(path, numbers[0], seed: numbers[1])
        case ("hot", 1): try HotPath.run(rest.first ?? "", numbers[0])
        default: refuse()
        }
    }

    private static func refuse() {
        FileHandle.standardError.write(Data((usage + "\n").utf8))
        exit(64)
    }
}

// MARK: - Writing

extension Bench {
    private static func office(_ folder: URL, _ records: Int, seed: Int) throws {
        let office = try SampleOffice(at: folder, seed: seed)
        let before = office.size
        try Result.measure {
            try office.grow(to: records)
            return office.size - before
        }.print()
        try office.ledger.store.close()
    }

    private static func append(_ file: URL, _ records: Int, seed: Int, aTransaction count: Int) throws {
        let clock = SampleClock(CalendarDate(dayNumber: 18_262), seed: seed)
        let (store, identity) = try newStore(file, clock)
        // What to append is made before the clock runs: a batch is what the ledger is handed.
        var sample = SampleDrafts(seed: seed)
        let batches = try (0..<(records / count)).map { _ in
            try sample.batch(of: count, surroundings: clock.surroundings)
        }
        try Result.measure {
            for batch in batches {
                let appended = try store.write { try $0.append(batch, to: identity, at: clock.surroundings.now()) }
                try store.requireKept(batch.command, appended.records)
            }
            return batches.count * count
        }.print()
        try store.close()
    }

    private static func grow(_ file: URL, to records: Int, seed: Int) throws {
        let clock = SampleClock(CalendarDate(dayNumber: 18_262 + seed), seed: seed)
        let isThere = FileManager.default.fileExists(atPath: file.path)
        if !isThere { try newStore(file, clock).0.close() }
        let store = try SQLiteStore.open(file, access: .readWrite)
        guard let first = try store.read({ try $0.last() })?.sequence,
            let zone = LocalZone("Asia/Shanghai"),
            let id = try store.read({ transaction in
                var source: String?
                try transaction.scan(.from(1)) { stored in
                    source = try stored.record().source
                    return .stop
                }
                return source.flatMap { Identifier($0.dropFirst("urn:uuid:".count)) }
            })
        else { throw SampleOffice.Unusable() }
        let identity = LedgerIdentity(id: id, zone: zone)
        var sample = SampleDrafts(seed: seed, series: "\(first)")
        func batch() throws -> Batch { try sample.batch(of: 1_000, surroundings: clock.surroundings) }
        func append(_ batch: Batch) throws {
            _ = try store.write { try $0.append(batch, to: identity, at: clock.surroundings.now()) }
        }
        let measured = min(20, (records - first) / 2_000)
        for _ in 0..<((records - first) / 1_000 - measured) { try append(batch()) }
        let last = try (0..<measured).map { _ in try batch() }
        try Result.measure {
            for batch in last { try append(batch) }
            return last.count * 1_000
        }.print()
        try store.close()
    }

    static func newStore(_ file: URL, _ clock: SampleClock) throws -> (SQLiteStore, LedgerIdentity) {
        guard let zone = LocalZone("Asia/Shanghai") else { throw SampleOffice.Unusable() }
        let identity = LedgerIdentity(id: clock.surroundings.identifier(), zone: zone)
        let store = try SQLiteStore.create(at: file)
        let opening = Batch(
            command: clock.surroundings.identifier(), expecting: [identity.stream: 0],
            drafts: [SampleDrafts.opening(identity)])
        _ = try store.write { try $0.append(opening, to: identity, at: clock.surroundings.now()) }
        return (store, identity)
    }
}

// MARK: - Reading

extension Bench {
    /// - Parameter path: a ledger's folder, or its database.
    private static func store(_ path: URL) throws -> SQLiteStore {
        let file = path.appendingPathComponent(OpenLedger.databaseName)
        let isFolder = FileManager.default.fileExists(atPath: file.path)
        return try SQLiteStore.open(isFolder ? file : path, access: .readOnly)
    }

    private static func verify(_ path: URL) throws {
        let store = try store(path)
        try Result.measure {
            let verdict = try store.read { Verifier.verify($0, evidence: nil) }
            guard verdict.outcome == .intact else { throw NotIntact(verdict: verdict) }
            return verdict.size
        }.print()
    }

    private static func verifyAll(_ folder: URL) throws {
        let ledger = try OpenLedger.open(folder, access: .readOnly)
        try Result.measure {
            let verdict = try ledger.verify(evidence: false)
            guard verdict.outcome == .intact else { throw NotIntact(verdict: verdict) }
            return verdict.size
        }.print()
    }

    private struct NotIntact: Error {
        var verdict: Verdict
    }

    private static func rebuild(_ folder: URL) throws {
        let ledger = try OpenLedger.open(folder, access: .readWrite)
        try Result.measure { try ledger.rebuild() }.print()
        try ledger.store.close()
    }

    private static func proofs(_ path: URL, _ count: Int, seed: Int) throws {
        let store = try store(path)
        var random = SeededRandom(seed: seed)
        try store.read { transaction in
            guard let size = try transaction.last()?.sequence else { return }
            let places = (0..<count).map { _ in Int.random(in: 0..<size, using: &random) }
            func measure(_ places: ArraySlice<Int>, _ prove: (_ place: Int) throws -> [Digest]) throws {
                try Result.measure {
                    for place in places { _ = try prove(place) }
                    return places.count
                }.print()
            }
            var tree = transaction.tree()
            try measure(places[...]) { try tree.inclusionProof(of: $0, in: size) }
            try measure(places[...]) { try tree.consistencyProof(from: $0 + 1, to: size) }
            let fewer = places.prefix(count / 10)
            try measure(fewer) { place in
                var tree = transaction.tree()
                return try tree.inclusionProof(of: place, in: size)
            }
            try measure(fewer) { place in
                var tree = transaction.tree()
                return try tree.consistencyProof(from: place + 1, to: size)
            }
        }
    }
}
