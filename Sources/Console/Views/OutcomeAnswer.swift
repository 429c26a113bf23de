import Ledger
import ReadModels
import Rectification

/// What a command led to: the records that were appended, or would be.
struct OutcomeAnswer: Answer {
    var outcome: Outcome
    /// What was done, in a sentence.
    var said: Message?

    func text(on screen: Screen, _ language: Language) -> String {
        var lines: [String] = []
        if let said, !outcome.wasRepeated, !outcome.isDryRun { lines.append(shown(said.text(language))) }
        lines.append(summary.text(language))
        if outcome.isDryRun { lines += outcome.written.map { event($0, screen, language) } }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Without each event: how many of each type.
    func brief(_ language: Language) -> String {
        let lines = outcome.counts.sorted { $0.key < $1.key }.map { type, count in
            let about = EventCatalogue.payload(named: type)?.about ?? Message(verbatim: type)
            return "  \(grouped(count)) × \(about.text(language))\n"
        }
        return summary.text(language) + "\n" + lines.joined()
    }

    private var summary: Message {
        guard let records = outcome.records else { return Message("没有追加任何记录。", "Nothing was appended.") }
        let range = records.count == 1 ? "#\(records.lowerBound)" : "#\(records.lowerBound)–#\(records.upperBound)"
        let count = grouped(records.count)
        if outcome.wasRepeated {
            return Message(
                "这条命令以前已成功执行（\(range)），没有重复追加。",
                "This command had succeeded before (\(range)); nothing was appended.")
        }
        if outcome.isDryRun {
            return Message(
                "演示：将追加 \(count) 条记录（\(range)），未写入：",
                "Dry run: \(count) record\(records.count == 1 ? "" : "s") (\(range)) would be appended; nothing was written:"
            )
        }
        return Message(
            "已追加 \(count) 条记录（\(range)），台账根 \(outcome.root.short)",
            "Appended \(count) record\(records.count == 1 ? "" : "s") (\(range)), root \(outcome.root.short)")
    }

    /// On a terminal the payload stands under its event, folded; elsewhere an event is a line with tabs.
    private func event(_ record: Record, _ screen: Screen, _ language: Language) -> String {
        let data = shown(String(decoding: record.data, as: UTF8.self))
        let head = ["#\(record.sequence)", record.occurredOn.description, record.type, shown(record.stream.text)]
        guard screen.isTerminal else { return (head + [data]).joined(separator: "\t") }
        let lines = Paragraph(label: "    ", text: data).lines(columns: screen.columns)
        return "  " + head.joined(separator: "  ") + "\n    " + lines.joined(separator: "\n    ")
    }

    var json: JSONValue {
        let range = outcome.records.map { JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)]) }
        return [
            "records": range ?? .null, "repeated": .bool(outcome.wasRepeated), "dryRun": .bool(outcome.isDryRun),
            "head": .string(outcome.head.hex), "root": .string(outcome.root.hex),
            "events": .array(outcome.written.map(OutcomeAnswer.event)),
        ]
    }

    private static func event(_ record: Record) -> JSONValue {
        [
            "record": .integer(record.sequence), "type": .string(record.type), "subject": .text(record.stream),
            "occurredOn": .text(record.occurredOn), "reason": .text(record.reason),
            "data": (try? CanonicalJSON.parse(record.data)) ?? .null,
        ]
    }
}
