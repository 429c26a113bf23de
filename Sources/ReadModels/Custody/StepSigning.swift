import Ledger
import Rectification

/// Signs the steps of an order with its actor's key (`format.md`: signature): those that the policy names, and those that
/// carry weight where a key is at hand.
struct StepSigning {
    private let order: Order
    private let custody: Custody

    init(_ order: Order, _ custody: Custody) {
        self.order = order
        self.custody = custody
    }

    /// Whether there is neither a step that must be signed nor a key at hand.
    var signsNothing: Bool { custody.signed.isEmpty && order.signer == nil }

    /// The signature of a record, given its bytes without it; nil for one that is not signed.
    ///
    /// - Throws: E-SIGN-NEEDED, E-SIGN-BEHALF, E-SIGN-KEY; and what the signer throws.
    func signature(_ record: Record, _ bytes: [UInt8]) throws -> String? {
        let isAsked = custody.signed.contains(record.type) && !record.isClaim
        guard isAsked || (order.signer != nil && Custody.weighty.contains(record.type) && order.onBehalfOf == nil)
        else {
            return nil
        }
        guard record.onBehalfOf == nil else { throw Fault.signedOnBehalf(record) }
        guard let signer = order.signer else { throw Fault.unsigned(record) }
        let isValid = custody.keys.contains {
            $0.verifier == signer.key && $0.holder == .actor(order.actor) && $0.until == nil
        }
        guard isValid else { throw Fault.notTheirKey(signer.key, order.actor) }
        let signature = order.isDryRun ? [] : try signer.sign(bytes)
        return RecordSignature(keyID: signer.key.id, bytes: signature).text
    }
}

extension Fault {
    fileprivate static func unsigned(_ record: Record) -> Fault {
        Fault(
            "E-SIGN-NEEDED", .refused,
            Message(
                "本台账规定这一步（\(record.type)）须由录入人签名。",
                "The ledger's policy has this step (\(record.type)) signed by its actor."),
            remedy: Message("加上 --sign-with 密钥文件。", "Add --sign-with KEY."))
    }

    fileprivate static func signedOnBehalf(_ record: Record) -> Fault {
        Fault(
            "E-SIGN-BEHALF", .refused,
            Message(
                "须签名的步骤（\(record.type)）不能由他人代为录入。",
                "A step that must be signed (\(record.type)) is not keyed in for another."),
            remedy: Message("请本人录入并签名。", "Have its own doer enter and sign it."))
    }

    fileprivate static func notTheirKey(_ key: VerifierKey, _ actor: ActorID) -> Fault {
        Fault(
            "E-SIGN-KEY", .notPermitted,
            Message("密钥“\(key.name)”不是\(actor.name)的在用密钥。", "The key “\(key.name)” is no valid key of \(actor)."),
            remedy: Message(
                "用 taizhang key list 查看；先用 taizhang key new 登记。",
                "See taizhang key list; register one with taizhang key new."))
    }
}
