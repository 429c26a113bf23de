import Ledger
import Rectification

/// What a checker trusts: keys of the ledger, a policy, a checkpoint of their own.
struct ProofTrust {
    var keys: [VerifierKey]
    var policy: WitnessPolicy?
    var kept: SignedCheckpoint?

    /// Holds a proof's checkpoint against it.
    ///
    /// - Returns: the keys that have signed it, the ledger's first.
    /// - Throws: E-PROOF-TRUST, E-NOTE-UNSIGNED, E-NOTE-SIGNATURE, E-PROOF-WITNESS, E-PROOF-OTHER.
    func check(_ given: SignedCheckpoint) throws(Fault) -> [VerifierKey] {
        let logs = keys.filter { $0.kind != .cosignature } + (policy?.logs.map(\.key) ?? [])
        guard !logs.isEmpty || kept != nil else { throw .noTrust }
        let witnesses = keys.filter { $0.kind == .cosignature } + (policy?.witnesses.map(\.key) ?? [])
        var signers: [VerifierKey] = []
        if !logs.isEmpty {
            signers = try given.note.verified(by: Array(Set(logs + witnesses))).sorted {
                $0.kind == .ed25519 && $1.kind != .ed25519
            }
            guard
                signers.contains(where: { $0.kind != .cosignature && $0.name.isSameBytes(as: given.checkpoint.origin) })
            else { throw .otherOrigin(given.checkpoint.origin) }
        }
        if let policy, !policy.isMet(by: Set(signers)) { throw .tooFewWitnesses }
        return signers
    }
}

/// A proof as it was given: of a record, of a whole stream, or of consistency.
enum GivenProof {
    case record(ProofFile, body: [UInt8])
    case stream(StreamProof)
    case consistency(AddCheckpointRequest)

    /// - Parameter record: the record's bytes, where the proof has them not.
    /// - Throws: E-PROOF, E-PROOF-RECORD.
    init(_ bytes: [UInt8], record: [UInt8]?) throws {
        if bytes.first == UInt8(ascii: "{") {
            do {
                self = .stream(try StreamProof(try CanonicalJSON.parse(bytes)))
            } catch let fault as JSONFault {
                throw Fault.proof(Message("第 \(fault.offset) 字节：", "at byte \(fault.offset), ") + fault.reason.message)
            }
        } else if bytes.starts(with: "old ".utf8) {
            self = .consistency(try AddCheckpointRequest(bytes))
        } else {
            let file = try ProofFile(bytes)
            guard let body = record ?? file.extra else { throw Fault.noRecord }
            self = .record(file, body: body)
        }
    }

    /// - Throws: what does not hold, as a `Fault` whose kind is `.checkFailed`.
    func check(_ trust: ProofTrust, disclosure: [UInt8]?) throws -> CheckedProof {
        switch self {
        case .record(let file, let body):
            let given = try SignedCheckpoint(file.checkpoint)
            let signers = try trust.check(given)
            if let kept = trust.kept, kept.checkpoint != given.checkpoint { throw Fault.otherCheckpoint }
            var hasher = SHA256Hasher()
            guard
                MerkleTree.isIncluded(
                    MerkleTree.leaf(body, &hasher), at: file.index, in: given.checkpoint.size,
                    root: given.checkpoint.root, proof: file.hashes)
            else {
                throw Fault.proofFailed(
                    Message("记录不在这个检查点所签的台账里", "the record is not in the ledger that this checkpoint signs"))
            }
            let record = try Record(body)
            guard record.sequence == file.index + 1 else {
                throw Fault.proofFailed(Message("记录写着另一个序号", "the record says another position of itself"))
            }
            let field = try disclosure.map { try disclosed($0, by: record) }
            return CheckedProof(given: given, signers: signers, records: [record], isStream: false, disclosed: field)
        case .stream(let proof):
            let given = try SignedCheckpoint(proof.checkpoint)
            let signers = try trust.check(given)
            if let kept = trust.kept, kept.checkpoint != given.checkpoint { throw Fault.otherCheckpoint }
            return CheckedProof(given: given, signers: signers, records: try proof.check(), isStream: true)
        case .consistency(let proof):
            let given = try SignedCheckpoint(proof.note)
            guard let kept = trust.kept else { throw Fault.nothingKept }
            var withoutKept = trust
            withoutKept.kept = nil
            let signers = try withoutKept.check(given)
            guard kept.checkpoint.size == proof.oldSize,
                kept.checkpoint.origin.isSameBytes(as: given.checkpoint.origin),
                MerkleTree.isConsistent(
                    from: proof.oldSize, root: kept.checkpoint.root, to: given.checkpoint.size,
                    root: given.checkpoint.root, proof: proof.proof)
            else {
                throw Fault.proofFailed(
                    Message("新检查点不是在旧检查点之上延续的", "the later checkpoint does not extend the earlier one"))
            }
            return CheckedProof(
                given: given, signers: signers, records: [], isStream: false, extends: proof.oldSize)
        }
    }

