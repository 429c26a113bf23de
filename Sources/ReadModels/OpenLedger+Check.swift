import Ledger
import LedgerSQLite

extension OpenLedger {
    /// Drops the read models and folds the whole ledger into new ones, in one transaction.
    ///
    /// - Parameter progress: is told now and then how many records have been folded.
    /// - Returns: how many records were folded.
    package func rebuild(progress: (Int) -> Void = { _ in }) throws -> Int {
        try store.write { try Tables.rebuild($0, progress: progress) }
    }

    /// Folds the whole ledger anew and says which rows of the read models differ; nothing is written.
    ///
    /// - Parameter progress: is told now and then how many records have been folded.
    package func checkReadModels(progress: (Int) -> Void = { _ in }) throws -> [Verdict.Finding] {
        try store.read { try checkReadModels($0, progress) }
    }

    private func checkReadModels(
        _ transaction: SQLiteStore.Transaction, _ progress: (Int) -> Void
    ) throws -> [Verdict.Finding] {
        let altered = try Tables.definitionFindings(transaction)
        guard altered.isEmpty else { return altered }
        // A quarter of what `verify` took, while the other cores waited.
        let texts = CheckBeside(transaction, TextIndex.findings)
        var rows: [Verdict.Finding] = []
        // Where they do not, the plain way says in which rows.
        if try !Tables.sayWhatRecordsSay(transaction, progress: progress) {
            rows = try Tables.withView(of: transaction, through: Gate(.now, identity.zone), progress: progress) {
                try Tables.rowFindings(transaction)
            }
        }
        let index = try texts.findings()
        // An index over altered texts has nothing to be held against.
        return rows.contains { $0.field?.hasPrefix(Tables.text.name) ?? false } ? rows : rows + index
    }

    /// Reads the whole ledger and says what is wrong and where; then folds it and holds the read models against that.
    ///
    /// - Parameters:
    ///   - evidence: whether the files of evidence are read as well.
    ///   - references: what is held against it that lies elsewhere.
    ///   - progress: is told the position now and then.
    package func verify(
        evidence: Bool = true, against references: CustodyReferences = CustodyReferences(),
        progress: @escaping (Int) -> Void = { _ in }
    ) throws -> Verdict {
        let readsEvidence = evidence && OpenLedger.holdsEvidence(in: folder)
        return try store.read { transaction in
            var verdict = Verifier.verify(
                transaction, evidence: readsEvidence ? self.evidence : nil,
                audit: try CustodyAudit(transaction, references), progress: progress)
            guard verdict.outcome != .unreadable else {
                verdict.notChecked.append(Message("读模型", "read models"))
                return verdict
            }
            if try Tables.areOfAnotherVersion(transaction) {
                verdict.notChecked.append(
                    Message(
                        "读模型：由另一版本的程序建立，下次写入时重建",
                        "read models: made by another version of this program; the next write rebuilds them"))
                return verdict
            }
            do {
                for finding in try checkReadModels(transaction, { _ in }) { verdict.add(finding) }
            } catch let fault as Fault {
                verdict.notChecked.append(Message("读模型：\(fault.message.zh)", "read models: \(fault.message.en)"))
            }
            return verdict
        }
    }
}
