import Ledger
import Rectification

/// A proof that holds, and of what.
struct CheckedProof: Answer {
    var given: SignedCheckpoint
    /// Nobody's, where only a checkpoint of the checker's own vouches for it.
    var signers: [VerifierKey]
    var records: [Record]
    /// Whether the records are all of their stream.
    var isStream: Bool
    /// The size that the checkpoint extends, of a consistency proof.
    var extends: Int?
    var disclosed: (property: String, value: String)?

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        facts.add(
            Message("检查点", "Checkpoint"),
            Message(
                "\(given.checkpoint.size) 条记录，根 \(given.checkpoint.root.short)",
                "\(given.checkpoint.size) records, root \(given.checkpoint.root.short)"))
        facts.add(Message("台账", "Ledger"), given.checkpoint.origin)
        facts.add(
            Message("签名", "Signed by"),
            signers.isEmpty
                ? Message("（未核对，以您保存的检查点为准）", "(not checked: your own checkpoint vouches for it)")
                : Message(verbatim: signers.map { "\($0.name) (\($0.kind.title))" }.joined(separator: "\n")))
        if let disclosed { facts.add(Message("披露", "Disclosed"), "\(disclosed.property): \(disclosed.value)") }
        let sentence = Paragraph(label: "✓ ", text: shown(said.text(language)))
        let lines = screen.isTerminal ? sentence.lines(columns: screen.columns) : [sentence.text]
        return screen.style(.green, sentence.label) + lines.joined(separator: "\n  ") + "\n"
            + facts.text(on: screen, language)
            + (records.isEmpty ? "" : listed(screen, language))
    }

    private var said: Message {
        if let extends {
            return Message(
                "成立：\(given.checkpoint.size) 条的检查点承接 \(extends) 条的，没有改写。",
                "It holds: the checkpoint of \(given.checkpoint.size) records extends that of \(extends); nothing was rewritten."
            )
        }
        if isStream, let stream = records.first?.stream {
            return Message(
                "成立：\(stream) 截至该检查点共 \(records.count) 条记录，一条不缺。",
                "It holds: these \(records.count) records are all that \(stream) has as of the checkpoint.")
        }
        let sequence = records.first?.sequence ?? 0
        return Message("成立：第 \(sequence) 条记录在台账里。", "It holds: record \(sequence) is in the ledger.")
    }

    private func listed(_ screen: Screen, _ language: Language) -> String {
        var table = Table([
            .init(Message("序号", "No."), .right), .init(Message("日期", "Date")),
            .init(Message("步骤", "Step"), importance: 9), .init(Message("谁", "Who"), .left, .flexible(minimum: 8)),
            .init(Message("内容", "What"), .left, .flexible(minimum: 8)),
        ])
        for record in records {
            let phrase = EventPhrase(record)
            table.add([
                Table.Cell("#\(record.sequence)"), Table.Cell(record.occurredOn.description), Table.Cell(phrase.title),
                Table.Cell(ActorID(record.onBehalfOf ?? record.actor)?.name ?? record.actor),
                Table.Cell(phrase.parts.map { $0.text(language) }.joined(separator: Message("；", "; ").text(language))),
            ])
        }
        return "\n" + table.text(on: screen, language: language)
    }

    var json: JSONValue {
        [
            "holds": true, "origin": .string(given.checkpoint.origin), "size": .integer(given.checkpoint.size),
            "root": .string(given.checkpoint.root.hex), "signers": .texts(signers.map(\.text)),
            "extends": .integer(extends), "complete": .bool(isStream),
            "records": .array(records.compactMap { (try? $0.encoded()).flatMap { try? CanonicalJSON.parse($0) } }),
            "disclosed": disclosed.map { ["property": .string($0.property), "value": .string($0.value)] } ?? .null,
        ]
    }
}
