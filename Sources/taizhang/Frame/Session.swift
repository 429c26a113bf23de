import ArgumentParser
import Foundation
import Interchange
import Ledger
import LedgerSQLite
import ReadModels
import Rectification

/// A command at work: the ledger that it asks or writes, and the screen that it answers on.
final class Session {
    let language = Spoken.language
    let terminal: Terminal
    let wantsJSON: Bool
    let folder: URL
    let environment: [String: String]
    private let access: SQLiteStore.Access
    private var opened: OpenLedger?

    private init(_ options: GlobalOptions, _ access: SQLiteStore.Access) throws {
        environment = ProcessInfo.processInfo.environment
        terminal = Terminal(colour: options.color, environment: environment)
        wantsJSON = options.json
        self.access = access
        folder = try LedgerLocation.find(options.ledger, environment: environment, from: Session.currentFolder)
    }

    /// For a question: nothing of the ledger is written.
    static func query(_ options: GlobalOptions, _ body: (Session) throws -> Void) throws {
        try body(Session(options, .readOnly))
    }

    /// For upkeep of what is derived.
    static func maintain(_ options: GlobalOptions, _ body: (Session) throws -> Void) throws {
        try body(Session(options, .readWrite))
    }

    /// For a check, which answers with its exit code.
    static func check(_ options: GlobalOptions, _ body: (Session) throws -> Int32) throws -> Int32 {
        try body(Session(options, .readOnly))
    }

    static var currentFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath) }
    var currentFolder: URL { Session.currentFolder }

    /// The ledger, opened at the first use.
    var ledger: OpenLedger {
        get throws {
            if let opened { return opened }
            let ledger = try OpenLedger.open(folder, access: access)
            opened = ledger
            return ledger
        }
    }

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
        let screen = Terminal(colour: options.color).output
        try StandardStream.output.write(options.json ? answer.json.document : answer.text(on: screen, Spoken.language))
    }

    func write(_ text: String) throws { try StandardStream.output.write(text) }

    /// Puts a text on the screen, through the pager where it is long.
    func page(_ text: String) throws { try Pager(terminal.output).show(text) }

    /// Tells people something beside the data.
    func tell(_ message: Message) throws { try StandardStream.errors.write(shown(message.text(language)) + "\n") }
}

// MARK: - Writing

extension Session {
    func order(_ options: WriteOptions) throws -> Order {
        let command = try options.commandID.map { text in
            guard let identifier = Identifier(text) else {
                throw Fault.unreadableArgument(text, Message("命令标识（UUID）", "UUID"))
            }
            return identifier
        }
        return Order(
            actor: try actor(options),
            onBehalfOf: try options.onBehalfOf.map { try identifier($0, Message("职务或人员", "post or person")) },
            on: try options.on.map(day), reason: options.reason, command: command, isDryRun: options.isDryRun)
    }

    /// Who keys it in; never guessed (`ux.md`: who).
    private func actor(_ options: WriteOptions) throws -> ActorID {
        let named = options.actor ?? environment["TAIZHANG_ACTOR"].flatMap { $0.isEmpty ? nil : $0 }
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
