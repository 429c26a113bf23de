import ArgumentParser
import Ledger

struct WitnessList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出所见证的台账", "List the ledgers that are witnessed."),
        discussion: say(
            """
            例：
              taizhang witness list --folder witness
              taizhang witness list --json
            """,
            """
            Examples:
              taizhang witness list --folder witness
              taizhang witness list --json
            """))

    @OptionGroup var witness: WitnessOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let folder = try witness.open()
        try Session.show(WitnessTable(key: folder.key, logs: try folder.logs()), options)
    }
}

/// The ledgers that a witness knows, with the last checkpoint of each.
struct WitnessTable: ListAnswer {
    var key: VerifierKey
    var logs: [WitnessedLog]

    var table: Table {
        var table = Table([
            .init(Message("来源", "Origin"), .left, .flexible(minimum: 16), importance: 9),
            .init(Message("大小", "Size"), .right, importance: 8), .init(Message("根", "Root")),
            .init(Message("见证时间", "Cosigned")), .init(Message("分叉", "Forks"), .right, importance: 7),
            .init(Message("未证实", "Unproven"), .right, importance: 6),
            .init(Message("密钥", "Keys"), .left, .flexible(minimum: 12)),
        ])
        for log in logs {
            let checkpoint = try? log.checkpoint
            table.add([
                Table.Cell(log.origin), Table.Cell(checkpoint.map { String($0.size) } ?? ""),
                Table.Cell(checkpoint?.root.short ?? ""), Table.Cell(WitnessTable.time(log)?.description ?? ""),
                Table.Cell(WitnessTable.count(log.forkCount), .red),
                Table.Cell(WitnessTable.count(log.unprovenCount), .yellow),
                Table.Cell(log.keys.map(\.name).joined(separator: " ")),
            ])
        }
        return table
    }

    /// When the witness cosigned the last checkpoint; the log's own signatures have no time.
    private static func time(_ log: WitnessedLog) -> Instant? {
        log.latest?.signatures.last.flatMap { Cosignature.time(of: $0) }
    }

    private static func count(_ number: Int) -> String { number == 0 ? "" : String(number) }

    static func json(_ log: WitnessedLog) -> JSONValue {
        let checkpoint = try? log.checkpoint
        return [
            "origin": .string(log.origin), "size": .integer(checkpoint?.size ?? 0), "root": .text(checkpoint?.root),
            "time": .text(time(log)), "forks": .integer(log.forkCount), "unproven": .integer(log.unprovenCount),
            "vkeys": .array(log.keys.map { .string($0.text) }),
        ]
    }

    var lines: [JSONValue] { logs.map(WitnessTable.json) }
    var json: JSONValue { ["vkey": .string(key.text), "logs": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}
