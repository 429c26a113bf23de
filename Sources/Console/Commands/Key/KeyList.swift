import ArgumentParser
import Ledger
import Rectification

struct KeyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出登记过的密钥", "List the keys that were ever registered."),
        discussion: say(
            """
            例：
              taizhang key list
            """,
            """
            Example:
              taizhang key list
            """))

    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(KeyTable(custody: try session.ledger.custody()), format)
        }
    }
}

/// Keys, whose they are, and from which record to which they are valid.
struct KeyTable: ListAnswer {
    var custody: Custody

    var table: Table {
        var table = Table([
            .init(Message("名称", "Name"), .left, .flexible(minimum: 16), importance: 9),
            .init(Message("持有者", "Holder"), .left, .flexible(minimum: 8)), .init(Message("算法", "Algorithm")),
            .init(Message("标识", "ID")), .init(Message("自", "From"), .right), .init(Message("至", "Until"), .right),
        ])
        for key in custody.keys {
            table.add([
                Table.Cell(key.verifier.name),
                Table.Cell(key.holder == .ledger ? Message("台账", "ledger") : Message(verbatim: key.holder.name)),
                Table.Cell(key.verifier.kind.title), Table.Cell(key.verifier.id.hex), Table.Cell("#\(key.since)"),
                Table.Cell(key.until.map { "#\($0)" } ?? ""),
            ])
        }
        return table
    }

    var lines: [JSONValue] {
        custody.keys.map { key in
            [
                "vkey": .string(key.verifier.text), "name": .string(key.verifier.name),
                "holder": .string(key.holder.text), "since": .integer(key.since), "until": .integer(key.until),
            ]
        }
    }
    var json: JSONValue { ["keys": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}

extension KeyHolder {
    /// What screens show.
    var name: String {
        switch self {
        case .ledger: "ledger"
        case .actor(let actor): actor.name
        }
    }
}

extension SignatureKind {
    var title: String {
        switch self {
        case .ed25519, .cosignature: "Ed25519"
        case .sm2: "SM2"
        }
    }
}
