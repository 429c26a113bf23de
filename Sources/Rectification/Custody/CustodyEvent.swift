import Ledger

/// What happens to the ledger's own proofs: keys, stream heads, policy, restores, erasures. Streams `key/…`, `heads/…`,
/// `custody/…`, `erasure/…`.
///
/// The payloads' type names are the storage format and never change.
package enum CustodyEvent: DomainEvent {
    case keyRegistered(KeyRegistered)
    case keyRotated(KeyRotated)
    case keyRetired(KeyRetired)
    case policyAdopted(PolicyAdopted)
    case headsCommitted(HeadsCommitted)
    case ledgerRestored(LedgerRestored)
    case fieldErased(FieldErased)

    package static let types: [EventType<CustodyEvent>] = [
        .init(CustodyEvent.keyRegistered), .init(CustodyEvent.keyRotated), .init(CustodyEvent.keyRetired),
        .init(CustodyEvent.policyAdopted), .init(CustodyEvent.headsCommitted), .init(CustodyEvent.ledgerRestored),
        .init(CustodyEvent.fieldErased),
    ]
    package static let typesByName = EventType.byName(types)
    /// The kinds of stream from which the state of custody is folded. Heads and erasures grow with the ledger and do not
    /// change it.
    package static let kinds = ["custody", "key"]

    package static func keyStream(_ name: String) -> StreamName { StreamName(kind: "key", id: name) }
    package static func custodyStream(of ledger: Identifier) -> StreamName {
        StreamName(kind: "custody", id: ledger.text)
    }
    package static func headsStream(of ledger: Identifier) -> StreamName { StreamName(kind: "heads", id: ledger.text) }
    package static func erasureStream(of record: Int) -> StreamName { StreamName(kind: "erasure", id: String(record)) }

    package var payload: any Payload {
        switch self {
        case .keyRegistered(let payload): payload
        case .keyRotated(let payload): payload
        case .keyRetired(let payload): payload
        case .policyAdopted(let payload): payload
        case .headsCommitted(let payload): payload
        case .ledgerRestored(let payload): payload
        case .fieldErased(let payload): payload
        }
    }
}

package struct KeyRegistered: Payload {
    package static let type = "taizhang.key.registered.v1"
    package static let about = Message("登记签名密钥", "a signing key was registered")

    /// `ledger`, or the post or person whose key it is.
    package var holder = ""
    /// A signed note by the key itself: whoever registers it has it.
    package var note = ""
    package var vkey = ""

    package init() {}

    package init(holder: KeyHolder, note: String, vkey: String) {
        self.holder = holder.text
        self.note = note
        self.vkey = vkey
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("holder", &holder, Message("持有者：ledger 或职务、人员", "whose it is: ledger, or a post or person"))
        try p.text("note", &note, Message("持有证明（C2SP 签名文书）", "proof of possession, a C2SP signed note"))
        try p.text("vkey", &vkey, Message("公钥（C2SP vkey）", "the public key, a C2SP verifier key"))
    }
}

package struct KeyRotated: Payload {
    package static let type = "taizhang.key.rotated.v1"
    package static let about = Message("更换签名密钥", "a signing key was replaced by a new one")

    /// A signed note by the old key and by the new one.
    package var note = ""
    /// The new key, under the same name.
    package var vkey = ""

    package init() {}

    package init(note: String, vkey: String) {
        self.note = note
        self.vkey = vkey
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("note", &note, Message("新旧两把密钥共同签名的文书", "a signed note by both keys"))
        try p.text("vkey", &vkey, Message("新公钥（C2SP vkey）", "the new public key, a C2SP verifier key"))
    }
}

/// From its position on the key signs nothing more; what it signed before stands.
package struct KeyRetired: Payload {
    package static let type = "taizhang.key.retired.v1"
    package static let about = Message("停用签名密钥", "a signing key was retired")
    package static let needsReason = true

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}

package struct PolicyAdopted: Payload {
    package static let type = "taizhang.policy.adopted.v1"
    package static let about = Message("确定核验规则", "a policy of verification was adopted")

    /// The text of a C2SP tlog-policy.
    package var quorum: String?
    /// The types of event that their actor must sign.
    package var signed: [String] = []

    package init() {}

    package init(quorum: String?, signed: [String]) {
        self.quorum = quorum
        self.signed = signed
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("quorum", &quorum, Message("见证规则（C2SP tlog-policy）", "the quorum of witnesses, a C2SP tlog-policy"))
        try p.texts("signed", &signed, Message("须由录入人签名的事件类型", "the types of event that must be signed"))
    }
}

/// What the last record of every stream was, as of the record before this one (`format.md`: stream heads).
package struct HeadsCommitted: Payload {
    package static let type = "taizhang.heads.committed.v1"
    package static let about = Message("固定各流末端", "the heads of all streams were committed to")

    package var root = Digest.zero
    /// How many streams there are.
    package var size = 0

    package init() {}

    package init(root: Digest, size: Int) {
        self.root = root
        self.size = size
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.digest("root", &root, Message("各流末端的默克尔根", "Merkle root over the streams' last records"))
        try p.integer("size", &size, Message("流的个数", "how many streams there are"))
    }
}

/// A ledger that no longer reaches the checkpoint remembered outside it, and is meant to (`format.md`: when a ledger is
/// opened).
package struct LedgerRestored: Payload {
    package static let type = "taizhang.ledger.restored.v1"
    package static let about = Message("由备份恢复台账", "the ledger was restored from a backup")
    package static let needsReason = true

    /// Of the remembered checkpoint.
    package var root = Digest.zero
    package var size = 0

    package init() {}

    package init(root: Digest, size: Int) {
        self.root = root
        self.size = size
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.digest("root", &root, Message("恢复前检查点的根", "root of the checkpoint remembered before"))
        try p.integer("size", &size, Message("恢复前检查点的记录数", "size of the checkpoint remembered before"))
    }
}

package struct FieldErased: Payload {
    package static let type = "taizhang.field.erased.v1"
    package static let about = Message("删除个人信息", "personal data was erased")
    package static let needsReason = true

    /// The legal basis.
    package var basis = ""
    /// What the record names in `_sd`.
    package var digest = ""
    package var property = ""

    package init() {}

    package init(basis: String, digest: String, property: String) {
        self.basis = basis
        self.digest = digest
        self.property = property
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("basis", &basis, Message("法律依据", "legal basis"))
        try p.text("digest", &digest, Message("被删字段的摘要", "digest of the erased disclosure"))
        try p.text("property", &property, Message("字段", "property"))
    }
}
