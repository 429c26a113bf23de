import Foundation
import Ledger
import LedgerSQLite

/// Verifies a static export alone: takes it into a ledger of its own, in a temporary folder, and has the one verifier
/// read that.
package enum ExportCheck {
    /// - Parameters:
    ///   - references: with keys of the ledger, its checkpoint must be signed by one of them; without, by one that its own
    ///     records register, and the verdict says that this is its own word.
    ///   - memory: what this machine remembers of ledgers.
    ///   - progress: is told how many entries have come.
    /// - Throws: `Fault` of reading: E-TILE-UNREADABLE, E-URL-…; of writing to the temporary folder. What is wrong with the
    ///   export stands in the verdict.
    package static func verify(
        _ log: OfferedLog<some TileSource>, _ references: CustodyReferences, remembering memory: CheckpointMemory,
        progress: (Int) -> Void = { _ in }
    ) throws -> Verdict {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "taizhang-verify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore.create(at: folder.appendingPathComponent(OpenLedger.databaseName))
        do {
            return try store.write { transaction in
                var verdict = try log.copy(into: transaction, references, progress: progress)
                if let finding = log.signatureFinding(references.keys) { verdict.add(finding) }
                if !references.hasLedgerKey { verdict.notChecked.append(ExportCheck.selfCertified) }
                if let finding = try forked(from: memory, in: transaction) { verdict.add(finding) }
                return verdict
            }
        } catch let fault as Fault where fault.code == "E-TILE" {
            var verdict = Verdict()
            let detail = fault.message + (fault.state ?? Message(verbatim: ""))
            verdict.add(.init(.tile, detail))
            verdict.notChecked.append(Message("记录：导出读不完整", "records: the export does not hold together"))
            return verdict
        }
    }

    static let selfCertified = Message(
        "台账公钥取自导出本身，是自证；请向台账的管理者索取公钥，用 --key 核验",
        "the ledger's key was taken from the export, on its own word: ask its keeper for the key and give it with --key"
    )

    /// An export may lag behind what is remembered; it may not differ from it.
    private static func forked(
        from memory: CheckpointMemory, in transaction: SQLiteStore.Transaction
    ) throws -> Verdict.Finding? {
        var first: Record?
        try transaction.scan(.from(1)) { stored in
            first = try? stored.record()
            return .stop
        }
        guard let id = (first?.source.dropFirst("urn:uuid:".count)).flatMap({ Identifier($0) }),
            let remembered = memory.reference(of: id)?.signed.checkpoint,
            remembered.size <= (try transaction.last()?.sequence ?? 0),
            try transaction.root(of: remembered.size) != remembered.root
        else { return nil }
        return .init(
            .forked, field: String(remembered.size),
            Message(
                "导出与本机记下的检查点分叉：前 \(remembered.size) 条的根不同。",
                "The export forks from the checkpoint remembered here: the root of its first \(remembered.size) records differs."
            ))
    }
}

extension CustodyReferences {
    /// Whether a key was brought along that signs for a ledger.
    var hasLedgerKey: Bool { keys.contains { $0.kind != .cosignature } }
}

extension OfferedLog {
    /// What is wrong with the checkpoint's signature under the keys that were brought along; nil where none was.
    fileprivate func signatureFinding(_ keys: [VerifierKey]) -> Verdict.Finding? {
        guard keys.contains(where: { $0.kind != .cosignature }) else { return nil }
        do {
            try requireSignature(by: keys)
            return nil
        } catch {
            return .init(
                .checkpoint, field: String(checkpoint.size),
                Message(
                    "检查点不是所给公钥签的：\(error.message.zh)",
                    "The checkpoint is not signed by the key given: \(error.message.en)"))
        }
    }
}
