import Ledger
import LedgerSQLite
import Rectification

/// Holds the ledger's own checkpoints, and those that were kept elsewhere, against the roots of the records; then asks
/// who has cosigned them.
final class CheckpointAudit {
    /// A checkpoint that waits for the verifier to reach its size.
    private struct Pending {
        var signed: SignedCheckpoint
        /// From where; nil for the ledger's own.
        var source: Message?
        var isRemembered = false
    }

    private let references: CustodyReferences
    private let attestations: AttestationAudit
    private var pending: [Int: [Pending]] = [:]
    private var findings: [Verdict.Finding] = []
    /// Of checkpoints that hold: who signed and cosigned them.
    private var held: [(signed: SignedCheckpoint, key: VerifierKey, source: Message?)] = []
    private var agreements: [Verdict.Agreement] = []
    /// The ledger's keys that have not signed at a size where another has.
    private var unsigned: [Int: Set<VerifierKey>] = [:]
    /// The position of the last record seen.
    private var last = 0
    /// Of the records in a tree of SM3; nil where no checkpoint has such a root.
    private var national: MerkleFold?

    init(_ transaction: SQLiteStore.Transaction, _ references: CustodyReferences) throws {
        self.references = references
        var own: [StoredCheckpoint] = []
        try transaction.scanCheckpoints { stored in
            own.append(stored)
            return .more
        }
        attestations = try AttestationAudit(transaction, of: own)
        for stored in own {
            guard let signed = try? SignedCheckpoint(stored.note),
                signed.checkpoint.origin.isSameBytes(as: stored.origin), signed.checkpoint.size == stored.size
            else {
                findings.append(CheckpointAudit.malformed(stored))
                continue
            }
            pending[stored.size, default: []].append(Pending(signed: signed))
        }
        for reference in references.checkpoints {
            pending[reference.signed.checkpoint.size, default: []].append(
                Pending(signed: reference.signed, source: reference.name, isRemembered: reference.isRemembered))
        }
        let custody = try? transaction.custody()
        let names = Set(custody?.keys.filter { $0.verifier.kind == .sm2 }.map(\.verifier.name) ?? [])
        if pending.values.joined().contains(where: { names.contains($0.signed.checkpoint.origin) }) {
            national = MerkleFold(.sm3)
        }
    }

    // MARK: On the way

    /// Takes the next record; holds the checkpoints of its size against the root there.
    func see(_ record: AuditedRecord, _ custody: Custody, root: () -> Digest?) throws -> [Verdict.Finding] {
        national?.append(record.body)
        last = record.sequence
        guard !pending.isEmpty, let here = pending.removeValue(forKey: record.sequence) else { return [] }
        let root = root()
        return here.flatMap { hold($0, at: record.sequence, custody, root) }
    }

    private func hold(
        _ one: Pending, at size: Int, _ custody: Custody, _ root: Digest?
    ) -> [Verdict.Finding] {
        let candidates = custody.keys.filter {
            $0.holder == .ledger && $0.isValid(at: size)
                && $0.verifier.name.isSameBytes(as: one.signed.checkpoint.origin)
        }.map(\.verifier)
        // A key that is given and registered as well is one key.
        let known = candidates + references.keys.filter { !candidates.contains($0) }
        guard let key = (try? one.signed.note.verified(by: known))?.first(where: { $0.kind != .cosignature }) else {
            return [CheckpointAudit.badSignature(of: one.signed.checkpoint, one.source)]
        }
        // A record that is missing is told of already, and without it there is no root.
        guard let expected = key.kind == .sm2 ? national?.root() : root else { return [] }
        guard expected == one.signed.checkpoint.root else {
            return [
                CheckpointAudit.otherRoot(
                    one.signed.checkpoint, one.source,
                    after: held.map(\.signed.checkpoint.size).filter { $0 < size }.max() ?? 0)
            ]
        }
        if one.source == nil { expect(candidates: custody, at: size, signed: key) }
        held.append((one.signed, key, one.source))
        if let source = one.source {
            agreements.append(.init(size: size, name: source, isRemembered: one.isRemembered))
        }
        return []
    }

    /// Takes note that a key has signed at a size, and which of the ledger's keys should have.
    private func expect(candidates custody: Custody, at size: Int, signed key: VerifierKey) {
        let all = custody.keys.filter { $0.holder == .ledger && $0.isValid(at: size) }.map(\.verifier)
        unsigned[size] = (unsigned[size] ?? Set(all)).subtracting([key])
    }

    // MARK: At the end