    /// The property and value of a disclosure, where the record names its digest.
    private func disclosed(_ bytes: [UInt8], by record: Record) throws -> (property: String, value: String) {
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let disclosure = Disclosure(subject: record.stream, text: text)
        guard let content = disclosure.content else {
            throw Fault.proof(Message("这不是一项披露", "what was handed in is no disclosure"))
        }
        let named = (try? CanonicalJSON.parse(record.data))?.disclosureDigests ?? []
        guard named.contains(disclosure.digest) else {
            throw Fault.proofFailed(Message("这项披露不是这条记录的", "the disclosure is not one of this record"))
        }
        return content
    }
}

extension Fault {
    fileprivate static func proof(_ why: Message) -> Fault {
        Fault(
            "E-PROOF", .badData, Message("证明不合格式：\(why.zh)。", "The proof is malformed: \(why.en)."),
            remedy: Message("请出具者重新生成。", "Have it made anew."))
    }

    fileprivate static var noTrust: Fault {
        Fault(
            "E-PROOF-TRUST", .usage,
            Message(
                "没有说明信任谁：证明只能引到有人签过的检查点。",
                "It is not said whom you trust: a proof leads to a checkpoint that somebody signed."),
            remedy: Message(
                "加上 --key 公钥、--policy 规则或 --checkpoint 检查点。", "Add --key VKEY, --policy FILE or --checkpoint FILE."))
    }

    fileprivate static func otherOrigin(_ origin: String) -> Fault {
        Fault(
            "E-PROOF-OTHER", .checkFailed,
            Message(
                "检查点的 origin（\(origin)）不是所给公钥的名称。",
                "The checkpoint's origin (\(origin)) is not the name of a key that was given."),
            remedy: Message("核对是哪一本台账。", "See which ledger it is of."))
    }

    fileprivate static var otherCheckpoint: Fault {
        Fault(
            "E-PROOF-OTHER", .checkFailed,
            Message("证明引到的检查点不是您保存的那一个。", "The proof leads to another checkpoint than the one that you kept."),
            remedy: Message("索要引到您那个检查点的证明（prove --at）。", "Ask for one that leads to yours (prove --at)."))
    }

    fileprivate static var tooFewWitnesses: Fault {
        Fault(
            "E-PROOF-WITNESS", .checkFailed,
            Message("检查点的见证没有达到规则的人数。", "The checkpoint's cosignatures do not meet the policy's quorum."),
            remedy: Message("索要经过见证的证明。", "Ask for a proof with a witnessed checkpoint."))
    }

    fileprivate static var noRecord: Fault {
        Fault(
            "E-PROOF-RECORD", .usage, Message("这份证明里没有记录原文。", "The proof has no record in it."),
            remedy: Message(
                "加上 --record 原文文件（taizhang record show N --raw）。", "Add --record FILE (taizhang record show N --raw)."))
    }

    fileprivate static var nothingKept: Fault {
        Fault(
            "E-PROOF-TRUST", .usage, Message("核对承接关系要有旧的检查点。", "To check consistency takes the earlier checkpoint."),
            remedy: Message("加上 --checkpoint 文件。", "Add --checkpoint FILE."))
    }
}
