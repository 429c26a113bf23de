import ArgumentParser
import Ledger
import ReadModels

struct CheckpointList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出签发过的检查点和见证", "List the checkpoints, and who has vouched for them."),
        discussion: say(
            """
            例：
              taizhang checkpoint list
            """,
            """
            Example:
              taizhang checkpoint list
            """))

    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let ledger = try session.ledger
            try session.show(
                CheckpointTable(checkpoints: try ledger.checkpoints(), attestations: try ledger.attestations()), format)
        }
    }
}

/// The ledger's checkpoints, the latest first. Who signed is shown as it is stored; `verify` says whether it holds.
struct CheckpointTable: ListAnswer {
    var checkpoints: [StoredCheckpoint]
    var attestations: [StoredAttestation]

    var table: Table {
        var table = Table([
            .init(Message("记录数", "Size"), .right), .init(Message("根", "Root")),
            .init(Message("签发", "Origin"), .left, .flexible(minimum: 12)),
            .init(Message("见证", "Cosigned by"), .left, .flexible(minimum: 8), importance: 9),
            .init(Message("时间戳", "Time-stamp")),
        ])
        for one in checkpoints {
            let root = (try? SignedCheckpoint(one.note))?.checkpoint.root.short ?? "?"
            table.add([
                Table.Cell(grouped(one.size)), Table.Cell(root), Table.Cell(one.origin),
                Table.Cell(witnesses(of: one).joined(separator: "、")),
                Table.Cell(times(of: one).joined(separator: "、")),
            ])
        }
        return table
    }

    var lines: [JSONValue] {
        checkpoints.map { one in
            [
                "size": .integer(one.size), "origin": .string(one.origin), "note": .string(one.note),
                "cosigned": .texts(witnesses(of: one)), "timestamps": .texts(times(of: one)),
            ]
        }
    }
    var json: JSONValue { ["checkpoints": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }

    private func attestations(of one: StoredCheckpoint, _ kind: StoredAttestation.Kind) -> [StoredAttestation] {
        attestations.filter { $0.size == one.size && $0.origin == one.origin && $0.kind == kind.rawValue }
    }

    private func witnesses(of one: StoredCheckpoint) -> [String] {
        attestations(of: one, .cosignature).compactMap {
            (try? SignedNote.Signature(line: String(decoding: $0.content, as: UTF8.self)))?.name
        }
    }

    private func times(of one: StoredCheckpoint) -> [String] {
        attestations(of: one, .timestamp).map { (try? TimestampResponse(der: $0.content))?.genTime.description ?? "?" }
    }
}
