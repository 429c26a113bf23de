import Ledger
import LedgerSQLite
import Rectification

/// A static log (C2SP tlog-tiles) as someone offers it: its checkpoint, of which nothing has been proven.
package struct OfferedLog<Source: TileSource> {
    package let tiles: TileLog<Source>
    package let note: SignedNote
    package let checkpoint: Checkpoint

    /// Reads the checkpoint.
    ///
    /// - Throws: `Fault` E-EXPORT-NONE where there is none, E-NOTE, E-CHECKPOINT; and what the source throws.
    package init(_ source: Source) throws {
        guard let bytes = try source.bytes("checkpoint") else { throw Fault.noExport }
        note = try SignedNote(bytes)
        checkpoint = try Checkpoint(text: note.text)
        tiles = TileLog(source, size: checkpoint.size, root: checkpoint.root)
    }

    /// What the ledger has beside its checkpoint.
    ///
    /// - Throws: `Fault` E-TILE where it is malformed; and what the source throws.
    func companions() throws -> CheckpointCompanions {
        guard let bytes = try tiles.source.bytes(CheckpointCompanions.path(of: checkpoint.size)) else {
            return CheckpointCompanions()
        }
        return try CheckpointCompanions(bytes, of: checkpoint)
    }

    /// Asks for the signature of one of these keys that is named as the log is; a witness's is not enough.
    ///
    /// - Throws: `Fault` E-NOTE-UNSIGNED, E-NOTE-SIGNATURE.
    package func requireSignature(by keys: [VerifierKey]) throws(Fault) {
        let logs = keys.filter { $0.kind != .cosignature && $0.name.isSameBytes(as: checkpoint.origin) }
        _ = try note.verified(by: Array(Set(logs)))
    }
}

// MARK: - Into a store

extension OfferedLog {
    /// Takes every entry into a new store, holds every bundle and every tile against the root, and has the verifier read
    /// what came of it: a ledger as `append` would have made it.
    ///
    /// - Parameter progress: is told how many entries have come.
    /// - Returns: the verdict; nothing is kept unless the caller's transaction is.
    /// - Throws: `Fault` E-TILE; and what source and store throw.
    func copy(
        into transaction: SQLiteStore.Transaction, _ references: CustodyReferences, progress: (Int) -> Void
    ) throws -> Verdict {
        var intake = try TileIntake(into: transaction)
        try tiles.forEachEntry { index, entry in
            try intake.take(entry)
            if index % 256 == 255 { progress(index + 1) }
        }
        try intake.finish()
        try transaction.keep(self)
        return try transaction.verdict(references)
    }
}

extension SQLiteStore.Transaction {
    /// Keeps what is offered of a checkpoint and is not there yet: notes, with the lines that bear their own name as the
    /// ledger's; the other lines as cosignatures; time-stamps.
    ///
    /// - Returns: how many cosignatures and time-stamps there were to keep.
    @discardableResult
    func keep(_ log: OfferedLog<some TileSource>) throws -> Int {
        let companions = try log.companions()
        var held: [StoredAttestation] = []
        try scanAttestations { held.append($0) }
        var new = companions.timestamps
        for note in [log.note] + companions.notes {
            new += try keep(note, of: try Checkpoint(text: note.text))
        }
        new.removeAll { held.contains($0) }
        for one in new { try insert(one) }
        return new.count
    }

    /// - Returns: the cosignatures on the note.
    private func keep(_ note: SignedNote, of checkpoint: Checkpoint) throws -> [StoredAttestation] {
        let (size, origin) = (checkpoint.size, checkpoint.origin)
        let own = note.signatures.filter { $0.name.isSameBytes(as: origin) }
        var isHeld = false
        try scanCheckpoints { stored in
            isHeld = isHeld || stored.size == size && stored.origin.isSameBytes(as: origin)
            return stored.size < size ? .stop : .more
        }
        if !isHeld {
            // Without a line of its own it is kept as it is: the verifier says that its signature does not hold.
            let kept = SignedNote(text: note.text, signatures: own.isEmpty ? note.signatures : own)
            try insert(StoredCheckpoint(size: size, origin: origin, note: kept.encoded))
        }
        return note.signatures.filter { !own.contains($0) && !own.isEmpty }.map { line in
            StoredAttestation(size: size, origin: origin, kind: .cosignature, content: Array(line.line.utf8))
        }
    }

    /// What the verifier finds in records that came from an export.
    func verdict(_ references: CustodyReferences) throws -> Verdict {
        var verdict = Verifier.verify(self, evidence: nil, audit: try CustodyAudit(self, references))
        verdict.findings = verdict.findings.map(\.ofExport)
        verdict.notChecked += [
            Message("个人信息：导出里只有摘要", "personal data: an export holds digests only"),
            Message(
                "命令：由记录里的 commandid 推出，没有另外的登记可比",
                "commands: derived from the records' commandid; there is no register beside them"),
        ]
        return verdict
    }
}

extension Verdict.Finding {
    /// An export has no index columns: what disagrees with the one that was derived is a record out of its stream's order.
    fileprivate var ofExport: Verdict.Finding {
        guard code == .column, let sequence else { return self }
        return .init(
            .streamversion, at: sequence, field: "streamversion",
            Message("第 \(sequence) 条在其流中的位置不对。", "Record \(sequence) is out of its stream's order."))
    }
}

extension Fault {
    fileprivate static var noExport: Fault {
        Fault(
            "E-EXPORT-NONE", .notFound, Message("那里没有导出：缺少 checkpoint。", "There is no export: it has no checkpoint."),
            remedy: Message(
                "核对路径或网址；出具方用 taizhang export --tiles 导出。",
                "Check the path or address; its issuer makes one with taizhang export --tiles."))
    }
}
