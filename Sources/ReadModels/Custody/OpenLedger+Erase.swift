import Ledger
import LedgerSQLite
import Rectification

/// What is to be erased.
package enum ErasureTarget: Sendable, Equatable {
    /// One property of one record.
    case field(record: Int, property: String)
    /// Everything that is kept of a post or person.
    case subject(ActorID)
}

extension OpenLedger {
    /// Erases personal data (`format.md`: erasable fields): records that it was erased, deletes the disclosures, seals what
    /// remains of the person under a new key, destroys the old one, and empties the write-ahead log.
    ///
    /// - Parameter basis: the legal basis.
    /// - Throws: `Fault` E-FIELD-NONE, E-FIELD-ERASED, E-FIELD-SEALED, E-ERASE-LOG; and what `perform` throws.
    package func erase(_ target: ErasureTarget, basis: String, _ order: Order) throws -> Outcome {
        guard !order.isDryRun else { return try perform(order) { _ = try $0.erase(target, basis: basis) } }
        let outcome = try keys.locked {
            // What an earlier erasure was stopped in is ended first, whether or not anything is left to erase.
            if let subject = try subject(of: target) {
                try keys.settle(subject) { try store.read { try $0.disclosures(about: subject).first } }
            }
            var subjects: [StreamName: Bool] = [:]
            let outcome = try perform(order) { desk in subjects = try desk.erase(target, basis: basis) }
            for (subject, dataRemains) in subjects { try keys.destroy(subject, dataRemains: dataRemains) }
            return outcome
        }
        guard try store.emptyLog() else { throw Fault.logInUse }
        return outcome
    }

    /// Whose data it is; nil where there is no such record.
    private func subject(of target: ErasureTarget) throws -> StreamName? {
        switch target {
        case .subject(let actor): actor.stream
        case .field(let record, _): try self.record(record).flatMap { StreamName($0.stream) }
        }
    }
}

extension Desk {
    /// - Returns: the persons whose keys are to be destroyed, and whether data of them remains.
    fileprivate func erase(_ target: ErasureTarget, basis: String) throws -> [StreamName: Bool] {
        try transaction.deleteSecurely()
        let wanted = try fields(of: target)
        for (record, disclosure) in wanted {
            let event = FieldErased(
                basis: basis, digest: disclosure.digest, property: disclosure.content?.property ?? "")
            try custody(.erase(event), in: CustodyEvent.erasureStream(of: record))
            try transaction.erase(disclosure: disclosure.digest)
        }
        var subjects: [StreamName: Bool] = [:]
        for subject in Set(wanted.map(\.disclosure.subject)) {
            let remaining = try transaction.disclosures(about: subject)
            subjects[subject] = !remaining.isEmpty
            guard !order.isDryRun else { continue }
            for sealed in try ledger.keys.reseal(try remaining.map(opened), of: subject) {
                try transaction.reseal(sealed)
            }
        }
        return subjects
    }

    private func opened(_ sealed: SealedDisclosure) throws -> Disclosure {
        guard let disclosure = try ledger.keys.open(sealed) else { throw Fault.fieldSealed(sealed.sequence) }
        return disclosure
    }

    private func fields(of target: ErasureTarget) throws -> [(record: Int, disclosure: Disclosure)] {
        switch target {
        case .field(let record, let property):
            return [(record, try ledger.disclosure(of: property, in: record, transaction))]
        case .subject(let actor):
            let sealed = try transaction.disclosures(about: actor.stream)
            guard !sealed.isEmpty else { throw Fault.nothingKept(actor) }
            return try sealed.map { ($0.sequence, try opened($0)) }
        }
    }
}

extension Fault {
    fileprivate static func nothingKept(_ actor: ActorID) -> Fault {
        Fault(
            "E-FIELD-NONE", .notFound,
            Message("台账没有保存\(actor.name)的个人信息。", "The ledger keeps no personal data of \(actor)."),
            remedy: Message("不必删除。", "There is nothing to erase."))
    }

    fileprivate static var logInUse: Fault {
        Fault(
            "E-ERASE-LOG", .busy,
            Message(
                "已经删除并销毁密钥，但他人正打开着台账，预写日志还没有清空。",
                "It is erased and the key destroyed, but others have the ledger open, and its write-ahead log is not emptied yet."
            ),
            remedy: Message(
                "待他人关闭后运行 taizhang backup 或任一录入命令，日志随之清空。",
                "Once they have closed it, any command that writes empties the log."))
    }
}
