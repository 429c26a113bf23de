import Foundation
import Ledger
import LedgerSQLite
import Rectification

/// A ledger folder, opened: `ledger.db`, `evidence/`, `keys/`, `config` (`format.md`: SQLite store).
///
/// The one way in is `perform`, the one way out are the queries.
package final class OpenLedger: Sendable {
    package let folder: URL
    package let identity: LedgerIdentity
    package let store: SQLiteStore
    package let surroundings: Surroundings

    package static let folderName = ".taizhang"
    package static let databaseName = "ledger.db"

    package var evidence: EvidenceStore { EvidenceStore(folder: folder.appendingPathComponent("evidence")) }
    package var keys: SubjectKeys {
        SubjectKeys(folder: folder.appendingPathComponent("keys"), surroundings: surroundings)
    }
    package var configuration: URL { folder.appendingPathComponent("config") }

    /// What day it is where the ledger is.
    package var today: CalendarDate { identity.zone.day(of: surroundings.now()) }

    private init(folder: URL, identity: LedgerIdentity, store: SQLiteStore, surroundings: Surroundings) {
        self.folder = folder
        self.identity = identity
        self.store = store
        self.surroundings = surroundings
    }

    /// Opens a ledger folder.
    ///
    /// - Throws: what `SQLiteStore.open` throws, and `Fault` E-LEDGER-UNOPENED where record 1 is not the one that opens a
    ///   ledger.
    package static func open(
        _ folder: URL, access: SQLiteStore.Access, surroundings: Surroundings = .system
    ) throws -> OpenLedger {
        let file = folder.appendingPathComponent(databaseName)
        let store = try SQLiteStore.open(file, access: access)
        let identity = try store.read { try OpenLedger.identity(in: $0, file) }
        return OpenLedger(folder: folder, identity: identity, store: store, surroundings: surroundings)
    }

    private static func identity(in transaction: SQLiteStore.Transaction, _ file: URL) throws -> LedgerIdentity {
        var first: Record?
        try transaction.scan(.from(1)) { stored in
            first = try stored.record()
            return .stop
        }
        guard let first, let entry = try? OfficeEvent.entry(in: first), case .ledgerOpened(let opened) = entry.event,
            let id = Identifier(first.source.dropFirst("urn:uuid:".count)), let zone = LocalZone(opened.zone)
        else { throw Fault.unopened(file) }
        return LedgerIdentity(id: id, zone: zone)
    }

    /// Makes a ledger: a folder with its database, and record 1 with the name, the zone and the first roles. The founder
    /// begins as recorder and approver.
    ///
    /// It is made under another name and appears whole or not at all.
    /// - Throws: `Fault` E-LEDGER-EXISTS, E-TEXT-EMPTY; and what the store throws.
    package static func initialise(
        _ folder: URL, name: String, zone: LocalZone, founder: ActorID, command: Identifier? = nil,
        isDryRun: Bool = false, surroundings: Surroundings = .system
    ) throws -> (ledger: LedgerIdentity, outcome: Outcome) {
        let identity = LedgerIdentity(id: surroundings.identifier(), zone: zone)
        guard !name.allSatisfy(\.isWhitespace) else { throw Fault.nameless }
        let (draft, remove) = try draft(of: folder)
        defer { remove() }
        let store = try SQLiteStore.create(at: draft.appendingPathComponent(databaseName))
        let ledger = OpenLedger(folder: draft, identity: identity, store: store, surroundings: surroundings)
        let opened = LedgerOpened(
            name: name, zone: zone.identifier,
            roles: [RoleHolder(.recorder, founder), RoleHolder(.approver, founder)])
        try store.write { try Tables.create(in: $0.database) }
        let outcome = try ledger.perform(Order(actor: founder, command: command)) { desk in
            try desk.claim(OfficeEvent.ledgerOpened(opened), in: identity.stream, on: desk.today)
        }
        try store.close()
        if !isDryRun { try appear(draft, as: folder) }
        var kept = outcome
        kept.isDryRun = isDryRun
        return (identity, kept)
    }

    /// A new folder beside the one that is to be made, and what takes it away unless it has got its name.
    static func draft(of folder: URL) throws -> (folder: URL, remove: () -> Void) {
        let files = FileManager.default
        guard !files.fileExists(atPath: folder.path) else { throw Fault.folderExists(folder) }
        let parent = folder.deletingLastPathComponent()
        let draft = parent.appendingPathComponent(".\(folder.lastPathComponent).new-\(UUID().uuidString)")
        do {
            try files.createDirectory(at: parent, withIntermediateDirectories: true)
            try files.createDirectory(
                at: draft, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch { throw Fault.cannotMake(folder, error) }
        return (draft, { try? FileManager.default.removeItem(at: draft) })
    }

    /// Gives a draft its name, for good.
    static func appear(_ draft: URL, as folder: URL) throws {
        guard rename(draft.path, folder.path) == 0 else { throw Fault.folderExists(folder) }
        sync(folder: folder.deletingLastPathComponent())
    }

    private static func sync(folder: URL) {
        let descriptor = Foundation.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Foundation.close(descriptor)
    }
}

extension OpenLedger {
    /// Records what an order says: looks up, decides, appends and brings the read models up to date, all in one
    /// transaction, or nothing of it.
    ///
    /// - Parameter body: is given the desk at which the order is dealt with; it may put several commands to it.
    /// - Throws: `Fault` for a rule that is broken, E-CLONE-READ-ONLY, E-BUSY, E-DISK-FULL and the like.
    package func perform(_ order: Order, _ body: (Desk) throws -> Void) throws -> Outcome {
        if let origin { throw Fault.cloneIsReadOnly(origin) }
        try order.requireText()
        let command = order.command ?? surroundings.identifier()
        do {
            let outcome = try store.write { transaction in
                if let records = try transaction.outcome(of: command) {
                    return try repeated(records, in: transaction)
                }
                let desk = try Desk(order, command, at: self, transaction)
                try body(desk)
                let outcome = try desk.append()
                if order.isDryRun { throw DryRun(outcome: outcome) }
                return outcome
            }
            try store.requireKept(command, outcome.records)
            return outcome
        } catch let dryRun as DryRun {
            return dryRun.outcome
        }
    }

    private func repeated(_ records: ClosedRange<Int>, in transaction: SQLiteStore.Transaction) throws -> Outcome {
        let head = try transaction.last().flatMap { Digest($0.hash) } ?? .zero
        return Outcome(
            records: records, wasRepeated: true, isDryRun: false, written: [], counts: [:], head: head,
            root: try transaction.root())
    }
}

/// Ends the transaction of a dry run: what it wrote is rolled back.
private struct DryRun: Error {
    var outcome: Outcome
}

extension Fault {
    fileprivate static func unopened(_ file: URL) -> Fault {
        Fault(
            "E-LEDGER-UNOPENED", .checkFailed,
            Message(
                "\(file.path) 的第 1 条记录不是建立台账的记录。", "Record 1 of \(file.path) is not the one that opens a ledger."),
            remedy: Message(
                "用 tools/verify_ledger.py 查看哪里不对，或恢复备份。",
                "See what is wrong with tools/verify_ledger.py, or restore a backup."))
    }

    fileprivate static var nameless: Fault {
        Fault(
            "E-TEXT-EMPTY", .refused, Message("台账名称不能空白。", "The ledger's name may not be blank."),
            remedy: Message("用 --name 给出名称。", "Give one with --name."))
    }

    fileprivate static func folderExists(_ folder: URL) -> Fault {
        Fault(
            "E-LEDGER-EXISTS", .cannotWrite, Message("\(folder.path) 已经存在。", "\(folder.path) is there already."),
            remedy: Message("换一个文件夹，或直接使用它。", "Choose another folder, or use that one."))
    }

    static func cannotMake(_ folder: URL, _ error: any Error) -> Fault {
        Fault(
            "E-LEDGER-CREATE", .cannotWrite,
            Message("无法建立 \(folder.path)。", "\(folder.path) cannot be made."),
            state: Message(of: error),
            remedy: Message("检查文件夹的权限和磁盘空间。", "Check the folder's permissions and the disk space."))
    }
}
