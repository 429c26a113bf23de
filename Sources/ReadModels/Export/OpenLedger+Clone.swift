import Foundation
import Ledger
import LedgerSQLite

/// A clone that was just made.
package struct Cloned: Sendable {
    package var identity: LedgerIdentity
    package var checkpoint: Checkpoint
    package var verdict: Verdict
    /// Whether nothing but the export itself says whose key signed it.
    package var isSelfCertified: Bool
}

extension OpenLedger {
    /// From where a clone is brought up to date; nil of a ledger that is no clone.
    package var origin: String? { Preferences(configuration)["origin"] }

    /// Whether files of evidence are to be looked for: an export has none, and a clone only those that were put there.
    package static func holdsEvidence(in folder: URL) -> Bool {
        Preferences(folder.appendingPathComponent("config"))["origin"] == nil
            || FileManager.default.fileExists(atPath: folder.appendingPathComponent("evidence").path)
    }

    /// Makes a ledger's folder from a static export alone, to be read, verified and proven from: records, commands,
    /// tiles, the checkpoint and its cosignatures, read models. Keys, personal data and evidence are not in an export.
    ///
    /// It is verified before it appears under its name, whole or not at all.
    /// - Parameters:
    ///   - origin: where the export is; remembered in the clone's `config`.
    ///   - keys: of the ledger, where someone vouches for them; witnesses' too.
    ///   - memory: what this machine remembers of ledgers.
    ///   - progress: is told how many entries have come.
    /// - Throws: `Fault` E-LEDGER-EXISTS, E-NOTE-…, E-TILE, E-EXPORT-NOT-INTACT, E-FORKED; and what source and store throw.
    package static func clone(
        _ log: OfferedLog<some TileSource>, from origin: String, to folder: URL, keys: [VerifierKey],
        remembering memory: CheckpointMemory, progress: (Int) -> Void = { _ in }
    ) throws -> Cloned {
        var references = CustodyReferences()
        references.keys = keys
        if references.hasLedgerKey { try log.requireSignature(by: keys) }
        let (draft, remove) = try draft(of: folder)
        defer { remove() }
        let store = try SQLiteStore.create(at: draft.appendingPathComponent(databaseName))
        let verdict = try store.write { transaction in
            let verdict = try log.copy(into: transaction, references, progress: progress)
            guard verdict.outcome == .intact else { throw Fault.exportNotIntact(verdict) }
            try Tables.rebuild(transaction)
            return verdict
        }
        try store.close()
        try write(origin: origin, to: draft)
        let ledger = try OpenLedger.open(draft, access: .readOnly)
        try ledger.holdAgainst(memory)
        try ledger.store.close()
        try appear(draft, as: folder)
        return Cloned(
            identity: ledger.identity, checkpoint: log.checkpoint, verdict: verdict,
            isSelfCertified: !references.hasLedgerKey)
    }

    private static func write(origin: String, to draft: URL) throws {
        let text = """
            # 克隆：只供查阅和核验，用 taizhang pull 更新 · a clone, to be read and verified; taizhang pull brings it up to date
            origin = \(origin)

            """
        do {
            try Data(text.utf8).write(to: draft.appendingPathComponent("config"), options: .atomic)
        } catch { throw Fault.cannotMake(draft, error) }
    }
}

extension Fault {
    static func exportNotIntact(_ verdict: Verdict) -> Fault {
        Fault(
            "E-EXPORT-NOT-INTACT", .checkFailed,
            Message("导出核验不通过，什么都没有写入。", "The export does not verify; nothing was written."),
            state: verdict.findings.first?.detail,
            remedy: Message(
                "用 taizhang verify --tiles 查看全部问题，并告知出具方。",
                "See everything that is wrong with taizhang verify --tiles, and tell its issuer."))
    }

    /// Of a clone nothing is written but what its origin has.
    static func cloneIsReadOnly(_ origin: String) -> Fault {
        Fault(
            "E-CLONE-READ-ONLY", .refused,
            Message("这是克隆，不能录入：录入会使它与原台账分叉。", "This is a clone: to record in it would fork it from its ledger."),
            state: Message("原台账的导出在 \(origin)。", "The ledger's export is at \(origin)."),
            remedy: Message("在原台账录入，再用 taizhang pull 取来。", "Record in the ledger itself, then taizhang pull."))
    }
}