    func end(_ verdict: inout Verdict, _ custody: Custody) throws -> [Verdict.Finding] {
        for one in pending.values.joined().sorted(by: { $0.signed.checkpoint.size < $1.signed.checkpoint.size }) {
            // Where the ledger goes on beyond it, its record is missing, which is told already, and nothing was cut off.
            guard one.signed.checkpoint.size > last else { continue }
            findings.append(CheckpointAudit.rolledBack(one.signed.checkpoint, one.source, found: last))
        }
        for (size, keys) in unsigned.sorted(by: { $0.key < $1.key }) {
            findings += keys.sorted { $0.text < $1.text }.map { CheckpointAudit.unsigned(by: $0, size) }
        }
        let witnesses = AttestationAudit.witnesses(custody, references.keys)
        findings +=
            attestations.strayFindings() + attestations.cosignatureFindings(held.map(\.signed.checkpoint), witnesses)
        findings += held.compactMap { one in
            one.source.flatMap { attestations.cosignatureFinding(in: one.signed.note, $0, witnesses) }
        }
        findings += try attestations.timestampFindings(&verdict, references.authorities)
        verdict.agreements = agreements
        for key in Set(held.map(\.key)).sorted(by: { $0.text < $1.text }) {
            let size = held.filter { $0.key == key }.map(\.signed.checkpoint.size).max() ?? 0
            verdict.protections.append(.init(algorithm: key.kind.algorithm, key: key.name, size: size))
        }
        findings += quorumFindings(&verdict, custody)
        if held.isEmpty, references.checkpoints.allSatisfy(\.isRemembered) {
            verdict.notChecked.append(
                Message(
                    "没有检查点：文件被截短或整本重写，单凭文件看不出来",
                    "no checkpoint: a tail cut off or a whole rewrite cannot be seen from the file alone"))
        } else if agreements.allSatisfy(\.isRemembered), verdict.witnessed == nil {
            verdict.notChecked.append(
                Message(
                    "没有另处保存的检查点可比，也没有见证：整本重写看不出来（verify --against 文件）",
                    "no checkpoint kept elsewhere was given and no witness has signed: a whole rewrite cannot be seen (verify --against FILE)"
                ))
        }
        return findings
    }

    /// The policy's quorum, which fails closed.
    private func quorumFindings(_ verdict: inout Verdict, _ custody: Custody) -> [Verdict.Finding] {
        guard custody.quorum != nil else { return [] }
        guard let policy = try? custody.witnessPolicy() else {
            return [
                .init(.quorum, field: "quorum", Message("台账的见证规则读不出来。", "The ledger's quorum policy cannot be read."))
            ]
        }
        let witnessed = held.filter { one in
            one.key.kind == .ed25519 && (policy.logs.isEmpty || policy.logs.contains { $0.key == one.key })
                && policy.isMet(
                    by: Set(
                        attestations.cosigners(of: one.signed.checkpoint, one.signed.note, policy.witnesses.map(\.key)))
                )
        }
        verdict.witnessed = policy.asksForWitnesses ? witnessed.map(\.signed.checkpoint.size).max() : nil
        guard policy.asksForWitnesses, witnessed.isEmpty else { return [] }
        return [
            .init(
                .quorum, field: "quorum",
                Message(
                    "规则要求的见证人数没有达到：没有一个检查点得到足够的见证。",
                    "The policy's quorum is not met: no checkpoint has enough cosignatures."))
        ]
    }
}

// MARK: - Words

extension CheckpointAudit {
    private static func of(_ source: Message?) -> Message {
        source ?? Message("自己的检查点", "its own checkpoint")
    }

    /// `<size>/<origin>` of the ledger's own; the name of one that was given.
    private static func place(_ checkpoint: Checkpoint, _ source: Message?) -> String {
        source?.en ?? "\(checkpoint.size)/\(checkpoint.origin)"
    }

    private static func malformed(_ stored: StoredCheckpoint) -> Verdict.Finding {
        .init(
            .checkpoint, field: "\(stored.size)/\(stored.origin)",
            Message("台账里 \(stored.size) 条处的检查点不合格式。", "The ledger's checkpoint of size \(stored.size) is malformed."))
    }

    private static func unsigned(by key: VerifierKey, _ size: Int) -> Verdict.Finding {
        .init(
            .checkpoint, field: "\(size)/\(key.name)",
            Message(
                "\(size) 条处的检查点缺少密钥 \(key.name) 的一份。",
                "The checkpoint of size \(size) lacks the note of the key \(key.name)."))
    }

    private static func badSignature(of checkpoint: Checkpoint, _ source: Message?) -> Verdict.Finding {
        let name = of(source)
        return .init(
            .checkpoint, field: place(checkpoint, source),
            Message(
                "\(name.zh)的签名不成立（\(checkpoint.size) 条）：不是台账当时的密钥所签。",
                "The signature of \(name.en) of size \(checkpoint.size) does not hold: no key that was the ledger's then has signed it."
            ))
    }

    private static func otherRoot(_ checkpoint: Checkpoint, _ source: Message?, after agreed: Int) -> Verdict.Finding {
        let name = of(source)
        return .init(
            // The ledger's own note lies in the same file as the records: which of the two was altered, it cannot tell.
            source == nil ? .checkpoint : .forked, field: place(checkpoint, source),
            Message(
                "台账与\(name.zh)分叉：前 \(checkpoint.size) 条的根不同，分叉在第 \(agreed + 1)–\(checkpoint.size) 条之间。",
                "The ledger forks from \(name.en): the root of its first \(checkpoint.size) records differs; the fork lies within records \(agreed + 1) to \(checkpoint.size)."
            ))
    }

    private static func rolledBack(_ checkpoint: Checkpoint, _ source: Message?, found: Int) -> Verdict.Finding {
        let name = of(source)
        return .init(
            .rolledback, field: place(checkpoint, source),
            Message(
                "台账被截短或回退：\(name.zh)签了 \(checkpoint.size) 条，现有 \(found) 条。",
                "The ledger was cut or rolled back: \(name.en) has signed size \(checkpoint.size), \(found) were found."
            ))
    }
}

extension SignatureKind {
    /// The algorithms that a key of this kind stands for.
    var algorithm: String {
        switch self {
        case .ed25519, .cosignature: "Ed25519 + SHA-256"
        case .sm2: "SM2 + SM3"
        }
    }
}
