import Ledger
import LedgerSQLite
import Rectification

/// What witnesses and time-stamp authorities have said of the ledger's checkpoints.
struct AttestationAudit {
    /// Which of the ledger's notes.
    private struct Place: Hashable {
        var size: Int
        var origin: [UInt8]

        init(_ size: Int, _ origin: String) {
            self.size = size
            self.origin = Array(origin.utf8)
        }
    }

    private var attestations: [StoredAttestation] = []
    private var cosignatures: [Place: [StoredAttestation]] = [:]
    /// What a time-stamp is over.
    private let notes: [Place: StoredCheckpoint]

    /// - Parameter checkpoints: the ledger's own.
    init(_ transaction: SQLiteStore.Transaction, of checkpoints: [StoredCheckpoint]) throws {
        notes = Dictionary(checkpoints.map { (Place($0.size, $0.origin), $0) }) { first, _ in first }
        try transaction.scanAttestations { one in
            attestations.append(one)
            if one.kind == StoredAttestation.Kind.cosignature.rawValue {
                cosignatures[Place(one.size, one.origin), default: []].append(one)
            }
        }
    }

    /// What stands beside no checkpoint, or is of no kind that the format has.
    func strayFindings() -> [Verdict.Finding] {
        attestations.filter { note(of: $0) == nil || StoredAttestation.Kind(rawValue: $0.kind) == nil }.map { one in
            .init(
                .checkpoint, field: "\(one.size)/\(one.origin)",
                Message(
                    "\(one.size) 条处有一项“\(one.kind)”，不属于任何检查点或不合格式。",
                    "At size \(one.size) there is a “\(one.kind)” of no checkpoint, or of no kind that is known."))
        }
    }

    private func note(of one: StoredAttestation) -> StoredCheckpoint? {
        notes[Place(one.size, one.origin)]
    }

    // MARK: Cosignatures

    /// The witnesses whose cosignature of a checkpoint holds, from its own note and from what is stored beside it.
    func cosigners(of checkpoint: Checkpoint, _ note: SignedNote, _ witnesses: [VerifierKey]) -> [VerifierKey] {
        let lines = note.signatures + stored(of: checkpoint).compactMap { try? SignedNote.Signature(line: $0) }
        let text = Array(checkpoint.text.utf8)
        return witnesses.filter { key in
            lines.contains { key.isNamed(by: $0) && key.isValid($0.bytes, of: text) }
        }
    }

    /// Stored cosignatures that are malformed, or by a known witness and do not hold. Those by unknown keys are ignored,
    /// as C2SP signed-note says.
    func cosignatureFindings(_ held: [Checkpoint], _ witnesses: [VerifierKey]) -> [Verdict.Finding] {
        let held = Dictionary(held.map { (Place($0.size, $0.origin), $0) }) { first, _ in first }
        return attestations.filter { $0.kind == StoredAttestation.Kind.cosignature.rawValue }.compactMap { one in
            guard let signature = try? SignedNote.Signature(line: String(decoding: one.content, as: UTF8.self)) else {
                return AttestationAudit.bad(one, Message("不合格式", "it is malformed"))
            }
            guard let key = witnesses.first(where: { $0.isNamed(by: signature) }) else { return nil }
            guard let checkpoint = held[Place(one.size, one.origin)] else { return nil }
            guard !key.isValid(signature.bytes, of: Array(checkpoint.text.utf8)) else { return nil }
            return AttestationAudit.bad(one, Message("与检查点不符", "it does not match the checkpoint"))
        }
    }

    /// A known witness's line in a note that was given, where it does not hold.
    func cosignatureFinding(in note: SignedNote, _ source: Message, _ witnesses: [VerifierKey]) -> Verdict.Finding? {
        let text = Array(note.text.utf8)
        let isWrong = note.signatures.contains { line in
            witnesses.contains { $0.isNamed(by: line) && !$0.isValid(line.bytes, of: text) }
        }
        guard isWrong else { return nil }
        return .init(
            .cosignature, field: source.en,
            Message("\(source.zh)里有见证签名不成立。", "A cosignature in \(source.en) does not hold."))
    }

