import ArgumentParser
import Foundation
import Interchange
import Ledger
import LedgerSQLite
import ReadModels
import Rectification
import Synchronization

/// A command at work: the ledger that it asks or writes, and the screen that it answers on.
final class Session {
    let language = Spoken.language
    let terminal: Terminal
    let wantsJSON: Bool
    let folder: URL
    private let access: SQLiteStore.Access
    private var opened: OpenLedger?
    /// Whether the ledger was held against what this machine remembers of it.
    private var isHeld = false

    private static let closed = Mutex<[OpenLedger]>([])

    private init(_ options: GlobalOptions, _ access: SQLiteStore.Access, at place: URL? = nil) throws {
        terminal = Terminal()
        wantsJSON = options.json
        self.access = access
        folder = try place ?? LedgerLocation.find(options.ledger, environment: .own, from: Session.currentFolder)
    }

    /// For a question: nothing of the ledger is written.
    static func query(_ options: GlobalOptions, _ body: (Session) throws -> Void) throws {
        try answer(options, body)
    }

    /// For what writes.
    ///
    /// - Parameters:
    ///   - place: the ledger's folder, where it is known already.
    ///   - hashes: whether it will hash: all but what is derived anew.
    static func maintain(
        _ options: GlobalOptions, at place: URL? = nil, hashes: Bool = true, _ body: (Session) throws -> Void
    ) throws {
        let session = try Session(options, .readWrite, at: place)
        guard hashes else { return try session.run(body) }
        try HashAlgorithm.loading { try session.run(body) }
    }

    /// For a check, which answers with its exit code.
    static func check(_ options: GlobalOptions, _ body: (Session) throws -> Int32) throws -> Int32 {
        try answer(options, body)
    }

    /// For a question whose answer is shown elsewhere.
    static func answer<T>(_ options: GlobalOptions, _ body: (Session) throws -> T) throws -> T {
        try Session(options, .readOnly).run(body)
    }

    /// Runs the body, and closes what it opened for writing: what only reads leaves nothing to tidy up. To let go of the
    /// connection would start threads, just before the process ends: it is kept.
    private func run<T>(_ body: (Session) throws -> T) throws -> T {
        defer {
            if let opened {
                if access == .readWrite { try? opened.store.close() }
                Session.closed.withLock { $0.append(opened) }
            }
        }
        return try body(self)
    }

    static var currentFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath) }
    var currentFolder: URL { Session.currentFolder }

    /// The ledger, opened at the first use, and held against the last checkpoint that this machine has seen of it.
    ///
    /// - Throws: E-ROLLED-BACK, E-FORKED; and what `OpenLedger.open` throws.
    var ledger: OpenLedger {
        get throws {
            let ledger = try ledgerAsItIs
            guard !isHeld else { return ledger }
            try ledger.holdAgainst(memory)
            isHeld = true
            return ledger
        }
    }

    /// The ledger, held against nothing: for what tells a ledger that was rolled back, or mends it.
    var ledgerAsItIs: OpenLedger {
        get throws {
            if let opened { return opened }
            let ledger = try OpenLedger.open(folder, access: access)
            opened = ledger
            return ledger
        }
    }

    /// What this machine remembers of ledgers.
    static let memory = CheckpointMemory { Environment.own[$0] }
    var memory: CheckpointMemory { Session.memory }

    /// The store alone, for what must work on a ledger that does not open.
    var store: SQLiteStore {
        get throws {
            try SQLiteStore.open(folder.appendingPathComponent(OpenLedger.databaseName), access: .readOnly)
        }
    }

    /// Reads a day as people write it (`ux.md`: dates), from the ledger's own today.
    func day(_ text: String) throws -> CalendarDate {
        try SheetDate.command(text, today: try ledger.today)
    }

    /// Shows an answer where there is no ledger to open.
    static func show(_ answer: some Answer, _ options: GlobalOptions) throws {
        let screen = Terminal().output
        try StandardStream.output.write(options.json ? answer.json.document : answer.text(on: screen, Spoken.language))
    }

    func write(_ text: String) throws { try StandardStream.output.write(text) }

    /// Puts a text on the screen, through the pager where it is long.
    func page(_ text: String) throws { try Pager(terminal.output).show(text) }

    /// Tells people something beside the data.
    func tell(_ message: Message) throws {
        let paragraph = Paragraph(label: "", text: shown(message.text(language)))
        let screen = terminal.errors
        let lines = screen.isTerminal ? paragraph.lines(columns: screen.columns) : [paragraph.text]
        try StandardStream.errors.write(lines.joined(separator: "\n") + "\n")
    }
}

// MARK: - Writing

extension Session {
    /// - Parameter isSigned: whether the actor's key signs what carries weight in it; not where `--sign-with` names another.
    func order(_ options: WriteOptions, isSigned: Bool = true) throws -> Order {
        let command = try options.commandID.map { text in
            guard let identifier = Identifier(text) else {
                throw Fault.unreadableArgument(text, Message("命令标识（UUID）", "UUID"))
            }
            return identifier
        }
        let actor = try actor(options)
        var order = Order(
            actor: actor,
            onBehalfOf: try options.onBehalfOf.map { try identifier($0, Message("职务或人员", "post or person")) },
            on: try options.on.map(day), reason: options.reason, command: command, isDryRun: options.isDryRun,
            signer: isSigned ? try signer(of: actor, options) : nil)
        order.tellsRecords = wantsJSON || options.isDryRun
        return order
    }

    /// Who keys it in; never guessed (`ux.md`: who).
    private func actor(_ options: WriteOptions) throws -> ActorID {
        let named = options.actor ?? Environment.own.filled("TAIZHANG_ACTOR")
        let text = try named ?? Preferences(try ledger.configuration)["actor"]
        guard let text else { throw Fault.nobody }
        return try identifier(text, Message("职务或人员", "post or person"))
    }
}

extension Fault {
    static let nobody = Fault(
        "E-ACTOR", .usage, Message("没有说明是谁在录入。", "It is not said who keys this in."),
        remedy: Message(
            "加上 --actor 职务，或设 $TAIZHANG_ACTOR，或在台账的 config 里写 actor = 职务。",
            "Add --actor POST, or set $TAIZHANG_ACTOR, or write actor = POST into the ledger's config."))
}

extension URL {
    /// The path as it is seen from a folder.
    func relativePath(to folder: URL) -> String {
        let prefix = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}
