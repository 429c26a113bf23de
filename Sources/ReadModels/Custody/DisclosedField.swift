import Ledger
import LedgerSQLite
import Rectification

/// An erasable field of a record, as a reader finds it.
package struct DisclosedField: Equatable, Sendable {
    package enum State: Equatable, Sendable {
        case open(Disclosure)
        /// By the record of this position.
        case erased(property: String, by: Int)
        /// Its disclosure or its key is not here.
        case sealed
    }

    /// As the record names it in `_sd`.
    package var digest: String
    package var state: State

    package var property: String? {
        switch state {
        case .open(let disclosure): disclosure.content?.property
        case .erased(let property, _): property
        case .sealed: nil
        }
    }
}

extension OpenLedger {
    /// The erasable fields of a record.
    package func fields(of sequence: Int) throws -> [DisclosedField] {
        try store.read { try fields(of: sequence, in: $0) }
    }

    /// The disclosure of one property of a record.
    ///
    /// - Throws: `Fault` E-FIELD-NONE, E-FIELD-ERASED, E-FIELD-SEALED.
    package func disclosure(of property: String, in sequence: Int) throws -> Disclosure {
        try store.read { try disclosure(of: property, in: sequence, $0) }
    }

    func disclosure(of property: String, in sequence: Int, _ transaction: SQLiteStore.Transaction) throws -> Disclosure
    {
        let fields = try fields(of: sequence, in: transaction)
        guard let field = fields.first(where: { $0.property == property }) else {
            if fields.contains(where: { $0.state == .sealed }) { throw Fault.fieldSealed(sequence) }
            throw Fault.noField(sequence, property, fields.compactMap(\.property))
        }
        guard case .open(let disclosure) = field.state else { throw Fault.fieldErased(sequence, property) }
        return disclosure
    }

    func fields(of sequence: Int, in transaction: SQLiteStore.Transaction) throws -> [DisclosedField] {
        guard let stored = try transaction.stored(at: sequence) else { return [] }
        let digests = (try? CanonicalJSON.parse(stored.body))?["data"]?.disclosureDigests ?? []
        guard !digests.isEmpty else { return [] }
        var erased: [String: (property: String, by: Int)] = [:]
        try transaction.scan(.stream(CustodyEvent.erasureStream(of: sequence))) { stored in
            if case .fieldErased(let it)? = try stored.entry(CustodyEvent.self)?.event {
                erased[it.digest] = (it.property, stored.sequence)
            }
            return .more
        }
        let fields = try digests.map { digest in
            if let erasure = erased[digest] {
                return DisclosedField(digest: digest, state: .erased(property: erasure.property, by: erasure.by))
            }
            let disclosure = try transaction.disclosure(digest).flatMap { try keys.open($0) }
            return DisclosedField(digest: digest, state: disclosure.map { .open($0) } ?? .sealed)
        }
        // Digests are sorted as they fell; people read by name.
        return fields.sorted { ($0.property ?? $0.digest) < ($1.property ?? $1.digest) }
    }
}

extension LedgerTransaction {
    /// What is sealed of a person's data.
    func disclosures(about subject: StreamName) throws -> [SealedDisclosure] {
        var found: [SealedDisclosure] = []
        try scanDisclosures { if $0.subject.isSameBytes(as: subject.text) { found.append($0) } }
        return found
    }
}

extension Fault {
    static func noField(_ record: Int, _ property: String, _ there: [String]) -> Fault {
        Fault(
            "E-FIELD-NONE", .notFound,
            Message("第 \(record) 条记录没有可删除的字段 \(property)。", "Record \(record) has no erasable field \(property)."),
            state: there.isEmpty
                ? nil
                : Message("有：\(there.joined(separator: "、"))。", "It has: \(there.joined(separator: ", "))."),
            remedy: Message("用 taizhang record show \(record) 查看。", "See taizhang record show \(record)."))
    }

    static func fieldErased(_ record: Int, _ property: String) -> Fault {
        Fault(
            "E-FIELD-ERASED", .refused,
            Message("第 \(record) 条的 \(property) 已经删除。", "\(property) of record \(record) is erased already."),
            remedy: Message("不必再删。", "There is nothing to do."))
    }

    static func fieldSealed(_ record: Int) -> Fault {
        Fault(
            "E-FIELD-SEALED", .notFound,
            Message(
                "第 \(record) 条的可删除字段打不开：密钥不在这里。",
                "The erasable fields of record \(record) cannot be opened: the key is not here."),
            remedy: Message("在存有 keys/ 的机器上办理。", "Do it where keys/ is."))
    }
}
