import Ledger

/// What can be asked of the ledger's custody.
package enum CustodyCommand: Sendable, Equatable {
    case register(VerifierKey, KeyHolder, note: SignedNote)
    case rotate(to: VerifierKey, note: SignedNote)
    case retire(String)
    case adopt(quorum: String?, signed: [String])
    case commit(HeadsCommitted)
    case restore(LedgerRestored)
    case erase(FieldErased)
}

extension Custody {
    /// The event that a command leads to.
    ///
    /// Keys and policy are an approver's matter, and so are restoring and erasing; whoever records or approves may commit
    /// the heads for a checkpoint.
    /// - Parameter source: the ledger's, which the notes of keys name.
    /// - Throws: E-ROLE, E-REASON, E-ACTOR-UNKNOWN, E-KEY-NAME-TAKEN, E-KEY-UNKNOWN, E-KEY-NOTE, E-KEY-KIND, E-POLICY,
    ///   E-TEXT-EMPTY.
    package static func decide(_ command: CustodyCommand, _ state: Custody, source: String, _ context: Context)
        throws(Fault) -> CustodyEvent
    {
        try context.requireStanding()
        switch command {
        case .register(let key, let holder, let note):
            try context.require(.approver, to: Message("登记密钥", "register a key"))
            if case .actor(let actor) = holder { try context.require(known: [actor]) }
            guard key.kind != .cosignature else { throw .keyKind(key) }
            guard state.key(named: key.name) == nil else { throw .keyTaken(key.name) }
            if holder == .ledger { try state.require(roomFor: key) }
            let text = KeyStatement.registration(of: key, holder: holder, source: source)
            try require(note, says: text, by: [key])
            return .keyRegistered(KeyRegistered(holder: holder, note: note.encoded, vkey: key.text))
        case .rotate(let key, let note):
            try context.require(.approver, to: Message("更换密钥", "replace a key"))
            guard let old = state.key(named: key.name) else { throw .keyUnknown(key.name) }
            guard old.verifier.kind == key.kind else { throw .keyKind(key) }
            guard old.verifier != key else { throw .keyTaken(key.name) }
            let text = KeyStatement.rotation(from: old.verifier, to: key, holder: old.holder, source: source)
            try require(note, says: text, by: [old.verifier, key])
            return .keyRotated(KeyRotated(note: note.encoded, vkey: key.text))
        case .retire(let name):
            guard let key = state.key(named: name) else { throw .keyUnknown(name) }
            if key.holder != .actor(context.doer) {
                try context.require(.approver, to: Message("停用他人的密钥", "retire another's key"))
            }
            try context.requireReason(for: Message("停用密钥", "retire a key"))
            return .keyRetired(KeyRetired())
        case .adopt(let quorum, let signed):
            try context.require(.approver, to: Message("确定核验规则", "adopt a policy"))
            if let quorum { _ = try WitnessPolicy(Array(quorum.utf8)) }
            for type in signed where EventCatalogue.payload(named: type) == nil { throw .unknownType(type) }
            return .policyAdopted(PolicyAdopted(quorum: quorum, signed: Set(signed).sorted()))
        case .commit(let heads):
            if !context.office.holds(.approver, context.doer) {
                try context.require(.recorder, to: Message("签发检查点", "make a checkpoint"))
            }
            return .headsCommitted(heads)
        case .restore(let restored):
            try context.require(.approver, to: Message("由备份恢复", "restore from a backup"))
            try context.requireReason(for: Message("由备份恢复", "restore from a backup"))
            return .ledgerRestored(restored)
        case .erase(let erased):
            try context.require(.approver, to: Message("删除个人信息", "erase personal data"))
            try context.requireReason(for: Message("删除个人信息", "erase personal data"))
            guard !erased.basis.isBlank else { throw .blank(Message("法律依据", "legal basis")) }
            return .fieldErased(erased)
        }
    }

    /// The ledger has one valid key of a kind, whose name is the origin of its checkpoints; SM2 comes beside Ed25519.
    private func require(roomFor key: VerifierKey) throws(Fault) {
        let kinds = keys.filter { $0.holder == .ledger && $0.until == nil }.map(\.verifier.kind)
        guard !kinds.contains(key.kind), key.kind != .sm2 || kinds.contains(.ed25519) else {
            throw Fault(
                "E-KEY-LEDGER", .refused,
                Message(
                    "台账每种密钥只有一把在用，SM2 须与 Ed25519 并用。",
                    "A ledger has one valid key of each kind, and SM2 only beside Ed25519."),
                remedy: Message(
                    "更换用 taizhang key rotate；SM2 之前先登记 Ed25519。",
                    "Replace one with taizhang key rotate; register Ed25519 before SM2."))
        }
    }

    /// Holds a key's note: this text, and signed by each of these keys.
    package static func require(_ note: SignedNote, says text: String, by keys: [VerifierKey]) throws(Fault) {
        guard note.text.isSameBytes(as: text), Set(try note.verified(by: keys)) == Set(keys) else {
            throw Fault(
                "E-KEY-NOTE", .badData,
                Message("密钥的持有证明不成立。", "The note that proves possession of the key does not hold."),
                remedy: Message(
                    "用 taizhang key new 或 key rotate 重新生成。", "Make it anew with taizhang key new or key rotate."))
        }
    }
}

extension Fault {
    fileprivate static func keyTaken(_ name: String) -> Fault {
        Fault(
            "E-KEY-NAME-TAKEN", .refused,
            Message("名为“\(name)”的密钥已经登记并在用。", "A key named “\(name)” is registered and valid."),
            remedy: Message(
                "换一个名字（--name），或用 taizhang key rotate 更换它。",
                "Choose another --name, or replace it with taizhang key rotate."))
    }

    package static func keyUnknown(_ name: String) -> Fault {
        Fault(
            "E-KEY-UNKNOWN", .notFound, Message("没有名为“\(name)”的在用密钥。", "There is no valid key named “\(name)”."),
            remedy: Message("用 taizhang key list 查看。", "See taizhang key list."))
    }

    fileprivate static func keyKind(_ key: VerifierKey) -> Fault {
        Fault(
            "E-KEY-KIND", .badData,
            Message("密钥“\(key.name)”的种类不适用于此处。", "The key “\(key.name)” is not of a kind that can be used here."),
            remedy: Message(
                "台账和人员用 Ed25519 或 SM2 密钥；更换时种类不变。",
                "Ledgers and people have Ed25519 or SM2 keys; a replacement is of the same kind."))
    }

    fileprivate static func unknownType(_ type: String) -> Fault {
        Fault(
            "E-POLICY-TYPE", .badData, Message("没有事件类型 \(type)。", "There is no type of event \(type)."),
            remedy: Message("事件类型见 events/README.md。", "events/README.md lists them."))
    }
}
