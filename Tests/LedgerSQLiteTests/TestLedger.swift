import Foundation
import GRDB
import Ledger
import Testing

@testable import LedgerSQLite

/// A folder of a test's own, gone with it.
final class TestFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit {
        chmod(url.path, 0o700)
        try? FileManager.default.removeItem(at: url)
    }

    var ledger: URL { url.appendingPathComponent("ledger.db") }

    func file(_ name: String, _ bytes: [UInt8]) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }

    /// A closed ledger with these streams beside the opening record.
    func closedLedger(_ streams: [String] = ["finding/1", "finding/2", "finding/1"]) throws {
        let store = try SQLiteStore.create(at: ledger)
        try Sample().begin(store, streams)
        try store.close()
    }

    /// Does to the ledger what another program could do.
    func tamper(_ sql: String...) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: ledger.path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA recursive_triggers = OFF")
            for statement in sql { try database.execute(sql: statement) }
        }
        try queue.close()
    }
}

/// The stores that the contract holds for.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { rawValue }

    /// An empty store, and another connection to the same ledger.
    func make(in folder: TestFolder) throws -> (store: any LedgerStore, other: any LedgerStore) {
        switch self {
        case .memory:
            let store = MemoryStore()
            return (store, store)
        case .sqlite:
            let store = try SQLiteStore.create(at: folder.ledger)
            return (store, try SQLiteStore.open(folder.ledger, access: .readWrite))
        }
    }
}
