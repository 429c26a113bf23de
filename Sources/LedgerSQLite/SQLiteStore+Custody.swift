import GRDB
import Ledger

// Stream heads, checkpoints, attestations, and what erasing takes away.

extension SQLiteStore.Transaction {
    package func scanCheckpoints(_ body: (StoredCheckpoint) throws -> Scan) throws {
        let run = try run("SELECT size, origin, note FROM main.checkpoint ORDER BY size DESC, origin DESC")
        while try run.next() {
            let checkpoint = StoredCheckpoint(size: run.integer(0), origin: run.text(1), note: run.text(2))
            if try body(checkpoint) == .stop { return }
        }
    }

    package func scanAttestations(_ body: (StoredAttestation) throws -> Void) throws {
        let run = try run("SELECT size, origin, kind, content FROM main.attestation ORDER BY id")
        while try run.next() {
            try body(
                StoredAttestation(
                    size: run.integer(0), origin: run.text(1), kindText: run.text(2), content: Array(run.bytes(3))))
        }
    }
}

extension SQLiteStore.Transaction {
    package func replace(_ disclosure: SealedDisclosure) throws {
        let run = try run("UPDATE main.disclosure SET sealed = ? WHERE digest = ?")
        run.bind(blob: disclosure.sealed, at: 1)
        run.bind(disclosure.digest, at: 2)
        try run.execute()
    }

    package func remove(disclosure digest: String) throws {
        let run = try run("DELETE FROM main.disclosure WHERE digest = ?")
        run.bind(digest, at: 1)
        try run.execute()
    }

    package func insert(_ checkpoint: StoredCheckpoint) throws {
        let run = try run("INSERT INTO main.checkpoint(size, origin, note) VALUES (?, ?, ?)")
        run.bind(checkpoint.size, at: 1)
        run.bind(checkpoint.origin, at: 2)
        run.bind(checkpoint.note, at: 3)
        try run.execute()
    }

    package func insert(_ attestation: StoredAttestation) throws {
        let run = try run("INSERT INTO main.attestation(size, origin, kind, content) VALUES (?, ?, ?, ?)")
        run.bind(attestation.size, at: 1)
        run.bind(attestation.origin, at: 2)
        run.bind(attestation.kind, at: 3)
        run.bind(blob: attestation.content, at: 4)
        try run.execute()
    }
}

// MARK: - Erasing

extension SQLiteStore.Transaction {
    /// What is deleted from now on is overwritten with zeros (sqlite.org/pragma.html#pragma_secure_delete).
    package func deleteSecurely() throws {
        _ = try run("PRAGMA main.secure_delete = ON").next()
    }
}

extension SQLiteStore {
    /// Moves the write-ahead log into the file and cuts it to nothing.
    ///
    /// - Returns: false where another connection is in the way, after the busy timeout.
    package func emptyLog() throws -> Bool {
        try faults {
            try queue.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
            }
        }
    }
}