    private func stored(of checkpoint: Checkpoint) -> [String] {
        (cosignatures[Place(checkpoint.size, checkpoint.origin)] ?? []).map {
            String(decoding: $0.content, as: UTF8.self)
        }
    }

    /// Those whom the policy names, and those whom the auditor trusts.
    static func witnesses(_ custody: Custody, _ trusted: [VerifierKey]) -> [VerifierKey] {
        let policy = try? custody.witnessPolicy()
        return (policy?.witnesses.map(\.key) ?? []) + trusted.filter { $0.kind == .cosignature }
    }

    private static func bad(_ one: StoredAttestation, _ why: Message) -> Verdict.Finding {
        .init(
            .cosignature, field: "\(one.size)/\(one.origin)",
            Message(
                "\(one.size) 条处检查点的见证签名不成立：\(why.zh)。",
                "A cosignature of the checkpoint of size \(one.size) does not hold: \(why.en)."))
    }

    // MARK: Time-stamps

    /// Holds the stored tokens against the notes that they are over.
    func timestampFindings(_ verdict: inout Verdict, _ authorities: [UInt8]?) throws -> [Verdict.Finding] {
        let raw = attestations.count { $0.kind == StoredAttestation.Kind.rawTimestamp.rawValue }
        if raw > 0 {
            verdict.notChecked.append(
                Message(
                    "原样保存的时间戳 \(raw) 个：其算法（如国密）本程序不能核对",
                    "\(raw) time-stamp\(raw == 1 ? "" : "s") kept raw: of algorithms that are not verified here (SM2, SM3)"
                ))
        }
        let tokens = attestations.filter {
            $0.kind == StoredAttestation.Kind.timestamp.rawValue && note(of: $0) != nil
        }
        guard !tokens.isEmpty else { return [] }
        guard let authorities else {
            verdict.notChecked.append(
                Message(
                    "可信时间戳 \(tokens.count) 个：没有给出颁发机构的证书（--ca 文件）",
                    "\(tokens.count) time-stamp\(tokens.count == 1 ? "" : "s"): no certificates of authorities were given (--ca FILE)"
                ))
            return []
        }
        var findings: [Verdict.Finding] = []
        let verifier = try TimestampVerifier(trust: authorities)
        for token in tokens {
            switch judge(token, verifier) {
            case .valid(let time, let authority, let expired):
                if time >= verdict.timestamped?.time ?? time {
                    verdict.timestamped = .init(
                        size: token.size, time: time, authority: authority, isExpired: expired)
                }
            case .mismatch: findings.append(bad(token, Message("不是对这一检查点的", "it is not over this checkpoint")))
            case .altered: findings.append(bad(token, Message("签名不成立", "its signature does not hold")))
            case .untrusted(let why):
                let text = Message("颁发机构不可信：\(why.zh)", "its authority is not trusted: \(why.en)")
                findings.append(bad(token, text))
            case .malformed: findings.append(bad(token, Message("不合格式", "it is malformed")))
            }
        }
        return findings
    }

    private func judge(_ token: StoredAttestation, _ verifier: TimestampVerifier) -> TimestampVerdict {
        // One without its note is told of as a stray.
        guard let note = note(of: token) else { return .mismatch }
        return verifier.verify(der: token.content, imprint: .sha256(note.note.utf8))
    }

    private func bad(_ token: StoredAttestation, _ why: Message) -> Verdict.Finding {
        .init(
            .timestamp, field: "\(token.size)/\(token.origin)",
            Message(
                "\(token.size) 条处检查点的时间戳不成立：\(why.zh)。",
                "The time-stamp of the checkpoint of size \(token.size) does not hold: \(why.en)."))
    }
}
