import Foundation
import GRDB
import Testing

@testable import Ledger
@testable import LedgerSQLite

@Suite("the SQLite store")
struct SQLiteStoreTests {
    let folder: TestFolder
    let sample = Sample()

    init() throws { folder = try TestFolder() }

    // MARK: The file

    @Test(
        "sets what the format says",
        arguments: [
            ("application_id", 0x545A_4C47), ("user_version", 1), ("synchronous", 2), ("foreign_keys", 1),
            ("recursive_triggers", 1), ("trusted_schema", 0),
        ])
    func setsPragmas(pragma: String, value: Int) throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        #expect(try store.read { try Int.fetchOne($0.database, sql: "PRAGMA \(pragma)") } == value)
    }

    @Test("keeps a write-ahead log, and says so in the file")
    func keepsLog() throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        #expect(try store.read { try String.fetchOne($0.database, sql: "PRAGMA journal_mode") } == "wal")
        let header = try Data(contentsOf: folder.ledger).prefix(100)
        #expect(header[18] == 2 && header[19] == 2)
        #expect(Array(header[68..<72]) == Array("TZLG".utf8))
    }

    @Test("takes no more room than 1.35 times the bytes of the records, and a hundred for each")
    func takesLittleRoom() throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try sample.begin(store)
        let text = String(repeating: "整改台账", count: 15)
        for command in 1...4 {
            var batch = sample.batch([])
            batch.drafts = (1...1_000).map { sample.draft("finding/\(command)-\($0)", text) }
            try sample.append(batch, to: store)
        }
        var (count, bytes) = (0, 0)
        try store.read { ledger in
            try ledger.scan(.from(1)) { record in
                (count, bytes) = (count + 1, bytes + record.body.count)
                return .more
            }
        }
        try store.close()
        let room = try #require(try folder.ledger.resourceValues(forKeys: [.fileSizeKey]).fileSize)
        #expect(count == 4_001 && bytes / count > 450 && bytes / count < 600)
        #expect(room <= bytes * 135 / 100 + 100 * count, "\(room / count) bytes a record of \(bytes / count)")
    }

    @Test("makes strict tables", arguments: Schema.tableNames)
    func makesStrictTables(table: String) throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let strict = try store.read {
            try Bool.fetchOne($0.database, sql: "SELECT strict FROM pragma_table_list(?)", arguments: [table])
        }
        #expect(strict == true)
    }

    @Test("lets nobody but its owner read the file")
    func isPrivate() throws {
        _ = try SQLiteStore.create(at: folder.ledger)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.ledger.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    // MARK: Append-only

    @Test(
        "refuses to change what is recorded, also to other programs",
        arguments: [
            "UPDATE record SET body = '{}' WHERE seq = 2", "UPDATE record SET seq = 9 WHERE seq = 2",
            "UPDATE OR REPLACE record SET seq = 1 WHERE seq = 2", "DELETE FROM record WHERE seq = 4",
            "DELETE FROM record",
            "INSERT OR REPLACE INTO record SELECT seq, stream, version, type, '{}', hash FROM record WHERE seq = 2",
            "REPLACE INTO record SELECT 99, stream, version, type, '{}', hash FROM record WHERE seq = 2",
            "INSERT INTO record SELECT 0, 'finding/9', 1, type, body, hash FROM record WHERE seq = 2",
            """
            INSERT INTO record SELECT seq, stream, version, type, body, hash FROM record WHERE seq = 2 \
            ON CONFLICT(seq) DO UPDATE SET body = '{}'
            """,
            "UPDATE command SET last = 1", "DELETE FROM command", "REPLACE INTO command SELECT id, 1, 1 FROM command",
            "UPDATE checkpoint SET note = ''", "DELETE FROM checkpoint",
            "REPLACE INTO checkpoint VALUES (3, 'o', '')", "UPDATE attestation SET content = x'00'",
            "DELETE FROM attestation", "REPLACE INTO attestation VALUES (1, 3, 'o', 'timestamp', x'00')",
        ])
    func refusesChange(sql: String) throws {
        try folder.closedLedger()
        try folder.tamper("INSERT INTO checkpoint VALUES (3, 'o', 'signed')")
        try folder.tamper("INSERT INTO attestation VALUES (1, 3, 'o', 'timestamp', x'01')")
        let store = try SQLiteStore.open(folder.ledger, access: .readWrite)
        let before = try Holdings(store)
        #expect(try fault { try store.write { try $0.database.execute(sql: sql) } }?.code == "E-APPEND-ONLY")
        let error = #expect(throws: DatabaseError.self) { try folder.tamper(sql) }
        #expect(error?.message == "append-only")
        #expect(try Holdings(store) == before)
        #expect(try store.read { try String.fetchAll($0.database, sql: "SELECT note FROM checkpoint") } == ["signed"])
        #expect(
            try store.read { try String.fetchAll($0.database, sql: "SELECT hex(content) FROM attestation") } == ["01"])
    }

    @Test("reads a body that is no UTF-8 byte by byte")
    func readsBrokenText() throws {
        try folder.closedLedger()
        try folder.tamper(
            "DROP TRIGGER record_update",
            "UPDATE record SET body = CAST(x'7BFFFE00' AS TEXT), stream = CAST(x'C3' AS TEXT) WHERE seq = 3")
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        let record = try #require(try Holdings(store).records.dropFirst(2).first)
        #expect(record.body == [0x7B, 0xFF, 0xFE, 0x00])
        #expect(record.stream == "\u{FFFD}")
        #expect(try verdict(on: store).findings.contains { $0.code == .hash && $0.sequence == 3 })
    }

    // MARK: Readers and writers

    @Test("waits for another writer, and then says that one is writing")
    func waitsThenBusy() throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let other = try SQLiteStore.open(folder.ledger, access: .readWrite, busyTimeout: .milliseconds(300))
        try sample.begin(store)
        let clock = ContinuousClock()
        try store.write { _ in
            var busy: Fault?
            let waited = try clock.measure { busy = try fault { try other.write { _ in } } }
            #expect(busy?.code == "E-BUSY")
            #expect(busy?.kind == .busy)
            #expect(waited >= .milliseconds(290))
            #expect(try positions(.from(1), in: other) == [1])
        }
        try other.write { _ in }
    }

    @Test("lets a writer in when the one before it has finished")
    func waitsAndWrites() async throws {
        let file = folder.ledger
        let store = try SQLiteStore.create(at: file)
        let holding = AsyncStream<Void>.makeStream()
        let holder = Task.detached {
            try store.write { _ in
                holding.continuation.finish()
                usleep(200_000)
            }
        }
        for await _ in holding.stream {}
        let other = try SQLiteStore.open(file, access: .readWrite)
        try sample.begin(other)
        try await holder.value
        #expect(try positions(.from(1), in: store) == [1])
    }

    @Test("takes turns between many writers, and loses nothing")
    func takesTurns() async throws {
        let file = folder.ledger
        let store = try SQLiteStore.create(at: file)
        try sample.begin(store)
        let (identity, now) = (sample.identity, sample.now())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...4 {
                let drafts = [sample.draft("post/\(writer)"), sample.draft("finding/1")]
                group.addTask {
                    let store = try SQLiteStore.open(file, access: .readWrite, busyTimeout: .seconds(30))
                    for _ in 0..<25 {
                        let batch = Batch(command: Surroundings.system.identifier(), expecting: [:], drafts: drafts)
                        _ = try store.write { try $0.append(batch, to: identity, at: now) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let verdict = try verdict(on: store)
        #expect(verdict.findings == [])
        #expect(verdict.size == 201)
        #expect(try store.read { try $0.version(of: StreamName("finding/1")!) } == 100)
    }

    @Test("keeps nothing of a write for which the disk has no room, and says so")
    func fillsDisk() throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try sample.begin(store, ["finding/1"])
        let before = try Holdings(store)
        try store.read {
            let pages = try Int.fetchOne($0.database, sql: "PRAGMA page_count") ?? 0
            try $0.database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let batch = sample.batch((0..<200).map { "finding/\($0)" })
        #expect(try fault { try sample.append(batch, to: store) }?.code == "E-DISK-FULL")
        #expect(try Holdings(store) == before)
    }

    @Test("undoes what a read would write, and says so")
    func undoesReadThatWrites() throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let code = try fault {
            try store.read { try $0.database.execute(sql: "INSERT INTO checkpoint VALUES (1, 'o', '')") }
        }?.code
        #expect(code == "E-READ-WROTE")
        #expect(try store.read { try Int.fetchOne($0.database, sql: "SELECT count(*) FROM checkpoint") } == 0)
    }

    @Test("is not misled by a TEMP table of a table's name")
    func ignoresShadows() throws {
        try folder.closedLedger()
        let store = try SQLiteStore.open(folder.ledger, access: .readWrite)
        let before = try Holdings(store)
        try store.read {
            for table in Schema.tableNames { try $0.database.execute(sql: "CREATE TEMP TABLE \(table)(x)") }
        }
        #expect(try Holdings(store) == before)
        let batch = Batch(
            command: Surroundings.system.identifier(), expecting: [:],
            drafts: [sample.draft("finding/1", disclosures: [.init(digest: "d", sequence: 0, subject: "", sealed: [])])]
        )
        try store.write { _ = try $0.append(batch, to: sample.identity, at: Instant(milliseconds: 1_700_000_000_000)) }
        #expect(try positions(.from(1), in: store) == [1, 2, 3, 4, 5])
        #expect(try verdict(on: store).findings.map(\.field) == ["d"])
    }

    // MARK: Reading only

    @Test("makes TEMP tables where the ledger is only read, and keeps them between reads")
    func makesTemporaryTables() throws {
        try folder.closedLedger()
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        try store.read { try $0.database.execute(sql: "CREATE TEMP TABLE view AS SELECT seq FROM main.record") }
        #expect(try store.read { try Int.fetchOne($0.database, sql: "SELECT count(*) FROM temp.view") } == 4)
    }

    @Test("writes nothing to a ledger that was opened for reading")
    func refusesWriteWhenReadOnly() throws {
        try folder.closedLedger()
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        let fault = try fault { try sample.append(sample.batch(["finding/1"]), to: store) }
        #expect(fault?.code == "E-READ-ONLY")
        #expect(try positions(.from(1), in: store) == [1, 2, 3, 4])
    }

    @Test("reads, with TEMP tables, where no log can be kept beside the file")
    func readsOnReadOnlyMedium() throws {
        try folder.closedLedger()
        try folder.blockLog()
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        #expect(store.fingerprint != nil)
        #expect(try verdict(on: store).findings == [])
        try store.read { try $0.database.execute(sql: "CREATE TEMP TABLE view AS SELECT seq FROM main.record") }
        #expect(try fault { _ = try SQLiteStore.open(folder.ledger, access: .readWrite) }?.code == "E-READ-ONLY")
    }

    @Test("notices when a file that it reads without locks is written after all")
    func noticesChange() throws {
        try folder.closedLedger()
        try folder.blockLog()
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: folder.ledger.path)
        #expect(try fault { _ = try positions(.from(1), in: store) }?.code == "E-LEDGER-MOVED")
    }

    @Test("does not read past a log that it cannot open")
    func refusesToSkipLog() throws {
        try folder.closedLedger()
        try folder.blockLog()
        _ = try folder.file("ledger.db-wal", [1])
        #expect(try fault { _ = try SQLiteStore.open(folder.ledger, access: .readOnly) }?.code == "E-READ-ONLY")
    }

    @Test("reads in a folder that may not be written", .enabled(if: geteuid() != 0))
    func readsInReadOnlyFolder() throws {
        try folder.closedLedger()
        chmod(folder.url.path, 0o500)
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        #expect(try verdict(on: store).findings == [])
    }

    // MARK: Copies

    @Test("makes a backup that opens, verifies and holds the same")
    func backsUp() throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        try sample.begin(store, ["finding/1", "finding/2"])
        let target = folder.url.appendingPathComponent("backup.db")
        let writer = try SQLiteStore.open(folder.ledger, access: .readWrite)
        try writer.write { ledger in
            // What is not yet committed is in no backup.
            _ = try ledger.append(sample.batch(["finding/3"]), to: sample.identity, at: sample.now())
            try store.backup(to: target)
        }
        let copy = try SQLiteStore.open(target, access: .readWrite)
        #expect(try verdict(on: copy).findings == [])
        #expect(try positions(.from(1), in: copy) == [1, 2, 3])
        try sample.append(sample.batch(["finding/3"]), to: copy)
        try copy.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names.filter { $0.hasPrefix("backup") } == ["backup.db"])
    }

    @Test(
        "never writes a backup over something else, or beside another file's log", arguments: ["", "-wal", "-journal"])
    func refusesToOverwrite(suffix: String) throws {
        let store = try SQLiteStore.create(at: folder.ledger)
        let other = try folder.file("backup.db" + suffix, [1, 2, 3])
        let target = folder.url.appendingPathComponent("backup.db")
        #expect(try fault { try store.backup(to: target) }?.code == "E-LEDGER-EXISTS")
        #expect(try Data(contentsOf: other) == Data([1, 2, 3]))
    }
}

extension TestFolder {
    /// Makes it impossible to keep a log beside the ledger, as on a read-only medium, also for root.
    func blockLog() throws {
        try FileManager.default.createSymbolicLink(
            atPath: ledger.path + "-shm", withDestinationPath: "/dev/null/none")
    }
}
