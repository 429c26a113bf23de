import Ledger
import LedgerSQLite
import Rectification

extension OpenLedger {
    /// The keys and the policy as they stand.
    package func custody() throws -> Custody {
        try store.read { try $0.custody() }
    }

    /// The ledger's own checkpoints, the latest first.
    package func checkpoints() throws -> [StoredCheckpoint] {
        try store.read { transaction in
            var found: [StoredCheckpoint] = []
            try transaction.scanCheckpoints {
                found.append($0)
                return .more
            }
            return found
        }
    }

    /// What others have said of the checkpoints, in the order in which it was taken in.
    package func attestations() throws -> [StoredAttestation] {
        try store.read { transaction in
            var found: [StoredAttestation] = []
            try transaction.scanAttestations { found.append($0) }
            return found
        }
    }

    /// Takes in cosignatures of the ledger's checkpoint of this size (nil: the latest); lines that are there already, and
    /// lines by witnesses that the policy does not name, are passed over.
    ///
    /// - Returns: the witnesses whose lines were taken in.
    /// - Throws: `Fault` E-CHECKPOINT-NONE, E-COSIGNATURE, E-WITNESS-UNKNOWN.
    package func attach(cosignatures lines: [SignedNote.Signature], to size: Int? = nil) throws -> [String] {
        try store.write { transaction in
            let note = try transaction.checkpointNote(of: size)
            let checkpoint = try Checkpoint(text: note.text)
            let policy = try transaction.custody().witnessPolicy()
            let witnesses = policy?.witnesses ?? []
            var taken: [String] = []
            var known = 0
            for line in lines {
                guard let witness = witnesses.first(where: { $0.key.isNamed(by: line) }) else { continue }
                known += 1
                guard witness.key.isValid(line.bytes, of: Array(note.text.utf8)) else {
                    throw Fault.badCosignature(witness.name.text, checkpoint.size)
                }
                guard !note.signatures.contains(line) else { continue }
                try transaction.keep(
                    StoredAttestation(
                        size: checkpoint.size, origin: checkpoint.origin, kind: .cosignature,
                        content: Array(line.line.utf8)))
                taken.append(witness.name.text)
            }
            guard known > 0 else { throw Fault.unknownWitness }
            return taken
        }
    }

    /// The size of the last checkpoint that a witness cosigned, by the name that the policy gives them; 0 for none.
    ///
    /// - Throws: `Fault` E-WITNESS-UNKNOWN.
    package func lastCosigned(by name: String) throws -> Int {
        try store.read { transaction in
            let policy = try transaction.custody().witnessPolicy()
            guard let witness = policy?.witnesses.first(where: { $0.name.text.isSameBytes(as: name) }) else {
                throw Fault.unknownWitness
            }
            var last = 0
            try transaction.scanAttestations { one in
                guard one.kind == StoredAttestation.Kind.cosignature.rawValue,
                    let line = try? SignedNote.Signature(line: String(decoding: one.content, as: UTF8.self)),
                    witness.key.isNamed(by: line)
                else { return }
                last = max(last, one.size)
            }
            return last
        }
    }

    /// The ledger's own note of this size (nil: the latest): what a time-stamp is asked for.
    ///
    /// - Throws: `Fault` E-CHECKPOINT-NONE.
    package func ownNote(of size: Int? = nil) throws -> StoredCheckpoint {
        try store.read { try $0.ownCheckpoint(of: size) }
    }

    /// Takes in an RFC 3161 response over one of the ledger's own notes.
    ///
    /// - Returns: the note's size and what the token says.
    /// - Throws: `Fault` E-TIMESTAMP, E-TIMESTAMP-REFUSED, E-TIMESTAMP-OTHER.
    package func attach(timestamp der: [UInt8]) throws -> (size: Int, response: TimestampResponse) {
        let response = try TimestampResponse(der: der)
        return try store.write { transaction in
            var found: StoredCheckpoint?
            try transaction.scanCheckpoints { stored in
                guard Digest.sha256(stored.note.utf8) == response.imprint else { return .more }
                found = stored
                return .stop
            }
            guard let found else { throw Fault.otherTimestamp }
            try transaction.keep(
                StoredAttestation(size: found.size, origin: found.origin, kind: .timestamp, content: der))
            return (found.size, response)
        }
    }
}

extension OpenLedger {
    /// Keeps a time-stamp whose algorithms are not verified here, beside the ledger's checkpoint of this size (nil: the
    /// latest).
    ///
    /// - Throws: `Fault` E-CHECKPOINT-NONE, E-TIMESTAMP-PLAIN for one that can be checked, E-TIMESTAMP for what is no DER.
    package func keep(rawTimestamp der: [UInt8], beside size: Int? = nil) throws -> Int {
        guard (try? TimestampResponse(der: der)) == nil else { throw Fault.plainTimestamp }
        // RFC 3161 §2.4.2: a TimeStampResp is a SEQUENCE.
        guard der.first == 0x30, der.count > 8, der.count < 1_000_000 else { throw Fault.noTimestamp }
        return try store.write { transaction in
            let note = try transaction.ownCheckpoint(of: size)
            try transaction.keep(
                StoredAttestation(size: note.size, origin: note.origin, kind: .rawTimestamp, content: der))
            return note.size
        }
    }
}

extension Fault {
    fileprivate static var plainTimestamp: Fault {
        Fault(
            "E-TIMESTAMP-PLAIN", .refused,
            Message("这个时间戳可以核对，不必原样保存。", "This time-stamp can be checked and need not be kept raw."),
            remedy: Message("去掉 --raw。", "Leave --raw out."))
    }

    fileprivate static var noTimestamp: Fault {
        Fault(
            "E-TIMESTAMP", .badData,
            Message("这不是 RFC 3161 的时间戳回复。", "This is no RFC 3161 time-stamp response."),
            remedy: Message("请取颁发机构的原始回复（DER）。", "Take the authority's answer as it came (DER)."))
    }

    fileprivate static func badCosignature(_ witness: String, _ size: Int) -> Fault {
        Fault(
            "E-COSIGNATURE", .checkFailed,
            Message(
                "\(witness)的见证签名与 \(size) 条处的检查点不符。",
                "The cosignature of \(witness) does not match the checkpoint of size \(size)."),
            remedy: Message(
                "核对是哪一个检查点（--at），或请见证人重签。", "See which checkpoint it is of (--at), or have it cosigned again."))
    }

    fileprivate static var unknownWitness: Fault {
        Fault(
            "E-WITNESS-UNKNOWN", .badData,
            Message("这些签名都不是规则所列见证人的。", "None of these lines is by a witness that the policy names."),
            remedy: Message(
                "用 taizhang policy show 查看见证人，先用 policy adopt 列入。",
                "See taizhang policy show; name the witness with policy adopt first."))
    }

    fileprivate static var otherTimestamp: Fault {
        Fault(
            "E-TIMESTAMP-OTHER", .badData,
            Message("这个时间戳不是对本台账任何一个检查点的。", "This time-stamp is over none of the ledger's checkpoints."),
            remedy: Message("用 taizhang timestamp request 重新申请。", "Ask for one with taizhang timestamp request."))
    }
}
